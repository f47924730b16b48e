"""Where there is nothing to read, the screen offers the sample, another folder, and to add a page."""

from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from reader.tui.controllers import other_folder
from reader.tui.widgets.empty_folder import EmptyFolder
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.picker import pick
from tests.support.under_test import Reader, app, passage, reading, status, until, view


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    (tmp_path / "folder").mkdir()
    return Workspace(locate_workspace(tmp_path / "folder"))


def pane(pilot: Reader) -> EmptyFolder:
    assert isinstance(pilot.app.focused, EmptyFolder)
    return pilot.app.focused


def rows(pilot: Reader) -> list[str]:
    return [pane(pilot).render_line(y).text.strip() for y in range(pane(pilot).size.height)]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_an_empty_folder_says_what_can_be_done(size: tuple[int, int], empty: Workspace) -> None:
    async with reading(empty, size) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        shown = "\n".join(rows(pilot))
        assert "No .txt or .md files in" in shown
        for line in ("enter  read a fresh copy of the sample", "o      open another folder", "+      add a web page"):
            assert line in shown
        await pilot.press("q", "j", "v", "a", "x", "u", "J", "T", "T", "tab", "tab", "tab")
        assert pilot.app.is_running
        assert app(pilot).next_arguments == []


async def test_enter_begins_again_with_the_sample(empty: Workspace) -> None:
    async with reading(empty) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.is_running)
        assert app(pilot).next_arguments == ["--demo"]


async def test_another_folder_is_asked_for_until_there_is_one(empty: Workspace, tmp_path: Path) -> None:
    async with reading(empty) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        await pilot.press("o")
        await pick(pilot, str(tmp_path / "foldr"))
        await until(pilot, lambda: "did you mean" in getattr(pilot.app.screen, "message", ""))
        await pick(pilot, str(tmp_path))
        await until(pilot, lambda: not pilot.app.is_running)
        assert app(pilot).next_arguments == [str(tmp_path)]


async def test_a_source_that_appears_is_opened(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_folder, "LOOK_EVERY", 0.01)
    monkeypatch.setattr("reader.workspace.watcher.changes", lambda *_: iter(()))
    async with reading(empty) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        (empty.paths.sources / "new.txt").write_text("A new source. It came.\n")
        await until(pilot, lambda: view(pilot).cursor and passage(pilot) == "A new source.")
        assert pilot.app.focused is app(pilot).main_screen.article


async def test_a_page_in_a_browser_stays_with_its_folder(empty: Workspace) -> None:
    reader = ReaderApp(empty)
    reader.other_folder._in_browser = True
    async with reader.run_test() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        assert "No .txt or .md files in" in "\n".join(rows(pilot))
        await pilot.press("enter", "o")
        assert "reader serve" in status(pilot)
        assert reader.next_arguments == []


async def test_it_can_be_read_in_a_small_window(empty: Workspace) -> None:
    async with reading(empty, (24, 8)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        assert any("open another" in row for row in rows(pilot))
