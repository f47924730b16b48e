"""A side-by-side comparison: under each row of a text, a line for everyone who tagged some of it.

Plain code. Lines, numbers and names show who tagged what, so that no colours are needed.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import Layout, Row, fit
from reader.tui.cell_widths import cell_len
from reader.tui.theme_styles import ThemeStyles

GUTTER = 2  # cells before the text, for the label of a line
MOST = 200  # rows of a place that are shown
SHORTEST = 3  # cells at which a cut name still says something

Line = list[Segment]


class Side(NamedTuple):
    """The annotations of one person.

    Attributes:
        label: Stands for the person, in one cell.
        annotations: The annotations.
    """

    label: str
    annotations: Sequence[Annotation]


class _Bar(NamedTuple):
    """The part of an annotation on a row: the cells `[start, end)`, and whether it begins and ends there."""

    start: int
    end: int
    begins: bool
    ends: bool
    tag: str


class SideBySide:
    """Draws places of an article with the annotations of several people."""

    def __init__(self, layout: Layout, theme_styles: ThemeStyles, tag_style: Callable[[str], Style]) -> None:
        """Draw places of a layout.

        Args:
            layout: The rows of the article.
            theme_styles: The styles of the theme.
            tag_style: Returns the style of a tag, by its name.
        """
        self._layout, self._theme_styles, self._tag_style = layout, theme_styles, tag_style

    def draw(self, span: Span, sides: Sequence[Side], around: int) -> tuple[list[Line], int]:
        """Draw a place.

        Args:
            span: The place.
            sides: The people's annotations.
            around: The rows of context above and below the place.

        Returns:
            The lines, and the number of the line that the place begins on.
        """
        lines, begin = list[Line](), 0
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

    def _text(self, row: Row, span: Span) -> Line:
        block, quiet = row.block, self._theme_styles.quiet
        shown = block.rendered[row.start : row.end].rstrip(" ")
        begin, end = (min(max(edge - row.start, 0), len(shown)) for edge in block.rendered_span(*span))
        if row.is_gap or not block.start < span.end or not span.start < block.end:
            begin = end = 0
        margin = " " * GUTTER + ("" if row.is_gap else self._layout.margin(block) + " " * row.indent)
        parts = (margin, quiet), (shown[:begin], quiet), (shown[begin:end], self._bold), (shown[end:], quiet)
        return [Segment(text, style) for text, style in parts if text]

    @property
    def _bold(self) -> Style:
        return self._theme_styles.text + Style(bold=True)

    def _nothing(self, side: Side) -> Line:
        return [Segment(f"{side.label} ", self._bold), Segment("nothing", self._theme_styles.quiet)]

    def _lanes(self, row: Row, side: Side) -> list[Line]:
        """Return lines on which no two annotations overlap; none if the row has no annotation of this side."""
        lanes: list[Line] = []
        used: list[int] = []
        for bar in self._bars(row, side.annotations):
            number = next((number for number, cell in enumerate(used) if cell < bar.start), len(used))
            if number == len(used):
                lanes.append([Segment(f"{side.label:<{GUTTER}}", self._bold)])
                used.append(0)
            drawn = self._drawn(bar)
            gap = " " * (bar.start - used[number])
            lanes[number] += [Segment(gap), Segment(drawn, self._tag_style(bar.tag))]
            used[number] = bar.start + cell_len(drawn)
        return lanes

    def _bars(self, row: Row, annotations: Sequence[Annotation]) -> Iterator[_Bar]:
        """Yield the bars of annotations on a row, in order; cell 0 is the first one of the text."""
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
                if first == last:  # a combining mark has no cell of its own: it is on the character before it
                    first = max(0, first - 1)
                begins = start >= row.start and each.start >= block.start
                ends = stop <= row.end and each.end <= block.end
                yield _Bar(first, max(last, first + 1), begins, ends, each.tag)

    def _drawn(self, bar: _Bar) -> str:
        """Return a bar with the name of its tag in it, or behind it if the bar is too short."""
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
