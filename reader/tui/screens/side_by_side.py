"""A place where people disagree, in its context: under each row of the text, a line for everyone who marked some of it.

Plain code: who marked what is told by lines, numbers and words, so that it needs no colours.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import Layout, Row, fit
from reader.tui.theme import ThemeStyles

GUTTER = 2  # cells before the text, where it is said whose line it is
MOST = 200  # rows of a place that are shown
SHORTEST = 3  # cells from which a cut name says something

Drawn = list[Segment]


class Side(NamedTuple):
    """What one of them set. label: of one cell."""

    label: str
    annotations: Sequence[Annotation]


class _Bar(NamedTuple):
    """The part of an annotation that is on a row: from cell to cell, and whether it begins and ends there."""

    start: int
    end: int
    begins: bool
    ends: bool
    tag: str


class Sides:
    """Draws places of an article. colour: of a tag."""

    def __init__(self, layout: Layout, inks: ThemeStyles, colour: Callable[[str], Style]) -> None:
        self._layout, self._inks, self._colour = layout, inks, colour

    def drawn(self, span: Span, sides: Sequence[Side], around: int) -> tuple[list[Drawn], int]:
        """The lines, with so many rows around the place; and the number of the one on which it begins."""
        lines, begin = list[Drawn](), 0
        first, last = (self._layout.row_at(offset) for offset in (span.start, max(span.start, span.end - 1)))
        if first is None or last is None:
            return [], 0
        for row in self._rows(first, last, around):
            if row.place == first.place:
                begin = len(lines)
            lines.append(self._text(row, span))
            for side in sides:
                has_nothing = row.place == last.place and not side.annotations
                lines += [self._nothing(side)] if has_nothing else self._lanes(row, side)
        return lines, begin

    def _rows(self, first: Row, last: Row, around: int) -> Iterator[Row]:
        after = 0
        for row in islice(self._layout.onward(self._layout.moved(first, -around)), MOST):
            after += row.place > last.place
            if after > around:
                return
            yield row

    def _text(self, row: Row, span: Span) -> Drawn:
        block, quiet = row.block, self._inks.quiet
        shown = block.rendered[row.start : row.end].rstrip(" ")
        begin, end = (min(max(edge - row.start, 0), len(shown)) for edge in block.rendered_span(*span))
        if row.is_gap or not block.start < span.end or not span.start < block.end:
            begin = end = 0
        margin = " " * GUTTER + ("" if row.is_gap else self._layout.margin(block) + " " * row.indent)
        parts = (margin, quiet), (shown[:begin], quiet), (shown[begin:end], self._here), (shown[end:], quiet)
        return [Segment(text, style) for text, style in parts if text]

    @property
    def _here(self) -> Style:
        return self._inks.text + Style(bold=True)

    def _nothing(self, side: Side) -> Drawn:
        return [Segment(f"{side.label} ", self._here), Segment("nothing", self._inks.quiet)]

    def _lanes(self, row: Row, side: Side) -> list[Drawn]:
        """Lines on which nothing overlaps; none where the row has nothing of this side."""
        lanes: list[Drawn] = []
        used: list[int] = []
        for bar in self._bars(row, side.annotations):
            number = next((number for number, cell in enumerate(used) if cell < bar.start), len(used))
            if number == len(used):
                lanes.append([Segment(f"{side.label:<{GUTTER}}", self._here)])
                used.append(0)
            words = self._words(bar)
            gap = " " * (bar.start - used[number])
            lanes[number] += [Segment(gap), Segment(words, self._colour(bar.tag))]
            used[number] = bar.start + cell_len(words)
        return lanes

    def _bars(self, row: Row, annotations: Sequence[Annotation]) -> Iterator[_Bar]:
        """In order; the text's first cell is 0."""
        if row.is_gap:
            return
        block = row.block
        end = row.start + len(block.rendered[row.start : row.end].rstrip(" "))
        indent = cell_len(self._layout.margin(block)) + row.indent
        for each in annotations:
            if not (each.start < block.end and block.start < each.end):
                continue
            start, stop = block.rendered_span(each.start, each.end)
            here, there = max(start, row.start), min(stop, end)
            if here < there:
                first = indent + cell_len(block.rendered[row.start : here])
                last = first + cell_len(block.rendered[here:there])
                if first == last:  # a mark that has no cell of its own stands on the character before it
                    first = max(0, first - 1)
                begins = start >= row.start and each.start >= block.start
                ends = stop <= row.end and each.end <= block.end
                yield _Bar(first, max(last, first + 1), begins, ends, each.tag)

    def _words(self, bar: _Bar) -> str:
        """The bar with its tag in it, or behind it where it is too short."""
        width, tag = bar.end - bar.start, sanitize_line(bar.tag)
        if width == 1:
            line = "│"
        elif cell_len(tag) + 4 <= width:
            line = f"{'├' if bar.begins else '─'} {tag} {'─' * (width - cell_len(tag) - 4)}{'┤' if bar.ends else '─'}"
            tag = ""
        else:
            line = f"{'├' if bar.begins else '─'}{'─' * (width - 2)}{'┤' if bar.ends else '─'}"
        room = self._layout.width - bar.end - 1
        return f"{line} {fit(tag, room)}" if tag and bar.ends and room >= SHORTEST else line
