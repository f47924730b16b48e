"""The rows that are in sight: which they are, and which they become when the text or the cursor moves. Plain code."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile
from operator import attrgetter

from reader.text.span import Span
from reader.tui.article.rows import Layout, Row

_place = attrgetter("place")

MARGIN = 2  # rows kept in sight above and below the cursor


class Window:
    """A window of `height` rows on a layout. Every motion keeps it filled to the last row, if there are enough."""

    def __init__(self, layout: Layout, height: int, offset: int = 0) -> None:
        """`offset`: of the source, to be on the first row."""
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
        """Of the first character in sight."""
        return self.rows[0].span.start if self.rows else 0

    @property
    def text_rows(self) -> Sequence[Row]:
        """Those with text on them."""
        return [row for row in self.rows if row.start < row.end]

    @property
    def thumb(self) -> range:
        """The lines that the scroll bar's thumb takes: where in the text the rows stand. None if all are in sight."""
        whole = self.layout.article.whole
        length = whole.end - whole.start
        if not self.rows or not length:
            return range(0)
        start, end = self.rows[0].span.start - whole.start, self.rows[-1].span.end - whole.start
        if start <= 0 and end >= length:
            return range(0)
        size = max(1, min(round(self.height * (end - start) / length), self.height - 1))  # it can move
        top = self.height - size if end >= length else min(self.height * start // length, self.height - size - 1)
        return range(max(0, top), max(0, top) + size)

    def lines_of(self, span: Span) -> range:
        """Which lines of the window show any of a span, counted from its top."""
        if not self.rows:
            return range(0)
        first, last = self._ends(span)
        start = bisect_left(self.rows, first.place, key=_place)
        return range(start, max(start, bisect_right(self.rows, last.place, key=_place)))

    def scroll(self, by: int) -> bool:
        """Moves by so many rows, as far as there are any; whether it moved."""
        if not self.rows:
            return False
        before = self.rows[0].place
        self._show(self.layout.moved(self.rows[0], by))
        return self.rows[0].place != before

    def bring(self, span: Span) -> bool:
        """Moves just far enough to have a span in sight, or the beginning of one that is too long; whether it moved."""
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
        assert first and last, "a layout with rows has one for every offset"
        return first, last
