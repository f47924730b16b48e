"""A list of which only the items in sight are drawn: its selection, its scrolling, and clicks."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.virtual_list import VirtualList

HEIGHT = 7


class Letters(VirtualList):
    """A list of letters, each on two rows, with a foot."""

    items = "abcdefgh"
    styles_of_theme: ThemeStyles
    picked = 0

    @property
    def theme_styles(self) -> ThemeStyles:
        return self.styles_of_theme

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def rows(self) -> int:
        return 2

    @property
    def foot_rows(self) -> int:
        return 1

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        return [Segment(f"{self.items[number]}{row}")]

    def on_virtual_list_picked(self) -> None:
        self.picked += 1


class LetterApp(App[None]):
    """Shows the letters."""

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self._letters = letters

    def compose(self) -> ComposeResult:
        yield self._letters


@asynccontextmanager
async def shown(theme_styles: ThemeStyles, *, can_focus: bool = True) -> AsyncIterator[tuple[Pilot[None], Letters]]:
    letters = Letters()
    letters.styles_of_theme, letters.can_focus = theme_styles, can_focus
    letters.styles.height = HEIGHT
    async with LetterApp(letters).run_test(size=(20, 10)) as pilot:
        yield pilot, letters


def rows(letters: Letters) -> list[str]:
    return [letters.render_line(y).text.strip() for y in range(HEIGHT - 1)]


async def test_it_scrolls_just_far_enough_to_show_the_selected_item_whole(theme_styles: ThemeStyles) -> None:
    async with shown(theme_styles) as (_, letters):
        assert rows(letters) == ["▌a0", "▌a1", "b0", "b1", "c0", "c1"]
        seen = []
        for step in (1, 1, 1, 1, -1, -1, -1):
            letters.action_move(step)
            seen.append("".join(row.strip("▌")[0] for row in rows(letters)[::2]) + letters.items[letters.selected])
        assert seen == ["abcb", "abcc", "bcdd", "cdee", "cded", "cdec", "bcdb"]


@pytest.mark.parametrize(
    ("action", "argument", "start", "selected"),
    [
        ("page", 1, 0, 3),
        ("page", -1, 7, 4),
        ("page", 1, 6, 7),
        ("page", -1, 1, 0),
        ("move", -1, 0, 0),
        ("move", 1, 7, 7),
        ("first", None, 5, 0),
        ("last", None, 2, 7),
    ],
)
async def test_the_selection_stays_in_the_list(
    theme_styles: ThemeStyles, action: str, argument: int | None, start: int, selected: int
) -> None:
    async with shown(theme_styles) as (_, letters):
        letters.selected = start
        getattr(letters, f"action_{action}")(*([] if argument is None else [argument]))
        assert letters.selected == selected


async def test_fewer_items_than_before_move_the_selection(theme_styles: ThemeStyles) -> None:
    async with shown(theme_styles) as (_, letters):
        letters.action_last()
        letters.items = "ab"
        letters.changed()
        assert letters.selected == 1
        assert rows(letters) == ["a0", "a1", "▌b0", "▌b1", "", ""]
        letters.items = ""
        letters.changed()
        assert letters.selected == 0


async def test_a_click_selects_and_a_second_one_picks(theme_styles: ThemeStyles) -> None:
    async with shown(theme_styles) as (pilot, letters):
        await pilot.click(Letters, offset=(3, 3))
        assert (letters.selected, letters.picked) == (1, 0)
        await pilot.click(Letters, offset=(3, 2))
        assert (letters.selected, letters.picked) == (1, 1)
        await pilot.click(Letters, offset=(3, HEIGHT - 1))
        assert (letters.selected, letters.picked) == (1, 1), "the foot is not an item"
        letters.items = "a"
        letters.changed()
        await pilot.click(Letters, offset=(3, 4))
        assert (letters.selected, letters.picked) == (0, 1), "nor is the blank below the last one"


@pytest.mark.parametrize(("can_focus", "has_focus"), [(True, True), (True, False), (False, False)])
async def test_the_bar_is_bright_where_keys_move_it(
    theme_styles: ThemeStyles, can_focus: bool, has_focus: bool
) -> None:
    async with shown(theme_styles, can_focus=can_focus) as (pilot, letters):
        letters.screen.set_focus(letters if has_focus else None)
        await pilot.pause()
        bar = next(iter(letters.render_line(0)))
        assert bar.style
        is_bright = bar.style.color == theme_styles.accent.color
        assert is_bright == (has_focus or not can_focus)


async def test_only_the_selected_item_has_the_background_of_a_passage(theme_styles: ThemeStyles) -> None:
    async with shown(theme_styles) as (_, letters):
        rows = [list(letters.render_line(y))[1:] for y in range(3)]  # without the bar
        backgrounds = [{each.style.bgcolor for each in row if each.style} for row in rows]
        assert backgrounds[0] == backgrounds[1] == {theme_styles.passage.bgcolor}
        assert theme_styles.passage.bgcolor not in backgrounds[2]
