"""The article: rows of text with its tags, and the passage cursor that the keys move."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.annotation import Annotation
from reader.settings import Tag
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.keys import MOTIONS, PANES, SELECTION, TAGGING, tag_keys
from reader.tui.line_view import LineView
from reader.tui.painter import Painter, Placed, gutter_width, place
from reader.tui.rows import Layout, fit

MARGIN = 2  # rows kept in sight above and below the cursor


class ArticleView(LineView):
    """One widget for the whole article, drawn row by row."""

    BINDINGS = [key.binding for key in (*MOTIONS, *SELECTION, *TAGGING, *PANES)]
    DEFAULT_CSS = "ArticleView { width: 1fr; background: $background; }"

    cursor: reactive[Cursor | None] = reactive(None)
    annotations: reactive[Sequence[Annotation]] = reactive((), always_update=True)

    class Moved(Message):
        """The cursor is on another passage, or the range changed."""

        def __init__(self, cursor: Cursor) -> None:
            super().__init__()
            self.cursor = cursor

    def __init__(self, tags: Sequence[Tag], measure: int) -> None:
        super().__init__()
        self._tags = tags
        self._gutter_width = gutter_width(tags)
        self._measure = measure
        self._layout: Layout | None = None
        self._placed: dict[int, list[Placed]] = {}
        self._placeholder = ""
        for key in tag_keys(tags):
            self._bindings.bind(key.keys, key.action, key.label, show=False)

    # What is shown

    def show(self, article: Article, offset: int, annotations: Sequence[Annotation]) -> None:
        """Opens an article, with the cursor on the sentence at an offset."""
        self._placeholder = "" if article.blocks else "This source is empty."
        self._layout = None
        with self.prevent(self.Moved):
            self.set_reactive(ArticleView.cursor, Cursor.at(article, offset))
        self.annotations = annotations
        self._lay_out()
        self.scroll_to(y=0, animate=False)
        self._moved()

    def show_message(self, message: str) -> None:
        """Shows why there is no article."""
        self._layout, self._placeholder = None, message
        self.set_reactive(ArticleView.cursor, None)
        self.virtual_size = Size(self.size.width, 1)
        self.refresh()

    @property
    def article(self) -> Article | None:
        return self.cursor.article if self.cursor else None

    def watch_cursor(self, old: Cursor | None, new: Cursor | None) -> None:
        if old and new and old.article is new.article:
            self._refresh_span(old.passage)
            self._moved()

    def watch_annotations(self) -> None:
        self._placed = place(self.article, self.annotations) if self.article else {}
        self.refresh()

    def _moved(self) -> None:
        if self.cursor:
            self._refresh_span(self.cursor.passage)
            self._scroll_to_cursor()
            self.post_message(self.Moved(self.cursor))

    def _refresh_span(self, span: Span) -> None:
        if self._layout:
            rows = self._layout.rows_of(span)
            top = rows.start - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, len(rows)))

    # Layout

    def on_resize(self, _event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """For the width that there is; the first row that was in sight stays the first."""
        article = self.article
        width = self._text_width
        if not article or not self.size.width or (self._layout and self._layout.width == width):
            return
        first = self._layout.offset_of(self.scroll_offset.y) if self._layout else None
        self._layout = Layout(article, width)
        self.virtual_size = Size(self.size.width, len(self._layout.rows))
        if first is None:
            self._scroll_to_cursor()
        else:
            self.scroll_to(y=self._layout.row_of(first), animate=False)
        self.refresh()

    @property
    def _text_width(self) -> int:
        return max(8, min(self._measure, self.size.width - self._gutter_width - 2))

    @property
    def _left(self) -> int:
        """Blank cells that centre the column."""
        return max(0, (self.size.width - self._gutter_width - self._text_width - 1) // 2)

    def _scroll_to_cursor(self) -> None:
        """Just far enough to have the passage in sight; the beginning of one that is too long."""
        if not (self._layout and self.cursor and self.size.height):
            return
        rows, height = self._layout.rows_of(self.cursor.passage), self.size.height
        margin = MARGIN if height > len(rows) + 2 * MARGIN else 0
        top = self.scroll_offset.y
        if rows.stop + margin > top + height:
            top = rows.stop + margin - height
        if rows.start - margin < top:
            top = rows.start - margin
        self.scroll_to(y=max(0, top), animate=False)

    # Drawing

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        segments: list[Segment] = []
        if not (self.cursor and self._layout and self._layout.rows):
            segments = self._message(y)
        elif number < len(self._layout.rows):
            painter = Painter(self._layout, self._tags, self.inks, self._placed)
            row = painter.row(number, self.cursor.passage, has_focus=self.has_focus)
            segments = [Segment(" " * self._left), *row]
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)

    def _message(self, y: int) -> list[Segment]:
        lines = self._placeholder.split("\n")
        return [Segment(fit(f"  {lines[y - 1]}", self.size.width), self.inks.text)] if 1 <= y <= len(lines) else []

    # Keys

    def action_cursor(self, motion: str, unit: str = "") -> None:
        """A motion of the cursor, by its name: `next`, `grow`, `toggle_range` and so on."""
        if self.cursor:
            move = getattr(self.cursor, motion)
            self.cursor = move(Unit(unit)) if unit else move()

    def action_first(self) -> None:
        if self.cursor:
            self.cursor = self.cursor.go(0)

    def action_last(self) -> None:
        if self.cursor:
            self.cursor = self.cursor.go(len(self.cursor.article.text))

    def action_page(self, pages: float) -> None:
        """The cursor and the text move by the same number of rows."""
        if not (self.cursor and self._layout):
            return
        step = int(pages * max(1, self.size.height - 1)) or (1 if pages > 0 else -1)
        here = self._layout.row_of(self.cursor.head.start)
        there = self.cursor.go(self._layout.offset_of(here + step))
        if there.head == self.cursor.head:
            there = self.cursor.next(Unit.SENTENCE) if pages > 0 else self.cursor.previous(Unit.SENTENCE)
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        self.cursor = there

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the sentence under it."""
        if not (self.cursor and self._layout):
            return
        row = event.y + self.scroll_offset.y
        offset = self._layout.offset_at(row, event.x - self._left - self._gutter_width)
        if offset is not None:
            self.cursor = self.cursor.go(offset)
