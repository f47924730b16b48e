"""The mouse in the article: the wheel, the scroll bar, a click, a double click, dragging.

Everything that the mouse does can be done by keys, too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.geometry import Size
from textual.timer import Timer

from reader.annotation.model.annotation import Annotation
from reader.settings import Tag
from reader.settings.tag_names import nearest
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit, passage_at
from reader.text.span import Span
from reader.tui.article.rows import PointerPosition, Row
from reader.tui.article.window import Window
from reader.tui.geometry import BEFORE_TAGS, MOST_COLUMNS, SLIM_GUTTER, Column
from reader.tui.session import Reading

WHEEL = 3  # rows that a step of the mouse wheel scrolls
AT_THE_EDGE = 0.05  # seconds a row, while a passage is dragged beyond the text in sight


@dataclass(slots=True, eq=False, repr=False)
class Drag:
    """A passage that is being dragged.

    Attributes:
        article: The article that it is in.
        origin: Where it began.
        x: The cell where the pointer is now.
        y: The row where the pointer is now.
        timer: Scrolls while the pointer is beyond the text.
        has_moved: Whether it is more than a click.
    """

    article: Article
    origin: PointerPosition
    x: int
    y: int
    timer: Timer
    has_moved: bool = False


class ArticlePane(Protocol):
    """The parts of the article's pane that the mouse needs."""

    reading: Reading

    @property
    def column(self) -> Column:
        """The cells that the text takes."""
        ...

    @property
    def size(self) -> Size:
        """The size of the pane in cells."""
        ...

    @property
    def window(self) -> Window | None:
        """The rows in sight."""
        ...

    def place_cursor(self, cursor: Cursor) -> None:
        """Move the cursor without scrolling."""
        ...

    def scroll_rows(self, rows: int, *, takes_cursor: bool = True) -> bool:
        """Scroll; return whether that was possible."""
        ...

    def scroll_to_share(self, y: int) -> None:
        """Scroll to where a line of the scroll bar points."""
        ...

    def capture_mouse(self, capture: bool = True) -> None:
        """Get all events of the mouse."""
        ...

    def release_mouse(self) -> None:
        """Leave the events of the mouse to others."""
        ...

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """Call a function repeatedly, at intervals of some seconds."""
        ...


class ArticleMouse:
    """Answers the mouse for the article's pane."""

    def __init__(self, view: ArticlePane, tags: Sequence[Tag]) -> None:
        self._view, self._tags = view, tags
        self._drag: Drag | None = None
        self._is_on_bar = False
        self._was_dragged = False  # a click comes after a drag, too

    def turn(self, direction: int) -> None:
        """Scroll by a step of the wheel."""
        self._view.scroll_rows(direction * WHEEL)

    def press(self, event: events.MouseDown) -> None:
        """Begin to drag a passage or the thumb of the scroll bar."""
        self.end()
        if event.button != 1:
            return
        view = self._view
        if event.x == view.size.width - 1:
            self._is_on_bar = True
            view.capture_mouse()
            view.scroll_to_share(event.y)
        elif view.reading.article and (origin := self._spot(event.x, event.y)):
            timer = view.set_interval(AT_THE_EDGE, self._scroll_on)
            self._drag = Drag(view.reading.article, origin, event.x, event.y, timer)
            view.capture_mouse()

    def move(self, event: events.MouseMove) -> None:
        """Continue a drag."""
        drag = self._drag
        if self._is_on_bar:
            self._view.scroll_to_share(self._clipped(event.y))
        elif drag and (event.x, event.y) != (drag.x, drag.y):
            drag.x, drag.y, drag.has_moved = event.x, event.y, True
            self._select(drag)

    def end(self) -> None:
        """End a drag."""
        drag = self._drag
        if drag or self._is_on_bar:
            self._view.release_mouse()
        self._was_dragged = self._is_on_bar or bool(drag and drag.has_moved)
        if drag:
            drag.timer.stop()
        self._drag, self._is_on_bar = None, False

    def _clipped(self, y: int) -> int:
        return min(max(0, y), self._view.size.height - 1)

    def _scroll_on(self) -> None:
        """Scroll for as long as the pointer is at the edge of the pane or beyond; there is no row above the first."""
        drag = self._drag
        if drag and drag.has_moved:
            direction = -1 if drag.y <= 0 else 1 if drag.y >= self._view.size.height else 0
            if direction and self._view.scroll_rows(direction, takes_cursor=False):
                self._select(drag)

    def _select(self, drag: Drag) -> None:
        """Select from where the drag began to the pointer, unless another article was opened meanwhile."""
        view = self._view
        spot = self._spot(drag.x, self._clipped(drag.y)) if view.reading.article is drag.article else None
        if view.reading.cursor and spot and (passage := drag.origin.to(spot)):
            view.place_cursor(view.reading.cursor.select(passage))

    # Cells

    def _row(self, y: int) -> Row | None:
        """Return the row at a line of the pane, the last one below it; None while no article is laid out."""
        rows = self._view.window.rows if self._view.window else ()
        return rows[min(y, len(rows) - 1)] if rows else None

    def _spot(self, x: int, y: int) -> PointerPosition | None:
        row, window = self._row(y), self._view.window
        return window.layout.position_at(row, self._cell(x)) if window and row else None

    def _offset(self, row: Row, x: int) -> int | None:
        window = self._view.window
        return window.layout.offset_at(row, self._cell(x)) if window else None

    def _cell(self, x: int) -> int:
        return x - self._view.column.left - self._view.column.gutter

    # A click

    def click(self, event: events.Click) -> None:
        """Select what is clicked on: the passage of a tag, else the sentence; the word if it is clicked on twice."""
        view, row = self._view, self._row(event.y)
        if self._was_dragged or not (view.reading.cursor and row):
            return
        offset = self._offset(row, event.x)
        if offset is not None and event.chain == 2:
            view.reading.cursor = view.reading.cursor.select(passage_at(view.reading.cursor.article, Unit.WORD, offset))
        elif tagged := self._tagged(row, event.x, offset):
            view.reading.cursor = view.reading.cursor.select(tagged)
        elif offset is not None:
            view.reading.cursor = view.reading.cursor.go(offset)

    def _names_at(self, cell: int) -> Sequence[str] | None:
        """Return the names of the tags that a cell of the gutter can show; None beside their columns."""
        if self._view.column.gutter == SLIM_GUTTER:
            return [tag.name for tag in self._tags] if 0 < cell < SLIM_GUTTER - 1 else None
        column = cell - BEFORE_TAGS
        if not 0 <= column < min(len(self._tags), MOST_COLUMNS):
            return None
        tags = self._tags if len(self._tags) > MOST_COLUMNS else self._tags[column : column + 1]
        return [tag.name for tag in tags]

    def _tagged(self, row: Row, x: int, offset: int | None) -> Span | None:
        """Return the passage of the tag at a cell, by its words or by its sign in the gutter.

        The shortest comes first, at the next click the one around it, and after the last one none.
        """
        view = self._view
        found = [] if offset is None else view.reading.annotations.layers(Span(offset, offset + 1))
        if (names := self._names_at(x - view.column.left)) is not None:
            found = [each for each in view.reading.annotations.layers(row.span) if nearest(each.tag, names) in names]
        spans = [each.span for each in sorted(found, key=_length)]
        if not (spans and view.reading.cursor):
            return None
        here = spans.index(view.reading.cursor.passage) + 1 if view.reading.cursor.passage in spans else 0
        return spans[here] if here < len(spans) else None


def _length(annotation: Annotation) -> int:
    return annotation.end - annotation.start
