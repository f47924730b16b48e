"""The rows of an article that are in sight, and how they change when the text or the cursor moves. Plain code."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile
from operator import attrgetter

from reader.text.span import Span
from reader.tui.article.rows import Layout, Row

_place = attrgetter("place")

MARGIN = 2  # rows kept in sight above and below the cursor


class Window:
    """A window of `height` rows on a layout. Every motion keeps it full, if there are enough rows."""

    def __init__(self, layout: Layout, height: int, offset: int = 0) -> None:
        """Open a window with a source offset on its first row, if enough rows follow it."""
        self.layout = layout
        self.height = max(1, height)
        self.rows: Sequence[Row] = ()
        self._show(layout.row_at(offset) if offset else layout.first)

    def _show(self, top: Row | None) -> None:
        if top is None:
            return
        self.rows = self._from(top)
        missing = self.height - len(self.rows)
        if missing > 0:
            self.rows = self._from(self.layout.moved(top, -missing))

    def _from(self, top: Row) -> Sequence[Row]:
        return list(islice(self.layout.onward(top), self.height))

    @property
    def offset(self) -> int:
        """The source offset of the first character in sight."""
        return self.rows[0].span.start if self.rows else 0

    @property
    def text_rows(self) -> Sequence[Row]:
        """The rows with text on them."""
        return [row for row in self.rows if row.start < row.end]

    @property
    def thumb(self) -> range:
        """The lines of the scroll bar's thumb, which show where in the text the rows are; empty if all are in sight."""
        whole = self.layout.article.whole
        length = whole.end - whole.start
        if not self.rows or not length:
            return range(0)
        start, end = self.rows[0].span.start - whole.start, self.rows[-1].span.end - whole.start
        if start <= 0 and end >= length:
            return range(0)
        size = max(1, min(round(self.height * (end - start) / length), self.height - 1))  # leaves it room to move
        top = self.height - size if end >= length else min(self.height * start // length, self.height - size - 1)
        return range(max(0, top), max(0, top) + size)

    def lines_of(self, span: Span) -> range:
        """Return the lines of the window that show any of a span, counted from the top."""
        if not self.rows:
            return range(0)
        first, last = self._ends(span)
        start = bisect_left(self.rows, first.place, key=_place)
        return range(start, max(start, bisect_right(self.rows, last.place, key=_place)))

    def scroll(self, distance: int) -> bool:
        """Scroll down by a number of rows, or up if it is negative, as far as possible; return whether it moved."""
        if not self.rows:
            return False
        before = self.rows[0].place
        self._show(self.layout.moved(self.rows[0], distance))
        return self.rows[0].place != before

    def align(self, offset: int, line: int) -> bool:
        """Scroll so that the row of an offset is on a line, or as near as the text goes; return whether it moved."""
        row = self.layout.row_at(offset) if self.rows else None
        if row is None:
            return False
        before = self.rows[0].place
        self._show(self.layout.moved(row, -line))
        return self.rows[0].place != before

    def bring(self, span: Span) -> bool:
        """Scroll just far enough to show a span, or the beginning of a long one; return whether it moved."""
        if not self.rows:
            return False
        before = self.rows[0].place
        first, last = self._ends(span)
        passage = takewhile(lambda row: row.place <= last.place, self.layout.onward(first))
        size = len(list(islice(passage, self.height)))
        margin = MARGIN if self.height > size + 2 * MARGIN else 0
        below = self.layout.moved(last, margin)
        if below.place > self.rows[-1].place:
            self._show(self.layout.moved(below, 1 - self.height))
        above = self.layout.moved(first, -margin)
        if above.place < self.rows[0].place:
            self._show(above)
        return self.rows[0].place != before

    def _ends(self, span: Span) -> tuple[Row, Row]:
        first = self.layout.row_at(span.start)
        last = self.layout.row_at(max(span.start, span.end - 1))
        assert first and last, "a layout with rows has a row for every offset"
        return first, last
