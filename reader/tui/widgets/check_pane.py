"""The pane of the quote check: a quotation, its original below it word by word, and the numbers of all verdicts."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from reader.insight.quote_check.lesser_evidence import lacks_evidence
from reader.insight.quote_check.side_by_side import Column, columns, verdict_words
from reader.insight.quote_check.verdict import FAULTS, SIGNS, Checked, Evidence, Verdict
from reader.settings.keys import PANES
from reader.settings.pane_keys import CHECK
from reader.text.sanitize import sanitize_line
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.session import Location
from reader.tui.widgets.line_view import LineView

HERE, ORIGINAL = " here      ", " original  "
MOST_ROWS = 9  # of the sheet below the article
CONTEXT, CONTEXT_ROWS = 60, 3  # code points before and after the words in the original; rows
ROOMY = 16  # rows of the pane from which its parts have a blank row between them
DIFFERS = Style(bold=True, underline=True)  # visible without colours, too
COUNTED = (
    Verdict.EXACT, Verdict.SHORTENED, Verdict.ALTERED, Verdict.SPLICED, Verdict.NOT_FOUND, Verdict.TOO_SHORT,
)  # fmt: skip

Line = list[Segment]


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
            note: What is to be said besides, as about a verdict that was kept.
            is_looking: Whether other articles are being searched for words that stand in no original.
            hint: What can be done with all verdicts.
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
        yield from self._heading(width)
        for line in textwrap.wrap(self._note, max(20, width - 2)):
            yield [Segment(f" {line}", self.theme_styles.accent)]
        gap: list[Line] = [[]] if self.size.height >= ROOMY else []
        if self.checked:
            yield from gap
            yield from self._words(self.checked, max(20, width - len(HERE) - 1))
            for place in self.checked.places:
                yield from gap
                yield from self._around(place, max(20, width - 2))
            if lesser := [*self._lesser(self.checked, max(20, width - 2))]:
                yield from gap
                yield from lesser
        if self._all:
            yield from gap
            yield from self._counts(self._all, width)

    def _heading(self, width: int) -> Iterator[Line]:
        """Yield the verdict, or why there is none."""
        theme, label = self.theme_styles, " quote check  "
        if self.checked is None:
            said = "no quotation here" if self._all is not None else "checking the quotations …"
            yield [Segment(label, theme.accent), Segment(said, theme.quiet)]
            return
        verdict = self.checked.verdict
        said = f"{SIGNS[verdict]} {sanitize_line(verdict_words(replace(self.checked, quoted_in=())))}"
        tone = theme.error if verdict in FAULTS else theme.success if verdict is Verdict.EXACT else theme.accent
        for number, line in enumerate(textwrap.wrap(said, max(20, width - len(label) - 1), subsequent_indent="  ")):
            yield [Segment(" " * len(label) if number else label, theme.accent), Segment(line, tone)]

    def _words(self, checked: Checked, room: int) -> Iterator[Line]:
        """Yield the quotation and the original below it, equal words under each other."""
        theme = self.theme_styles
        pairs = [] if len(checked.places) > 1 else [each for column in columns(checked) for each in _cut(column, room)]
        if not pairs:
            lines = textwrap.wrap(sanitize_line(checked.exact), room)
            yield from (
                [Segment(HERE if not n else " " * len(HERE), theme.quiet), Segment(line, theme.text)]
                for n, line in enumerate(lines)
            )
            return
        for n, row in enumerate(_rows(pairs, room)):
            for label, at, style in ((HERE, 0, theme.error), (ORIGINAL, 1, theme.success)):
                line = [Segment(label if n == 0 else " " * len(label), theme.quiet)]
                for column in row:
                    word = str(column[at])
                    blank = max(map(cell_len, column[:2])) - cell_len(word) + 1
                    line += [
                        Segment(word, style + DIFFERS if column.differs else theme.text),
                        Segment(" " * blank, theme.text),
                    ]
                yield line

    def _lesser(self, checked: Checked, room: int) -> Iterator[Line]:
        """Yield the other articles that quote the same words, or that they are being searched."""
        theme, number = self.theme_styles, len(checked.quoted_in)
        if number:
            articles = "another article" if number == 1 else f"{number} other articles"
            yield [Segment(f" lesser evidence: quoted in {articles}", theme.accent)]
            for place in checked.quoted_in:
                yield from self._around(place, room)
        elif self._is_looking and lacks_evidence(checked):
            yield [Segment(" looking in the other articles …", theme.quiet)]

    def _around(self, place: Evidence, room: int) -> Iterator[Line]:
        theme = self.theme_styles
        who = f"{sanitize_line(place.speaker)} · " if place.speaker else ""
        before, after = place.before.rpartition("\n\n")[2][-CONTEXT:], place.after.partition("\n\n")[0][:CONTEXT]
        before = before.partition(" ")[2] if len(before) == CONTEXT else before
        text = f"{who}{sanitize_line(place.source)}, line {place.line}: …{before}{place.exact}{after}…"
        for line in textwrap.wrap(sanitize_line(text), room)[:CONTEXT_ROWS]:
            yield [Segment(f" {line}", theme.quiet)]

    def _counts(self, found: Sequence[Checked], width: int) -> Iterator[Line]:
        """Yield the numbers of all verdicts, on as many rows as they take, and what can be done with them."""
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


def _cut(column: Column, room: int) -> Iterator[Column]:
    """Yield a column, cut into several if it is wider than there is room."""
    here, there = (textwrap.wrap(sanitize_line(words), room) or [""] for words in (column.here, column.there))
    for number in range(max(len(here), len(there))):
        upper, lower = (lines[number] if number < len(lines) else "" for lines in (here, there))
        yield Column(upper, lower, column.differs)


def _rows(pairs: Sequence[Column], room: int) -> Iterator[list[Column]]:
    """Yield as many columns a row as there is room for, with a blank after each."""
    row, used = list[Column](), 0
    for pair in pairs:
        width = max(map(cell_len, pair[:2])) + 1
        if row and used + width > room + 1:
            yield row
            row, used = [], 0
        row.append(pair)
        used += width
    if row:
        yield row
