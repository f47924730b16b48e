"""With watchdog, what comes into the folder, goes or changes is seen."""

import errno
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.tui.sources.list import SourceList
from reader.workspace.watcher import changes
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, passage, reading, screen_rows, status, until, view

pytest.importorskip("watchdog", reason="watchdog is missing: pip install -e '.[dev]'")


def ids(pilot: Reader) -> list[str]:
    return list(pilot.app.query_one(SourceList).entries.ids)


async def test_sources_that_come_and_go_are_listed(workspace: Workspace) -> None:
    folder = workspace.paths.sources
    async with reading(workspace) as pilot:
        await until(pilot, lambda: ids(pilot) == ["one.txt", "two.txt"])
        (folder / "between.txt").write_text("A new one.")
        await until(pilot, lambda: ids(pilot) == ["between.txt", "one.txt", "two.txt"])
        (folder / "between.txt").unlink()
        await until(pilot, lambda: ids(pilot) == ["one.txt", "two.txt"])
        assert passage(pilot) == "A headline of five words"


async def test_the_open_source_is_read_again(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: view(pilot).window)
        (workspace.paths.sources / "one.txt").write_text("Something else now.")
        await until(pilot, lambda: any("Something else now." in row for row in screen_rows(pilot)))


def test_it_asks_for_a_look_when_it_has_begun(tmp_path: Path) -> None:
    stopped = threading.Event()
    looks = changes(tmp_path, stopped)
    next(looks)
    (tmp_path / "new.txt").touch()
    next(looks)
    stopped.set()
    assert list(looks) == []


def test_what_watchdog_says_of_folders_in_between_is_not_written_over_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stopped = threading.Event()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        looks = changes(tmp_path, stopped)
        next(looks)
        warnings.warn("Callback with id '1' already exists for watch 2. It will be Overwritten.", RuntimeWarning, 2)
        logging.getLogger("watchdog.observers.api").warning("queue_events() called when the thread is inactive")
        stopped.set()
        assert list(looks) == []
    assert capfd.readouterr().err == ""


def test_watching_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stopped = threading.Event()
    thread = threading.Thread(target=lambda: list(changes(tmp_path, stopped)))
    thread.start()
    stopped.set()
    thread.join(10)
    assert not thread.is_alive()


def test_without_watchdog_nothing_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchdog", None)
    assert list(changes(workspace.paths.sources, threading.Event())) == []


async def test_that_a_folder_cannot_be_watched_is_reported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> Iterator[None]:
        yield from ()  # as `changes`, it fails when the first change is asked for
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr("reader.workspace.watcher.changes", refused)
    async with reading(workspace) as pilot:
        await until(pilot, lambda: "cannot watch the folder: inotify watch limit reached" in status(pilot))
