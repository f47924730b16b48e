"""What comes between the change of reader.toml and that of the annotations, and what becomes of the files."""

from pathlib import Path
from unittest.mock import patch

import pytest

from reader.annotation.store.history import Change, Step
from reader.errors import ConflictError, ReaderError, StoreError, UsageError
from reader.workspace import codebook_files
from reader.workspace.codebook_rules import How
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.codebook_workspace import (
    CODEBOOK,
    FOUND,
    a_folder,
    change,
    codebook,
    known,
    opened,
    stored,
    tags,
    undo,
)
from tests.support.stores import an_annotation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path)


# What comes between


def test_after_a_crash_between_the_two_everything_counts_as_the_tag_and_the_same_command_goes_on(folder: Path) -> None:
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("rename", "witness", "observer")
        workspace.codebook._files.write(plan.files)  # and then the power fails
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in FOUND}
    assert opened(folder).store.as_stored.outdated == {"a", "b"}
    change(folder, "rename", "witness", "observer")
    assert opened(folder).store.as_stored.outdated == set()


def test_after_a_crash_in_the_middle_of_a_redo_everything_counts_as_the_tag(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    undo(folder)
    assert codebook(folder) == CODEBOOK
    workspace = opened(folder)
    power = SystemExit("the power fails")
    with patch.object(workspace.store, "redo", side_effect=power), pytest.raises(SystemExit):
        workspace.codebook.redo()
    assert known(folder) == ["observer", "observer/expert", "rumour"]
    assert tags(folder) == {each.id: each.tag.replace("witness", "observer") for each in FOUND}
    undo(folder, again=True)
    assert opened(folder).store.as_stored.outdated == set()
    assert known(folder) == ["observer", "observer/expert", "rumour"]


@pytest.mark.parametrize(("how", "tag", "into"), [("rename", "witness", "observer"), ("retire", "rumour", "")])
def test_after_a_crash_in_the_middle_of_an_undo_the_next_undo_finishes_it(
    folder: Path, how: How, tag: str, into: str
) -> None:
    before = tags(folder)
    with opened(folder) as workspace:
        workspace.annotations.do("made", Change(None, an_annotation("z", tag="rumour", creator="ann")))
        assert not workspace.codebook.is_half_undone
    change(folder, how, tag, into)
    with opened(folder) as workspace:
        workspace.annotations.undo()  # and then the power fails
        assert workspace.codebook.is_half_undone
    with opened(folder) as workspace:
        step = workspace.undo()
        assert step and step.description.startswith(how)
        assert not workspace.codebook.is_half_undone
    assert (codebook(folder), tags(folder)) == (CODEBOOK, {**before, "z": "rumour"})
    with opened(folder) as workspace:
        step = workspace.undo()
        assert step and step.description == "made"


def test_what_a_colleague_has_renamed_in_the_same_way_since_is_not_an_undo_to_be_finished(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    undo(folder)
    with Workspace(locate_workspace(folder), creator="bea") as theirs:
        theirs.codebook.carry_out(theirs.codebook.plan("rename", "witness", "observer"))
    assert not opened(folder).codebook.is_half_undone


@pytest.mark.parametrize("error", [StoreError("it is damaged"), ConflictError("changed")])
def test_if_the_annotations_cannot_be_redone_the_codebook_is_as_before(folder: Path, error: ReaderError) -> None:
    change(folder, "rename", "witness", "observer")
    undo(folder)
    workspace = opened(folder)
    assert workspace.codebook.is_next_to_redo
    with patch.object(workspace.store, "redo", side_effect=error), pytest.raises(type(error)):
        workspace.codebook.redo()
    assert codebook(folder) == CODEBOOK
    assert tags(folder) == {each.id: each.tag for each in FOUND}


def test_a_redo_that_is_another_one_meanwhile_leaves_the_codebook(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    undo(folder)
    workspace = opened(folder)
    coming = workspace.annotations.next_redo()
    elsewhere = opened(folder)
    elsewhere.annotations.note(stored(elsewhere, "a"), "something new, which leaves nothing to redo")
    with patch.object(workspace.annotations, "next_redo", return_value=coming):
        assert workspace.codebook.redo() == (None, [])
    assert codebook(folder) == CODEBOOK


def test_a_redo_of_anything_else_leaves_the_codebook_alone(folder: Path) -> None:
    with opened(folder) as workspace:
        workspace.annotations.note(stored(workspace, "a"), "a note")
        workspace.annotations.undo()
        assert not workspace.codebook.is_next_to_redo
        step, files = workspace.codebook.redo()
        assert (step and step.description, files) == ("noted", [])
        assert workspace.codebook.redo() == (None, [])


def test_what_a_colleague_adds_later_under_a_former_name_counts_as_the_tag(folder: Path) -> None:
    change(folder, "rename", "witness", "observer")
    late = [an_annotation("x", tag="witness", start=5), an_annotation("y", tag="witness/expert", start=5)]
    opened(folder).store.do(Step("merged", tuple(Change(None, each) for each in late), "bea"))
    assert {id: tags(folder)[id] for id in "xy"} == {"x": "observer", "y": "observer/expert"}


def test_another_program_that_tags_meanwhile_makes_it_plan_once_more(folder: Path) -> None:
    with opened(folder) as workspace:
        plan = workspace.codebook.plan("rename", "witness", "observer")
        other = opened(folder)
        other.annotations.note(stored(other, "a"), "changed meanwhile")
        workspace.codebook.carry_out(plan)
    assert stored(opened(folder), "a").note == "changed meanwhile"
    assert tags(folder)["a"] == "observer"


def test_of_two_that_rename_one_tag_at_once_only_the_first_does(folder: Path) -> None:
    first, second = opened(folder), opened(folder)
    plan = second.codebook.plan("rename", "rumour", "hearsay")
    first.codebook.carry_out(first.codebook.plan("rename", "rumour", "gossip"))
    with pytest.raises(UsageError, match="rumour: this tag is now called gossip"):
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
    with pytest.raises(ReaderError, match=r"by hand: .*toml: add an entry for claim, .*yet: retired = true"):
        opened(folder).codebook.plan("retire", "claim")
    with pytest.raises(ReaderError, match=r'toml:3: remove this entry; .*for claim, .*: add "rumour" to formerly'):
        opened(folder).codebook.plan("merge", "rumour", "claim")


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
