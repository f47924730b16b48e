"""A list with a selected item, which draws only the items in sight: the basis of all lists but that of the sources."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.article.painter import BAR
from reader.tui.theme_styles import recoloured
from reader.tui.widgets.line_view import LineView

FIRST, LAST = "this is the first one", "this is the last one"


class VirtualList(LineView):
    """A list of any length. A subclass gives `count` and `segments`.

    An item takes `rows` rows; the selected one may unfold into some more below them.

    Attributes:
        selected: The number of the selected item, from 0.
    """

    selected: reactive[int] = reactive(0, repaint=False)

    class Picked(Message):
        """The selected item was clicked on."""

    @property
    def count(self) -> int:
        """The number of items."""
        raise NotImplementedError

    @property
    def rows(self) -> int:
        """The number of rows that an item takes."""
        return 1

    @property
    def details(self) -> int:
        """The number of rows that the selected item unfolds into."""
        return 0

    @property
    def head_rows(self) -> int:
        """The number of rows at the top that a subclass draws by itself."""
        return 0

    @property
    def foot_rows(self) -> int:
        """The number of rows at the bottom that a subclass draws by itself."""
        return 0

    @property
    def nothing(self) -> str:
        """The reason why there is no item to do anything with."""
        return "there is nothing here"

    def top(self, number: int) -> int:
        """Return the first row of an item, counted from that of the first item."""
        return number * self.rows + (self.details if number > self.selected else 0)

    def _item_at(self, row: int) -> tuple[int, int]:
        """Return the number of the item at a row of the list, and which of its rows that is."""
        below = row - (self.selected + 1) * self.rows
        if 0 <= below < self.details:
            return self.selected, self.rows + below
        return divmod(row - self.details if below >= 0 else row, self.rows)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of an item, in at most `width` cells, without the bar on its left."""
        raise NotImplementedError

    def changed(self) -> None:
        """Show other items, or the same ones if they look different now."""
        self.virtual_size = Size(self.size.width, self.top(self.count) + self.head_rows + self.foot_rows)
        self.selected = self.selected
        self._scroll_to_selected()
        self.refresh()

    def validate_selected(self, selected: int) -> int:
        """Keep the selection in the list."""
        return max(0, min(selected, self.count - 1))

    def watch_selected(self) -> None:
        """Show the selected item."""
        self._scroll_to_selected()
        self.refresh()

    def _scroll_to_selected(self) -> None:
        if not self.size.height:  # not laid out yet
            return
        height = self.size.height - self.head_rows - self.foot_rows
        number, row = self._item_at(max(self.scroll_offset.y, self.top(self.selected + 1) - height))
        first = min(number + (row > 0), self.selected)
        self.scroll_to(y=self.top(first), animate=False, force=True)

    @property
    def _page(self) -> int:
        """The number of items that there is room for."""
        return max(1, (self.size.height - self.head_rows - self.foot_rows) // self.rows)

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the list to its new size."""
        self.changed()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        number, row = self._item_at(y - self.head_rows + self.scroll_offset.y)
        width, background = self.size.width - self.scrollbar_gutter.width, self.visual_style.rich_style
        if number >= self.count:
            return Strip.blank(self.size.width, background)
        is_selected = number == self.selected
        strip = Strip([Segment(" "), *self.segments(number, row, width - 2)]).adjust_cell_length(width)
        if not is_selected:
            return strip.apply_style(background)
        has_focus = self.has_focus or not self.can_focus
        bar = Segment(BAR, background + (self.theme_styles.accent if has_focus else self.theme_styles.quiet))
        row_style = background + self.theme_styles.selected(has_focus=has_focus)
        return Strip.join([Strip([bar]), recoloured(strip.crop(1), row_style)])

    @property
    def caret(self) -> Offset | None:
        """The cell where the selected item begins; None if there is none."""
        y = self.head_rows + self.top(self.selected) - self.scroll_offset.y
        return Offset(1, y) if self.count and 0 <= y < self.size.height else None

    def action_move(self, step: int) -> None:
        """Select the item that is a number of steps below, or above if it is negative."""
        self._go_to(self.selected + step, is_down=step > 0)

    def action_page(self, direction: int) -> None:
        """Move the selection by a page: down for 1, up for -1."""
        self._go_to(self.selected + direction * self._page, is_down=direction > 0)

    def action_first(self) -> None:
        """Select the first item."""
        self._go_to(0, is_down=False)

    def action_last(self) -> None:
        """Select the last item."""
        self._go_to(self.count - 1, is_down=True)

    def _go_to(self, number: int, *, is_down: bool) -> None:
        """Select an item, or the nearest one; say so if that leads nowhere."""
        before, self.selected = self.selected, number
        if not self.count:
            self.refuse(self.nothing)
        elif self.selected == before:
            self.refuse(LAST if is_down else FIRST)

    def on_click(self, event: events.Click) -> None:
        """Select the item that was clicked on; a click on the selected item picks it."""
        number, _ = self._item_at(event.y - self.head_rows + self.scroll_offset.y)
        if not self.head_rows <= event.y < self.size.height - self.foot_rows or number >= self.count:
            return
        if number == self.selected:
            self.post_message(self.Picked())
        self.selected = number
