"""Progress in all sources: counted once, and anew where something changed."""

import pytest

from reader.errors import SourceError
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.progress import Progress
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"a.txt": "One here. Two here.", "b.txt": "Three here.", "bad.txt": b"\xff\xfe\xfd"})
    for _ in made.sources.catalog.find():
        pass
    return made


def total(workspace: Workspace) -> Progress:
    return list(workspace.progress.count())[-1]


def tag(workspace: Workspace, name: str, *span: int) -> None:
    workspace.tag(workspace.article(workspace.source(name)), Span(*span), "quote")


def test_there_is_a_sum_after_each_source_and_none_for_what_cannot_be_read(workspace: Workspace) -> None:
    assert list(workspace.progress.count()) == [Progress(2, 0, 0), Progress(3, 0, 0), Progress(3, 0, 0)]


def test_what_was_tagged_or_read_is_counted_again(workspace: Workspace) -> None:
    assert total(workspace) == Progress(3, 0, 0)
    tag(workspace, "a.txt", 10, 13)
    assert total(workspace) == Progress(3, 1, 1)
    workspace.state.read["b.txt"] = 0.5
    assert total(workspace) == Progress(3, 2, 1)
    workspace.source("b.txt").path.write_text("Three here. Four here.")
    workspace.state.read["b.txt"] = 0.0
    assert total(workspace) == Progress(4, 1, 1)


def test_what_did_not_change_is_not_read_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = total(workspace)
    read: list[str] = []

    def refused(id: str) -> Article:
        read.append(id)
        raise SourceError(id, "it is read again")

    monkeypatch.setattr(workspace.sources, "read", refused)
    assert total(workspace) == before
    assert read == ["bad.txt"], "it was never counted"


def test_the_next_passage_without_a_tag_is_looked_for_in_one_source_after_the_other(workspace: Workspace) -> None:
    tag(workspace, "a.txt", 0, 19)
    steps = list(workspace.progress.next_untagged(["bad.txt", "a.txt", "b.txt", "a.txt"]))
    assert steps == [None, None, (workspace.source("b.txt"), Span(0, 11))]
    tag(workspace, "b.txt", 0, 5)
    assert list(workspace.progress.next_untagged(["a.txt", "b.txt"])) == [None, None]


def test_the_first_source_is_looked_at_from_an_offset_on(workspace: Workspace) -> None:
    a = workspace.source("a.txt")
    assert list(workspace.progress.next_untagged(["a.txt"], 9)) == [(a, Span(10, 19))]
    assert list(workspace.progress.next_untagged(["a.txt", "a.txt"], 19)) == [None, (a, Span(0, 9))]
