"""The annotations of a workspace: each edit is one step that is returned, and one undo takes it back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation, annotate
from reader.annotation.store.history import Change, Step
from reader.errors import ReaderError, SourceError, UsageError
from reader.system.threads import run_to_end
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "One here. Two here. Three here."


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"a.txt": TEXT, "b.txt": "Another one."})
    for start, tag in ((0, "quote"), (10, "claim"), (20, "claim")):
        made.tag(article(made), Span(start, start + 3), tag)
    return made


def article(workspace: Workspace, name: str = "a.txt") -> Article:
    return workspace.article(workspace.source(name))


def state(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(each.exact, each.tag, each.note) for each in workspace.annotations]


DIGEST = "ab" * 32
BEFORE = [("One", "quote", ""), ("Two", "claim", ""), ("Thr", "claim", "")]

EDITS: dict[str, tuple[Callable[[Workspace], Step | None], str, int, list[tuple[str, str, str]]]] = {
    "tag": (
        lambda w: w.annotations.tag(article(w), Span(4, 8), "quote", "so"),
        "tagged quote", 1, [BEFORE[0], ("here", "quote", "so"), *BEFORE[1:]],
    ),
    "untag one": (lambda w: w.annotations.untag(w.annotations[0]), "removed quote", 1, BEFORE[1:]),
    "untag two": (lambda w: w.annotations.untag(*w.annotations.in_order[:2]), "removed 2 tags", 2, BEFORE[2:]),
    "note": (lambda w: w.annotations.note(w.annotations[0], "so"), "noted", 1, [("One", "quote", "so"), *BEFORE[1:]]),
    "note none": (lambda w: w.annotations.note(w.annotations[0], ""), "removed the note", 1, BEFORE),
    "note all": (
        lambda w: w.annotations.note_all(w.annotations.in_order, "so"),
        "noted 3 tags", 3, [(exact, tag, "so") for exact, tag, _ in BEFORE],
    ),
    "note none of all": (
        lambda w: w.annotations.note_all(w.annotations.in_order[:1], ""), "removed the note from quote", 1, BEFORE
    ),
    "retag": (
        lambda w: w.annotations.retag(w.annotations.in_order, "quote"),
        "changed 2 tags to quote", 2, [(exact, "quote", "") for exact, _, _ in BEFORE],
    ),
    "retag nothing": (
        lambda w: w.annotations.retag(w.annotations.in_order[:1], "quote"), "changed 0 tags to quote", 0, BEFORE
    ),
    "attach": (
        lambda w: w.annotations.attach(w.annotations[0], article(w, "b.txt"), Span(8, 11)),
        "confirmed quote", 1, [*BEFORE[1:], ("one", "quote", "")],
    ),
    "add": (
        lambda w: w.annotations.add([annotate(article(w, "b.txt"), Span(0, 7), "claim", creator="x")], "added"),
        "added", 1, [*BEFORE, ("Another", "claim", "")],
    ),
    "take over": (
        lambda w: w.annotations.take_over([replace(w.annotations[0], note="theirs")], "imported", {}),
        "imported", 1, [("One", "quote", "theirs"), *BEFORE[1:]],
    ),
    "do": (lambda w: w.annotations.do("cleared", Change(w.annotations[2], None)), "cleared", 1, BEFORE[:2]),
    "undo": (lambda w: w.annotations.undo(), "tagged claim", 1, BEFORE[:2]),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_returns_its_step_and_one_undo_takes_it_back(name: str, workspace: Workspace) -> None:
    edit, description, count, after = EDITS[name]
    step = edit(workspace)
    assert step
    assert (step.description, len(step.changes), step.author) == (description, count, workspace.creator)
    assert step.annotation_changes == step.changes
    assert state(workspace) == state(Workspace(workspace.paths)) == after
    if count and name != "undo":
        assert workspace.annotations.to_undo() == count
        undone = workspace.annotations.undo()
        assert undone and len(undone.changes) == count
        assert state(workspace) == BEFORE
    if count:
        assert workspace.annotations.to_redo() == count
        assert workspace.annotations.redo()
        assert state(workspace) == (BEFORE if name == "undo" else after)


def test_with_nothing_to_undo_or_redo_there_is_no_step(make: Make) -> None:
    workspace = make({"a.txt": TEXT})
    assert (workspace.annotations.undo(), workspace.annotations.redo()) == (None, None)
    assert (workspace.annotations.to_undo(), workspace.annotations.to_redo()) == (0, 0)


@pytest.mark.parametrize("span", [Span(-1, 2), Span(3, 3), Span(5, 4), Span(30, len(TEXT) + 1)])
def test_what_is_not_a_passage_cannot_be_tagged(span: Span, workspace: Workspace) -> None:
    with pytest.raises(ReaderError, match=r"is not a passage: the text has 31 code points"):
        workspace.tag(article(workspace), span, "quote")
    assert state(workspace) == BEFORE


def test_the_last_code_point_can_be_tagged(workspace: Workspace) -> None:
    assert workspace.tag(article(workspace), Span(30, 31), "quote").exact == "."


REFUSED: dict[str, Callable[[Workspace], Any]] = {
    "tag": lambda w: w.tag(article(w), Span(0, 3), "mood"),
    "retag": lambda w: w.annotations.retag(w.annotations.in_order, "mood"),
    "note of a new tag": lambda w: w.tag(article(w), Span(0, 3), "quote", note="\ud800"),
    "note": lambda w: w.annotations.note(w.annotations[0], "\ud800"),
    "note all": lambda w: w.annotations.note_all(w.annotations.in_order, "\ud800"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_unknown_tag_and_a_note_that_is_not_utf_8_are_refused(name: str, workspace: Workspace) -> None:
    with pytest.raises(ReaderError, match=r"there is no such tag \(known: .*claim|the note is not UTF-8"):
        REFUSED[name](workspace)
    assert state(workspace) == BEFORE


def test_an_unknown_tag_is_wrong_usage(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        workspace.tag(article(workspace), Span(0, 3), "mood")


def test_a_place_is_confirmed_with_the_digest_of_the_source_as_it_is_now(workspace: Workspace) -> None:
    path = workspace.source("a.txt").path
    path.write_text("Now. " + TEXT)
    placed = workspace.annotations.of(article(workspace))
    assert [each.start for each in placed] == [5, 15, 25]
    step = workspace.annotations.confirm(placed[:2])
    assert step.description == "confirmed 2 tags"
    digest = article(workspace).digest
    stored = workspace.store.of("a.txt")
    assert [(each.start, each.digest == digest) for each in stored] == [(5, True), (15, True), (20, False)]
    assert workspace.anchoring.kept(digest) == "Now. " + TEXT
    path.write_text("Then. Now. " + TEXT)
    with pytest.raises(ReaderError, match="changed in the meantime"):
        workspace.annotations.confirm(placed)


def test_a_note_on_a_tag_that_is_shown_elsewhere_leaves_it_where_it_is_stored(workspace: Workspace) -> None:
    workspace.source("a.txt").path.write_text("Now. " + TEXT)
    (first, *_) = workspace.annotations.of(article(workspace))
    workspace.note(first, "so")
    workspace.annotations.retag(workspace.annotations.of(article(workspace))[:1], "claim")
    stored = workspace.annotations[0]
    assert (stored.start, stored.note, stored.tag) == (0, "so", "claim")


def test_the_texts_of_what_is_taken_over_are_kept(workspace: Workspace) -> None:
    theirs = replace(workspace.annotations[0], id="theirs", digest=DIGEST)
    workspace.annotations.take_over([theirs], "imported", {DIGEST: "One there."})
    assert workspace.anchoring.kept(DIGEST) == "One there."
    assert workspace.anchoring.kept("another") is None


def test_an_annotation_is_found_by_the_beginning_of_its_id(workspace: Workspace) -> None:
    first = workspace.annotations[0]
    assert workspace.annotations.find(first.id[:13]) == workspace.annotations.find(first.id) == first
    for prefix, reason in (("", "no annotation"), ("nothing", "no annotation")):
        with pytest.raises(ReaderError, match=reason):
            workspace.annotations.find(prefix)
    workspace.annotations.add([replace(first, id=f"{first.id}+")], "added")
    with pytest.raises(ReaderError, match="several annotations have ids that begin like this"):
        workspace.annotations.find(first.id)


def test_the_history_names_what_was_undone_and_done_again(workspace: Workspace) -> None:
    third = workspace.annotations[2]
    workspace.annotations.undo()
    workspace.annotations.redo()
    records = list(workspace.annotations.history(third.id[:13]))
    assert [each["words"] for each in records] == ["tagged claim", "undid: tagged claim", "redid: tagged claim"]
    assert [(each["id"], each["before"] is None, each["after"] is None) for each in records] == [
        (third.id, True, False), (third.id, False, True), (third.id, True, False)
    ]  # fmt: skip
    assert len(list(workspace.annotations.history())) == 5


def test_whoever_is_named_tags_else_whoever_the_settings_name(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.creator == "tester"
    (tmp_path / "reader.toml").write_text('creator = "Ann"\n')
    assert Workspace(workspace.paths).creator == "Ann"
    assert Workspace(workspace.paths, creator="Bob").creator == "Bob"


# Counts and renamed sources


def test_tags_are_counted_by_the_name_that_their_source_has_now(workspace: Workspace) -> None:
    assert workspace.annotations.counts() == {"a.txt": {"quote": 1, "claim": 2}}
    path = workspace.source("a.txt").path
    path.rename(path.with_name("c.txt"))
    renamed = Workspace(workspace.paths)
    for _ in renamed.sources.catalog.find():
        pass
    assert renamed.annotations.count_gone() == 3
    assert renamed.anchoring.find_renamed()
    assert renamed.annotations.counts() == {"c.txt": {"quote": 1, "claim": 2}}
    assert [len(each) for each in renamed.annotations.by_source().values()] == [3]
    assert list(renamed.annotations.by_source()) == ["c.txt"]
    assert renamed.annotations.count_gone() == 0
    assert [each.exact for each in renamed.annotations.of(article(renamed, "c.txt"))] == ["One", "Two", "Thr"]
    assert [len(each) for each in renamed.anchoring.everywhere() if each] == [3]
    assert list(renamed.anchoring.everywhere("c.txt")) == []
    renamed.tag(article(renamed, "c.txt"), Span(4, 8), "quote")
    assert renamed.annotations.counts() == {"c.txt": {"quote": 2, "claim": 2}}


def test_nothing_is_renamed_while_all_sources_are_there(workspace: Workspace) -> None:
    assert not workspace.anchoring.find_renamed()
    assert workspace.anchoring.renamed == {}


def test_what_a_person_should_look_at_is_found_here_and_elsewhere(workspace: Workspace) -> None:
    workspace.source("a.txt").path.write_text("Nothing of it. Two here.")
    workspace.tag(article(workspace, "b.txt"), Span(0, 7), "quote")
    unsure = [each.annotation.exact for each in workspace.anchoring.unsure_in(article(workspace))]
    assert unsure == [each.annotation.exact for each in run_to_end(workspace.anchoring.unsure_elsewhere("b.txt"))]
    assert "One" in unsure
    assert run_to_end(workspace.anchoring.unsure_elsewhere("a.txt")) == []
    statuses: dict[str, Any] = {}
    for some in workspace.anchoring.statuses():
        statuses |= some
    assert {statuses[each.id] for each in workspace.store.of("b.txt")} == {"exact"}
    assert len(statuses) == 4


# A file that is opened alone


@pytest.fixture
def alone(tmp_path: Path) -> Workspace:
    """A file beside others that are annotated in the same file."""
    folder = tmp_path / "beside"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT)
    both = Workspace(locate_workspace(folder))
    for name in ("a.txt", "b.txt"):
        both.tag(article(both, name), Span(0, 3), "quote")
    return Workspace(locate_workspace(folder / "a.txt"))


def test_a_file_that_is_opened_alone_is_all_that_there_is(alone: Workspace) -> None:
    assert [source.id for source in alone.sources] == ["a.txt"]
    assert (len(alone.sources), alone.sources.is_one_file) == (1, True)
    assert [each.source for each in alone.annotations] == ["a.txt"]
    assert len(alone.annotations) == 1
    assert alone.annotations.counts() == {"a.txt": {"quote": 1}}
    assert [source.id for source in alone.sources.first_sources()] == ["a.txt"]
    with pytest.raises(SourceError, match="there is no such source"):
        alone.source("b.txt")


def test_nothing_is_looked_for_beside_it(alone: Workspace) -> None:
    alone.source("a.txt").path.with_name("b.txt").write_text("Nothing of it.")
    assert run_to_end(alone.anchoring.unsure_elsewhere("a.txt")) == []
    alone.source("a.txt").path.with_name("b.txt").unlink()
    assert not alone.anchoring.find_renamed()


def test_an_annotation_is_what_it_was(alone: Workspace) -> None:
    (only,) = alone.annotations
    assert isinstance(only, Annotation)
    assert alone.annotations[0] == only
