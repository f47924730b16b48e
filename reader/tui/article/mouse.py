"""The article and the mouse: the wheel, the scroll bar, a click, a word, a passage that is dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.timer import Timer

from reader.annotation.model.annotation import Annotation
from reader.text.article import Article
from reader.text.passages import Unit, passage_at
from reader.text.span import Span
from reader.tui.article.rows import Row, Spot
from reader.tui.article.view import ArticleView

WHEEL = 3  # rows that a step of the mouse wheel scrolls
AT_THE_EDGE = 0.05  # seconds a row, while a passage is dragged beyond the text in sight


@dataclass(slots=True)
class Drag:
    """A passage that is dragged: where from, where the pointer is now; `moved` once it is no mere click."""

    article: Article
    origin: Spot
    x: int
    y: int
    timer: Timer
    moved: bool = False


class PointedView(ArticleView):
    """What is done by the mouse can be done by keys, too."""

    _drag: Drag | None = None
    _is_on_bar = False
    _was_dragged = False  # a click comes after a drag, too

    # The wheel and the scroll bar

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._turn(WHEEL, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._turn(-WHEEL, event)

    def _turn(self, by: int, event: events.MouseEvent) -> None:
        event.stop()
        if self._scroll(by):
            self._take_cursor_along()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._end_drag()
        if event.button != 1:
            return
        if event.x == self.size.width - 1:
            self._is_on_bar = True
            self.capture_mouse()
            self._scroll_to_share(event.y)
        elif self.article and (origin := self._spot(event.x, event.y)):
            timer = self.set_interval(AT_THE_EDGE, self._drag_on)
            self._drag = Drag(self.article, origin, event.x, event.y, timer)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._is_on_bar:
            self._scroll_to_share(self._clipped(event.y))
        elif self._drag and (event.x, event.y) != (self._drag.x, self._drag.y):
            self._drag.x, self._drag.y, self._drag.moved = event.x, event.y, True
            self._reach(self._drag)

    def on_mouse_up(self) -> None:
        self._end_drag()

    def on_unmount(self) -> None:
        self._end_drag()

    def _end_drag(self) -> None:
        if self._drag or self._is_on_bar:
            self.release_mouse()
        self._was_dragged = self._is_on_bar or bool(self._drag and self._drag.moved)
        if self._drag:
            self._drag.timer.stop()
        self._drag, self._is_on_bar = None, False

    def _clipped(self, y: int) -> int:
        return min(max(0, y), self.size.height - 1)

    # A passage

    def _drag_on(self) -> None:
        """Scrolls as long as the pointer is above or below the text. There is no row above the first one."""
        if self._drag and self._drag.moved:
            by = -1 if self._drag.y <= 0 else 1 if self._drag.y >= self.size.height else 0
            if by and self._scroll(by):
                self._reach(self._drag)

    def _reach(self, drag: Drag) -> None:
        """The passage from where the drag began to the pointer. Another article may have been opened meanwhile."""
        spot = self._spot(drag.x, self._clipped(drag.y)) if self.article is drag.article else None
        if self.cursor and spot and (passage := drag.origin.to(spot)):
            self._scrolls = False
            self.cursor = self.cursor.select(passage)
            self._scrolls = True

    def _row(self, y: int) -> Row | None:
        rows: Sequence[Row] = self._window.rows if self._window else ()
        return rows[min(y, len(rows) - 1)] if rows else None

    def _spot(self, x: int, y: int) -> Spot | None:
        row = self._row(y)
        return self._window.layout.spot_at(row, self._cell(x)) if self._window and row else None

    def _cell(self, x: int) -> int:
        return x - self._left - self._gutter_width

    # A click

    def on_click(self, event: events.Click) -> None:
        """On a tag: its passage, the shortest first, then the one around it. Else the sentence; twice, the word."""
        row = self._row(event.y)
        if self._was_dragged or not (self.cursor and self._window and row):
            return
        offset = self._window.layout.offset_at(row, self._cell(event.x))
        if offset is not None and event.chain == 2:
            self.cursor = self.cursor.select(passage_at(self.cursor.article, Unit.WORD, offset))
        elif tagged := self._tagged(row, event.x, offset):
            self.cursor = self.cursor.select(tagged)
        elif offset is not None:
            self.cursor = self.cursor.go(offset)

    def _tagged(self, row: Row, x: int, offset: int | None) -> Span | None:
        """The passage of the tag at a cell, by its words or its sign in the gutter; after the last one none."""
        found = [] if offset is None else self.annotations.touching(Span(offset, offset + 1))
        column = x - self._left - 1
        if 0 <= column < len(self._tags):
            found = [each for each in self.annotations.touching(row.span) if each.tag == self._tags[column].name]
        spans = [each.span for each in sorted(found, key=_length)]
        if not (spans and self.cursor):
            return None
        here = spans.index(self.cursor.passage) + 1 if self.cursor.passage in spans else 0
        return spans[here] if here < len(spans) else None


def _length(annotation: Annotation) -> int:
    return annotation.end - annotation.start
