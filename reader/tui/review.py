"""The review: annotations whose source changed, as they were and as they are, for a person to decide."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.annotation.anchor import Anchored, Status
from reader.annotation.annotation import Annotation
from reader.annotation.diff import changed
from reader.text.span import Span
from reader.text.visible import one_line
from reader.tui.keys import REVIEW
from reader.tui.line_view import LineView
from reader.tui.lines import KeyLine
from reader.tui.painter import BAR
from reader.tui.rows import fit

LONGEST = 1200  # code points of a passage that are shown
SIDE_BY_SIDE = 64  # cells from which the two texts stand beside each other
CONFIRMED_TOGETHER = frozenset({Status.EDITED, Status.MOVED})


class ReviewList(LineView):
    """A line for each: what became of it, its tag, its words."""

    DEFAULT_CSS = "ReviewList { height: 1fr; min-height: 3; background: $surface; }"

    found: reactive[Sequence[Anchored]] = reactive((), always_update=True)
    selected: reactive[int] = reactive(0)

    def validate_selected(self, selected: int) -> int:
        return max(0, min(selected, len(self.found) - 1))

    def watch_found(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.found))
        self.selected = self.selected  # it may be beyond the end now
        self.refresh()

    def watch_selected(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        top = max(top, self.selected - height + 1)
        self.scroll_to(y=min(top, self.selected), animate=False, force=True)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        self.watch_found()
        self.watch_selected()

    def render_line(self, y: int) -> Strip:
        number, width = y + self.scroll_offset.y, self.size.width
        ground = self.visual_style.rich_style
        if number >= len(self.found):
            return Strip.blank(width, ground)
        each = self.found[number]
        is_here = number == self.selected
        strip = Strip(
            [
                Segment(BAR if is_here else " ", self.inks.accent),
                Segment(f"{each.status:<8}", self.inks.error if each.placed is None else self.inks.accent),
                Segment(f"{fit(one_line(each.annotation.tag), 11):<12}", self.inks.quiet),
                Segment(fit(one_line(each.annotation.exact[:200]), max(0, width - 22)), self.inks.text),
            ]
        )
        return strip.adjust_cell_length(width).apply_style(self.inks.passage if is_here else ground)

    def on_click(self, event: events.Click) -> None:
        self.selected = event.y + self.scroll_offset.y


class Review(ModalScreen[None]):
    """Says what was decided; the app does it, and hands the new list down."""

    BINDINGS = [key.binding for key in REVIEW]
    DEFAULT_CSS = """
    Review > Vertical { background: $surface; border: round $primary; padding: 0 1; }
    Review Container { height: 2fr; layout: horizontal; }
    Review.-narrow Container { layout: vertical; }
    Review VerticalScroll { width: 1fr; height: 1fr; padding: 0 1; background: $background; scrollbar-size-vertical: 1; }
    Review Static { height: auto; }
    """

    class Decided(Message):
        """decision: `confirm`, `remove`, `attach` or `visit`; of what."""

        def __init__(self, decision: str, found: Sequence[Anchored]) -> None:
            super().__init__()
            self.decision, self.found = decision, found

    def __init__(self, found: Sequence[Anchored], passage: str) -> None:
        super().__init__()
        self._list = ReviewList()
        self._list.set_reactive(ReviewList.found, found)
        self._passage = passage
        self._was, self._now, self._keys = Static(), Static(), KeyLine()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("tags to look at, since their sources changed")
            yield self._list
            with Container():
                yield VerticalScroll(self._was, can_focus=False)
                yield VerticalScroll(self._now, can_focus=False)
            yield self._keys
