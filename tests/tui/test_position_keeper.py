"""The reading position is kept in the background while somebody reads, and before anything else at the end."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reader.text.passages import Unit
from reader.tui.sources.list import SourceList
from reader.workspace.location import locate_workspace
from reader.workspace.reading_state import ReadingState
from reader.workspace.workspace import Workspace
from tests.support.under_test import app, passage, reading, until


async def test_a_slow_disk_holds_no_key_up_and_the_last_position_is_kept(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_write, begun, save = Event(), Event(), workspace.save_state

    def slowly(state: ReadingState | None = None) -> None:
        begun.set()
        assert may_write.wait(20)
        save(state)

    monkeypatch.setattr(workspace, "save_state", slowly)
    async with reading(workspace) as pilot:
        await pilot.press("j")
        app(pilot).position.remember_beside()
        await until(pilot, begun.is_set)
        await pilot.press("j")
        assert passage(pilot) == "Second here!", "while the disk is waited for"
        app(pilot).position.remember_beside()  # which is left to the next time
        may_write.set()
        await until(pilot, lambda: not app(pilot).jobs.is_running("position"))
    state = Workspace(locate_workspace(tmp_path)).state
    assert state.places["one.txt"] == workspace.state.places["one.txt"] > 0


async def test_a_start_has_nothing_to_remember_and_another_article_has(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(workspace, "save_state", lambda state: written.append(state.source))
    async with reading(workspace) as pilot:
        assert passage(pilot)
        assert written == []
        app(pilot).opening.open(workspace.source("two.txt"))
        await until(pilot, lambda: written == ["one.txt"])


async def test_the_list_is_only_told_of_a_share_that_looks_different(
    make: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(SourceList, "show_again", lambda _list, id: drawn.append(id))
    async with reading(make({"one.txt": "Word. " * 500})) as pilot:
        await pilot.press("j")
        session = app(pilot).session
        cursor, shares = session.reading.cursor, session.workspace.state.read
        assert cursor
        before = shares["one.txt"]
        drawn.clear()
        session.reading.cursor = cursor.next(Unit.SENTENCE)
        assert (shares["one.txt"] > before, drawn) == (True, []), "both are 1%"
        session.reading.cursor = cursor.go(cursor.article.whole.end)
        assert drawn == ["one.txt"]


async def test_an_older_position_never_takes_the_place_of_a_later_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(workspace, "save_state", lambda state: written.append(state.source))
    async with reading(workspace) as pilot:
        keeper = app(pilot).position
        keeper._write(ReadingState(source="later"), 1000)
        keeper._write(ReadingState(source="older"), 999)
        keeper._number = 1000
        assert written[-1:] == ["later"]


async def test_why_it_could_not_be_saved_is_said_at_the_end_unless_it_could_be_later(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_state: ReadingState | None = None) -> None:
        raise OSError("the disk is full")

    async with reading(workspace) as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(workspace, "save_state", fail)
            await pilot.press("j")
            app(pilot).position.remember_beside()
            await until(pilot, lambda: "the disk is full" in "".join(app(pilot).parting_words))
        app(pilot).position.remember()
        assert app(pilot).parting_words == []
