"""The window on the rows: what is in sight after any motion, against a list of all rows."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.span import Span
from reader.tui.article.rows import Layout
from reader.tui.article.window import MARGIN, Window
from tests.support.articles import an_article

texts = st.lists(st.sampled_from(["", "One.", "Two words here.", "• a bullet of a list"]), max_size=30).map("\n".join)
heights = st.integers(1, 12)


def places(window: Window) -> list[tuple[int, int]]:
    return [row.place for row in window.rows]


def all_places(window: Window) -> list[tuple[int, int]]:
    return [row.place for row in islice(window.layout.onward(window.layout.first), 500)]


@given(texts, heights, st.integers(0, 300), st.lists(st.integers(-20, 20), max_size=5))
def test_scrolling_moves_over_the_rows_and_stops_at_the_ends(
    text: str, height: int, offset: int, moves: list[int]
) -> None:
    window = Window(Layout(an_article(text), 12), height, offset)
    known = all_places(window)
    for by in moves:
        top = known.index(places(window)[0]) if known else 0
        expected = max(0, min(top + by, len(known) - height))
        assert window.scroll(by) == (expected != top)
        assert places(window) == known[expected : expected + height]


@given(texts, heights, st.integers(0, 300), st.data())
def test_a_span_is_brought_in_sight_with_a_margin(text: str, height: int, offset: int, data: st.DataObject) -> None:
    window = Window(Layout(an_article(text), 12), height, offset)
    known = all_places(window)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    before = places(window)
    moved = window.bring(span)
    assert moved == (places(window) != before)
    lines = window.lines_of(span)
    if known:
        first = window.layout.row_at(span.start)
        assert first and first.place in places(window)
        if len(lines) + 2 * MARGIN < height < len(known):
            top, bottom = known.index(places(window)[0]), known.index(places(window)[-1])
            assert lines.start >= MARGIN or top == 0
            assert len(places(window)) - lines.stop >= MARGIN or bottom == len(known) - 1


@given(texts, heights, st.integers(0, 300))
def test_the_lines_of_a_span_are_those_that_show_it(text: str, height: int, offset: int) -> None:
    window = Window(Layout(an_article(text), 12), height, offset)
    for line, row in enumerate(window.rows):
        if row.start < row.end:
            assert window.lines_of(row.span) == range(line, line + 1)


@pytest.mark.parametrize(
    ("top", "thumb"), [(0, range(2)), (1, range(2)), (10, range(2, 4)), (20, range(5, 7)), (30, range(8, 10))]
)
def test_the_thumb_shows_how_much_of_the_text_is_in_sight_and_where(top: int, thumb: range) -> None:
    text = "\n".join(["One."] * 40)
    assert Window(Layout(an_article(text), 20), 10, top * len("One.\n")).thumb == thumb


@given(texts, heights, st.integers(0, 300))
def test_the_thumb_is_at_an_end_only_if_the_text_is(text: str, height: int, offset: int) -> None:
    window = Window(Layout(an_article(text), 12), height, offset)
    known, thumb = all_places(window), window.thumb
    if len(known) <= height:
        assert not thumb
    else:
        assert 0 <= thumb.start < thumb.stop <= height
        assert (thumb.stop == height) == (places(window)[-1] == known[-1]) or height == 1


@given(texts, heights, st.integers(0, 300), st.integers(0, 12))
def test_an_offset_is_put_on_a_line_as_near_as_the_text_goes(text: str, height: int, offset: int, line: int) -> None:
    window = Window(Layout(an_article(text), 12), height)
    known = all_places(window)
    row, before = window.layout.row_at(offset), places(window)
    has_moved = window.align(offset, line)
    assert has_moved == (places(window) != before)
    if row:
        expected = max(0, min(known.index(row.place) - line, len(known) - height))
        assert places(window) == known[expected : expected + height]
