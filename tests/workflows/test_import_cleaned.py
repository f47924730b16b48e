"""What was tagged in texts without boilerplate comes back to the sources."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reader.formats import detect_format, format_by_name
from reader.formats.format import Options
from reader.formats.offset_units import OffsetUnit
from reader.formats.text_map import read_maps
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import export
from reader.workflows.import_ import import_
from reader.workflows.import_cleaned import ACROSS
from reader.workflows.imported import Imported
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

ONE = "Ahead 😀.\n\nRead more\n\n“It is odd,” said Ann. (Ad) She left."
CLEAN = "Ahead 😀.\n\n“It is odd,” said Ann. She left."


@pytest.fixture
def workspace(make: Make, tmp_path: Path) -> Workspace:
    """A workspace whose texts without boilerplate are in the folder `texts`."""
    made = make({"a/one.txt": ONE, "two.txt": "Another text."})
    article = made.sources.article(made.sources.by_id["a/one.txt"])
    for words in ("Read more", "(Ad)"):
        start = ONE.index(words)
        made.annotations.tag(article, Span(start, start + len(words)), "boilerplate")
    run_to_end(export(made, format_by_name("text"), tmp_path / "texts"))
    assert (tmp_path / "texts/a/one.txt").read_text("utf-8") == CLEAN
    return made


def brought_back(workspace: Workspace, folder: Path, records: Sequence[dict[str, Any]], **options: Any) -> Imported:
    file = folder / "x.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    maps = read_maps(folder / "texts")
    return run_to_end(import_(workspace, file, detect_format(file), Options(**options), maps=maps))


def spans(*words: str, text: str = CLEAN, unit: str = "utf-32-le") -> list[dict[str, Any]]:
    """Return spans as Prodigy has them, counted in units of an encoding."""
    size = {"utf-32-le": 4, "utf-16-le": 2, "utf-8": 1}[unit]
    offsets = [(text.index(each), text.index(each) + len(each)) for each in words]
    start, end = ([len(text[:at].encode(unit)) // size for at in column] for column in zip(*offsets, strict=True))
    return [{"start": one, "end": two, "label": "quote"} for one, two in zip(start, end, strict=True)]


def passages(imported: Imported) -> list[tuple[str, int, str]]:
    return [(each.source, each.start, each.exact) for each in imported.new]


SAID = ("a/one.txt", ONE.index("“"), "“It is odd,”")


@pytest.mark.parametrize(
    "record",
    [
        {"text": CLEAN, "spans": spans(SAID[2])},
        {"text": CLEAN + "\n", "spans": spans(SAID[2])},
        {"text": CLEAN, "spans": spans(SAID[2]), "meta": {"source": "a/one.txt"}},
    ],
    ids=["known by its text", "with a line end that a program added", "named"],
)
def test_a_tag_comes_back_to_its_source(workspace: Workspace, tmp_path: Path, record: dict[str, Any]) -> None:
    imported = brought_back(workspace, tmp_path, [record])
    assert passages(imported) == [SAID]
    assert (imported.unsure, imported.orphans, dict(imported.remarks)) == (0, 0, {})


def test_offsets_in_another_unit_count_in_the_text_as_well(workspace: Workspace, tmp_path: Path) -> None:
    record = {"text": CLEAN, "spans": spans(SAID[2], unit="utf-16-le")}
    assert passages(brought_back(workspace, tmp_path, [record], unit=OffsetUnit.UTF16, is_unit_certain=True)) == [SAID]


def test_a_passage_takes_in_what_was_left_out_between_its_ends(workspace: Workspace, tmp_path: Path) -> None:
    imported = brought_back(workspace, tmp_path, [{"text": CLEAN, "spans": spans("said Ann. She left.")}])
    assert [each.exact for each in imported.new] == ["said Ann. (Ad) She left."]
    assert dict(imported.remarks) == {ACROSS: 1}


def test_a_text_that_was_changed_elsewhere_counts_by_its_words(workspace: Workspace, tmp_path: Path) -> None:
    other = CLEAN.replace("Ahead", "Far ahead")
    record = {"text": other, "spans": spans(SAID[2], text=other), "meta": {"source": "a/one.txt"}}
    imported = brought_back(workspace, tmp_path, [record])
    assert passages(imported) == [SAID]


def test_a_text_without_a_map_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    imported = brought_back(
        workspace, tmp_path, [{"text": "Not one of ours.", "spans": [{"start": 0, "end": 3, "label": "quote"}]}]
    )
    assert imported.new == ()
    assert [each.why for each in imported.rejected] == ["its source is not in the map of texts"]


def csv(folder: Path, rows: Sequence[tuple[str, Span, str]]) -> Path:
    """Write a table with offsets in the cleaned texts."""
    file = folder / "x.csv"
    lines = [f'{id},{span.start},{span.end},"{exact}",claim' for id, span, exact in rows]
    file.write_text("\n".join(["source,start,end,exact,tag", *lines]), "utf-8")
    return file


def test_a_source_that_changed_is_known_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    """Its text was kept when somebody tagged it, and the passage is found again in the new one."""
    (tmp_path / "seeds/a/one.txt").write_text("New. " + ONE, "utf-8")
    (tmp_path / "seeds/two.txt").write_text("Another text, changed.", "utf-8")
    place = Span(CLEAN.index("She"), len(CLEAN))
    file = csv(tmp_path, [("a/one.txt", place, place.of(CLEAN)), ("two.txt", Span(0, 7), "Another")])
    again = Workspace(workspace.paths)
    imported = run_to_end(import_(again, file, format_by_name("csv"), maps=read_maps(tmp_path / "texts")))
    found = again.anchoring.of(again.sources.article(again.sources.by_id["a/one.txt"]))
    assert found[-1].present.start == len("New. ") + ONE.index("She")
    assert [each.why for each in imported.rejected] == [
        "two.txt has changed since its text was exported, or is gone: export the texts again"
    ]


def test_a_thousand_passages_go_there_and_back(workspace: Workspace, tmp_path: Path) -> None:
    random, rows = Random(1), list[tuple[str, Span, str]]()
    for _ in range(1000):
        start = random.randrange(len(CLEAN) - 1)
        place = Span(start, random.randrange(start + 1, len(CLEAN)))
        rows.append(("a/one.txt", place, place.of(CLEAN)))
    wanted = {read_maps(tmp_path / "texts")["a/one.txt"].in_source(place) for _, place, _ in rows}
    file = csv(tmp_path, rows)
    imported = run_to_end(import_(workspace, file, format_by_name("csv"), maps=read_maps(tmp_path / "texts")))
    assert {each.span for each in imported.new} == wanted
    assert all(each.exact == each.span.of(ONE) for each in imported.new)
    assert (imported.unsure, imported.rejected) == (0, ())
