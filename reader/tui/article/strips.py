"""The drawn rows of an article: made by the painter, and cached while they look the same."""

import textwrap
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.settings import Tag
from reader.text.span import Span
from reader.tui.article.painter import Overlay, Painter
from reader.tui.article.rows import Row
from reader.tui.article.viewport import Viewport
from reader.tui.geometry import gutter_width
from reader.tui.session import Reading
from reader.tui.widgets.line_view import Themed

if TYPE_CHECKING:
    from reader.text.find import Hits

THUMB = "▐"
RowKey = tuple[int, int]  # the offset of a block, and the number of a row in it
Hints = Mapping[RowKey, Sequence[tuple[int, str]]]  # cells and letters, by row


class ArticleStrips:
    """Draws rows in the styles of a widget, and keeps them until they are dropped.

    Attributes:
        hits: The search hits; None without a search.
        hints: Letters that stand over the text.
        is_slim: Whether another article is beside this one, so that the tags share the few cells of the gutter.
    """

    def __init__(self, widget: Themed, reading: Reading, tags: Sequence[Tag]) -> None:
        self._widget, self._reading, self._tags = widget, reading, tags
        self._painter: Painter | None = None
        self._strips: dict[RowKey, Strip] = {}
        self._thumb: Strip | None = None  # the scroll bar's cell, once a theme
        self.hits: Hits | None = None
        self.hints: Hints = {}
        self.is_slim = False

    def clear(self) -> None:
        """Drop all rows."""
        self._strips.clear()

    def drop(self, row: Row) -> None:
        """Drop a row that looks different now."""
        self._strips.pop(row.place, None)

    def keep(self, rows: Container[RowKey]) -> None:
        """Drop all rows but these."""
        self._strips = {place: strip for place, strip in self._strips.items() if place in rows}

    def forget_layout(self) -> None:
        """Drop everything that was made for another width or another article."""
        self._painter = None
        self._strips.clear()

    def forget_theme(self) -> None:
        """Drop everything that was made in the styles of another theme."""
        self._thumb = None
        self.forget_layout()

    def lines(self, lines: range, view: Viewport, width: int, *, has_focus: bool) -> Iterator[Strip]:
        """Yield lines of a pane.

        Args:
            lines: The numbers of the lines, from 0.
            view: The rows in sight.
            width: Cells of the whole pane.
            has_focus: Whether the keys go to the passage.
        """
        rows, kept = view.rows, self._strips
        over = self._overlay(rows)
        for y in lines:
            if y >= len(rows):
                yield self._widget.canvas.strip([], width)
                continue
            row = rows[y]
            strip = kept.get(row.place)
            if strip is None:
                is_chosen = y in view.chosen
                strip = self._drawn(row, view, over, width, is_chosen=is_chosen, has_focus=is_chosen and has_focus)
                kept[row.place] = strip
            yield self._with_thumb(strip, width) if y in view.thumb else strip

    def _overlay(self, rows: Sequence[Row]) -> Overlay:
        """Return everything that is now shown over the text of some rows."""
        reading = self._reading
        assert reading.cursor
        in_sight = Span(rows[0].span.start, rows[-1].span.end + 1)  # and whatever goes on through a blank last row
        suggestions = reading.suggestions.touching(in_sight) if reading.suggestions else ()
        return Overlay(
            reading.marked or reading.cursor.passage,
            [(each.start, each.end, each) for each in reading.annotations.layers(in_sight)],
            [(*each.span, each) for each in suggestions],
            reading.pencilled(),
            [each for each in reading.verdicts if each[0].overlaps(in_sight)],
            reading.marks,
            reading.lit_end,
            are_hits_chosen=reading.chosen > 0,
        )

    def _drawn(self, row: Row, view: Viewport, over: Overlay, width: int, *, is_chosen: bool, has_focus: bool) -> Strip:
        widget, left = self._widget, view.column.left
        if self._painter is None:
            assert view.window, "rows are only in sight in a window"
            on_background, is_slim = widget.canvas.style, self.is_slim
            self._painter = Painter(view.window.layout, self._tags, widget.theme_styles, on_background, left, is_slim)
        segments = self._painter.row(
            row,
            over,
            self.hits.touching(row.span) if self.hits else (),
            is_chosen=is_chosen,
            has_focus=has_focus,
            is_echoed=self._reading.is_echoed(row.span),
        )
        strip = widget.canvas.strip(segments, width)
        for cell, letters in self.hints.get(row.place, ()):
            strip = self._with_letters(
                strip, left + gutter_width(len(self._tags), is_slim=self.is_slim) + cell, letters, width
            )
        return strip

    def _with_letters(self, strip: Strip, cell: int, letters: str, width: int) -> Strip:
        style = self._widget.canvas.style(self._widget.theme_styles.hit)
        end = cell + len(letters)
        return Strip.join([strip.crop(0, cell), Strip([Segment(letters, style)]), strip.crop(end, width)])

    def _with_thumb(self, strip: Strip, width: int) -> Strip:
        """Return a row with the thumb of the scroll bar in its last cell."""
        if self._thumb is None:
            self._thumb = Strip([Segment(THUMB, self._widget.canvas.style(self._widget.theme_styles.thumb))])
        return Strip.join([strip.crop(0, width - 1), self._thumb])

    def message(self, text: str, y: int, width: int) -> Strip:
        """Return a line of the message in place of an article; its first line is on the second row."""
        room = max(1, width - 4)
        lines = [part for line in text.split("\n") for part in textwrap.wrap(line, room) or [""]]
        words = f"  {lines[y - 1]}" if 1 <= y <= len(lines) else ""
        canvas = self._widget.canvas
        return canvas.strip([Segment(words, canvas.style(self._widget.theme_styles.text))], width)
