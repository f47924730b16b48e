"""The pane of the quote check: a quotation, its original below it word by word, and the numbers of all verdicts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from reader.insight.quote_check.verdict import SIGNS, Checked, Verdict
from reader.settings.keys import PANES
from reader.settings.pane_keys import CHECK
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.session import Location
from reader.tui.widgets.check_lines import LABEL, CheckLines
from reader.tui.widgets.entry_lines import Line
from reader.tui.widgets.line_view import LineView

MOST_ROWS = 9  # rows of the sheet below the article
ROOMY = 16  # rows of the pane from which its parts have a blank row between them
COUNTED = (
    Verdict.EXACT, Verdict.SHORTENED, Verdict.ALTERED, Verdict.SPLICED, Verdict.NOT_FOUND, Verdict.TOO_SHORT,
)  # fmt: skip


class CheckPane(LineView, can_focus=True):
    """A quotation beside its original.

    Attributes:
        checked: The quotation that is shown; None if there is none under the cursor.
        sheet_rows: The rows of the pane where there is no room beside the article.
    """

    PLACE = "check"
    BINDINGS = bindings((*CHECK, *PANES))
    DEFAULT_CSS = "CheckPane { background: $surface; }"
    sheet_rows = MOST_ROWS

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self._all: Sequence[Checked] | None = None
        self._note = ""
        self._hint, self._is_looking = "", False
        self._lines: list[Line] = []
        self._width = -1  # cells that the lines are wrapped to

    def show(
        self,
        checked: Checked | None,
        found: Sequence[Checked] | None,
        note: str = "",
        *,
        is_looking: bool = False,
        hint: str = "",
    ) -> None:
        """Show a quotation.

        Args:
            checked: The quotation; None if there is none under the cursor.
            found: All quotations of the article; None while they are being checked.
            note: A further message, such as one about a verdict that was kept.
            is_looking: Whether other articles are being searched for words that are in no original.
            hint: A message about what can be done with all verdicts.
        """
        self.checked, self._all, self._note, self._hint = checked, found, note, hint
        self._is_looking, self._width = is_looking, -1
        self.scroll_to(y=0, animate=False)
        self.refresh()

    @property
    def place_beside(self) -> Location | None:
        """The place in the original, which can be shown beside the article."""
        place = self.checked.original if self.checked else None
        return Location(place.source, place.span, place.exact) if place else None

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        self._width = -1

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        if self._width != width:
            self._width, self._lines = width, [*self._made(width)]
            self.virtual_size = Size(width, len(self._lines))
        number = y + self.scroll_offset.y
        line = self._lines[number] if number < len(self._lines) else []
        return Strip(line).adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _made(self, width: int) -> Iterator[Line]:
        lines = CheckLines(self.theme_styles, width, is_airy=self.size.height >= ROOMY)
        if self.checked:
            yield from lines.verdict(self.checked)
        else:
            said = "no quotation here" if self._all is not None else "checking the quotations …"
            yield [Segment(LABEL, self.theme_styles.accent), Segment(said, self.theme_styles.quiet)]
        yield from lines.note(self._note)
        if self.checked:
            yield from lines.body(self.checked, is_looking=self._is_looking)
        if self._all:
            yield from lines.gap
            yield from self._counts(self._all, width)

    def _counts(self, found: Sequence[Checked], width: int) -> Iterator[Line]:
        """Yield the numbers of all verdicts, on as many rows as needed, and what can be done with them."""
        counts = Counter(each.verdict for each in found)
        shown = [f"{SIGNS[each]} {str(each).replace('-', ' ')} {counts[each]}" for each in COUNTED if counts[each]]
        rows = [""] if shown else []
        for each in shown:
            longer = f"{rows[-1]}   {each}" if rows[-1] else each
            rows = [*rows[:-1], longer] if cell_len(longer) <= width - 2 else [*rows, each]
        if self._hint and rows:
            room = width - 2 - cell_len(rows[-1])
            rows += [""] if cell_len(self._hint) + 3 > room else []
        for number, row in enumerate(rows, 1):
            hint = self._hint.rjust(width - 2 - cell_len(row)) if number == len(rows) else ""
            yield [Segment(f" {row}", self.theme_styles.text), Segment(hint, self.theme_styles.quiet)]

    def on_resize(self) -> None:
        """Wrap the words to the new width."""
        self._width = -1
        self.refresh()
