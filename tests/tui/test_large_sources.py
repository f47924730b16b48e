"""A store of very many annotations: the screen does not wait for it, and no key is lost."""

import threading
from collections.abc import Callable, Iterator

import pytest

from reader.annotation.store import annotations_file, working_copy
from reader.annotation.store.store import Store
from reader.text.article import Article
from reader.text.block import Block
from reader.tui.app import ReaderApp
from reader.tui.sources.list import SourceList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.spies import spy
from tests.support.under_test import ONE, TWO, passage, reading, saved, screen_rows, status, typed, until, view


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Each file is very large, and not read before this is set."""
    gate, read = threading.Event(), Store.read
    monkeypatch.setattr(working_copy, "LARGE", 0)
    monkeypatch.setattr(working_copy, "VERY_LARGE", 0)

    def slow(store: Store) -> None:
        if not store.is_read:
            assert gate.wait(20)
        read(store)

    monkeypatch.setattr(Store, "read", slow)
    yield gate
    gate.set()


def first_block(article: Article) -> Block:
    block = article.blocks.at(0)
    assert block
    return block


@pytest.fixture
def unread(make: Callable[..., Workspace], gate: threading.Event) -> Workspace:
    """Two sources with a tag in each, of which that in the first is known."""
    gate.set()
    workspace = make({"one.txt": ONE, "two.txt": TWO})
    for source in workspace.sources:
        article = workspace.article(source)
        workspace.tag(article, first_block(article).content, "quote")
    gate.clear()
    workspace = Workspace(locate_workspace(workspace.paths.folder), reads=False)
    workspace.open_soon("one.txt")
    return workspace


async def test_the_open_source_is_there_with_its_tags_before_all_are_read(
    unread: Workspace, gate: threading.Event
) -> None:
    async with reading(unread) as pilot:
        assert len(view(pilot).reading.annotations) == 1
        assert "q" in screen_rows(pilot)[0]
        entries = pilot.app.query_one(SourceList)
        assert not entries.facts.is_counted
        await pilot.press("j")
        assert passage(pilot) == "First here."
        gate.set()
        await until(pilot, lambda: entries.facts.is_counted)
        assert [entries.facts.counts[id]["quote"] for id in ("one.txt", "two.txt")] == [1, 1]


async def test_what_is_typed_before_all_are_read_is_done_in_its_order(unread: Workspace, gate: threading.Event) -> None:
    async with reading(unread) as pilot:
        typed(pilot, "j", "c", "j", "b", "u", "q")
        await until(pilot, lambda: "reading annotations.json" in status(pilot))
        assert passage(pilot) == "First here."
        gate.set()
        await until(pilot, lambda: "tagged quote" in status(pilot))
    first, *others = saved(unread)[2:]
    assert first == ("claim", "First here.")
    assert others == [("quote", "“Third,” she said.")]


async def test_a_file_that_turns_out_to_be_damaged_ends_the_program(unread: Workspace, gate: threading.Event) -> None:
    unread.paths.annotations.write_text("{")
    app = ReaderApp(unread)
    async with app.run_test() as pilot:
        gate.set()
        await until(pilot, lambda: app.return_code is not None)
    assert "not JSON" in str(app.refused)
    assert app.return_code == 1
    assert unread.paths.annotations.read_text() == "{"


async def test_a_large_file_that_was_written_by_hand_is_read_beside_the_screen(
    workspace: Workspace, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.set()
    article = workspace.article(workspace.sources[0])
    workspace.tag(article, first_block(article).content, "quote")
    threads: set[threading.Thread] = set()
    spy(monkeypatch, annotations_file, "read_documents", lambda *_, **__: threads.add(threading.current_thread()))
    async with reading(workspace) as pilot:
        file = workspace.paths.annotations
        file.write_text(file.read_text("utf-8").replace('"tag": "quote"', '"tag": "claim"'), "utf-8")
        await until(pilot, lambda: [each.tag for each in view(pilot).reading.annotations] == ["claim"])
    assert threads
    assert threading.main_thread() not in threads
