"""Renaming, merging and retiring a tag: reader.toml and all annotations change together, and go back together."""

import contextlib
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.annotation.model.annotation import Annotation, dismissal
from reader.annotation.store.history import Change, Step
from reader.errors import ConflictError, ReaderError, StoreError, UsageError
from reader.formats import format_by_name
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.compare_people import merge_workspaces, others
from reader.workflows.export import export
from reader.workspace import codebook_files
from reader.workspace.codebook_rules import How
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.stores import an_annotation

CODEBOOK = """\
# agreed in March
[[tags]]
name = "witness"  # who saw it
key = "&"

[[tags]]
name = "witness/expert"
fields = [{ name = "field", type = "text" }]

[[tags]]
name = "rumour"
key = "%"
"""
FOUND = [
    an_annotation("a", tag="witness", creator="ann", note="seen"),
    an_annotation("b", tag="witness/expert", creator="bea", source="gone.txt"),
    an_annotation("c", tag="rumour", creator="ann", note="heard"),
    an_annotation("d", tag="rumour", creator="bea", start=5, end=8, exact="Two", fields={"field": "law"}),
    an_annotation("e", tag="label", creator="ann"),
    dismissal(an_annotation("f", tag="rumour", creator="ann", start=5, end=8, exact="Two")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with a codebook and annotations of two people, one of them in a source that is missing."""
    folder = tmp_path / "work"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "one.txt").write_text("One. Two. Three.")
    (folder / "reader.toml").write_text(CODEBOOK)
    with opened(folder) as workspace:
        workspace.store.do(Step("made", tuple(Change(None, each) for each in FOUND), "ann"))
    return folder


def opened(folder: Path) -> Workspace:
    return Workspace(locate_workspace(folder), creator="ann")


def change(folder: Path, how: How, tag: str, into: str = "") -> None:
    with opened(folder) as workspace:
        workspace.codebook.carry_out(workspace.codebook.plan(how, tag, into))


def undo(folder: Path, *, again: bool = False) -> None:
    with opened(folder) as workspace:
        step = workspace.annotations.redo() if again else workspace.annotations.undo()
        assert step
        workspace.codebook.follow(step)


def tags(folder: Path) -> dict[str, str]:
    """Return the tag of every annotation and dismissal, as the program takes it."""
    store = opened(folder).store
    return {each.id: each.tag for each in (*store.annotations, *store.dismissals)}


def codebook(folder: Path) -> str:
    return (folder / "reader.toml").read_text()


def known(folder: Path) -> list[str]:
    settings = opened(folder).settings
    assert settings.problems == ()
    return [tag.name for tag in settings.tags][3:]


def exported(folder: Path) -> bytes:
    """Return an export without the revisions and times that every change counts up."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    run_to_end(export(opened(folder), format_by_name("json"), out))
    value = json.loads(out.read_text())
    for each in (*value["annotations"], *value["orphans"]):
        del each["revision"], each["modified"]
    value.pop("generated", None)
    return json.dumps(value).encode()


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


def test_renaming_back_and_forth_leaves_one_former_name(folder: Path) -> None:
    change(folder, "rename", "rumour", "gossip")
    change(folder, "rename", "gossip", "rumour")
    assert tags(folder) == {each.id: each.tag for each in FOUND}
    assert opened(folder).settings.tag("rumour").formerly == ("gossip",)  # type: ignore[union-attr]
    undo(folder)
    undo(folder)
    assert codebook(folder) == CODEBOOK


# What comes between


def test_after_a_crash_between_the_two_everything_counts_as_the_tag_and_the_same_command_goes_on(folder: Path) -> None:
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("rename", "witness", "observer")
        workspace.codebook._files.write(plan.files)  # and then the power fails
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in FOUND}
    assert opened(folder).store.as_stored.outdated == {"a", "b"}
    change(folder, "rename", "witness", "observer")
    assert opened(folder).store.as_stored.outdated == set()


def test_what_a_colleague_adds_later_under_a_former_name_counts_as_the_tag(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    late = [an_annotation("x", tag="witness", start=5), an_annotation("y", tag="witness/expert", start=5)]
    opened(folder).store.do(Step("merged", tuple(Change(None, each) for each in late), "bea"))
    assert {id: tags(folder)[id] for id in "xy"} == {"x": "observer", "y": "observer/expert"}


def test_another_program_that_tags_meanwhile_makes_it_plan_once_more(folder: Path) -> None:
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("rename", "witness", "observer")
        other = opened(folder)
        other.annotations.note(_found(other, "a"), "changed meanwhile")
        workspace.codebook.carry_out(plan)
    assert _found(opened(folder), "a").note == "changed meanwhile"
    assert tags(folder)["a"] == "observer"


def test_of_two_that_rename_one_tag_at_once_only_the_first_does(folder: Path) -> None:
    first, second = opened(folder), opened(folder)
    plan = second.codebook.plan("rename", "rumour", "hearsay")
    first.codebook.carry_out(first.codebook.plan("rename", "rumour", "gossip"))
    with pytest.raises(UsageError, match="rumour: this tag is called gossip now"):
        second.codebook.carry_out(plan)
    assert known(folder)[-1] == "gossip"
    assert set(tags(folder).values()) == {"witness", "witness/expert", "gossip", "label"}


def test_two_that_rename_two_tags_at_once_both_do(folder: Path) -> None:
    first, second = opened(folder), opened(folder)
    plan = second.codebook.plan("rename", "witness", "observer")
    first.codebook.carry_out(first.codebook.plan("rename", "rumour", "gossip"))
    second.codebook.carry_out(plan)
    assert known(folder) == ["observer", "observer/expert", "gossip"]
    assert set(tags(folder).values()) == {"observer", "observer/expert", "gossip", "label"}


@pytest.mark.parametrize("error", [StoreError("it is damaged"), ConflictError("changed")])
def test_if_the_annotations_cannot_be_changed_the_codebook_is_as_before(folder: Path, error: ReaderError) -> None:
    workspace = opened(folder)
    plan = workspace.codebook.plan("rename", "witness", "observer")
    with patch.object(workspace.store, "do", side_effect=error), pytest.raises(type(error)):
        workspace.codebook.carry_out(plan)
    assert codebook(folder) == CODEBOOK


def test_a_file_that_cannot_be_written_keeps_the_annotations_as_they_are(folder: Path) -> None:
    workspace = opened(folder)
    plan = workspace.codebook.plan("rename", "witness", "observer")
    failing = OSError(28, "No space left on device", "reader.toml")
    message = r"reader\.toml: it cannot be changed: No space left .*nothing was changed"
    with patch.object(codebook_files, "replace_file", side_effect=failing), pytest.raises(ReaderError, match=message):
        workspace.codebook.carry_out(plan)
    assert tags(folder) == {each.id: each.tag for each in FOUND}


def test_undo_says_which_line_to_change_if_it_cannot_change_the_codebook_itself(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    edited = codebook(folder).replace('formerly = ["witness"]\n', "")
    (folder / "reader.toml").write_text(f'{edited}[[tags]]\nname = "witness"\n')
    workspace = opened(folder)
    step = workspace.annotations.undo()
    assert step
    with pytest.raises(ReaderError, match=r'reader\.toml:3: name = "witness"'):
        workspace.codebook.follow(step)


# Files


def test_the_users_file_changes_if_the_tag_stands_there(folder: Path, home: Path) -> None:
    users = home / "reader" / "reader.toml"
    users.parent.mkdir()
    users.write_text((folder / "reader.toml").read_text())
    (folder / "reader.toml").unlink()
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("rename", "rumour", "gossip")
        assert [each.path for each in plan.files] == [users]
        workspace.codebook.carry_out(plan)
    assert known(folder)[-1] == "gossip"
    undo(folder)
    assert (users.read_text(), (folder / "reader.toml").exists()) == (CODEBOOK, False)


def test_a_file_that_a_change_made_goes_when_that_is_undone(folder: Path) -> None:
    (folder / "reader.toml").unlink()
    change(folder, "retire", "claim")
    assert codebook(folder) == '[[tags]]\nname = "claim"\nretired = true\n'
    undo(folder)
    assert not (folder / "reader.toml").exists()


def test_a_link_to_a_file_that_is_kept_elsewhere_stays_one(folder: Path, tmp_path: Path) -> None:
    (folder / "reader.toml").rename(tmp_path / "kept.toml")
    (folder / "reader.toml").symlink_to(tmp_path / "kept.toml")
    change(folder, "rename", "rumour", "gossip")
    assert (folder / "reader.toml").is_symlink()
    assert '"gossip"' in (tmp_path / "kept.toml").read_text()


def test_a_codebook_with_a_mistake_is_to_be_corrected_first(folder: Path) -> None:
    (folder / "reader.toml").write_text(f"measure = 1\n{CODEBOOK}")
    with pytest.raises(ReaderError, match=r"reader\.toml:1: measure .*: correct that first; nothing was changed"):
        opened(folder).codebook.plan("rename", "witness", "observer")


def test_entries_that_cannot_be_taken_out_are_named_with_their_line(folder: Path) -> None:
    (folder / "reader.toml").write_text('tags = [\n  { name = "witness" },\n  { name = "rumour" },\n]\n')
    with pytest.raises(ReaderError, match=r'by hand: .*toml:3: remove this entry; .*toml:2: add "rumour" to formerly'):
        opened(folder).codebook.plan("merge", "rumour", "witness")


# What is refused


@pytest.mark.parametrize(
    ("how", "tag", "into", "message"),
    [
        ("rename", "claim", "assertion", "claim keeps its name.*reader codebook retire claim --into TAG"),
        ("merge", "quote", "witness", "quote keeps its name.*retire quote --into witness"),
        ("rename", "witnes", "x", "witnes: there is no such tag: did you mean witness?"),
        ("rename", "zzz", "x", "zzz: there is no such tag: `reader codebook` lists"),
        ("rename", "witness", "rumour", "rumour: there is such a tag: merge witness into it"),
        ("rename", "witness", "label", "label: there is such a tag"),
        ("rename", "label", "witness", "witness: there is such a tag: merge label into it"),
        ("rename", "witness", "witness", "witness: it has this name"),
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
    with pytest.raises(UsageError, match="witness: this tag is called observer now"):
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


def _found(workspace: Workspace, id: str) -> Annotation:
    found = workspace.store.get(id)
    assert found
    return replace(found)


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.7, 0.999, 1])
def test_wherever_the_power_fails_everything_counts_as_the_tag(folder: Path, share: float) -> None:
    workspace = opened(folder)
    workspace.store.checkpoint()
    workspace.store.checkpoints_at_once = False
    log, file = workspace.store.files[1], workspace.store.files[0]
    before, tagged = log.read_bytes(), file.read_bytes()
    workspace.codebook.carry_out(workspace.codebook.plan("rename", "witness", "observer"))
    line = log.read_bytes()[len(before) :]
    log.write_bytes(before + line[: int(len(line) * share)])
    assert file.read_bytes() == tagged
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in FOUND}
    assert opened(folder).store.as_stored.outdated == (set() if share == 1 else {"a", "b"})


def test_a_former_name_is_not_given_by_hand_either(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    workspace = opened(folder)
    with pytest.raises(UsageError, match="witness: this tag is called observer now"):
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
