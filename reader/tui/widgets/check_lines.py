"""The lines that show a checked quotation: its verdict, its words above those of the original, and where these are."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style

from reader.insight.quote_check.lesser_evidence import lacks_evidence
from reader.insight.quote_check.side_by_side import AlignedWords, columns, verdict_words, words_without_markup
from reader.insight.quote_check.verdict import FAULTS, SIGNS, Checked, Evidence, Verdict
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_passage
from reader.tui.cell_widths import cell_len
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.entry_lines import Line

LABEL = " quote check  "
HERE, ORIGINAL = " here      ", " original  "
CONTEXT = 60  # code points before and after the words in the original
CONTEXT_ROWS, MOST_CONTEXT_ROWS = 3, 6  # rows of these words, with little room and with more
NARROWEST = 20  # cells that words are wrapped to at least
DIFFERS = Style(bold=True, underline=True)  # visible without colours, too


class CheckLines:
    """Draws checked quotations in lines of a width.

    Args:
        theme: The styles of the theme.
        width: The cells of a line.
        is_airy: Whether there is a blank line between the parts.
    """

    def __init__(self, theme: ThemeStyles, width: int, *, is_airy: bool) -> None:
        self._theme, self._width = theme, width
        self.gap: list[Line] = [[]] if is_airy else []
        self._context_rows = MOST_CONTEXT_ROWS if is_airy else CONTEXT_ROWS

    def verdict(self, checked: Checked) -> Iterator[Line]:
        """Yield the verdict, with its reasons."""
        theme, verdict = self._theme, checked.verdict
        said = f"{SIGNS[verdict]} {sanitize_line(verdict_words(replace(checked, quoted_in=())))}"
        tone = theme.error if verdict in FAULTS else theme.success if verdict is Verdict.EXACT else theme.accent
        lines = textwrap.wrap(said, self._room(len(LABEL) + 1), subsequent_indent="  ")
        for number, line in enumerate(lines):
            yield [Segment(" " * len(LABEL) if number else LABEL, theme.accent), Segment(line, tone)]

    def note(self, note: str) -> Iterator[Line]:
        """Yield a message about the verdict that was kept."""
        for line in textwrap.wrap(note, self._room(2)):
            yield [Segment(f" {line}", self._theme.accent)]

    def body(self, checked: Checked, *, is_looking: bool = False) -> Iterator[Line]:
        """Yield the words beside those of the original, and the place of these.

        Args:
            checked: The quotation.
            is_looking: Whether other articles are being searched for words that are in no original.
        """
        yield from self.gap
        yield from self._words(checked, self._room(len(HERE) + 1))
        for place in checked.places:
            yield from self.gap
            yield from self._around(place)
        if lesser := [*self._lesser(checked, is_looking=is_looking)]:
            yield from self.gap
            yield from lesser

    def _room(self, used: int) -> int:
        return max(NARROWEST, self._width - used)

    def _words(self, checked: Checked, room: int) -> Iterator[Line]:
        """Yield the quotation and the original below it, equal words under each other."""
        theme = self._theme
        pairs = [] if len(checked.places) > 1 else [each for column in columns(checked) for each in _cut(column, room)]
        if not pairs:
            lines = textwrap.wrap(sanitize_line(words_without_markup(checked)), room)
            yield from (
                [Segment(HERE if not n else " " * len(HERE), theme.quiet), Segment(line, theme.text)]
                for n, line in enumerate(lines)
            )
            return
        for row in _rows(pairs, room):
            for label, at, style in ((HERE, 0, theme.error), (ORIGINAL, 1, theme.success)):
                line = [Segment(label, theme.quiet)]
                for column in row:
                    word = str(column[at])
                    blank = max(map(cell_len, column[:2])) - cell_len(word) + 1
                    line += [
                        Segment(word, style + DIFFERS if column.differs else theme.text),
                        Segment(" " * blank, theme.text),
                    ]
                yield line

    def _lesser(self, checked: Checked, *, is_looking: bool) -> Iterator[Line]:
        """Yield the other articles that quote the same words, or that they are being searched."""
        theme, number = self._theme, len(checked.quoted_in)
        if number:
            articles = "another article" if number == 1 else f"{number} other articles"
            yield [Segment(f" lesser evidence: quoted in {articles}", theme.accent)]
            for place in checked.quoted_in:
                yield from self._around(place)
        elif is_looking and lacks_evidence(checked):
            yield [Segment(" looking in the other articles …", theme.quiet)]

    def _around(self, place: Evidence) -> Iterator[Line]:
        who = f"{sanitize_line(place.speaker)} · " if place.speaker else ""
        before, after = place.before.rpartition("\n\n")[2][-CONTEXT:], place.after.partition("\n\n")[0][:CONTEXT]
        before = before.partition(" ")[2] if len(before) == CONTEXT else before
        said = shown_passage(place.source, f"…{before}{place.exact}{after}…")
        text = f"{who}{sanitize_line(place.source)}, line {place.line}: {said}"
        for line in textwrap.wrap(text, self._room(2))[: self._context_rows]:
            yield [Segment(f" {line}", self._theme.quiet)]


def _cut(column: AlignedWords, room: int) -> Iterator[AlignedWords]:
    """Yield a column, cut into several if it is wider than there is room."""
    here, there = (textwrap.wrap(sanitize_line(words), room) or [""] for words in (column.here, column.there))
    for number in range(max(len(here), len(there))):
        upper, lower = (lines[number] if number < len(lines) else "" for lines in (here, there))
        yield AlignedWords(upper, lower, column.differs)


def _rows(pairs: Sequence[AlignedWords], room: int) -> Iterator[list[AlignedWords]]:
    """Yield as many columns per row as fit, with a blank after each."""
    row, used = list[AlignedWords](), 0
    for pair in pairs:
        width = max(map(cell_len, pair[:2])) + 1
        if row and used + width > room + 1:
            yield row
            row, used = [], 0
        row.append(pair)
        used += width
    if row:
        yield row
