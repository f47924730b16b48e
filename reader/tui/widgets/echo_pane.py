"""The echo pane: passages of other sources that say the same thing as the one under the cursor."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from reader.insight.echoes.echo import EchoKind
from reader.insight.echoes.excerpt import Excerpt
from reader.settings.keys import PANES
from reader.settings.pane_keys import ECHOES
from reader.text.cursor import Cursor
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.session import Location
from reader.tui.widgets.virtual_list import VirtualList

CHOSEN, ALTERED = "✓", "≠"
MOST_LINES = 8  # lines of an echo
OTHER_WORDS = Style(bold=True, underline=True)  # visible without colours, too


class EchoPane(VirtualList, can_focus=True):
    """The echoes of a passage; several can be chosen.

    Attributes:
        chosen: Emits an echo that the reader wants to go to.
        found: The echoes.
        cursor: The cursor on the passage that they are echoes of; None while there is nothing to show.
    """

    PLACE = "echoes"
    BINDINGS = bindings((*ECHOES, *PANES))
    DEFAULT_CSS = "EchoPane { background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Event[Excerpt]()
        self.found: Sequence[Excerpt] = ()
        self.cursor: Cursor | None = None
        self._chosen: set[int] = set()
        self._passage, self._hint = "", ""
        self._lines: Sequence[Sequence[Sequence[Segment]]] = ()  # the lines of each echo
        self._lines_width = -1  # the cells that they are wrapped to

    def show(self, cursor: Cursor, found: Sequence[Excerpt]) -> None:
        """Show the echoes of the passage under a cursor."""
        self.cursor, self.found, self._chosen = cursor, found, set()
        self._passage, self._hint = sanitize_line(cursor.passage.of(cursor.article.text)[:300]), ""
        self._lines_width = -1
        self.set_reactive(VirtualList.selected, 0)
        self.changed()

    def wait(self, progress: str) -> None:
        """Show progress while there is nothing else to show yet."""
        self.found, self._hint, self.cursor, self._chosen = (), progress, None, set()
        self.changed()

    @property
    def targets(self) -> Sequence[Excerpt]:
        """The echoes that a command works on: the chosen ones, or if none is chosen, all that can have a tag."""
        if self._chosen:
            return [self.found[number] for number in sorted(self._chosen)]
        return [each for each in self.found if each.can_have_tag]

    @property
    def place_beside(self) -> Location | None:
        """The selected echo, which can be shown beside the article."""
        if not self.found:
            return None
        excerpt = self.found[self.selected]
        return Location(excerpt.echo.there.source, excerpt.echo.there.span, excerpt.exact)

    @property
    def nothing(self) -> str:
        """The reason why there is no echo."""
        return self._hint or "no other source says this"

    # Drawing

    @property
    def count(self) -> int:
        """The number of echoes."""
        return len(self.found)

    @property
    def foot_rows(self) -> int:
        """The line that says which passage the echoes are of."""
        return 1

    def top(self, number: int) -> int:
        """Return the first row of an echo."""
        return self._tops[min(number, self.count)]

    def _item_at(self, row: int) -> tuple[int, int]:
        number = bisect_right(self._tops, row) - 1
        return number, row - self._tops[number]

    @property
    def rows(self) -> int:
        """The average number of rows of an echo."""
        return max(1, self.top(self.count) // max(1, self.count))

    @property
    def _tops(self) -> Sequence[int]:
        """The first row of each echo, and the row after the last one: each has a heading, its text and a blank row."""
        return [0, *accumulate(2 + len(lines) for lines in self._wrapped())]

    def _wrapped(self) -> Sequence[Sequence[Sequence[Segment]]]:
        width = max(10, self.size.width - self.scrollbar_gutter.width - 5)
        if self._lines_width != width:
            self._lines_width, self._lines = width, [self._wrap(each, width) for each in self.found]
        return self._lines

    def _wrap(self, excerpt: Excerpt, width: int) -> Sequence[Sequence[Segment]]:
        console = self.app.console
        exact = sanitize("".join(" " if letter.isspace() else letter for letter in excerpt.exact))
        text = Text(exact, self.theme_styles.text, end="")
        for start, end in excerpt.differs:
            text.stylize(OTHER_WORDS, start, end)
        lines = list(text.wrap(console, width))
        if len(lines) > MOST_LINES:
            lines = lines[:MOST_LINES]
            lines[-1].truncate(width - 1)
            lines[-1].append("…")
        if excerpt.lacks:
            lacks = " … ".join(excerpt.lacks)
            lines.append(Text(fit(f"lacks: {lacks}", width), self.theme_styles.error, end=""))
        return [list(line.render(console)) for line in lines]

    def notify_style_update(self) -> None:
        """Wrap the lines again, since they have styles."""
        super().notify_style_update()
        self._lines_width = -1

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        if y == self.size.height - 1:
            return self._foot()
        if y == 0 and not self.found:
            strip = Strip([Segment(f"  {fit(self.nothing, self.size.width - 3)}", self.theme_styles.quiet)])
            return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        return super().render_line(y)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of an echo: its heading first, then its text."""
        each, lines = self.found[number], self._wrapped()[number]
        if row == 0:
            sign = CHOSEN if number in self._chosen else ALTERED if each.echo.differs else " "
            kind = f"{sign}{each.echo.kind} "
            about = f"· {each.standing} · {sanitize_line(each.title)}"
            theme = self.theme_styles
            style = theme.accent if each.echo.kind is EchoKind.VERBATIM else theme.text
            return [Segment(kind, style), Segment(fit(about, width - len(kind)), theme.quiet)]
        return [Segment("   "), *lines[row - 1]] if row <= len(lines) else []

    def _foot(self) -> Strip:
        """Draw the passage that the echoes are of, and their number on the right."""
        number, width = f"{self.count}", self.size.width
        heading = fit(f"echoes of {in_marks(self._passage)}" if self._passage else "echoes", width - len(number) - 4)
        left = Strip([Segment(f" {heading}", self.theme_styles.quiet)])
        left = left.adjust_cell_length(max(0, width - len(number) - 2))
        line = Strip([*left, Segment(f" {number} ", self.theme_styles.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    # Keys

    def action_choose(self) -> None:
        """Choose the selected echo, or undo that, and go to the next one."""
        if not self.found:
            self.refuse(self.nothing)
            return
        self._chosen ^= {self.selected}
        self.selected += 1
        self.refresh()

    def action_pick(self) -> None:
        """Go to the selected echo."""
        if self.found:
            self.chosen.emit(self.found[self.selected])
        else:
            self.refuse(self.nothing)

    def on_virtual_list_picked(self) -> None:
        """Go to the echo that was clicked on."""
        self.action_pick()
