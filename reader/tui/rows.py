"""Rows of cells for a width: which source span each row shows, and which cell each offset.

Plain code without Textual, so that it can be tested as a table. Widths are Rich's, since
Textual measures with it what it puts on the screen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from reader.text.article import Article
from reader.text.block import Block, Kind
from reader.text.passages import grapheme_bounds
from reader.text.span import Span

# Latin, Greek, Cyrillic and general punctuation: one code point is one cell, and what it takes to know is one match.
_ONE_CELL_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_TIGHT = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: the shown characters `[start, end)` of a block, `indent` cells to the right.

    A row between blocks has the block that follows it and nothing of it.
    """

    block: int
    start: int
    end: int
    indent: int = 0
    first: bool = False

    @property
    def is_gap(self) -> bool:
        return self.end == 0 and not self.first


class Layout:
    """An article laid out in rows of at most `width` cells."""

    def __init__(self, article: Article, width: int) -> None:
        self.article = article
        self.width = max(1, width)
        self.rows: list[Row] = []
        self._block_rows: list[tuple[int, int]] = []  # the first, and how many
        before = 0
        for index, block in enumerate(article.blocks):
            folded = list(fold(block, self.width - cell_len(self.margin(block))))
            if index and _gap(article.blocks[index - 1], block, before, len(folded)):
                self.rows.append(Row(index, 0, 0))
            self._block_rows.append((len(self.rows), len(folded)))
            self.rows += (Row(index, start, end, indent, not n) for n, (start, end, indent) in enumerate(folded))
            before = len(folded)

    def margin(self, block: Block) -> str:
        """What is drawn before each of its rows: at most half of them, however deep it is nested."""
        return block.margin[: self.width // 2]

    def row_of(self, offset: int) -> int:
        """The number of the row that shows a source offset, or the nearest before it; 0 in an empty article."""
        index = self.article.block_index(offset)
        if index < 0:
            return 0
        position, _ = self.article.blocks[index].shown_span(offset, offset)
        top, size = self._block_rows[index]
        return bisect_right(self.rows, position, top, top + size, key=lambda row: row.start) - 1

    def rows_of(self, span: Span) -> range:
        """The numbers of the rows that show any of a span."""
        return range(self.row_of(span.start), self.row_of(max(span.start, span.end - 1)) + 1)

    def text_rows(self, top: int, height: int) -> list[int]:
        """The numbers of the rows with text among `height` from `top`."""
        numbers = range(max(0, top), min(top + height, len(self.rows)))
        return [number for number in numbers if self.rows[number].start < self.rows[number].end]

    def offset_of(self, row: int) -> int:
        """The source offset at the start of a row; the nearest row's if there is no such."""
        if not self.rows:
            return 0
        here = self.rows[min(max(0, row), len(self.rows) - 1)]
        return self.article.blocks[here.block].source_at(here.start)

    def offset_at(self, row: int, cell: int) -> int | None:
        """The source offset of the character at a cell of a row; None where there is none."""
        if not 0 <= row < len(self.rows):
            return None
        here = self.rows[row]
        block = self.article.blocks[here.block]
        cell -= cell_len(self.margin(block)) + here.indent
        for start, end in grapheme_bounds(block.shown[here.start : here.end]):
            cell -= cell_len(block.shown[here.start + start : here.start + end])
            if cell < 0:
                return block.source_at(here.start + start)
        return None


def _gap(above: Block, below: Block, rows_above: int, rows_below: int) -> bool:
    """A blank line in the source is one on the screen; so is the border of any paragraph of several rows."""
    if below.spaced:
        return True
    if above.kind in _TIGHT and below.kind == above.kind:
        return False
    return not (above.lead and below.lead) and (rows_above > 1 or rows_below > 1)


def fold(block: Block, width: int) -> Iterator[tuple[int, int, int]]:
    """The rows of a block, as (start, end, indent) of its shown characters.

    Rows after the first hang under the text that a bullet or indent leads.
    """
    shown = block.shown
    hang = min(cell_len(shown[: block.lead]), width // 2)
    indent = 0
    start = 0
    for line in shown.split("\n"):
        end = start + len(line)
        for row_start, row_end in _fold_line(shown, start, end, width - indent, width - hang):
            yield row_start, row_end, indent
            indent = hang
        start = end + 1


def _fold_line(shown: str, start: int, end: int, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Greedy: each row takes as many words as fit; a word that is too long is cut."""
    room = max(1, first)
    simple = _ONE_CELL_EACH.fullmatch(shown, start, end)
    while True:
        cut = _simple_cut(shown, start, end, room) if simple else _grapheme_cut(shown, start, end, room)
        yield start, cut
        if cut >= end:
            return
        start, room = cut, max(1, rest)


def _simple_cut(shown: str, start: int, end: int, room: int) -> int:
    if end - start <= room:
        return end
    stop = start + room
    # A blank may stand in the cell after the last: it is not drawn.
    cut = max(shown.rfind(" ", start, stop + 1), *(shown.rfind(mark, start, stop) for mark in "-–—/"))
    return _past_blanks(shown, cut + 1, end) if cut > start else stop


def _grapheme_cut(shown: str, start: int, end: int, room: int) -> int:
    """The same by graphemes, for text with wide or combining characters; wide ones can be parted."""
    used, best, was_wide = 0, start, False
    for grapheme_start, grapheme_end in grapheme_bounds(shown[start:end]):
        here = start + grapheme_start
        grapheme = shown[here : start + grapheme_end]
        width = cell_len(grapheme)
        if was_wide or width > 1:
            best = here
        if used + width > room and here > start and grapheme != " ":
            return _past_blanks(shown, best if best > start else here, end)
        used += width
        was_wide = width > 1
        if grapheme in " -–—/":
            best = start + grapheme_end
    return end


def _past_blanks(shown: str, position: int, end: int) -> int:
    """A blank that something combines with is none."""
    while position < end and shown[position] == " " and next(grapheme_bounds(shown[position : position + 2]))[1] == 1:
        position += 1
    return position


def fit(text: str, width: int) -> str:
    """`text` cut to at most `width` cells, with `…` where something is missing."""
    if cell_len(text) <= width:
        return text
    kept, used = "", 1
    for start, end in grapheme_bounds(text):
        used += cell_len(text[start:end])
        if used > width:
            break
        kept = text[:end]
    return kept.rstrip() + "…" if width > 0 else ""


def pieces(cuts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` in pieces, cut at those of `cuts` that lie in it."""
    inside = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    yield from pairwise(inside)
