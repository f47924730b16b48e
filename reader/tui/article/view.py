"""The article: rows of text with its tags, and the passage cursor that the keys move."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.settings import Tag
from reader.settings.keymap import Keymap
from reader.settings.keys import FINDING, MOTIONS, PANES, SELECTION, SUGGESTING, TAGGING
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.article.motions import STUCK, moved
from reader.tui.article.mouse import ArticleMouse
from reader.tui.article.side import Side
from reader.tui.article.strips import ArticleStrips, Hints
from reader.tui.article.viewport import Viewport
from reader.tui.article.window import Window
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.geometry import Column
from reader.tui.session import Reading
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.line_view import Themed

if TYPE_CHECKING:
    from reader.insight.suggestions.pipeline import SuggestionIndex
    from reader.text.find import Hits


class ArticleView(Themed, can_focus=True):
    """One widget for a whole article; it knows only the visible rows.

    Attributes:
        reading: The article, its cursor, annotations and suggestions.
        laid_out: The article has been laid out for the present size.
        stuck: A motion led nowhere; the message says why.
        side: Shows what belongs to an article beside this one.
    """

    ALLOW_SELECT = False
    PLACE = "article"
    BINDINGS = bindings((*MOTIONS, *FINDING, *SELECTION, *TAGGING, *SUGGESTING, *PANES))
    DEFAULT_CSS = "ArticleView { width: 1fr; height: 1fr; background: $background; }"

    def __init__(self, reading: Reading, tags: Sequence[Tag], measure: int, keymap: Keymap) -> None:
        super().__init__()
        self.reading = reading
        self.laid_out = Event[None]()
        self.stuck = Event[str]()
        self._strips = ArticleStrips(self, reading, tags)
        self._mouse = ArticleMouse(self, tags)
        self._viewport = Viewport(reading, len(tags), measure, self._scrolled)
        draw = self.refresh_spans, self._repaint
        self.side = Side(reading, self._strips, self._viewport, self._lay_out, *draw)
        self._pencilled: Sequence[Span] = ()  # the speaker and the cue of the suggestion under the cursor
        self._room = Size(0, 0)  # that it was laid out for
        self._placeholder = ""
        self._scrolls = True  # whether the text is scrolled when the cursor moves
        add_bindings(self, bindings(keymap.tags))
        reading.moved.subscribe(self._cursor_changed)

    # What is shown

    def show(self, article: Article, offset: int, top: int = 0) -> None:
        """Open an article: the cursor on the sentence at an offset, the character at `top` on the first row."""
        self._placeholder = "" if article.blocks.at(0) else "This source is empty."
        self._strips.hits, self._strips.hints = None, {}
        self.reading.open(article, offset)
        self._viewport.clear(top)
        self._lay_out()
        self.refresh()
        self._moved()

    def show_message(self, message: str) -> None:
        """Show why there is no article."""
        self._viewport.clear()
        self._placeholder = message
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
    def top(self) -> int:
        """The offset of the first character in sight."""
        return self._viewport.window.offset if self._viewport.window else 0

    @property
    def window(self) -> Window | None:
        """The rows in sight; None while no article is laid out."""
        return self._viewport.window

    @property
    def column(self) -> Column:
        """The cells that the text takes."""
        return self._viewport.column

    def show_suggestions(self, suggestions: "SuggestionIndex | None") -> None:
        """Show other suggestions; only rows that look different are redrawn."""
        before, self.reading.suggestions = self.reading.suggestions, suggestions
        self._pencil()
        for y, row in enumerate(self._viewport.rows):
            old, new = (each.touching(row.span) if each else [] for each in (before, suggestions))
            if old != new:
                self._strips.drop(row)
                self.refresh(Region(0, y, self.size.width, 1))

    def show_verdicts(self, verdicts: Sequence[tuple[Span, str]]) -> None:
        """Show what the quote check found; only rows that look different are redrawn."""
        changed = set(self.reading.verdicts) ^ set(verdicts)
        self.reading.verdicts = verdicts
        self.refresh_spans(span for span, _ in changed)

    def show_marks(self, marks: Sequence[Span]) -> None:
        """Show which passages are marked."""
        changed = set(self.reading.marks) ^ set(marks)
        self.reading.marks = marks
        self.refresh_spans(changed)

    def show_hits(self, hits: "Hits | None") -> None:
        """Mark the search hits."""
        self._strips.hits = hits
        self._repaint()

    def choose_hits(self, number: int) -> None:
        """Mark the hits as chosen, so that the keys of the tags work on them; 0 ends that."""
        self.reading.chosen = number
        self._repaint()

    def show_hints(self, hints: Hints) -> None:
        """Put letters over the text."""
        self._strips.hints = hints
        self._repaint()

    def show_annotations(self, annotations: SpanIndex) -> None:
        """Replace the shown annotations."""
        self.reading.annotations = annotations
        self._repaint()

    def change_annotations(self, changes: Iterable[tuple[str, Annotation | None]]) -> None:
        """Show annotations as they are now, by id; None takes one away."""
        for id, annotation in changes:
            before = self.reading.annotations.get(id)
            self.reading.annotations.remove(id)
            if annotation:
                self.reading.annotations.add(annotation)
            self.refresh_spans(each.span for each in (before, annotation) if each)

    def refresh_spans(self, spans: Iterable[Span]) -> None:
        """Redraw the rows that show any of these spans; spans out of sight cost no layout."""
        for lines in self._viewport.lines_seen(spans):
            for row in self._viewport.rows[lines.start : lines.stop]:
                self._strips.drop(row)
            self.refresh(Region(0, lines.start, self.size.width, len(lines)))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_focus(self) -> None:
        """Draw the passage as the one that the keys work on."""
        self._repaint()

    def on_blur(self) -> None:
        """Draw the passage as one that the keys do not work on."""
        self._repaint()

    def notify_style_update(self) -> None:
        """Draw everything in the styles of a new theme."""
        super().notify_style_update()
        self._strips.forget_theme()

    # The cursor

    def _cursor_changed(self, before: Cursor | None) -> None:
        self.refresh()
        if before and self.cursor and before.article is self.cursor.article:
            self.refresh_spans([before.passage])
            self._moved()
            self.side.placed.emit(None)

    def _moved(self) -> None:
        self._pencil()
        if self.cursor:
            self.refresh_spans([self.cursor.passage])
            self._viewport.follow_cursor(scrolls=self._scrolls)

    def _pencil(self) -> None:
        """Redraw the rows on which the suggestion under the cursor shows, or showed, a speaker and a cue."""
        before, self._pencilled = self._pencilled, self.reading.pencilled()
        if self._pencilled != before:
            self.refresh_spans([*before, *self._pencilled])

    def place_cursor(self, cursor: Cursor) -> None:
        """Move the cursor without scrolling the text to it."""
        self._scrolls = False
        self.cursor = cursor
        self._scrolls = True

    # Layout

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the article out for a new size."""
        self._fit()

    def _fit(self) -> None:
        """Lay the article out again if its size has changed, which drawing may be the first to notice."""
        if self._room != self.size:
            self._lay_out()

    def _lay_out(self) -> None:
        """Lay the article out for the present size."""
        self._room = self.size
        if self._viewport.lay_out(*self.size):
            self._strips.forget_layout()
            self.call_later(self.laid_out.emit, None)  # not from within drawing

    # Scrolling

    def scroll_rows(self, rows: int, *, takes_cursor: bool = True) -> bool:
        """Scroll by some rows, down if positive, keeping the cursor on the screen; return whether that was possible."""
        has_moved = self._viewport.scroll(rows)
        if has_moved:
            if takes_cursor:
                self._take_cursor_along()
            self.side.placed.emit(None)
        return has_moved

    def scroll_to_share(self, y: int) -> None:
        """Scroll to the text that a line of the scroll bar stands for."""
        if self._viewport.scroll_to_share(y):
            self._take_cursor_along()
            self.side.placed.emit(None)

    def _scrolled(self) -> None:
        self._strips.keep({row.place for row in self._viewport.rows})
        self.refresh()

    def _take_cursor_along(self) -> None:
        """Keep the cursor in sight while the mouse scrolls, so that no key works on what cannot be seen."""
        offset = self._viewport.nearest_seen
        if self.cursor and offset is not None:
            self.place_cursor(self.cursor.go(offset))

    @property
    def caret(self) -> Offset | None:
        """The cell where the passage begins, or the end of a range that moves; None while it is out of sight."""
        caret = self._viewport.caret
        return Offset(*caret) if caret else None

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines directly for the compositor: there is no border or padding, and the strips are cached here."""
        self._fit()
        strips = self._lines(crop.line_range)
        return strips if crop.width == self._room.width else [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        return self._lines(range(y, y + 1))[0]

    def _lines(self, lines: range) -> list[Strip]:
        width = self._room.width
        if not self._viewport.rows:
            return [self._strips.message(self._placeholder, y, width) for y in lines]
        has_focus = self.screen.focused is self  # known before the focus event arrives
        return list(self._strips.lines(lines, self._viewport, width, has_focus=has_focus))

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._mouse.turn(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._mouse.turn(-1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        self._mouse.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Continue a drag."""
        self._mouse.move(event)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._mouse.end()

    on_unmount = on_mouse_up

    def on_click(self, event: events.Click) -> None:
        """Select what is clicked on."""
        self._mouse.click(event)

    # Keys

    def action_cursor(self, motion: str, unit: str = "", times: int = 1) -> None:
        """Move the cursor by a motion, such as `next` or `grow`, a number of times or as far as it goes."""
        if self.cursor:
            self.cursor, words = moved(self.cursor, motion, unit, times)
            self.reading.came_by = motion, self.cursor
            if words:
                self.stuck.emit(words)

    def action_first(self) -> None:
        """Go to the first sentence."""
        self._go(0, "start")

    def action_last(self) -> None:
        """Go to the last sentence."""
        self._go(self.reading.article.whole.end if self.reading.article else 0, "end")

    def _go(self, offset: int, end: str) -> None:
        """Go to the sentence at an end of the text, or say that the cursor is there."""
        if before := self.cursor:
            self.cursor = before.go(offset)
            if self.cursor == before:
                self.stuck.emit(STUCK[end])

    def action_page(self, pages: float) -> None:
        """Scroll, and put the cursor near the top; at an end of the text, on the last or first sentence."""
        if not (self.cursor and self._viewport.window):
            return
        offset = self._viewport.page(pages)
        if offset is not None:
            self.cursor = self.cursor.go(offset)
        elif pages > 0:
            self.action_last()
        else:
            self.action_first()
