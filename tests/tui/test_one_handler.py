"""One key press runs each handler once: Textual calls a handler of every class of a widget, and none may be doubled."""

import inspect
import re
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from textual.app import App
from textual.message_pump import MessagePump

from reader.tui.app import ReaderApp
from reader.tui.main_screen import MainScreen
from reader.tui.startup.process import ProcessApp
from reader.tui.textual_internals import SilentApp
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, reading
from tests.tui.test_textual_internals import our_classes


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, *names: str) -> Counter[str]:
    calls = Counter[str]()

    def count(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(original)  # Textual looks at the number of parameters
        def counting(*arguments: object, **named: object) -> object:
            calls[name] += 1
            return original(*arguments, **named)

        return counting

    for name in names:
        monkeypatch.setattr(owner, name, count(name, getattr(owner, name)))
    return calls


async def switch(pilot: Reader) -> None:
    await pilot.press("tab")
    await pilot.pause()


async def test_a_tab_moves_the_focus_and_draws_the_keys_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.state.suggestions = "off"  # they come when they are found, and draw the keys, too
    async with reading(workspace) as pilot:
        calls = counted(monkeypatch, MainScreen, "on_descendant_focus", "show_keys")
        commands = counted(monkeypatch, ReaderApp, "action_command")
        await switch(pilot)
        assert commands == {"action_command": 1}
        assert calls == {"on_descendant_focus": 1, "show_keys": 1}
        await switch(pilot)
        assert calls == {"on_descendant_focus": 2, "show_keys": 2}


async def test_a_motion_moves_the_cursor_once(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert isinstance(app := pilot.app, ReaderApp)  # noqa: RUF018
        moves = list[object]()
        app.session.cursor_moved.subscribe(moves.append)
        await pilot.press("j")
        await pilot.pause()
        assert len(moves) == 1


async def test_a_tag_is_told_once(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert isinstance(app := pilot.app, ReaderApp)  # noqa: RUF018
        told = list[object]()
        app.session.changed.subscribe(told.append)
        await pilot.press("q")
        await pilot.pause()
        assert len(told) == 1


def test_the_application_has_one_base_of_ours_for_the_process_and_one_for_textuals_internals() -> None:
    assert [cls for cls in ReaderApp.__mro__ if cls.__module__.startswith("reader")] == [
        ReaderApp,
        ProcessApp,
        SilentApp,
    ]
    assert issubclass(SilentApp, App)


def test_no_handler_calls_the_one_of_its_base_class() -> None:
    """Textual calls both; a call to `super()` would run the second one twice."""
    doubled = [
        f"{cls.__name__}.{name}"
        for cls in our_classes()
        if issubclass(cls, MessagePump)
        for name, method in vars(cls).items()
        if re.match("on_(?!event)", name) and inspect.isfunction(method)
        if re.search(rf"super\(\)\.{name}\(", inspect.getsource(method))
    ]
    assert doubled == []
