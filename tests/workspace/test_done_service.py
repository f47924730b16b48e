"""Done: marking a source and taking that back, and finding out that it changed since."""

import os

import pytest

from reader.text.article import Article
from reader.workspace import done_service
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

LATER = 4_000_000_000  # seconds since 1970


@pytest.fixture
def here(make: Make) -> Workspace:
    workspace = make({"a.txt": "One here.", "b.txt": "Two here."})
    for _ in workspace.sources.catalog.find():
        pass
    return workspace


def article(workspace: Workspace, id: str = "a.txt") -> Article:
    return workspace.article(workspace.source(id))


def changed(workspace: Workspace) -> set[str]:
    for _ in workspace.done.find_changed():
        pass
    return set(workspace.done.marks.changed)


def test_a_mark_is_on_disk_taken_back_and_undone(here: Workspace) -> None:
    step = here.done.toggle(article(here))
    assert (step.description, step.changes) == ("done with a.txt", ())
    assert here.done.marks.is_done("a.txt")
    assert Workspace(here.paths).done.marks.is_done("a.txt")
    assert here.done.toggle(article(here)).description == "no longer done with a.txt"
    assert not Workspace(here.paths).done.marks.mine
    here.undo()
    assert here.done.marks.is_done("a.txt")
    here.undo()
    assert not here.done.marks.mine


def test_each_person_has_marks_of_their_own(here: Workspace) -> None:
    here.done.toggle(article(here))
    other = Workspace(here.paths, creator="Bob")
    assert not other.done.marks.is_done("a.txt")
    other.done.toggle(article(other))
    assert len(other.done.marks.people("a.txt", article(other).digest)) == 2


def test_the_marks_stay_the_same_until_one_changes(here: Workspace) -> None:
    here.done.toggle(article(here))
    before = here.done.marks
    assert here.done.marks is before
    here.done.toggle(article(here, "b.txt"))
    assert here.done.marks is not before


@pytest.mark.parametrize("text", ["Ten here.", "One here. More."], ids=["of the same size", "of another size"])
def test_a_source_that_changed_is_not_done_until_it_is_marked_again(text: str, here: Workspace) -> None:
    here.done.toggle(article(here))
    assert changed(here) == set()
    here.source("a.txt").path.write_text(text)
    os.utime(here.source("a.txt").path, (LATER, LATER))
    assert changed(here) == {"a.txt"}
    assert not here.done.marks.is_done("a.txt")
    here.done.toggle(article(here))
    assert here.done.marks.is_done("a.txt")
    assert here.done.marks.mine["a.txt"].revision == 2


def test_opening_it_tells_that_it_changed(here: Workspace) -> None:
    here.done.toggle(article(here))
    assert not here.done.note(article(here))
    here.source("a.txt").path.write_text("Ten here.")
    assert here.done.note(article(here))
    assert here.done.marks.changed == {"a.txt"}
    here.source("a.txt").path.write_text("One here.")
    assert not here.done.note(article(here))
    assert here.done.marks.changed == frozenset()


def test_a_file_that_is_older_than_its_mark_is_not_read_again(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(here.source("a.txt").path, (1, 1))
    here.done.toggle(article(here))
    monkeypatch.delattr(done_service, "read_source")
    assert changed(here) == set()


def test_a_source_that_is_gone_or_cannot_be_read_any_more(here: Workspace) -> None:
    for id in ("a.txt", "b.txt"):
        here.done.toggle(article(here, id))
    here.source("a.txt").path.unlink()
    here.source("b.txt").path.write_bytes(b"\xff\xfe\xff\x00\xff\xfe\xff\x00\x01")
    os.utime(here.source("b.txt").path, (LATER, LATER))
    assert changed(here) == {"b.txt"}


def test_a_time_that_is_none_is_the_beginning() -> None:
    assert done_service._seconds("yesterday") == 0.0
    assert done_service._seconds("1970-01-01T00:01:00.000Z") == 60.0
