"""The article: rows of text with its tags, and the passage cursor that the keys move."""

import textwrap
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
from reader.tui.painter import Painter, Placed, by_block, gutter_width
from reader.tui.rows import Layout

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
        self._scrolls = True  # whether the text is scrolled when the cursor moves
        self._follows = True  # whether the cursor comes along when the text is scrolled
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
        self._placed = by_block(self.article, self.annotations) if self.article else {}
        self.refresh()

    def _moved(self) -> None:
        if self.cursor:
            self._refresh_span(self.cursor.passage)
            if self._scrolls:
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
        self._scroll_to_cursor()

    def _lay_out(self) -> None:
        """For the width that there is; the first row that was in sight stays the first."""
        article = self.article
        width = self._text_width
        if not article or not self.size.width or (self._layout and self._layout.width == width):
            return
        first = self._layout.offset_of(self.scroll_offset.y) if self._layout else 0
        self._layout = Layout(article, width)
        self.virtual_size = Size(self.size.width, len(self._layout.rows))
        self._scroll(self._layout.row_of(first))
        self._scroll_to_cursor()
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
        # Of a range the end that moves.
        passage = self.cursor.head if self.cursor.in_range else self.cursor.passage
        rows, height = self._layout.rows_of(passage), self.size.height
        margin = MARGIN if height > len(rows) + 2 * MARGIN else 0
        top = self.scroll_offset.y
        if rows.stop + margin > top + height:
            top = rows.stop + margin - height
        if rows.start - margin < top:
            top = rows.start - margin
        self._scroll(max(0, top))

    def _scroll(self, row: int) -> None:
        """Where the cursor is the reason to scroll; forced, since before the first layout there is no scroll bar."""
        self._follows = False
        self.scroll_to(y=row, animate=False, force=True)
        self._follows = True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Who scrolls by the wheel takes the cursor along, so that no key works on what cannot be seen."""
        super().watch_scroll_y(old_value, new_value)
        if not (self._follows and self._layout and self.cursor):
            return
        seen = self._layout.text_rows(round(new_value), self.size.height)
        rows = self._layout.rows_of(self.cursor.head)
        if seen and (rows.stop <= seen[0] or rows.start > seen[-1]):
            self._scrolls = False
            self.cursor = self.cursor.go(self._layout.offset_of(seen[0] if rows.stop <= seen[0] else seen[-1]))
            self._scrolls = True

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
        width = max(1, self.size.width - 4)
        lines = [part for line in self._placeholder.split("\n") for part in textwrap.wrap(line, width) or [""]]
        return [Segment(f"  {lines[y - 1]}", self.inks.text)] if 1 <= y <= len(lines) else []

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
        """Scrolls, and puts the cursor near the top of what is then seen; at an end on the last or first sentence."""
        if not (self.cursor and self._layout):
            return
        before = self.scroll_offset.y
        self._scroll(before + (int(pages * max(1, self.size.height - 1)) or (1 if pages > 0 else -1)))
        top = self.scroll_offset.y
        if top == before:
            self.action_last() if pages > 0 else self.action_first()
        else:
            self.cursor = self.cursor.go(self._layout.offset_of(top + MARGIN if top else 0))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the sentence under it."""
        if not (self.cursor and self._layout):
            return
        row = event.y + self.scroll_offset.y
        offset = self._layout.offset_at(row, event.x - self._left - self._gutter_width)
        if offset is not None:
            self.cursor = self.cursor.go(offset)
