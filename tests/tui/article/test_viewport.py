"""The part of an article that there is room for, without an app: 30 rows of one word, in a pane of ten rows."""

import pytest

from reader.text.span import Span
from reader.tui.article.viewport import Viewport
from reader.tui.session import Reading
from tests.support.articles import an_article

TEXT = "\n".join(f"{number:02}." for number in range(30))  # a row has four code points, with its end
ROW = 4


class Pane:
    """A viewport and its reading; it counts how often other rows came in sight."""

    def __init__(self, text: str = TEXT, offset: int = 0, height: int = 10) -> None:
        self.reading = Reading()
        self.reading.open(an_article(text), offset)
        self.scrolled = 0
        self.viewport = Viewport(self.reading, 3, 60, self._count)
        self.is_laid_out = self.viewport.lay_out(40, height)

    def _count(self) -> None:
        self.scrolled += 1

    @property
    def first_row(self) -> int:
        """The number of the row at the top."""
        return self.viewport.offset // ROW

    def go(self, row: int, *, scrolls: bool) -> None:
        """Move the cursor to a row."""
        assert self.reading.cursor
        self.reading.cursor = self.reading.cursor.go(row * ROW)
        self.viewport.follow_cursor(scrolls=scrolls)


def test_the_passage_is_marked_and_in_sight() -> None:
    pane = Pane(offset=20 * ROW)
    assert pane.is_laid_out
    assert (pane.first_row, pane.viewport.chosen) == (13, range(7, 8)), "with two rows below it"
    assert pane.viewport.thumb == range(4, 7)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (40, 0)])
def test_nothing_is_laid_out_without_room(width: int, height: int) -> None:
    reading = Reading()
    viewport = Viewport(reading, 3, 60, lambda: None)
    assert not viewport.lay_out(40, 10), "there is no article"
    reading.open(an_article(TEXT), 0)
    viewport.clear(5 * ROW)
    assert not viewport.lay_out(width, height)
    assert (viewport.rows, viewport.offset) == ((), 5 * ROW), "it will begin there"


def test_another_size_keeps_the_first_row_and_another_width_makes_other_rows() -> None:
    pane = Pane("\n".join(["many words that fill a row or two of them"] * 30))
    pane.viewport.scroll(3)
    layout, offset = pane.viewport.window and pane.viewport.window.layout, pane.viewport.offset
    pane.viewport.lay_out(40, 12)
    assert pane.viewport.window
    assert (pane.viewport.window.layout, len(pane.viewport.rows)) == (layout, 12)
    pane.go(3, scrolls=False)
    pane.viewport.lay_out(20, 12)
    assert pane.viewport.window.layout is not layout
    assert offset > 0


@pytest.mark.parametrize(("rows", "first_row", "has_moved"), [(5, 5, True), (-5, 0, False), (50, 20, True)])
def test_it_scrolls_as_far_as_there_is_text(rows: int, first_row: int, has_moved: bool) -> None:
    pane = Pane()
    assert pane.viewport.scroll(rows) == has_moved
    assert (pane.first_row, pane.scrolled) == (first_row, int(has_moved))


@pytest.mark.parametrize(("scrolls", "first_row"), [(True, 13), (False, 0)])
def test_it_follows_the_cursor_if_it_is_to(scrolls: bool, first_row: int) -> None:
    pane = Pane()
    pane.go(20, scrolls=scrolls)
    assert (pane.first_row, pane.scrolled) == (first_row, int(scrolls))


def test_of_a_range_the_end_that_moves_is_followed() -> None:
    pane = Pane()
    assert pane.reading.cursor
    pane.reading.cursor = pane.reading.cursor.toggle_range().go(20 * ROW)
    pane.viewport.follow_cursor(scrolls=True)
    assert pane.first_row == 13
    assert pane.viewport.chosen == range(8), "the range began above"


@pytest.mark.parametrize(("line", "first_row"), [(0, 0), (3, 9), (9, 20)])
def test_a_line_of_the_scroll_bar_stands_for_its_share_of_the_text(line: int, first_row: int) -> None:
    pane = Pane()
    assert pane.viewport.scroll_to_share(line)
    assert (pane.first_row, pane.scrolled) == (first_row, 1)
    pane.viewport.clear()
    assert not pane.viewport.scroll_to_share(line)


@pytest.mark.parametrize(("cursor", "nearest"), [(0, 10), (15, None), (25, 19)])
def test_a_cursor_out_of_sight_has_a_nearest_row(cursor: int, nearest: int | None) -> None:
    pane = Pane()
    pane.go(cursor, scrolls=False)
    pane.viewport.scroll(10)
    assert pane.viewport.nearest_seen == (None if nearest is None else nearest * ROW)


@pytest.mark.parametrize(
    ("pages", "goes_to"),
    [
        ([1.0], 9 + 2),  # two rows of margin above the cursor
        ([0.5], 4 + 2),
        ([1.0, 1.0], 18 + 2),
        ([1.0, 1.0, 1.0], 20 + 2),
        ([1.0, 1.0, 1.0, 1.0], None),  # at the end
        ([1.0, -1.0], 0),  # nothing is above the first row
        ([-1.0], None),
        ([0.01], 1 + 2),  # a row at least
    ],
)
def test_a_page_leaves_a_row_in_sight_and_says_where_the_cursor_goes(pages: list[float], goes_to: int | None) -> None:
    pane = Pane()
    for each in pages[:-1]:
        pane.viewport.page(each)
    assert pane.viewport.page(pages[-1]) == (None if goes_to is None else goes_to * ROW)


def test_the_last_rows_have_the_thumb_at_the_bottom() -> None:
    pane = Pane()
    pane.viewport.scroll(50)
    assert pane.viewport.thumb.stop == 10
    assert pane.viewport.rows[-1].span == Span(29 * ROW, 29 * ROW + 3)


def test_beside_another_article_what_answers_its_passage_is_marked_and_the_cursor_pulls_nothing() -> None:
    pane = Pane()
    pane.reading.is_away, pane.reading.answer = True, Span(8 * ROW, 8 * ROW + 3)
    pane.viewport.mark()
    assert pane.viewport.chosen == range(8, 9)
    assert pane.viewport.align(8 * ROW, 2)
    assert (pane.first_row, pane.viewport.chosen, pane.scrolled) == (6, range(2, 3), 1)
    assert not pane.viewport.align(8 * ROW, 2)
    pane.viewport.lay_out(40, 12)
    assert pane.first_row == 6, "the cursor is out of sight, and stays there"
    pane.reading.answer = None
    pane.viewport.mark()
    assert pane.viewport.chosen == range(0)
    pane.reading.is_away = False
    pane.viewport.lay_out(40, 10)
    assert pane.first_row == 0, "where the keys are, the cursor is in sight"


def test_a_slim_pane_spares_cells() -> None:
    pane = Pane()
    pane.viewport.is_slim = True
    pane.viewport.lay_out(39, 10)
    assert pane.viewport.column == (0, 4, 34)
    pane.viewport.lay_out(60, 10)
    assert pane.viewport.column == (0, 4, 54)


def test_the_caret_is_where_the_passage_begins_and_none_out_of_sight() -> None:
    pane = Pane()
    left = pane.viewport.column.left + pane.viewport.column.gutter
    pane.go(3, scrolls=True)
    assert pane.viewport.caret == (left, 3)
    pane.go(25, scrolls=False)
    assert pane.viewport.caret is None


def test_the_lines_of_spans_are_those_in_sight() -> None:
    pane = Pane()
    pane.viewport.scroll(5)
    spans = [Span(row * ROW, (row + 1) * ROW - 1) for row in (2, 5, 7, 14, 20)]
    assert list(pane.viewport.lines_seen(spans)) == [range(1), range(2, 3), range(9, 10)]
    assert list(Viewport(Reading(), 3, 60, lambda: None).lines_seen(spans)) == []
