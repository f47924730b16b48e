"""Several people's annotations of one workspace: whose they are, where they stand now, and what is left out."""

import json
import shutil
from collections.abc import Callable

import pytest

from reader.errors import ReaderError
from reader.formats.qdc import codebook_text
from reader.text.span import Span
from reader.workflows.compare_people import creators, merge_workspaces, others
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

ONE = "One here. Two here. Three here."
Tag = Callable[..., None]


@pytest.fixture
def shared(make: Make) -> Workspace:
    """Two people tagged in one workspace, one of them in both sources."""
    workspace = make({"b.txt": ONE, "a.txt": ONE, "c.txt": ONE})
    for creator, source, start, end, tag in (
        ("bob", "b.txt", 0, 9, "quote"),
        ("ann", "b.txt", 0, 9, "quote"),
        ("ann", "a.txt", 10, 19, "claim"),
    ):
        person = Workspace(workspace.paths, creator=creator)
        person.tag(person.article(person.source(source)), Span(start, end), tag)
    return Workspace(workspace.paths)


def test_everyone_who_tagged_is_compared_in_order_of_name(shared: Workspace) -> None:
    team = creators(shared)
    assert {name: [each.source for each in said] for name, said in team.people.items()} == {
        "ann": ["a.txt", "b.txt"],
        "bob": ["b.txt"],
    }
    assert list(team.people) == ["ann", "bob"]
    assert {id: length.length for id, length in team.extents.items()} == {"a.txt": len(ONE), "b.txt": len(ONE)}
    assert team.left_out == 0
    assert [(place.source, tuple(place.span)) for place in team.disagreements] == [("a.txt", (10, 19))]


def test_people_are_compared_in_the_order_in_which_they_are_named(shared: Workspace) -> None:
    team = creators(shared, ["bob", "ann"])
    assert list(team.people) == ["bob", "ann"]
    scores = team.measures(["bob", "ann"])["all"].exact
    assert scores
    assert (scores.precision, scores.recall) == (0.5, 1.0), "the first is the reference"
    assert list(creators(shared, ["ann"]).people) == ["ann"]


def test_nested_tags_can_count_as_the_topmost_one(make: Make) -> None:
    folder = make({"a.txt": ONE}).paths.folder
    (folder / "reader.toml").write_text("tags = [{ name = 'claim/number' }, { name = 'claim/date' }]")
    paths = locate_workspace(folder)
    for creator, tag, span in (
        ("ann", "claim/number", Span(0, 9)),
        ("ann", "claim", Span(0, 9)),
        ("bob", "claim/date", Span(0, 9)),
        ("bob", "quote", Span(10, 19)),
    ):
        person = Workspace(paths, creator=creator)
        person.tag(person.article(person.source("a.txt")), span, tag)
    team = creators(Workspace(paths))
    assert (len(team.disagreements), team.measures(["ann", "bob"])["all"].counts) == (2, (2, 2))
    topmost = team.with_topmost_tags()
    assert {name: [each.tag for each in said] for name, said in topmost.people.items()} == {
        "ann": ["claim"],
        "bob": ["claim", "quote"],
    }
    assert [tuple(place.span) for place in topmost.disagreements] == [(10, 19)]
    scores = topmost.measures(["ann", "bob"])["claim"].exact
    assert scores
    assert scores.f1 == 1


def test_a_name_that_nobody_has_is_an_error_that_lists_the_names(shared: Workspace) -> None:
    with pytest.raises(ReaderError, match=r"^eve: no annotator has this name; tags here are by ann, bob$"):
        creators(shared, ["ann", "eve"])


def test_without_tags_the_error_says_so(workspace: Workspace) -> None:
    with pytest.raises(ReaderError, match=r"tags here are by nobody$"):
        creators(workspace, ["eve"])


def test_tags_whose_place_is_uncertain_are_left_out(shared: Workspace) -> None:
    (shared.sources.folder / "a.txt").unlink()
    (shared.sources.folder / "b.txt").write_text(f"New. {ONE}")
    team = creators(Workspace(shared.paths))
    assert team.left_out == 1
    assert [each.start for each in team.people["bob"]] == [5], "where the passage is now"
    (shared.sources.folder / "b.txt").write_text("Something else entirely.")
    assert creators(Workspace(shared.paths)).left_out == 3


def test_other_workspaces_are_compared_in_the_sources_of_this_one(shared: Workspace) -> None:
    folder = shared.paths.folder
    team = others(shared, [folder, folder / "annotations.json"])
    assert list(team.people) == [str(folder), str(folder / "annotations.json")]
    assert team.disagreements == []
    assert len(team.people[str(folder)]) == 3


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_trial_merge_changes_nothing(
    is_trial: bool, shared: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "a.txt").write_text(ONE)
    mine = Workspace(locate_workspace(folder))
    assert len(merge_workspaces(mine, [shared.paths.folder], is_trial=is_trial).added) == 3
    assert len(mine.annotations) == (0 if is_trial else 3)
    assert len(merge_workspaces(mine, [shared.paths.folder]).added) == (3 if is_trial else 0)


@pytest.mark.parametrize("is_export", [True, False])
def test_what_other_programs_added_is_not_merged_and_said(
    is_export: bool, shared: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "a.txt").write_text(ONE)
    for name in ("mine", "theirs"):
        shutil.copy(shared.store.path, folder / name)
    file = folder / "theirs"
    tables = json.loads(file.read_text())
    for number, document in tables["annotations"].items():
        document["mood"] = number
    export = {"format": 1, "unit": "code point", "annotations": [*tables["annotations"].values()]}
    file.write_text(json.dumps(export if is_export else tables))
    mine = Workspace(locate_workspace(folder, annotations=folder / "mine"))
    joined = merge_workspaces(mine, [file])
    assert joined.problems == [f"{file}: left out: what other programs added to 3 tags (mood)"]
    file.write_text(json.dumps(tables))
    same = Workspace(locate_workspace(folder, annotations=file))
    assert merge_workspaces(same, [file]).problems == []


@pytest.fixture
def with_reader(shared: Workspace) -> Workspace:
    """The program tagged, too, with nobody looking."""
    programs = Workspace(shared.paths, creator="reader")
    programs.tag(programs.article(programs.source("c.txt")), Span(0, 9), "quote")
    return Workspace(shared.paths)


def test_the_program_is_not_a_person_unless_it_is_asked_for(with_reader: Workspace) -> None:
    team = creators(with_reader)
    assert (list(team.people), team.unseen) == (["ann", "bob"], 1)
    assert list(creators(with_reader, with_reader=True).people) == ["ann", "bob", "reader"]
    assert list(creators(with_reader, ["ann", "reader"]).people) == ["ann", "reader"]


def test_what_the_program_tagged_in_a_file_is_nobodys(with_reader: Workspace) -> None:
    (name,) = others(with_reader, [with_reader.paths.folder]).people
    team = others(with_reader, [with_reader.paths.folder])
    assert ({each.creator for each in team.people[name]}, team.unseen) == ({"ann", "bob"}, 1)
    team = others(with_reader, [with_reader.paths.folder], with_reader=True)
    assert ({each.creator for each in team.people[name]}, team.unseen) == ({"ann", "bob", "reader"}, 0)


def test_a_file_of_nothing_but_the_programs_tags_is_compared(make: Make) -> None:
    workspace = make({"a.txt": ONE})
    programs = Workspace(workspace.paths, creator="reader")
    programs.tag(programs.article(programs.source("a.txt")), Span(0, 9), "quote")
    team = others(workspace, [workspace.paths.folder])
    assert ([len(said) for said in team.people.values()], team.unseen) == ([1], 0)


@pytest.mark.parametrize("compared", [others, merge_workspaces])
def test_a_codebook_is_refused_as_it_holds_no_annotations(shared: Workspace, compared: Callable[..., object]) -> None:
    file = shared.paths.folder / "tags.qdc"
    file.write_text("".join(codebook_text(shared.settings.tags, ())), "utf-8")
    with pytest.raises(ReaderError, match=r"tags\.qdc: a codebook: it holds .* no annotations; `reader import` adds"):
        compared(shared, [file])
