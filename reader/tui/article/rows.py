"""Rows of cells for a width: which source span each row shows, and which cell each offset.

Plain code without Textual, so that it can be tested as a table. Widths are Rich's, since
Textual measures with it what it puts on the screen. Rows are made where they are asked for:
no row has a number, since that would take all rows before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rich.cells import cell_len

from reader.system.bounded_cache import LRUCache
from reader.text.article import Article
from reader.text.block import Block, Kind
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span

# Latin, Greek, Cyrillic and general punctuation: one code point is one cell, and what it takes to know is one match.
_ONE_CELL_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_TIGHT = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW})
_KEPT = 512  # blocks whose rows are kept


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of the screen: the shown characters `[start, end)` of a block, `indent` cells to the right.

    number: among the rows of its block, from 0. The blank row above a block has -1, and nothing of it.
    """

    block: Block
    number: int
    start: int = 0
    end: int = 0
    indent: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all rows: rows of one layout compare by it."""
        return self.block.start, self.number

    @property
    def shown(self) -> str:
        """What is drawn of it: a blank at its end is not."""
        return self.block.rendered[self.start : self.end].rstrip(" ")

    @property
    def is_gap(self) -> bool:
        return self.number < 0

    @property
    def span(self) -> Span:
        """The part of the source that it shows, or that lies where it is blank."""
        return Span(self.block.source_at(self.start), self.block.source_at(self.end))


@dataclass(frozen=True, slots=True)
class Spot:
    """The shown characters `[start, end)` of a block: where a pointer is."""

    block: Block
    start: int
    end: int

    def to(self, other: "Spot") -> Span:
        """The source from the one to the other, both with it, whichever comes first."""
        if self.block.start == other.block.start:
            return self.block.source_span(min(self.start, other.start), max(self.end, other.end))
        first, last = (self, other) if self.block.start < other.block.start else (other, self)
        begin = first.block.source_span(first.start, len(first.block.rendered))
        return begin.union(last.block.source_span(0, last.end))


class Layout:
    """An article laid out in rows of at most `width` cells."""

    def __init__(self, article: Article, width: int) -> None:
        self.article = article
        self.width = max(1, width)
        self._folded: LRUCache[int, Sequence[tuple[int, int, int]]] = LRUCache(self._fold, _KEPT)
        self._rows: LRUCache[int, Sequence[Row]] = LRUCache(self._make_rows, _KEPT)

    def margin(self, block: Block) -> str:
        """What is drawn before each of its rows: at most half of them, however deep it is nested."""
        return block.margin[: self.width // 2]

    # From row to row

    def row_at(self, offset: int) -> Row | None:
        """The row that shows a source offset, or the nearest before it; None in an empty article."""
        block = self.article.blocks.at(offset)
        if block is None:
            return None
        position, _ = block.rendered_span(offset, offset)
        rows = [row for row in self.rows_of(block) if not row.is_gap and row.start <= position]
        return rows[-1] if rows else self.rows_of(block)[-1]

    def rows_of(self, block: Block) -> Sequence[Row]:
        """The rows of a block; the blank one above it, if there is one, is its first."""
        return self._rows[block.start]

    def onward(self, row: Row | None) -> Iterator[Row]:
        """This row and all after it."""
        if row is None:
            return
        rows = self.rows_of(row.block)
        yield from rows[row.number - rows[0].number :]
        for block in self.article.blocks.onward(self.article.blocks.after(row.block)):
            yield from self.rows_of(block)

    def back(self, row: Row) -> Iterator[Row]:
        """This row and all before it, last first."""
        rows = self.rows_of(row.block)
        yield from reversed(rows[: row.number - rows[0].number + 1])
        for block in self.article.blocks.back(self.article.blocks.before(row.block)):
            yield from reversed(self.rows_of(block))

    def moved(self, row: Row, by: int) -> Row:
        """The row so many rows below, or above; the last or the first if there are not so many."""
        way = self.onward(row) if by >= 0 else self.back(row)
        return list(islice(way, abs(by) + 1))[-1]

    @property
    def first(self) -> Row | None:
        return next(self.onward(self.row_at(0)), None)

    @property
    def last(self) -> Row | None:
        block = self.article.blocks.at(len(self.article.text))
        return self.rows_of(block)[-1] if block else None

    # Cells

    def offset_at(self, row: Row, cell: int) -> int | None:
        """The source offset of the character at a cell of a row; None where there is none."""
        spot = self.spot_at(row, cell)
        return row.block.source_at(spot.start) if spot.start < spot.end else None

    def spot_at(self, row: Row, cell: int) -> "Spot":
        """The character at a cell of a row, whole, whatever it is made of; empty beside the row's text."""
        block = row.block
        cell -= cell_len(self.margin(block)) + row.indent
        if cell < 0:
            return Spot(block, row.start, row.start)
        for start, end in grapheme_bounds(block.rendered[row.start : row.end]):
            cell -= cell_len(block.rendered[row.start + start : row.start + end])
            if cell < 0:
                return Spot(block, row.start + start, row.start + end)
        return Spot(block, row.end, row.end)

    def cell_of(self, row: Row, offset: int) -> int:
        """The cell of a row at which a source offset is shown."""
        position, _ = row.block.rendered_span(offset, offset)
        return cell_len(self.margin(row.block)) + row.indent + cell_len(row.block.rendered[row.start : position])

    # Making rows

    def _make_rows(self, start: int) -> Sequence[Row]:
        block = self._block(start)
        rows = [Row(block, number, *place) for number, place in enumerate(self._folded[start])]
        return [Row(block, -1), *rows] if self._has_gap(block) else rows

    def _has_gap(self, block: Block) -> bool:
        """A blank line in the source is one on the screen; so is the border of any paragraph of several rows."""
        above = self.article.blocks.before(block)
        if above is None:
            return False
        if block.spaced or block.continued:
            return block.spaced
        if (above.kind in _TIGHT and block.kind == above.kind) or (above.lead and block.lead):
            return False
        return len(self._folded[above.start]) > 1 or len(self._folded[block.start]) > 1

    def _fold(self, start: int) -> Sequence[tuple[int, int, int]]:
        block = self._block(start)
        return list(fold(block, self.width - cell_len(self.margin(block))))

    def _block(self, start: int) -> Block:
        block = self.article.blocks.at(start)
        assert block is not None, "rows are made of a block that is there"
        return block


def fold(block: Block, width: int) -> Iterator[tuple[int, int, int]]:
    """The rows of a block, as (start, end, indent) of its shown characters.

    Rows after the first hang under the text that a bullet or indent leads.
    """
    shown = block.rendered
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
    if cut <= start:
        return stop
    return next((place for place in range(cut + 1, end) if shown[place] != " "), end)


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
    if _ONE_CELL_EACH.fullmatch(text):
        return text[: width - 1].rstrip() + "…" if width > 0 else ""
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
