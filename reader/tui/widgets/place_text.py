"""A place of an article: its text with as much context as there is room for."""

from collections.abc import Iterator

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from reader.text.article import Article
from reader.text.span import Span
from reader.tui.article.rows import Layout, Row
from reader.tui.widgets.line_view import LineView

MOST = 400  # rows of a place that are shown
Line = list[Segment]


class PlaceText(LineView, can_focus=False):
    """The text of an article around a place, which is drawn as the passage under the cursor is."""

    DEFAULT_CSS = "PlaceText { width: 1fr; height: 1fr; background: $background; padding: 0 1; }"

    def __init__(self, measure: int) -> None:
        """Show rows of at most `measure` cells of text."""
        super().__init__()
        self._measure = measure
        self._lines: list[Line] = []
        self._shown: tuple[Article, Span] | None = None
        self._message = ""

    def show(self, article: Article, span: Span) -> None:
        """Show a place."""
        self._shown = article, span
        self._draw()

    def clear(self, message: str = "") -> None:
        """Show a message instead of a place."""
        self._shown, self._message = None, message
        self._draw()

    def _draw(self) -> None:
        begin, height = 0, self.size.height
        self._lines = [[Segment(self._message, self.theme_styles.text)]]
        if self._shown and height:
            self._lines, begin = self._drawn(*self._shown, height)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.scroll_to(y=0 if len(self._lines) <= height else max(0, begin - 1), animate=False, force=True)
        self.refresh()

    def _drawn(self, article: Article, span: Span, height: int) -> tuple[list[Line], int]:
        """Return the lines of a place, with as much context as fits, and the line that it begins on."""
        width = self.size.width - self.styles.scrollbar_size_vertical
        layout = Layout(article, min(width, self._measure))
        first, last = (layout.row_at(offset) for offset in (span.start, max(span.start, span.end - 1)))
        if first is None or last is None:
            return [], 0
        place = sum(1 for _ in _until(layout, first, last))
        top = layout.moved(first, -max(1, (height - place) // 2))
        lines, begin, after = list[Line](), 0, 0
        for row in layout.onward(top):
            begin = len(lines) if row.place == first.place else begin
            after += row.place > last.place
            if len(lines) >= MOST or (after > 1 and len(lines) >= height):
                break
            lines.append(self._line(layout, row, span))
        return lines, begin

    def _line(self, layout: Layout, row: Row, span: Span) -> Line:
        if row.is_gap:
            return []
        theme, block, shown = self.theme_styles, row.block, row.shown
        begin, end = (min(max(edge - row.start, 0), len(shown)) for edge in block.rendered_span(*span))
        if not (block.start < span.end and span.start < block.end):
            begin = end = 0
        margin = layout.margin(block) + " " * row.indent
        parts = (margin, theme.quiet), (shown[:begin], theme.text), (shown[begin:end], theme.passage)
        return [Segment(text, style) for text, style in (*parts, (shown[end:], theme.text)) if text]

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the place for the new size."""
        self._draw()

    def notify_style_update(self) -> None:
        """Draw the place in the new styles."""
        super().notify_style_update()
        if self._shown or self._message:
            self._draw()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        number = y + self.scroll_offset.y
        line = self._lines[number] if number < len(self._lines) else []
        return Strip(line).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


def _until(layout: Layout, first: Row, last: Row) -> Iterator[Row]:
    """Yield the rows from one to another, at most `MOST`."""
    for number, row in enumerate(layout.onward(first)):
        if number >= MOST or row.place > last.place:
            return
        yield row
