"""One side of two: what an article's view shows while another article is beside it."""

from collections.abc import Callable, Iterable, Sequence

from reader.text.span import Span
from reader.tui.article.strips import ArticleStrips
from reader.tui.article.viewport import Viewport
from reader.tui.event import Event
from reader.tui.session import Reading


class Side:
    """Marks and scrolls an article after the one beside it.

    Attributes:
        placed: The passage is on other lines, since the cursor was moved or the text scrolled.
    """

    def __init__(
        self,
        reading: Reading,
        strips: ArticleStrips,
        viewport: Viewport,
        lay_out: Callable[[], object],
        refresh_spans: Callable[[Iterable[Span]], object],
        repaint: Callable[[], object],
    ) -> None:
        """Take the parts of the view, and the functions that lay it out and redraw it."""
        self._reading, self._strips, self._viewport = reading, strips, viewport
        self._lay_out, self._refresh_spans, self._repaint = lay_out, refresh_spans, repaint
        self.placed = Event[None]()

    def set_slim(self, is_slim: bool) -> None:
        """Leave more cells to the article beside this one, or stop doing so."""
        if self._viewport.is_slim != is_slim:
            self._strips.is_slim = self._viewport.is_slim = is_slim
            self._lay_out()

    def mark(self) -> None:
        """Redraw the passage, since the keys came to this article or went to the one beside it."""
        self._viewport.mark()
        self._repaint()

    def show_answer(self, answer: Span | None) -> None:
        """Mark the passage that answers the one under the cursor of the article beside this one."""
        before, self._reading.answer = self._reading.answer, answer
        if before != answer:
            self._viewport.mark()
            self._refresh_spans(each for each in (before, answer) if each)

    def show_echoed(self, echoed: Sequence[Span]) -> None:
        """Mark the passages that the article beside this one has, too."""
        if self._reading.echoed != echoed:
            self._reading.echoed = echoed
            self._repaint()

    def align(self, offset: int, line: int) -> None:
        """Scroll so that the character at an offset is on a line, or as near as the text goes."""
        self._viewport.align(offset, line)

    def bring(self) -> None:
        """Scroll to the passage under the cursor."""
        self._viewport.follow_cursor(scrolls=True)

    @property
    def line(self) -> int | None:
        """The first visible line of the marked passage; None if it is out of sight."""
        return next(iter(self._viewport.chosen), None)

    def line_of(self, offset: int) -> int | None:
        """Return the line that an offset is on; None if it is out of sight."""
        window = self._viewport.window
        return next(iter(window.lines_of(Span(offset, offset + 1))), None) if window else None

    def offset_on(self, line: int) -> int:
        """Return the offset at which a line begins; that of the last line in sight if there are fewer."""
        rows = self._viewport.rows
        return rows[min(line, len(rows) - 1)].span.start if rows else 0
