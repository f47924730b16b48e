"""Plain text: every line is a block; blank lines separate groups; bullets and indents are drawn as they are."""

import re
from collections.abc import Iterable
from itertools import islice

from reader.system.bounded_cache import LRUCache
from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Block, Kind, line_runs
from reader.text.blocks import Blocks
from reader.text.graphemes import grapheme_bounds
from reader.text.page_lines import is_page_line
from reader.text.sanitize import sanitize_line
from reader.text.sentences import sentence_spans
from reader.text.span import Span

LONGEST = 8192  # code points; a line of at least twice as many is divided into pieces of about this length
LONG_LINE = 1 << 20  # code points from which it takes a millisecond to find the ends of a line
LONG_LINES = 8  # that are remembered
_WINDOW = 1024  # code points on each side of a division that are searched for a better one
_CACHED_BLOCKS = 512

_VISIBLE = lazy_pattern(r"\S")
_TWO_LINE_ENDS = lazy_pattern(r"(?:[^\S\r\n]*+(?:\r(?!\n)|\r?\n)){2}")
_LEAD = lazy_pattern(r"\s*(?:[•‣◦▪▸●○■–—*+-]\s+|\d{1,3}[.)]\s+)?(?=\S)")
_BYTE_ORDER_MARK = "\ufeff"


class PlainBlocks(Blocks):
    """The lines of `text[start:end]`, one block for each that is not blank. The range begins and ends with a line."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._first = max(start, len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0)
        self._last = len(text) if end is None else end
        self._line = Span(0, 0)  # the line that was found last
        self._long_lines: tuple[Span, ...] = ()  # the last ones that took long to find
        self._cached: LRUCache[int, Block] = LRUCache(self._make, _CACHED_BLOCKS)
        self._cuts: LRUCache[tuple[Span, int], int] = LRUCache(self._find_cut, _CACHED_BLOCKS)

    def at(self, offset: int) -> Block | None:
        """Return the block at a source offset, else the nearest before it, else the first; None without blocks."""
        offset = min(max(offset, self._first), self._last)
        line = self._line_at(offset)
        if not _VISIBLE.search(self._text, *line):
            visible = self._last_visible(line.start)
            if visible is None:
                return self._first_from(line.end)
            line, offset = self._line_at(visible), visible
        return self._cached[self._piece_at(line, offset).start]

    def after(self, block: Block) -> Block | None:
        """Return the next block; None after the last."""
        line = self._line_at(block.start)
        end = self._piece_at(line, block.start).end
        return self._cached[end] if _VISIBLE.search(self._text, end, line.end) else self._first_from(line.end)

    def before(self, block: Block) -> Block | None:
        """Return the block before; None before the first."""
        line = self._line_at(block.start)
        if block.start > line.start:
            return self._cached[self._piece_at(line, block.start - 1).start]
        visible = self._last_visible(line.start)
        return None if visible is None else self._cached[self._piece_at(self._line_at(visible), visible).start]

    def _first_from(self, offset: int) -> Block | None:
        visible = _VISIBLE.search(self._text, offset, self._last)
        return self._cached[self._line_at(visible.start()).start] if visible else None

    # Lines are searched in windows that double: the cost is that of the line, and each search is as fast as memory.

    def _line_at(self, offset: int) -> Span:
        """Return the line that holds an offset or ends there, without its line end."""
        line = self._line
        if line.start <= offset < line.end:
            return line
        for line in self._long_lines:
            if line.start <= offset < line.end:
                return line
        line = self._line = Span(self._line_start(offset), self._line_end(offset))
        if line.end - line.start > LONG_LINE and line not in self._long_lines:
            self._long_lines = (*self._long_lines[1 - LONG_LINES :], line)
        return line

    def _line_start(self, offset: int) -> int:
        here, window = offset, _WINDOW
        while here > self._first:
            low = max(self._first, here - window)
            found = max(self._text.rfind("\n", low, here), self._text.rfind("\r", low, here))
            if found >= 0:
                return found + 1
            here, window = low, 2 * window
        return self._first

    def _line_end(self, offset: int) -> int:
        here, window = offset, _WINDOW
        while here < self._last:
            high = min(here + window, self._last)
            newline = self._text.find("\n", here, high)
            earlier = self._text.find("\r", here, high if newline < 0 else newline)
            if max(newline, earlier) >= 0:
                return newline if earlier < 0 else earlier
            here, window = high, 2 * window
        return self._last

    def _last_visible(self, end: int) -> int | None:
        """Return the offset of the last character before `end` that is not white space; None if there is none."""
        window = _WINDOW
        while end > self._first:
            low = max(self._first, end - window)
            if stripped := self._text[low:end].rstrip():
                return low + len(stripped) - 1
            end, window = low, 2 * window
        return None

    # Pieces of a line that is too long for one block

    def _piece_at(self, line: Span, offset: int) -> Span:
        """Return the piece of a long line that holds an offset, else the line; the last one ends with visible text."""
        end = (self._last_visible(line.end) or line.start) + 1
        line = Span(line.start, end)
        pieces = (end - line.start) // LONGEST
        if pieces < 2:
            return line
        index = min(pieces - 1, (offset - line.start) // LONGEST)
        if offset < self._cut(line, index, pieces):
            index -= 1
        elif offset >= self._cut(line, index + 1, pieces) and index + 1 < pieces:
            index += 1
        return Span(self._cut(line, index, pieces), self._cut(line, index + 1, pieces))

    def _cut(self, line: Span, index: int, pieces: int) -> int:
        """Return the start of a piece: at a sentence if one begins near there, else at a word, else at a grapheme."""
        if index in (0, pieces):
            return line.end if index else line.start
        return self._cuts[line, index]

    def _find_cut(self, key: tuple[Span, int]) -> int:
        line, index = key
        middle = line.start + index * LONGEST
        low = middle - _WINDOW
        around = self._text[low : middle + _WINDOW]
        starts = [span.start for span in islice(sentence_spans(around), 1, None)]
        starts = starts or [word.end() for word in re.finditer(r"\s+", around)]
        starts = starts or [end for _, end in grapheme_bounds(around)]
        return low + min(starts, key=lambda start: abs(start - _WINDOW))

    def _make(self, start: int) -> Block:
        line = self._line_at(start)
        piece = self._piece_at(line, start)
        end = start + len(piece.of(self._text).rstrip())
        runs = tuple(line_runs(self._text, start, end))
        if start > line.start:
            return Block(Kind.LINE, start, end, runs, continued=True)
        lead = _LEAD.match(self._text, start, end)
        lead_end = lead.end() if lead else start
        lead_length = sum(len(run.rendered) for run in line_runs(self._text, start, lead_end))
        return Block(Kind.LINE, start, end, runs, lead=lead_length, spaced=self._is_spaced(start))

    def _is_spaced(self, start: int) -> bool:
        """Return True if a blank line precedes the line that begins at `start`."""
        visible = self._last_visible(start)
        if visible is None:
            return start > self._first
        return _TWO_LINE_ENDS.match(self._text, visible + 1, start) is not None


# A headline is short, does not end as a sentence does, and comes before the first paragraph of prose.
_HEADLINE_WORDS = range(4, 31)
_PROSE_WORDS = 30
_SENTENCE_END = lazy_pattern(r"[.!?…:,;][\"'”’»)\]]*$")
_BREADCRUMB = lazy_pattern(r"\S\s*[»›>|/]\s+\S")
_HEADLINE_LINES = 12  # blocks from the top in which the headline may be


def plain_title(blocks: Iterable[Block]) -> str | None:
    """Return the headline among the first lines; None if there is none. It is safe to show.

    A headline of fewer than four words counts only at the very top, with a blank line after it. Only as many blocks as
    needed are read.
    """
    seen: list[Block] = []
    for block in islice(blocks, _HEADLINE_LINES):
        seen.append(block)
        line = sanitize_line(block.rendered)
        words = len(line.split())
        if words in _HEADLINE_WORDS and _could_be_headline(line):
            return line
        if words > _PROSE_WORDS:
            break
    if len(seen) > 1 and seen[1].spaced and _could_be_headline(top := sanitize_line(seen[0].rendered)):
        return top
    return None


def _could_be_headline(line: str) -> bool:
    return not (_SENTENCE_END.search(line) or _BREADCRUMB.search(line) or is_page_line(line))
