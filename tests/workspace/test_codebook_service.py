"""Renaming, merging and retiring a tag: reader.toml and all annotations change together, and go back together."""

import contextlib
import json
import shutil
from codecs import BOM_UTF8
from collections import Counter
from pathlib import Path

import pytest

from reader.annotation.store.history import Change, Step
from reader.errors import UsageError
from reader.text.span import Span
from reader.workflows.compare_people import merge_workspaces, others
from reader.workspace.codebook_rules import How
from tests.support.codebook_workspace import (
    CODEBOOK,
    FOUND,
    a_folder,
    change,
    codebook,
    exported,
    known,
    opened,
    tags,
    undo,
)
from tests.support.stores import an_annotation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path)


CHANGES: list[tuple[How, str, str]] = [
    ("rename", "witness", "observer"),
    ("rename", "rumour", "witness/rumour"),
    ("rename", "label", "other label"),
    ("merge", "rumour", "witness"),
    ("merge", "witness", "rumour"),
    ("merge", "witness/expert", "witness"),
    ("merge", "label", "claim"),
    ("retire", "witness", ""),
    ("retire", "rumour", "witness"),
    ("retire", "claim", ""),
]


def test_a_tag_is_renamed_with_those_nested_in_it_and_everybodys_annotations(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in FOUND}
    assert codebook(folder) == CODEBOOK.replace(
        'name = "witness"  # who saw it\n', 'name = "observer"  # who saw it\nformerly = ["witness"]\n'
    ).replace("witness/", "observer/")


def test_a_tag_is_merged_into_another_one_and_what_becomes_equal_is_one(folder: Path) -> None:
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("merge", "rumour", "witness")
        assert (len(plan.move.moved), plan.move.united, plan.move.given_way) == (2, 1, 0)
        assert plan.lacking == {"field": 1}
        workspace.codebook.carry_out(plan)
        assert workspace.store.get("a").note == "seen\nheard"  # type: ignore[union-attr]
    assert tags(folder) == {"a": "witness", "b": "witness/expert", "d": "witness", "e": "label", "f": "witness"}
    assert known(folder) == ["witness", "witness/expert"]
    assert opened(folder).settings.tag("witness").formerly == ("rumour",)  # type: ignore[union-attr]


def test_nested_tags_that_the_other_tag_lacks_are_nested_in_it_after_a_merge(folder: Path) -> None:
    change(folder, "merge", "witness", "rumour")
    assert known(folder) == ["rumour", "rumour/expert"]
    assert set(tags(folder).values()) == {"rumour", "rumour/expert", "label"}


def test_annotations_of_a_retired_tag_stay_or_move_and_what_was_dismissed_stays_dismissed(folder: Path) -> None:
    change(folder, "retire", "rumour")
    assert tags(folder) == {each.id: each.tag for each in FOUND}
    assert opened(folder).settings.tag("rumour").is_retired  # type: ignore[union-attr]
    change(folder, "retire", "rumour", "witness")
    assert Counter(tags(folder).values()) == {"witness": 2, "witness/expert": 1, "label": 1, "rumour": 1}


@pytest.mark.parametrize(("how", "tag", "into"), CHANGES)
def test_undo_takes_back_both_and_redo_does_both_again(folder: Path, how: How, tag: str, into: str) -> None:
    before, text = exported(folder), codebook(folder)
    change(folder, how, tag, into)
    after, changed = tags(folder), codebook(folder)
    undo(folder)
    assert (exported(folder), codebook(folder)) == (before, text)
    undo(folder, again=True)
    assert (tags(folder), codebook(folder)) == (after, changed)


@pytest.mark.parametrize(("how", "tag", "into"), CHANGES)
def test_to_do_it_twice_is_to_do_it_once(folder: Path, how: How, tag: str, into: str) -> None:
    change(folder, how, tag, into)
    after, changed = tags(folder), codebook(folder)
    with contextlib.suppress(UsageError):  # there is no such tag any more
        assert opened(folder).codebook.plan(how, tag, into).is_empty
    assert (tags(folder), codebook(folder)) == (after, changed)


def test_a_byte_order_mark_stays_at_the_beginning(folder: Path) -> None:
    file = folder / "reader.toml"
    file.write_bytes(BOM_UTF8 + CODEBOOK.replace("\n", "\r\n").encode())
    before = file.read_bytes()
    change(folder, "rename", "witness", "observer")
    change(folder, "merge", "rumour", "observer")
    change(folder, "retire", "observer")
    assert file.read_bytes().startswith(BOM_UTF8)
    assert file.read_bytes().count(BOM_UTF8) == 1
    assert known(folder) == ["observer", "observer/expert"]
    for _ in range(3):
        undo(folder)
    assert file.read_bytes() == before


def test_what_an_undo_leaves_in_the_codebook_is_reported(folder: Path) -> None:
    change(folder, "rename", "rumour", "gossip")
    with opened(folder) as workspace:  # as a colleague's file brings it, or a crash before the annotations leaves it
        workspace.store.do(Step("made", (Change(None, an_annotation("z", tag="rumour", creator="bea")),), "bea"))
    change(folder, "rename", "rumour", "gossip")
    said = []
    for _ in range(2):
        with opened(folder) as workspace:
            step = workspace.annotations.undo()
            assert step
            said.append((len(workspace.codebook.follow(step)), workspace.codebook.unchanged_name(step)))
    still = "rumour is still a former name of gossip in reader.toml, so its annotations count as gossip"
    assert said == [(0, still), (1, "")]


def test_renaming_back_and_forth_leaves_one_former_name(folder: Path) -> None:
    change(folder, "rename", "rumour", "gossip")
    change(folder, "rename", "gossip", "rumour")
    assert tags(folder) == {each.id: each.tag for each in FOUND}
    assert opened(folder).settings.tag("rumour").formerly == ("gossip",)  # type: ignore[union-attr]
    undo(folder)
    undo(folder)
    assert codebook(folder) == CODEBOOK


# What is refused


@pytest.mark.parametrize(
    ("how", "tag", "into", "message"),
    [
        ("rename", "claim", "assertion", "claim keeps its name.*reader codebook retire claim --into TAG"),
        ("merge", "quote", "witness", "quote keeps its name.*retire quote --into witness"),
        ("rename", "witnes", "x", "witnes: there is no such tag: did you mean witness?"),
        ("rename", "zzz", "x", "zzz: there is no such tag: `reader codebook` lists"),
        ("rename", "witness", "rumour", "rumour: there is already such a tag: merge witness into it"),
        ("rename", "witness", "label", "label: there is already such a tag"),
        ("rename", "label", "witness", "witness: there is already such a tag: merge label into it"),
        ("rename", "witness", "witness", "witness: it already has this name"),
        ("rename", "witness", "witness/old", "witness: a tag cannot be nested in itself"),
        ("rename", "rumour", "news/rumour", "news/rumour: there is no tag news to nest it in"),
        ("rename", "rumour", "a//b", "a//b: the name of a tag must be up to 64 letters"),
        ("rename", "rumour", "x" * 65, "the name of a tag must be"),
        ("rename", "rumour", "a\n", "the name of a tag must be"),
        ("merge", "witness", "witness/expert", "witness: a tag cannot go into itself"),
        ("merge", "rumour", "label", "label: it is not in the codebook: add an entry"),
        ("merge", "rumour", "witnes", "witnes: it is not in the codebook: did you mean witness?"),
        ("merge", "label", "nothing", "nothing: it is not in the codebook"),
        ("retire", "label", "", "label: it is not in the codebook, so it is not offered"),
        ("retire", "witness", "rumour", "witness/expert: there is no tag rumour/expert for its annotations"),
        ("retire", "rumour", "rumour", "rumour: a tag cannot go into itself"),
    ],
)
def test_what_cannot_be_done_is_refused(folder: Path, how: How, tag: str, into: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        opened(folder).codebook.plan(how, tag, into)


def test_a_retired_tag_takes_nothing_in_and_a_former_name_is_not_given_again(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    with pytest.raises(UsageError, match="witness: observer had this name before"):
        opened(folder).codebook.plan("rename", "rumour", "witness")
    with pytest.raises(UsageError, match="witness: this tag is now called observer"):
        opened(folder).codebook.plan("merge", "witness", "rumour")
    change(folder, "retire", "rumour")
    with pytest.raises(UsageError, match="rumour is retired"):
        opened(folder).codebook.plan("merge", "observer", "rumour")


def test_what_another_program_noted_keeps_an_annotation_from_being_united(folder: Path) -> None:
    path = folder / "annotations.json"
    value = json.loads(path.read_text())
    number = next(number for number, each in value["annotations"].items() if each["id"] == "c")
    value["annotations"][number]["theirs"] = 1
    path.write_text(json.dumps(value))
    change(folder, "merge", "rumour", "witness")
    assert tags(folder)["c"] == "witness"
    assert json.loads(path.read_text())["annotations"][number]["theirs"] == 1


def test_a_former_name_is_not_given_by_hand_either(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    workspace = opened(folder)
    with pytest.raises(UsageError, match="witness: this tag is now called observer"):
        workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, 4), "witness")
    assert workspace.undo()
    assert codebook(folder) == CODEBOOK


def test_a_merge_brings_annotations_under_their_new_name_and_its_undo_leaves_the_codebook(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "other")
    late = an_annotation("x", tag="witness/expert", start=5, exact="Two")
    opened(tmp_path / "other").store.do(Step("tagged", (Change(None, late),), "bea"))
    change(folder, "rename", "witness", "observer")
    with opened(folder) as workspace:
        team = others(workspace, [tmp_path / "other"])
        assert {each.tag for each in next(iter(team.people.values()))} == {"observer", "rumour", "label"}
        merge_workspaces(workspace, [tmp_path / "other"])
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in (*FOUND, late)}
    with opened(tmp_path / "other") as workspace:
        merge_workspaces(workspace, [folder])
        step = workspace.annotations.undo()
        assert step
        assert step.rows
        assert not workspace.codebook.concerns(step)
        assert workspace.codebook.follow(step) == []
    assert codebook(tmp_path / "other") == CODEBOOK
