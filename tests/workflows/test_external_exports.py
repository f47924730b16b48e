"""Exports of any format are people's work, too: they can be compared and merged, and change only what they say."""

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.formats import all_formats, format_by_name
from reader.formats.format import Options
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.compare_people import merge_workspaces, others
from reader.workflows.export import export
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "The mill stands. It has not turned since spring.\r\n\r\nThe mill was sold."
FORMATS = [each.name for each in all_formats() if each.read and not each.is_codebook]


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"a.txt": TEXT, "b.txt": "Another text."})
    article = made.article(made.source("a.txt"))
    made.tag(article, Span(0, 8), "quote", "so")
    made.tag(article, Span(17, 48), "claim")
    return made


def exported(workspace: Workspace, name: str, folder: Path) -> Path:
    format = format_by_name(name)
    run_to_end(export(workspace, format, folder / format.file, options=Options()))
    return folder / format.file


@pytest.mark.parametrize("name", FORMATS)
def test_our_own_export_merges_without_any_change(name: str, workspace: Workspace, tmp_path: Path) -> None:
    joined = merge_workspaces(workspace, [exported(workspace, name, tmp_path)])
    assert (joined.changes, joined.conflicts, joined.refused) == ((), [], [])


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_added_to_a_workspace_that_lacks_it_once(name: str, workspace: Workspace, tmp_path: Path) -> None:
    file = exported(workspace, name, tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_bytes(TEXT.encode())
    mine = Workspace(locate_workspace(tmp_path / "mine"), creator="me")
    joined = merge_workspaces(mine, [file])
    places = [(*each.annotation.span, each.annotation.tag) for each in joined.added]
    assert places == [(0, 8, "quote"), (17, 48, "claim")]
    assert all(each.annotation.creator for each in joined.added)
    assert merge_workspaces(mine, [file]).changes == ()


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_agrees_with_what_it_was_made_of(name: str, workspace: Workspace, tmp_path: Path) -> None:
    team = others(workspace, [workspace.paths.folder, exported(workspace, name, tmp_path)])
    names = list(team.people)
    scores = team.measures(names)["all"].exact
    assert scores
    assert (scores.f1, team.left_out, team.refused) == (1.0, 0, [])


def test_a_note_that_another_program_changed_is_a_change(workspace: Workspace, tmp_path: Path) -> None:
    file = exported(workspace, "csv", tmp_path)
    file.write_text(file.read_text().replace(",so,", ",more,"))
    joined = merge_workspaces(workspace, [file])
    assert [each.annotation.note for each in joined.changed] == ["more"]
    assert not (joined.added or joined.removed)


def test_what_cannot_be_taken_is_reported(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("source,start,end,exact,tag\na.txt,x,8,The mill,quote\nb.txt,0,7,Another,quote\n")
    joined = merge_workspaces(workspace, [tmp_path / "e.csv"])
    assert [each.annotation.exact for each in joined.added] == ["Another"]
    assert joined.refused == [f"{tmp_path / 'e.csv'}: rejected: row 1: start is 'x', not a whole number"]


def test_who_tagged_nothing_is_compared(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "two" / "seeds").mkdir(parents=True)
    (tmp_path / "two" / "seeds" / "a.txt").write_text(TEXT)
    team = others(workspace, [workspace.paths.folder, tmp_path / "two"])
    assert [len(each) for each in team.people.values()] == [2, 0]
    scores = team.measures(list(team.people))["all"].exact
    assert scores
    assert (scores.precision, scores.recall, scores.f1) == (None, 0.0, 0.0)
    assert merge_workspaces(workspace, [tmp_path / "two"]).changes == ()


def test_a_folder_with_nothing_in_it_is_not_a_person(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReaderError, match="empty: neither sources nor annotations nor an export"):
        others(workspace, [workspace.paths.folder, tmp_path / "empty"])


def test_a_workspace_whose_annotations_file_is_gone_is_not_taken_for_one_of_nobody(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "a.txt").write_bytes(TEXT.encode())
    two = Workspace(locate_workspace(tmp_path / "two"), creator="two")
    two.tag(two.article(two.source("a.txt")), Span(0, 8), "quote")
    two.store.close()
    (tmp_path / "two" / "annotations.json").unlink()
    team = others(workspace, [workspace.paths.folder, tmp_path / "two"])
    assert len(team.people[str(tmp_path / "two")]) == 1 or team.problems
