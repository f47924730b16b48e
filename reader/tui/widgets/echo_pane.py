"""The echo pane: what other sources say of the passage under the cursor, and with which other words."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from reader.insight.echoes.echo import EchoKind
from reader.insight.echoes.excerpt import Excerpt
from reader.settings.keys import ECHOES, PANES
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.widgets.virtual_list import VirtualList

CHOSEN = "✓"
MOST_LINES = 8  # of an echo
OTHER_WORDS = Style(bold=True, underline=True)  # seen without colours, too


class EchoPane(VirtualList, can_focus=True):
    """cursor: on the passage that `found` is about."""

    PLACE = "echoes"
    BINDINGS = bindings((*ECHOES, *PANES))
    DEFAULT_CSS = "EchoPane { background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Event[Excerpt]()  # somebody wants to go there
        self.found: Sequence[Excerpt] = ()
        self.cursor: Cursor | None = None
        self._chosen: set[int] = set()
        self._about, self._hint = "", ""
        self._lines: Sequence[Sequence[Sequence[Segment]]] = ()  # of each echo
        self._lines_for = -1  # cells

    def show(self, cursor: Cursor, found: Sequence[Excerpt]) -> None:
        self.cursor, self.found, self._chosen = cursor, found, set()
        self._about, self._hint = sanitize_line(cursor.passage.of(cursor.article.text)[:300]), ""
        self._lines_for = -1
        self.set_reactive(VirtualList.selected, 0)
        self.changed()

    def wait(self, progress: str) -> None:
        """There is nothing to show yet."""
        self.found, self._hint, self.cursor, self._chosen = (), progress, None, set()
        self.changed()

    @property
    def meant(self) -> Sequence[Excerpt]:
        """Those that are chosen; if none is, the sure ones."""
        if self._chosen:
            return [self.found[number] for number in sorted(self._chosen)]
        return [each for each in self.found if each.is_sure]

    # Drawing

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def foot_rows(self) -> int:
        return 1

    def top(self, number: int) -> int:
        return self._tops[min(number, self.count)]

    def _at(self, row: int) -> tuple[int, int]:
        number = bisect_right(self._tops, row) - 1
        return number, row - self._tops[number]

    @property
    def rows(self) -> int:
        """On the average."""
        return max(1, self.top(self.count) // max(1, self.count))

    @property
    def _tops(self) -> Sequence[int]:
        """The first row of each, and the one after the last: what it is, what it says, a blank one."""
        return [0, *accumulate(2 + len(lines) for lines in self._wrapped())]

    def _wrapped(self) -> Sequence[Sequence[Sequence[Segment]]]:
        width = max(10, self.size.width - self.scrollbar_gutter.width - 5)
        if self._lines_for != width:
            self._lines_for, self._lines = width, [self._wrap(each, width) for each in self.found]
        return self._lines

    def _wrap(self, excerpt: Excerpt, width: int) -> Sequence[Sequence[Segment]]:
        console = self.app.console
        words = sanitize("".join(" " if letter.isspace() else letter for letter in excerpt.exact))
        text = Text(words, self.inks.text, end="")
        for start, end in excerpt.differs:
            text.stylize(OTHER_WORDS, start, end)
        lines = list(text.wrap(console, width))
        if len(lines) > MOST_LINES:
            lines = lines[:MOST_LINES]
            lines[-1].truncate(width - 1)
            lines[-1].append("…")
        return [list(line.render(console)) for line in lines]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lines_for = -1

    def render_line(self, y: int) -> Strip:
        if y == self.size.height - 1:
            return self._foot()
        if y == 0 and not self.found:
            hint = self._hint or "no other source says this"
            strip = Strip([Segment(f"  {fit(hint, self.size.width - 3)}", self.inks.quiet)])
            return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        return super().render_line(y)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        each, lines = self.found[number], self._wrapped()[number]
        if row == 0:
            kind = f"{CHOSEN if number in self._chosen else ' '}{each.echo.kind} "
            about = f"{each.likelihood} · {sanitize_line(each.title)}"
            ink = self.inks.accent if each.echo.kind is EchoKind.VERBATIM else self.inks.text
            return [Segment(kind, ink), Segment(fit(f"· {about}", width - len(kind)), self.inks.quiet)]
        return [Segment("   "), *lines[row - 1]] if row <= len(lines) else []

    def _foot(self) -> Strip:
        """What they are the echoes of; on the right how many."""
        number, width = f"{self.count}", self.size.width
        words = fit(f"echoes of “{self._about}”" if self._about else "echoes", width - len(number) - 4)
        left = Strip([Segment(f" {words}", self.inks.quiet)]).adjust_cell_length(max(0, width - len(number) - 2))
        line = Strip([*left, Segment(f" {number} ", self.inks.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    # Keys

    def action_choose(self) -> None:
        if self.found:
            self._chosen ^= {self.selected}
            self.action_move(1)
            self.refresh()

    def action_pick(self) -> None:
        if self.found:
            self.chosen.emit(self.found[self.selected])

    def on_virtual_list_picked(self) -> None:
        self.action_pick()
