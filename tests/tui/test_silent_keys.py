"""A key that can do nothing says so: in lists without rows, at the ends of lists, and in dialogs."""

import pytest

from reader.text.span import Span
from reader.tui.screens.adjudication import AdjudicationScreen
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.review import Review
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.status_and_keys import StatusBar
from reader.tui.widgets.virtual_list import FIRST, LAST
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, no_burst, reading, until

MOVES = ("move(", "page(", "first", "last")
ELSEWHERE = ("filter", "scope", "fill", "alone", "leave", "next-not", "previous-not", "order")  # keys that do something


def named(key: str) -> str:
    return {"/": "slash", "*": "asterisk", "+": "plus", "-": "minus"}.get(key, key)


def said(pilot: Reader) -> str:
    return pilot.app.query_one(StatusBar).message


async def pressed(pilot: Reader, key: str) -> str:
    """Press a key in a pane, and return what is said then."""
    app(pilot).status.clear_message()
    await pilot.press(named(key))
    return said(pilot)


@pytest.fixture
def lone(make: Make) -> Workspace:
    workspace = make({"one.txt": "First here. Second there.\n"})
    workspace.state.suggestions = "off"
    return workspace


async def test_each_key_of_a_list_without_rows_says_why_it_does_nothing(lone: Workspace) -> None:
    silent: list[str] = []
    async with reading(lone) as pilot:
        groups = app(pilot).session.keymap.groups
        for opens, heading, nothing in (
            ("T", "List of tags", "no tags yet"),
            ("P", "List of people", "no people yet"),
            ("M", "List of marks", "no marks yet"),
            ("C", "Claims", "no claims yet"),
        ):
            await pilot.press(opens)
            await no_burst(pilot)
            for key in groups[heading]:
                is_moved_alike = opens != "T" and key.action.startswith(MOVES)  # all lists move in one way
                if key.names and not is_moved_alike and not any(word in key.id for word in ELSEWHERE):
                    words = await pressed(pilot, key.names[0])
                    silent += [] if words else [f"{heading}: {key.names[0]}"]
                    assert words == nothing or not key.action.startswith("move("), key
    assert silent == []


async def test_it_says_how_a_filter_that_finds_nothing_is_left(lone: Workspace) -> None:
    lone.tag(lone.article(lone.source("one.txt")), Span(0, 11), "claim")
    async with reading(lone) as pilot:
        for opens, words in (("T", "no tags match the filter"), ("tab", "no source matches")):
            await pilot.press(opens, "slash", "z", "z", "enter")
            await no_burst(pilot)
            for key in ("j", "enter", "G"):
                assert await pressed(pilot, key) == f"{words} · esc shows all again"
            if opens == "T":
                await pilot.press("T")
        assert await pressed(pilot, "d") == "no source is selected here"


async def test_keys_that_change_nothing_say_so(lone: Workspace) -> None:
    lone.tag(lone.article(lone.source("one.txt")), Span(0, 11), "claim")
    async with reading(lone) as pilot:
        expected = {"g": "the text begins here", "pageup": "the text begins here"}
        assert {key: await pressed(pilot, key) for key in expected} == expected
        assert (await pressed(pilot, "G"), await pressed(pilot, "G")) == ("", "the text ends here")
        await pilot.press("T")
        expected = {"j": LAST, "k": FIRST, "g": FIRST, "pagedown": LAST, "c": "this tag is claim already"}
        expected |= {"w": f"all of these tags are by {lone.creator}"}
        assert {key: await pressed(pilot, key) for key in expected} == expected
        assert await pressed(pilot, "space") == "", "it chooses"
        await pilot.press("T", "tab")
        expected = {"j": "this is the last source", "g": "this is the first source"}
        assert {key: await pressed(pilot, key) for key in expected} == expected
        await pilot.press(*["less_than_sign"] * 6)
        assert said(pilot) == "the list of sources cannot be made narrower here"


async def test_in_a_review_of_nothing_each_key_says_so(lone: Workspace) -> None:
    async with reading(lone) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review))
        review = pilot.app.screen
        assert isinstance(review, Review)
        for key in ("down", "g", "enter", "p", "x", "o", "A", "b", "B", "N"):
            review.message = ""
            await pilot.press(key)
            assert review.message == "nothing is left to review", key


async def test_where_nobody_disagrees_each_key_says_so(lone: Workspace) -> None:
    for name in ("Ann", "Bob"):
        other = Workspace(locate_workspace(lone.paths.folder), creator=name)
        other.tag(other.article(other.source("one.txt")), Span(0, 11), "claim")
    async with reading(Workspace(lone.paths)) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, AdjudicationScreen))
        screen = pilot.app.screen
        assert isinstance(screen, AdjudicationScreen)
        await until(pilot, lambda: screen._adjudication)
        for key in ("down", "1", "0", "plus", "o", "g"):
            screen.message = ""
            await pilot.press(key)
            assert screen.message == "nobody disagrees", key
        await pilot.press("7")
        assert screen.message == "there is no person 7 here: w chooses whose tags are compared"


async def test_an_outline_says_where_it_ends(make: Make) -> None:
    async with reading(make({"one.md": "# One\n\nText.\n\n## Two\n\nMore.\n"})) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, OutlineScreen))
        box = pilot.app.screen.query_one(DialogBox)
        await pilot.press("G", "j")
        await until(pilot, lambda: str(box.border_subtitle) == LAST)
        await pilot.press("k")
        await until(pilot, lambda: not box.border_subtitle)
