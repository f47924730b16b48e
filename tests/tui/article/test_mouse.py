"""The mouse in the article: a passage that is dragged, tags and words that are clicked on, the footer's keys."""

import base64
import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from textual import events

from reader.tui import clipboard
from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.sources.list import SourceList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import LONG, Reader, passage, reading, saved, screen_rows, status, until, view

Make = Callable[..., Workspace]


def place(pilot: Reader, words: str) -> tuple[int, int]:
    """Where words begin on the screen, in the article."""
    y, row = next((y, row) for y, row in enumerate(screen_rows(pilot)) if words in row)
    return len(row[: row.index(words)]), y


async def drag(pilot: Reader, start: tuple[int, int], *stops: tuple[int, int]) -> None:
    await pilot.mouse_down(ArticleView, offset=start)
    for stop in stops:
        await pilot.hover(ArticleView, offset=stop)
    await pilot.mouse_up(ArticleView, offset=stops[-1])


@pytest.mark.parametrize("way", [1, -1])
async def test_a_drag_selects_from_character_to_character(way: int, workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        start, end = [place(pilot, "irst here"), place(pilot, "cond here")][::way]
        await drag(pilot, start, (1, 1), end)
        assert passage(pilot) == "irst here. Sec"
        await pilot.press("c")
        assert saved(workspace) == [("claim", "irst here. Sec")]


async def test_a_drag_takes_whole_graphemes_and_goes_over_blocks(make: Make) -> None:
    text = "Say 👩‍👩‍👧 né\u0301e.\r\n\r\nA **bold** word, 日本語 too."
    async with reading(make({"a.md": text})) as pilot:
        x, y = place(pilot, "Say")
        await drag(pilot, (x + 4, y), (x + 8, y))
        assert passage(pilot) == "👩‍👩‍👧 né\u0301"
        end = place(pilot, "日")
        await drag(pilot, (x + 4, y), (end[0] + 1, end[1]))
        assert passage(pilot) == text[text.index("👩") : text.index("本")]
        await drag(pilot, place(pilot, "bold"), (place(pilot, " word")[0] - 1, end[1]))
        assert passage(pilot) == "**bold**", "markup that holds nothing else comes with it"


async def test_a_drag_beyond_the_edge_scrolls_on(make: Make) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        bottom = view(pilot).region.bottom
        await pilot.mouse_down(ArticleView, offset=place(pilot, "Paragraph 0"))
        await pilot.hover(offset=(60, bottom))
        await until(pilot, lambda: "Paragraph 20 " in passage(pilot))
        await pilot.mouse_up(offset=(60, bottom))
        assert passage(pilot).startswith("Paragraph 0 has")
        left = view(pilot).top
        await pilot.pause(0.1)
        assert view(pilot).top == left, "it has let go"


async def test_a_click_on_a_tag_selects_what_is_tagged(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderApp, "CLICK_CHAIN_TIME_THRESHOLD", -1.0)  # no two clicks are a double click
    async with reading(workspace) as pilot:
        await pilot.press("j", "v", "j", "c", "escape", "g", "j", "w", "q")
        inner, outer = "First", "First here. Second here!"
        assert saved(workspace) == [("claim", outer), ("quote", inner)]
        x, y = place(pilot, inner)
        await pilot.click(ArticleView, offset=(x, y))
        assert passage(pilot) == inner
        await pilot.click(ArticleView, offset=(x, y))
        assert passage(pilot) == outer
        await pilot.click(ArticleView, offset=(x - 5, y))
        assert passage(pilot) == inner, "its sign in the gutter"
        await pilot.click(ArticleView, offset=(x - 4, y))
        assert passage(pilot) == outer
        await pilot.click(ArticleView, offset=place(pilot, "Fourth"))
        assert passage(pilot) == "Fourth here."


async def test_two_clicks_select_the_word(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderApp, "CLICK_CHAIN_TIME_THRESHOLD", 60.0)  # however slow this machine is
    async with reading(workspace) as pilot:
        x, y = place(pilot, "Second")
        await pilot.click(ArticleView, offset=(x + 2, y), times=2)
        assert passage(pilot) == "Second"


async def test_another_button_selects_nothing(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        article, before = view(pilot), passage(pilot)
        article.post_message(events.MouseDown(article, 20, 5, 0, 0, 3, False, False, False))
        await pilot.hover(ArticleView, offset=(25, 6))
        assert passage(pilot) == before
        assert pilot.app.mouse_captured is None


async def test_the_keys_of_the_footer_can_be_clicked_on(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.click(KeyBar, offset=(12, 0))
        await until(pilot, lambda: saved(workspace) == [("claim", "A headline of five words")])
        await pilot.click(SourceList, offset=(3, 3))
        await until(pilot, lambda: pilot.app.query_one(SourceList).opened == "two.txt")
        await pilot.press("tab")
        await pilot.click(KeyBar, offset=(2, 0))
        await until(pilot, lambda: view(pilot).has_focus)


# The clipboard


async def test_a_copy_has_the_passage_and_its_source(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_copy_to_desktop", lambda _text: False)
    async with reading(workspace) as pilot:
        written: list[str] = []
        monkeypatch.setattr(pilot.app._driver, "write", written.append)
        await pilot.press("j", "y")
        await until(pilot, lambda: "copied 11 characters with their source" in status(pilot))
        (sequence,) = [each for each in written if each.startswith("\x1b]52;c;")]
        copied = base64.b64decode(sequence[7:-1]).decode()
        assert copied == "“First here.” — A headline of five words, one.txt"


async def test_a_copy_has_nothing_that_a_shell_obeys(make: Make) -> None:
    async with reading(make({"a.txt": "Do\x1b]0;this\x07 now\tand here."})) as pilot:
        cursor = view(pilot).cursor
        assert cursor
        assert clipboard.cited_passage(cursor).startswith("“Do␛]0;this␇ now    and here.” — ")


class Desktop(ModuleType):
    """pyperclip, as far as it is used."""

    class PyperclipException(Exception):  # noqa: N818 - its name there
        pass

    def __init__(self, *, works: bool) -> None:
        super().__init__("pyperclip")
        self.works, self.held = works, ""

    def copy(self, text: str) -> None:
        if not self.works:
            raise self.PyperclipException
        self.held = text


@pytest.mark.parametrize("works", [True, False])
async def test_a_copy_goes_to_the_desktop_too_where_there_is_one(
    works: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(works=works)
    monkeypatch.setitem(sys.modules, "pyperclip", desktop)
    async with reading(workspace) as pilot:
        await pilot.press("j", "y")
        await until(pilot, lambda: "copied 11 characters" in status(pilot))
        assert desktop.held == ("“First here.” — A headline of five words, one.txt" if works else "")
        assert ("via the terminal" in status(pilot)) == (not works)


async def test_what_is_longer_than_a_terminal_takes_is_not_copied(make: Make) -> None:
    async with reading(make({"a.txt": "word " * 30_000})) as pilot:
        await pilot.press(*"+" * 5, "y")
        await until(pilot, lambda: "not copied: " in status(pilot))
