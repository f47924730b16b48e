"""The sources: title, counts of each tag, how much is read; one widget for all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.settings import Tag
from reader.text.source import Source
from reader.text.visible import one_line
from reader.tui.keys import PANES, SOURCES
from reader.tui.line_view import LineView
from reader.tui.painter import BAR
from reader.tui.rows import fit

ROWS = 3  # of an entry: title, counts, a blank one


class SourceList(LineView):
    """`selected` is the entry that the keys move to; `opened` the one in the article pane."""

    BINDINGS = [key.binding for key in (*SOURCES, *PANES)]
    DEFAULT_CSS = "SourceList { width: 30; background: $surface; }"

    selected: reactive[int] = reactive(0)
    opened: reactive[str] = reactive("")
    titles: reactive[Mapping[str, str]] = reactive({}, always_update=True)
    problems: reactive[Mapping[str, str]] = reactive({}, always_update=True)
    counts: reactive[Mapping[str, Counter[str]]] = reactive({}, always_update=True)
    read: reactive[Mapping[str, float]] = reactive({}, always_update=True)

    class Chosen(Message):
        """A source is to be opened."""

        def __init__(self, source: Source) -> None:
            super().__init__()
            self.source = source

    def __init__(self, sources: Sequence[Source], tags: Sequence[Tag]) -> None:
        super().__init__()
        self._sources = sources
        self._tags = tags

    def on_resize(self, _event: events.Resize) -> None:
        self.virtual_size = Size(self.size.width, len(self._sources) * ROWS)
        self._scroll_to_selected()

    def select(self, id: str) -> None:
        """Marks the source with that id as the open one and moves to it."""
        self.opened = id
        for index, source in enumerate(self._sources):
            if source.id == id:
                self.selected = index

    def validate_selected(self, selected: int) -> int:
        return max(0, min(selected, len(self._sources) - 1))

    def watch_selected(self) -> None:
        self._scroll_to_selected()

    def _scroll_to_selected(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        first = self.selected * ROWS
        if first + ROWS > top + height:
            top = first + ROWS - height
        self.scroll_to(y=min(top, first), animate=False, force=True)

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index, row = divmod(y + self.scroll_offset.y, ROWS)
        if index >= len(self._sources) or row == ROWS - 1:
            return Strip.blank(width, self.visual_style.rich_style)
        source = self._sources[index]
        segments = self._title(source, width) if row == 0 else self._numbers(source, width)
        bar = Segment(BAR if source.id == self.opened else " ", self.inks.accent)
        is_selected = index == self.selected and self.has_focus
        ground = self.inks.passage if is_selected else self.visual_style.rich_style
        return Strip([bar, *segments]).adjust_cell_length(width).apply_style(ground)

    def _title(self, source: Source, width: int) -> list[Segment]:
        title = self.titles.get(source.id) or one_line(source.path.name)
        style = self.inks.quiet if source.id in self.problems else self.inks.text
        if source.id == self.opened:
            style += Style(bold=True)
        return [Segment(fit(title, width - 2), style)]

    def _numbers(self, source: Source, width: int) -> list[Segment]:
        if problem := self.problems.get(source.id):
            return [Segment(fit(f"! {problem}", width - 2), self.inks.error)]
        counts = self.counts.get(source.id, Counter())
        segments = []
        for tag in self._tags:
            style = self.inks.ink(tag.colour) if counts[tag.name] else self.inks.quiet
            segments.append(Segment(f"{tag.letter}{counts[tag.name]} ", style))
        progress = _progress(self.read.get(source.id, 0.0))
        room = width - 2 - sum(cell_len(segment.text) for segment in segments)
        return [*segments, Segment(progress.rjust(room) if room >= len(progress) else "", self.inks.quiet)]

    # Keys

    def action_move(self, by: int) -> None:
        self.selected += by

    def action_page(self, pages: int) -> None:
        self.selected += pages * max(1, self.size.height // ROWS)

    def action_first(self) -> None:
        self.selected = 0

    def action_last(self) -> None:
        self.selected = len(self._sources) - 1

    def action_open(self) -> None:
        if self._sources:
            self.post_message(self.Chosen(self._sources[self.selected]))

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.scroll_offset.y) // ROWS
        if index < len(self._sources):
            self.selected = index
            self.action_open()


def _progress(share: float) -> str:
    """How much is read; an article is only called read at its last sentence."""
    if share >= 1:
        return "read"
    return f"{max(1, int(share * 100))}%" if share > 0 else "new"
