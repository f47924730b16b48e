"""An article laid out in rows of cells: the span that each row shows, and the cell that shows each offset.

Plain code without Textual, so that it can be tested as a table. Widths are measured by Rich, since Textual measures
with it what it puts on the screen. Rows are made when they are asked for: no row knows its number in the article, since
    that would need all the rows before it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from reader.system.bounded_cache import LRUCache
from reader.system.lazy_pattern import lazy_pattern
from reader.text.article import Article
from reader.text.block import Block, Kind
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span
from reader.tui.article.line_breaks import code_cut, grapheme_cut
from reader.tui.cell_widths import cell_len

# Latin, Greek, Cyrillic and general punctuation, of which each code point takes one cell: a match saves measuring.
_ONE_CELL_EACH = lazy_pattern("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_TIGHT = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW})
CODE_INDENT = "    "  # before the rows of a block of code; its ground begins at the half of it
_CACHED = 512  # blocks whose rows are kept
Cut = Callable[[str, int, int, int], int]  # from text, start, end and room to where the next row begins


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of the screen: the shown characters `[start, end)` of a block.

    Attributes:
        block: The block.
        number: Its number among the rows of the block, from 0; -1 for the blank row above the block.
        place: The position among all rows: rows of one layout compare by it.
        span: The part of the source that it shows; empty for a blank row.
        start: The first shown character.
        end: The end of the shown characters.
        indent: The cells that it is indented by.
    """

    block: Block
    number: int
    place: tuple[int, int]
    span: Span
    start: int
    end: int
    indent: int

    @property
    def shown(self) -> str:
        """The characters that are drawn: all but blanks at the end."""
        return self.block.rendered[self.start : self.end].rstrip(" ")

    @property
    def is_gap(self) -> bool:
        """True if it is the blank row above a block."""
        return self.number < 0

    @property
    def goes_on(self) -> bool:
        """True if it continues the line of the row above."""
        return self.start > 0 and self.block.rendered[self.start - 1] != "\n"


class PointerPosition(NamedTuple):
    """The position of a mouse pointer: the shown characters `[start, end)` of a block."""

    block: Block
    start: int
    end: int

    def to(self, other: "PointerPosition") -> Span:
        """Return the source span from one position to another, including both, whichever comes first."""
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
        self._wrapped: LRUCache[int, Sequence[tuple[int, int, int]]] = LRUCache(self._wrap, _CACHED)
        self._rows: LRUCache[int, Sequence[Row]] = LRUCache(self._make_rows, _CACHED)

    def margin(self, block: Block) -> str:
        """Return what is drawn before each row of a block: at most half the width, however deeply it is nested."""
        indent = CODE_INDENT if block.kind is Kind.CODE else ""
        return f"{block.margin}{indent}"[: self.width // 2]

    # From row to row

    def row_at(self, offset: int) -> Row | None:
        """Return the row that shows a source offset, or the nearest one before it; None in an empty article."""
        block = self.article.blocks.at(offset)
        if block is None:
            return None
        position, _ = block.rendered_span(offset, offset)
        rows = self.rows_of(block)
        return rows[bisect_right(rows, position, key=attrgetter("start")) - 1]

    def rows_of(self, block: Block) -> Sequence[Row]:
        """Return the rows of a block; the blank row above it, if there is one, comes first."""
        return self._rows[block.start]

    def onward(self, row: Row | None) -> Iterator[Row]:
        """Yield a row and all rows after it."""
        if row is None:
            return
        rows = self.rows_of(row.block)
        yield from rows[row.number - rows[0].number :]
        for block in self.article.blocks.onward(self.article.blocks.after(row.block)):
            yield from self.rows_of(block)

    def back(self, row: Row) -> Iterator[Row]:
        """Yield a row and all rows before it, the last one first."""
        rows = self.rows_of(row.block)
        yield from reversed(rows[: row.number - rows[0].number + 1])
        for block in self.article.blocks.back(self.article.blocks.before(row.block)):
            yield from reversed(self.rows_of(block))

    def moved(self, row: Row, distance: int) -> Row:
        """Return the row that is a number of rows below, or above if it is negative; at most the last or the first."""
        way = self.onward(row) if distance >= 0 else self.back(row)
        return list(islice(way, abs(distance) + 1))[-1]

    @property
    def first(self) -> Row | None:
        """The first row; None in an empty article."""
        return next(self.onward(self.row_at(0)), None)

    @property
    def last(self) -> Row | None:
        """The last row; None in an empty article."""
        block = self.article.blocks.at(len(self.article.text))
        return self.rows_of(block)[-1] if block else None

    # Cells

    def offset_at(self, row: Row, cell: int) -> int | None:
        """Return the source offset of the character at a cell of a row; None where there is no character."""
        position = self.position_at(row, cell)
        return row.block.source_at(position.start) if position.start < position.end else None

    def position_at(self, row: Row, cell: int) -> PointerPosition:
        """Return the whole character (grapheme) at a cell of a row; an empty position beside the row's text."""
        block = row.block
        cell -= cell_len(self.margin(block)) + row.indent
        if cell < 0:
            return PointerPosition(block, row.start, row.start)
        for start, end in grapheme_bounds(block.rendered[row.start : row.end]):
            cell -= cell_len(block.rendered[row.start + start : row.start + end])
            if cell < 0:
                return PointerPosition(block, row.start + start, row.start + end)
        return PointerPosition(block, row.end, row.end)

    def cell_of(self, row: Row, offset: int) -> int:
        """Return the cell of a row at which a source offset is shown."""
        position, _ = row.block.rendered_span(offset, offset)
        return cell_len(self.margin(row.block)) + row.indent + cell_len(row.block.rendered[row.start : position])

    # Making rows

    def _make_rows(self, start: int) -> Sequence[Row]:
        block = self._block(start)
        rows = [_row(block, number, *cells) for number, cells in enumerate(self._wrapped[start])]
        return [_row(block, -1), *rows] if self._has_gap(block) else rows

    def _has_gap(self, block: Block) -> bool:
        """Return whether a block has a blank row above: for a blank line in the source, or between long paragraphs."""
        above = self.article.blocks.before(block)
        if above is None:
            return False
        if block.spaced or block.continued:
            return block.spaced
        if (above.kind in _TIGHT and block.kind == above.kind) or (above.lead and block.lead):
            return False
        return len(self._wrapped[above.start]) > 1 or len(self._wrapped[block.start]) > 1

    def _wrap(self, start: int) -> Sequence[tuple[int, int, int]]:
        block = self._block(start)
        return list(wrap(block, self.width - cell_len(self.margin(block))))

    def _block(self, start: int) -> Block:
        block = self.article.blocks.at(start)
        assert block is not None, "rows are only made of blocks of the article"
        return block


def _row(block: Block, number: int, start: int = 0, end: int = 0, indent: int = 0) -> Row:
    span = Span(block.source_at(start), block.source_at(end))
    return Row(block, number, (block.start, number), span, start, end, indent)


def wrap(block: Block, width: int) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of a block as (start, end, indent): the shown characters `[start, end)`, and the cells of indent.

    Rows after the first hang under the text that follows a bullet or indent.
    """
    shown = block.rendered
    hang = min(cell_len(shown[: block.lead]), width // 2)
    indent = 0
    start = 0
    for line in shown.split("\n"):
        end = start + len(line)
        cut = code_cut if block.kind is Kind.CODE else _cut_for(shown, start, end)
        for row_start, row_end in _wrap_line(cut, shown, start, end, width - indent, width - hang):
            yield row_start, row_end, indent
            indent = hang
        start = end + 1


def _cut_for(shown: str, start: int, end: int) -> Cut:
    """Return the function that cuts a line of prose into rows."""
    return _simple_cut if _ONE_CELL_EACH.fullmatch(shown, start, end) else grapheme_cut


def _wrap_line(cut: Cut, shown: str, start: int, end: int, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Wrap a line greedily: each row takes as many words as fit, and a word that is too long is cut."""
    room = max(1, first)
    while True:
        next_start = cut(shown, start, end, room)
        yield start, next_start
        if next_start >= end:
            return
        start, room = next_start, max(1, rest)


def _simple_cut(shown: str, start: int, end: int, room: int) -> int:
    if end - start <= room:
        return end
    stop = start + room
    # A blank may be in the cell after the last one, for it is not drawn.
    cut = max(shown.rfind(" ", start, stop + 1), *(shown.rfind(mark, start, stop) for mark in "-–—/"))
    if cut <= start:
        return stop
    return next((place for place in range(cut + 1, end) if shown[place] != " "), end)


def fit(text: str, width: int) -> str:
    """Cut a text to at most `width` cells, with `…` in place of what is missing."""
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


def style_pieces(cuts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` in pieces, cut at each of `cuts` that lies inside."""
    inside = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    yield from pairwise(inside)
