"""What an import reports: its progress, then its numbers and a line for each thing that needs attention."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reader.formats import format_by_name
from reader.formats.format import LeftOut, RejectedRecord
from reader.workflows.import_ import import_
from reader.workflows.imported import Imported
from reader.workspace.workspace import Workspace
from tests.support.stores import an_annotation
from tests.support.under_test import ONE

NOTHING = Imported((), (), 0, (), 0, 0, (), ())


def test_what_is_as_expected_is_one_line() -> None:
    assert replace(NOTHING, same=1).report == ["0 new, 1 already here"]
    assert replace(NOTHING, new=(an_annotation(),) * 3, same=2).report == ["3 new, 2 already here"]


def test_everything_else_has_a_line() -> None:
    imported = Imported(
        new=(an_annotation(),) * 4,
        changed=(an_annotation(),),
        same=2,
        differing=("a", "b"),
        unsure=1,
        orphans=3,
        rejected=(RejectedRecord("line 3", "it has no tag"), RejectedRecord("line 5", "it has no text")),
        unknown_tags=("fact", "mood"),
        left_out=(
            LeftOut("line 3", "relations"),
            LeftOut("line 4", "comments"),
            LeftOut("line 5", "relations"),
            LeftOut("Why?, here Why", "names that no tag can have", is_changed=True),
        ),
    )
    assert imported.report == [
        "4 new, 1 changed, 2 already here, 2 rejected",
        "1 new one needs a review: press R in the reader, or run reader check",
        "3 new ones are orphans: their passages were not found, or their sources are not here",
        "2 were left as they are, though the file has another place, tag, note, field or link (--update changes them)",
        "tags that are not in reader.toml: fact, mood",
        "left out: relations: 2 (the first in line 3)",
        "left out: comments: 1 (line 4)",
        "changed: names that no tag can have: 1 (Why?, here Why)",
        "rejected: line 3: it has no tag",
        "rejected: line 5: it has no text",
    ]


def test_tags_with_entries_are_named_with_the_command_that_takes_them_in() -> None:
    names = ("fact", *(f"fact/{number}" for number in range(9)))
    imported = replace(NOTHING, without_entry=names, unknown_tags=("fact", "mood"))
    shown = "fact, fact/0, fact/1, fact/2, fact/3, fact/4, fact/5, fact/6 and 2 more"
    assert imported.report[1:] == [
        f"10 tags that reader.toml does not have, with entries ({shown}): reader import --codebook adds them",
        "tags that are not in reader.toml: mood",
    ]
    one = replace(NOTHING, without_entry=names[:1])
    assert one.report[1].startswith("1 tag that reader.toml does not have, with an entry (fact):")


def test_of_a_hundred_unknown_tags_some_are_named() -> None:
    many = replace(NOTHING, unknown_tags=tuple(f"t{number:02}" for number in range(100)))
    assert many.report[1] == (
        "tags that are not in reader.toml: t00, t01, t02, t03, t04, t05, t06, t07 and 92 more "
        "(`reader codebook` lists all of them)"
    )


def test_one_is_not_several() -> None:
    one = replace(NOTHING, new=(an_annotation(),), unsure=1, orphans=1, invalid=1, differing=("a",))
    assert one.report[1:] == [
        "1 new one needs a review: press R in the reader, or run reader check",
        "1 new one is an orphan: its passage was not found, or its source is not here",
        "1 was left as it is, though the file has another place, tag, note, field or link (--update changes them)",
        "1 new one has fields or links that are not valid: has:invalid lists them",
    ]


@pytest.mark.parametrize(("records", "steps"), [(499, []), (500, [500]), (1001, [500, 1000])])
def test_an_import_can_be_stopped_every_five_hundred_records(
    records: int, steps: list[int], workspace: Workspace, tmp_path: Path
) -> None:
    spans = [{"start": 0, "end": 1, "label": f"tag{number}"} for number in range(records)]
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": ONE, "spans": spans, "meta": {"source": "one.txt"}}))
    progress = list(import_(workspace, tmp_path / "x.jsonl", format_by_name("spacy"), dry_run=True))
    assert [step.done for step in progress if step.words == "records read"] == steps
    assert [step for step in progress if step.words == "sources done"] == [(1, 1, "sources done")]


def test_a_file_without_any_passage_is_said_to_have_none() -> None:
    assert NOTHING.report == ["0 new, 0 already here: the file has no tagged passages"]
    assert replace(NOTHING, differing=("a",)).report[0] == "0 new, 0 already here"
    assert replace(NOTHING, same=2).report == ["0 new, 2 already here"]
    assert replace(NOTHING, left_out=(LeftOut("line 1", "relations"),)).report[0] == "0 new, 0 already here"


def test_what_is_left_out_has_a_name_where_a_kind_has_several() -> None:
    left_out = [LeftOut(f"row {number}", "values", name=name) for number, name in enumerate("aabc", 1)]
    assert replace(NOTHING, left_out=(*left_out,)).report[1:] == ["left out: values: 4 (a, b, c; the first in row 1)"]
