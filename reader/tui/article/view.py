"""The article: rows of text with its tags, and the passage cursor that the keys move."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.settings import Tag
from reader.settings.keys import FINDING, MOTIONS, PANES, SELECTION, SUGGESTING, TAGGING, Keymap
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.article.painter import Painter, gutter_width, marked
from reader.tui.article.rows import Layout, Row
from reader.tui.article.window import MARGIN, Window
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.geometry import Column, column
from reader.tui.session import Reading
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.line_view import Themed

if TYPE_CHECKING:
    from reader.insight.suggestions.pipeline import SuggestionIndex
    from reader.text.find import Hits

THUMB = "▐"
Hints = Mapping[tuple[int, int], Sequence[tuple[int, str]]]  # cells and letters, by the place of the row


class ArticleView(Themed, can_focus=True):
    """One widget for the whole article. It knows the rows that are in sight, and no others.

    take: is asked first what to do with a key; whether it was one for it.
    """

    ALLOW_SELECT = False
    PLACE = "article"
    BINDINGS = bindings((*MOTIONS, *FINDING, *SELECTION, *TAGGING, *SUGGESTING, *PANES))
    DEFAULT_CSS = "ArticleView { width: 1fr; height: 1fr; background: $background; }"

    def __init__(self, reading: Reading, tags: Sequence[Tag], measure: int, keymap: Keymap) -> None:
        super().__init__()
        self.reading = reading
        self.laid_out = Event[None]()
        self._hits: Hits | None = None
        self._hints: Hints = {}
        self._tags = tags
        self._gutter_width = gutter_width(tags)
        self._measure = measure
        self._window: Window | None = None
        self._painter: Painter | None = None
        self._strips: dict[tuple[int, int], Strip] = {}  # what is painted, by the place of its row
        self._chosen = range(0)  # the lines that the passage is on
        self._thumb = range(0)  # the lines that the scroll bar's thumb takes
        self._thumb_strip: Strip | None = None  # its cell, once a theme
        self._first = 0  # the offset to begin with, when there is room
        self._room = Size(0, 0)  # that it was laid out for
        self._placeholder = ""
        self._scrolls = True  # whether the text is scrolled when the cursor moves
        add_bindings(self, bindings(keymap.tags))
        reading.moved.subscribe(self._cursor_changed)

    # What is shown

    def show(self, article: Article, offset: int, top: int = 0) -> None:
        """Open an article: the cursor on the sentence at an offset, the character at `top` on the first row."""
        self._placeholder = "" if article.blocks.at(0) else "This source is empty."
        self._hits, self._hints = None, {}
        self.reading.open(article, offset)
        self._window, self._first = None, top
        self._lay_out(top)
        self.refresh()
        self._moved()

    def show_message(self, message: str) -> None:
        """Shows why there is no article."""
        self._window, self._placeholder = None, message
        self.reading.close()
        self._repaint()

    @property
    def cursor(self) -> Cursor | None:
        """The passage cursor of the reading; None while no article is open."""
        return self.reading.cursor

    @cursor.setter
    def cursor(self, cursor: Cursor | None) -> None:
        self.reading.cursor = cursor

    @property
    def annotations(self) -> SpanIndex:
        """The annotations of the reading."""
        return self.reading.annotations

    @property
    def has_rows(self) -> bool:
        """Whether keys find an article that is laid out."""
        return self._window is not None

    @property
    def top(self) -> int:
        """The offset of the first character in sight."""
        return self._window.offset if self._window else 0

    @property
    def window(self) -> Window | None:
        """The rows in sight."""
        return self._window

    @property
    def article(self) -> Article | None:
        return self.cursor.article if self.cursor else None

    def _cursor_changed(self, before: Cursor | None) -> None:
        self.refresh()
        if before and self.cursor and before.article is self.cursor.article:
            self.refresh_spans([before.passage])
            self._moved()

    def show_suggestions(self, suggested: "SuggestionIndex | None") -> None:
        """In place of those that are shown; of the rows in sight only those are painted where it looks different."""
        before, self.reading.suggestions = self.reading.suggestions, suggested
        for y, row in enumerate(self._window.rows if self._window else ()):
            old, new = (each.touching(row.span) if each else [] for each in (before, suggested))
            if old != new:
                self._strips.pop(row.place, None)
                self.refresh(Region(0, y, self.size.width, 1))

    def show_hits(self, hits: "Hits | None") -> None:
        """Marks what was found."""
        self._hits = hits
        self._repaint()

    def show_hints(self, hints: Hints) -> None:
        """Puts letters over the text."""
        self._hints = hints
        self._repaint()

    def show_annotations(self, annotations: SpanIndex) -> None:
        """In place of those that are shown."""
        self.reading.annotations = annotations
        self._repaint()

    def change_annotations(self, changes: Iterable[tuple[str, Annotation | None]]) -> None:
        """One by one, by id: put in, or taken out."""
        for id, annotation in changes:
            before = self.annotations.get(id)
            self.annotations.remove(id)
            if annotation:
                self.annotations.add(annotation)
            self.refresh_spans(each.span for each in (before, annotation) if each)

    def _moved(self) -> None:
        if self.cursor and self._window:
            self._chosen = self._window.lines_of(self.cursor.passage)
            self.refresh_spans([self.cursor.passage])
            if self._scrolls:
                self._bring_cursor()

    def refresh_spans(self, spans: Iterable[Span]) -> None:
        """Paints the rows anew that show any of these."""
        if self._window:
            for span in spans:
                lines = self._window.lines_of(span)
                for row in self._window.rows[lines.start : lines.stop]:
                    self._strips.pop(row.place, None)
                self.refresh(Region(0, lines.start, self.size.width, len(lines)))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_focus(self) -> None:
        self._repaint()

    def on_blur(self) -> None:
        self._repaint()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painter = self._thumb_strip = None
        self._strips.clear()

    # Layout

    def on_resize(self, _event: events.Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """Lays the article out anew, if the room is another one than it was. Drawing may be first to see that."""
        if self._room != self.size:
            self._lay_out(self._window.offset if self._window else self._first)

    def _lay_out(self, first: int) -> None:
        """For the room that there is, with the character at offset `first` on the first row."""
        self._room = self.size
        if not (self.article and self.size.width and self.size.height):
            return
        layout = self._window.layout if self._window else None
        if layout is None or layout.width != self._text_width:
            layout = Layout(self.article, self._text_width)
        self._window = Window(layout, self.size.height, first)
        self._window.bring(self._in_sight)
        self._painter = None
        self._strips.clear()
        self._settle()
        self.call_later(self.laid_out.emit, None)  # not from within drawing

    @property
    def _column(self) -> Column:
        return column(self.size.width, len(self._tags), self._measure)

    @property
    def _text_width(self) -> int:
        return self._column.width

    @property
    def _left(self) -> int:
        """Blank cells that centre the column."""
        return self._column.left

    # Scrolling

    @property
    def _in_sight(self) -> Span:
        """What must be seen: the passage, of a range the end that moves."""
        assert self.cursor
        return self.cursor.head if self.cursor.in_range else self.cursor.passage

    def _bring_cursor(self) -> None:
        if self._window and self._window.bring(self._in_sight):
            self._scrolled()

    def _scroll(self, by: int) -> bool:
        moved = self._window is not None and self._window.scroll(by)
        if moved:
            self._scrolled()
        return moved

    def _scrolled(self) -> None:
        self._settle()
        self.refresh()

    def _settle(self) -> None:
        """What follows from where the window is."""
        assert self._window and self.cursor
        kept = {row.place for row in self._window.rows}
        self._strips = {place: strip for place, strip in self._strips.items() if place in kept}
        self._chosen = self._window.lines_of(self.cursor.passage)
        self._thumb = self._window.thumb

    def _take_cursor_along(self) -> None:
        """Who scrolls by the mouse takes the cursor along, so that no key works on what cannot be seen."""
        seen = self._window.text_rows if self._window else ()
        if not (seen and self.cursor and self._window) or self._window.lines_of(self.cursor.head):
            return
        above = self.cursor.head.start < seen[0].span.start
        self._scrolls = False
        self.cursor = self.cursor.go((seen[0] if above else seen[-1]).span.start)
        self._scrolls = True

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Straight to the compositor: no border or padding is to be drawn, and the strips are kept here."""
        self._fit()
        strips = [self.render_line(y) for y in crop.line_range]
        return strips if crop.width == self._room.width else [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        rows = self._window.rows if self._window else ()
        if y >= len(rows):
            return self.canvas.strip([], self._room.width) if rows else self._message(y)
        place = rows[y].place
        strip = self._strips.get(place)
        if strip is None:
            strip = self._strips[place] = self._painted(y, rows[y])
        return strip if y not in self._thumb else self._with_thumb(strip)

    def _painted(self, y: int, row: Row) -> Strip:
        assert self._window and self.cursor
        if self._painter is None:
            self._painter = Painter(self._window.layout, self._tags, self.inks, self.canvas.style, self._left)
        is_chosen = y in self._chosen
        segments = self._painter.row(
            row,
            self.annotations,
            self.cursor.passage,
            self._hits.touching(row.span) if self._hits else (),
            self.reading.suggestions,
            is_chosen=is_chosen,
            has_focus=is_chosen and self.screen.focused is self,  # known before the focus event has come
        )
        strip = self.canvas.strip(segments, self._room.width)
        for cell, letters in self._hints.get(row.place, ()):
            strip = self._with_letters(strip, self._left + self._gutter_width + cell, letters)
        return strip

    def _with_letters(self, strip: Strip, cell: int, letters: str) -> Strip:
        over = Strip([Segment(letters, self.canvas.style(marked(self.inks, is_chosen=True)))])
        end = cell + len(letters)
        return Strip.join([strip.crop(0, cell), over, strip.crop(end, self._room.width)])

    def _message(self, y: int) -> Strip:
        width = max(1, self._room.width - 4)
        lines = [part for line in self._placeholder.split("\n") for part in textwrap.wrap(line, width) or [""]]
        words = f"  {lines[y - 1]}" if 1 <= y <= len(lines) else ""
        return self.canvas.strip([Segment(words, self.canvas.style(self.inks.text))], self._room.width)

    # The scroll bar

    def _with_thumb(self, strip: Strip) -> Strip:
        if self._thumb_strip is None:
            self._thumb_strip = Strip([Segment(THUMB, self.canvas.style(self.inks.thumb))])
        return Strip.join([strip.crop(0, self._room.width - 1), self._thumb_strip])

    def _scroll_to_share(self, y: int) -> None:
        """The text at a line of the scroll bar."""
        if self._window and self.article:
            whole = self.article.whole
            offset = whole.start + (whole.end - whole.start) * y // max(1, self.size.height - 1)
            self._window = Window(self._window.layout, self.size.height, offset)
            self._scrolled()
            self._take_cursor_along()

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
        if not (self.cursor and self._window):
            return
        if not self._scroll(int(pages * max(1, self.size.height - 1)) or (1 if pages > 0 else -1)):
            self.action_last() if pages > 0 else self.action_first()
            return
        rows = self._window.rows
        is_top = self._window.layout.moved(rows[0], -1) is rows[0]
        self.cursor = self.cursor.go(rows[0 if is_top else min(MARGIN, len(rows) - 1)].span.start)
