"""A list of anything, of which one is selected: what lists over the article and beside it have in common."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.text.sanitize import sanitize
from reader.tui.article.painter import BAR
from reader.tui.widgets.line_view import LineView, Themed


class VirtualList(LineView):
    """Draws only what is in sight. A subclass tells `count` and `segments`.

    selected: a number from 0. rows: that each takes; where they take different ones, `top` and `_at` know which.
    """

    selected: reactive[int] = reactive(0, repaint=False)

    class Picked(Message):
        """Somebody clicked on the one that is selected now."""

    @property
    def count(self) -> int:
        raise NotImplementedError

    @property
    def rows(self) -> int:
        return 1

    @property
    def foot_rows(self) -> int:
        """Rows at the bottom that a subclass draws by itself."""
        return 0

    def top(self, number: int) -> int:
        """The first row of one of them, counted from that of the first one."""
        return number * self.rows

    def _at(self, row: int) -> tuple[int, int]:
        """Which one is there, and which of its rows."""
        return divmod(row, self.rows)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """A row of one of them, without the bar."""
        raise NotImplementedError

    def changed(self) -> None:
        """There are others, or as many as before that look different."""
        self.virtual_size = Size(self.size.width, self.top(self.count) + self.foot_rows)
        self.selected = self.selected
        self._scroll_to_selected()
        self.refresh()

    def validate_selected(self, selected: int) -> int:
        return max(0, min(selected, self.count - 1))

    def watch_selected(self) -> None:
        self._scroll_to_selected()
        self.refresh()

    def _scroll_to_selected(self) -> None:
        if not self.size.height:  # the first layout is still to come
            return
        height = self.size.height - self.foot_rows
        number, row = self._at(max(self.scroll_offset.y, self.top(self.selected + 1) - height))
        first = min(number + (row > 0), self.selected)
        self.scroll_to(y=self.top(first), animate=False, force=True)

    @property
    def _in_sight(self) -> int:
        """How many there is room for."""
        return max(1, (self.size.height - self.foot_rows) // self.rows)

    def on_resize(self, _event: events.Resize) -> None:
        self.changed()

    def render_line(self, y: int) -> Strip:
        number, row = self._at(y + self.scroll_offset.y)
        width, ground = self.size.width - self.scrollbar_gutter.width, self.visual_style.rich_style
        if number >= self.count:
            return Strip.blank(self.size.width, ground)
        is_here = number == self.selected
        bar = Segment(BAR if is_here else " ", self.inks.accent if self.has_focus or not self.can_focus else None)
        strip = Strip([bar, *self.segments(number, row, width - 2)]).adjust_cell_length(width)
        return strip.apply_style(ground + self.inks.passage if is_here else ground)

    def action_move(self, by: int) -> None:
        self.selected += by

    def action_page(self, by: int) -> None:
        self.selected += by * self._in_sight

    def action_first(self) -> None:
        self.selected = 0

    def action_last(self) -> None:
        self.selected = self.count - 1

    def on_click(self, event: events.Click) -> None:
        """A click selects; one on what is selected picks it."""
        number, _ = self._at(event.y + self.scroll_offset.y)
        if event.y >= self.size.height - self.foot_rows or number >= self.count:
            return
        if number == self.selected:
            self.post_message(self.Picked())
        self.selected = number


class Prompt(Themed):
    """The line that is typed into: its end is in sight."""

    DEFAULT_CSS = "Prompt { height: 1; margin: 0 1; background: $surface; }"

    words: reactive[str] = reactive("")

    def __init__(self, sign: str, words: str = "") -> None:
        super().__init__()
        self._sign = sign
        self.set_reactive(Prompt.words, words)

    def render_line(self, _y: int) -> Strip:
        room = max(1, self.size.width - len(self._sign) - 2)
        words = sanitize(self.words)[-room:]
        segments = [
            Segment(self._sign, self.inks.accent),
            Segment(words, self.inks.text),
            Segment("█", self.inks.accent),
        ]
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
