"""Saving in the app: what is not saved is said, asked about before it is lost, and undone after a restart."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotation.store import store as store_module
from reader.annotation.store.patience import Patience
from reader.annotation.store.store import Store
from reader.errors import StoreError
from reader.tui.controllers import saving
from reader.tui.screens.unsaved import Unsaved
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.stores import a_stopped_program_that_holds
from tests.support.under_test import Reader, reading, saved, status, until, view


def status_row(pilot: Reader) -> str:
    return "".join(segment.text for segment in pilot.app.query_one(StatusBar).render_line(0))


async def test_what_is_not_saved_is_said_until_it_is(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q")
        assert len(saved(workspace)) == 1
        workspace.paths.annotations.chmod(0o444)
        await pilot.press("q", "c", "J")
        assert "2 not saved: the file is read-only" in status_row(pilot)
        assert saved(workspace) == [("quote", "First here.")]
        assert len(workspace.annotations) == 3
        workspace.paths.annotations.chmod(0o644)
        await until(pilot, lambda: "everything is saved again" in status(pilot))
        assert "not saved" not in status_row(pilot)
        assert len(saved(workspace)) == 3


async def test_a_tag_is_not_called_saved_before_it_is(workspace: Workspace) -> None:
    async with reading(workspace, (120, 24)) as pilot:
        await pilot.press("q")
        assert len(saved(workspace)) == 1
        workspace.paths.annotations.chmod(0o444)
        await pilot.press("c")
        assert "tagged claim, not saved" in status(pilot)
        await pilot.press("u")
        assert "undone: tagged claim (not saved)" in status(pilot)
        await pilot.press("j")
        assert "saved" not in status(pilot)


async def test_quitting_asks_before_something_is_lost(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q")
        assert len(saved(workspace)) == 1
        workspace.paths.annotations.chmod(0o444)
        await pilot.press("c", "ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unsaved))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Unsaved))
        await pilot.press("ctrl+q", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unsaved))
        workspace.paths.annotations.chmod(0o644)
        await pilot.press("t")
        await until(pilot, lambda: not pilot.app.is_running or pilot.app._exit)
    assert len(saved(workspace)) == 2


async def test_who_wants_to_lose_it_can_quit(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q")
        assert len(saved(workspace)) == 1
        workspace.paths.annotations.chmod(0o444)
        await pilot.press("c", "ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unsaved))
        await pilot.press("L")
        await until(pilot, lambda: pilot.app._exit)
    assert len(saved(workspace)) == 1


async def test_a_stopped_program_that_holds_the_lock_is_named_and_not_waited_for(workspace: Workspace) -> None:
    async with reading(workspace, (120, 24)) as pilot:
        await pilot.press("q")
        assert len(saved(workspace)) == 1
        with a_stopped_program_that_holds(workspace.paths.annotations) as program:
            await pilot.press("c")
            assert f"1 not saved: waiting for process {program.pid} (" in status_row(pilot)
            await pilot.press("u", "c", "ctrl+q")
            await until(pilot, lambda: isinstance(pilot.app.screen, Unsaved))
            await pilot.press("t", "escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Unsaved))
            assert len(workspace.annotations) == 2
        await until(pilot, lambda: "everything is saved again" in status(pilot))
    assert len(saved(workspace)) == 2


async def test_quitting_waits_for_no_program(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q")
        assert len(saved(workspace)) == 1
        with a_stopped_program_that_holds(workspace.paths.annotations):
            await pilot.press("c", "ctrl+q", "L")
            await until(pilot, lambda: pilot.app._exit)
            with pytest.raises(StoreError, match="not saved: waiting for process"):
                workspace.store.close()
            assert workspace.store.unsaved == 1


async def test_undo_goes_on_after_a_restart_and_across_sources(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "J", "c")
    again = Workspace(locate_workspace(tmp_path))
    async with reading(again) as pilot:
        await pilot.press("u", "u")
        assert "undone: tagged quote (saved)" in status(pilot)
        assert [cursor.article.source.id for cursor in [view(pilot).cursor] if cursor] == ["one.txt"]
        assert saved(again) == []
        await pilot.press("u")
        assert "nothing to undo" in status(pilot)
        assert pilot.app.query_one(StatusBar).is_error
        await pilot.press("ctrl+r", "ctrl+r")
        assert len(saved(again)) == 2


async def test_what_to_undo_is_looked_for_beside_the_screen_in_a_long_history(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        assert len(saved(workspace)) == 2
    again = Workspace(workspace.paths)
    may_go_on = threading.Event()
    look_back = again.store.foresight.look_back

    def slow(author: str, *, redo: bool) -> Iterator[None]:
        yield
        assert threading.current_thread() is not threading.main_thread()
        may_go_on.wait(30)
        yield from look_back(author, redo=redo)

    monkeypatch.setattr(again.store.foresight, "look_back", slow)
    async with reading(again) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "looking for what to undo" in status(pilot))
        await pilot.press("q")
        assert "still changing the tags" in status(pilot), "it would be undone in place of what was meant"
        may_go_on.set()
        await until(pilot, lambda: "undone: tagged claim (saved)" in status(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "undone: tagged quote (saved)" in status(pilot))
        assert saved(again) == []


async def test_with_many_tags_the_file_is_written_when_nobody_types(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "SMALL", 0)
    monkeypatch.setattr(saving, "IDLE", 0.05)
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        assert "saved" in status(pilot)
        await until(pilot, lambda: len(saved(workspace)) == 2)


async def test_the_file_is_written_beside_the_screen(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    checkpoint = Store.checkpoint

    def recorded(store: Store, patience: Patience) -> bool:
        threads.append(threading.current_thread())
        return checkpoint(store, patience)

    monkeypatch.setattr(Store, "checkpoint", recorded)
    async with reading(workspace) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: threads)
        assert threading.main_thread() not in threads, "the key waits for the log only"


async def test_a_conflict_is_reported(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "SMALL", 0)
    async with reading(workspace) as pilot:
        await pilot.press("q", "k")
        workspace.store.checkpoint()
        workspace.note(workspace.annotations[0], "ours")
        path = workspace.paths.annotations
        path.write_text(path.read_text("utf-8").replace('"note": ""', '"note": "by hand"'), "utf-8")
        await until(pilot, lambda: any("both are kept" in each.message for each in pilot.app._notifications))
        assert len(workspace.annotations) == 2
