"""The visible part of an article: laid out, scrolled, and kept around the cursor. Plain code."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.text.span import Span
from reader.tui.article.rows import Layout, Row
from reader.tui.article.window import MARGIN, Window
from reader.tui.geometry import column
from reader.tui.session import Reading


class Viewport:
    """The rows of a reading's article in a pane of some size.

    Attributes:
        window: The rows in sight; None while no article is laid out.
        column: The cells that the text takes.
        chosen: The lines that the passage is on.
        thumb: The lines that the scroll bar's thumb takes.
        is_slim: Whether another article is beside this one, so that no cell is wasted.
    """

    def __init__(self, reading: Reading, tag_count: int, measure: int, on_scrolled: Callable[[], object]) -> None:
        """Show a reading, which may have no article yet.

        Args:
            reading: The article and its cursor.
            tag_count: The number of tags that need a sign in the gutter.
            measure: The most columns of text.
            on_scrolled: Called when other rows come into sight.
        """
        self._reading, self._tag_count, self._measure, self._on_scrolled = reading, tag_count, measure, on_scrolled
        self.window: Window | None = None
        self.column = column(0, tag_count, measure)
        self.chosen = self.thumb = range(0)
        self.is_slim = False
        self._first = 0  # the offset to begin with, when there is room

    @property
    def offset(self) -> int:
        """The offset of the first visible character, or of the one that will be first after the next layout."""
        return self.window.offset if self.window else self._first

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in sight."""
        return self.window.rows if self.window else ()

    def clear(self, first: int = 0) -> None:
        """Show nothing until the next layout, which begins with the character at offset `first`."""
        self.window, self._first = None, first

    def lay_out(self, width: int, height: int) -> bool:
        """Lay the article out for a pane of a size in cells; return whether there is an article, and room for it."""
        article = self._reading.article
        if not (article and width and height):
            return False
        self.column = column(width, self._tag_count, self._measure, is_slim=self.is_slim)
        layout = self.window.layout if self.window else None
        if layout is None or layout.width != self.column.width:
            layout = Layout(article, self.column.width)
        is_first = self.window is None
        self.window = Window(layout, height, self.offset)
        if is_first or not self._reading.is_away:
            self.window.bring(self._must_be_seen)
        self._follow_window()
        return True

    @property
    def _must_be_seen(self) -> Span:
        """The passage, or the end of a range that moves."""
        assert self._reading.cursor
        return self._reading.cursor.head if self._reading.cursor.in_range else self._reading.cursor.passage

    def follow_cursor(self, *, scrolls: bool) -> None:
        """Mark the lines of a passage that has changed, and scroll to it if `scrolls` is true."""
        if self.window and self._reading.cursor:
            self.mark()
            if scrolls and self.window.bring(self._must_be_seen):
                self._scrolled()

    def mark(self) -> None:
        """Find the lines of the passage that is now marked."""
        marked = self._reading.marked
        self.chosen = self.window.lines_of(marked) if self.window and marked else range(0)

    def align(self, offset: int, line: int) -> bool:
        """Scroll so that an offset is on a line, or as near as the text goes; return whether the text moved."""
        has_moved = self.window is not None and self.window.align(offset, line)
        if has_moved:
            self._scrolled()
        return has_moved

    def scroll(self, rows: int) -> bool:
        """Scroll by some rows, down if positive; return whether that was possible."""
        has_moved = self.window is not None and self.window.scroll(rows)
        if has_moved:
            self._scrolled()
        return has_moved

    def scroll_to_share(self, line: int) -> bool:
        """Scroll to the text that a line of the scroll bar stands for; return whether there is any."""
        if not (self.window and self._reading.article):
            return False
        whole, height = self._reading.article.whole, self.window.height
        offset = whole.start + (whole.end - whole.start) * line // max(1, height - 1)
        self.window = Window(self.window.layout, height, offset)
        self._scrolled()
        return True

    def _scrolled(self) -> None:
        self._follow_window()
        self._on_scrolled()

    def _follow_window(self) -> None:
        """Update what depends on the position of the window."""
        assert self.window and self._reading.cursor
        self.mark()
        self.thumb = self.window.thumb

    def lines_seen(self, spans: Iterable[Span]) -> Iterator[range]:
        """Yield the lines of the spans that are in sight; nothing is laid out for the others."""
        if self.window and self.window.rows:
            seen = self.window.rows[0].span.union(self.window.rows[-1].span)
            for span in spans:
                if span.end >= seen.start and span.start <= seen.end:
                    yield self.window.lines_of(span)

    # Where the cursor is, and where it should go

    @property
    def caret(self) -> tuple[int, int] | None:
        """The cell and the line where the passage begins, or the end of a range that moves; None out of sight."""
        if not (self.window and self.chosen and self._reading.cursor):
            return None
        start = self._must_be_seen.start
        y = next(iter(self.window.lines_of(Span(start, start + 1))), self.chosen.start)
        row = self.window.rows[y]
        cell = self.window.layout.cell_of(row, start) if row.span.start <= start else 0
        return self.column.left + self.column.gutter + cell, y

    @property
    def nearest_seen(self) -> int | None:
        """The offset in sight that is nearest to a cursor out of sight; None if the cursor can be seen."""
        cursor, seen = self._reading.cursor, self.window.text_rows if self.window else ()
        if not (seen and cursor and self.window) or self.window.lines_of(cursor.head):
            return None
        return (seen[0] if cursor.head.start < seen[0].span.start else seen[-1]).span.start

    def page(self, pages: float) -> int | None:
        """Scroll by pages or a part of one, down if positive, leaving a row in sight.

        Returns:
            The offset near the top where the cursor should go; None if the text is at its end already.
        """
        assert self.window
        rows = int(pages * max(1, self.window.height - 1)) or (1 if pages > 0 else -1)
        if not self.scroll(rows):
            return None
        seen = self.window.rows
        is_top = self.window.layout.moved(seen[0], -1) is seen[0]
        return seen[0 if is_top else min(MARGIN, len(seen) - 1)].span.start
