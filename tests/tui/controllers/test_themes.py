"""Themes: the terminal is followed until one is chosen, and the list shows each theme while it is selected."""

import pytest

from reader.settings import FOLLOW
from reader.tui.screens.chooser import ChoiceList, Chooser
from reader.tui.startup.terminal_parser import BackgroundReported
from reader.workspace.terminal_background import is_probably_dark
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, answered, app, reading, until


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each time that the terminal was asked."""
    found = list[int]()
    monkeypatch.setattr("reader.tui.app.ReaderApp.ask_background", lambda _app: found.append(1))
    monkeypatch.setenv("TERM", "a-terminal")
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    return found


async def report(pilot: Reader, *, is_dark: bool) -> None:
    app(pilot).post_message(BackgroundReported(is_dark=is_dark))
    await answered(pilot)


async def show_themes(pilot: Reader) -> list[str]:
    app(pilot).search_themes()
    await until(pilot, lambda: isinstance(pilot.app.screen, Chooser) and pilot.app.screen.query(ChoiceList))
    await answered(pilot)
    found = pilot.app.screen.query_one(ChoiceList)
    return [found.render_line(y).text.removeprefix("▌").split()[0] for y in range(4)]


async def test_the_terminal_is_followed_and_remembered(workspace: Workspace, asked: list[int]) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: asked)
        assert app(pilot).theme == "reader-dark"
        await report(pilot, is_dark=False)
        assert app(pilot).theme == "reader-light"
        await report(pilot, is_dark=True)
        assert app(pilot).theme == "reader-dark"
        await report(pilot, is_dark=False)
    assert workspace.state.theme == ""
    assert not is_probably_dark({"TERM": "a-terminal"})
    async with reading(Workspace(workspace.paths)) as pilot:
        assert app(pilot).theme == "reader-light", "before the terminal is asked"


async def test_a_theme_that_is_chosen_stays_whatever_the_terminal_says(workspace: Workspace, asked: list[int]) -> None:
    async with reading(workspace) as pilot:
        await app(pilot).commands.run("dark")
        await report(pilot, is_dark=False)
        assert app(pilot).theme == "reader-dark"
    asked.clear()
    async with reading(Workspace(workspace.paths)) as pilot:
        await answered(pilot)
        assert (app(pilot).theme, asked) == ("reader-dark", []), "and it is not even asked"
        app(pilot).themes.choose(FOLLOW)
        assert asked


async def test_the_list_previews_marks_the_present_one_and_goes_back(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        names = await show_themes(pilot)
        assert names[:3] == ["[auto]", "reader-dark", "reader-light"]
        await pilot.press("down", "down")
        assert app(pilot).theme == "reader-light"
        await pilot.press("escape")
        assert app(pilot).theme == "reader-dark"
        await show_themes(pilot)
        await pilot.press(*"nord")
        assert app(pilot).theme == "nord"
        await pilot.press("enter")
        assert (app(pilot).theme, workspace.state.theme) == ("nord", "nord")
        await show_themes(pilot)
        current = [each.label for each in pilot.app.screen.query_one(ChoiceList).choices if each.is_current]
        assert current == ["nord"]
