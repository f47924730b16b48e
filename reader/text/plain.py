"""Plain text: every line is a paragraph; blank lines separate groups; bullets and indents stay what they are."""

import re
from collections.abc import Iterable
from itertools import islice

from reader.system.bounded_cache import LRUCache
from reader.text.block import Block, Kind, runs_of
from reader.text.blocks import Blocks
from reader.text.graphemes import grapheme_bounds
from reader.text.sanitize import sanitize_line
from reader.text.sentences import sentence_spans
from reader.text.span import Span

LONGEST = 8192  # code points from which a line is shown in pieces of about this length
_WINDOW = 1024  # code points on each side of where a piece should end that are looked at for a better place
_KEPT = 512  # blocks

_INK = re.compile(r"\S")
_TWO_LINE_ENDS = re.compile(r"(?:[^\S\r\n]*+(?:\r(?!\n)|\r?\n)){2}")
_LEAD = re.compile(r"\s*(?:[•‣◦▪▸●○■–—*+-]\s+|\d{1,3}[.)]\s+)?(?=\S)")
_BYTE_ORDER_MARK = "\ufeff"


class PlainBlocks(Blocks):
    """One block a line that is not blank, of `text[start:end]`, which are whole lines."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._first = max(start, len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0)
        self._last = len(text) if end is None else end
        self._line = Span(0, 0)  # the one that was looked for last
        self._made: LRUCache[int, Block] = LRUCache(self._make, _KEPT)
        self._cuts: LRUCache[tuple[Span, int], int] = LRUCache(self._find_cut, _KEPT)

    def at(self, offset: int) -> Block | None:
        offset = min(max(offset, self._first), self._last)
        line = self._line_at(offset)
        if not _INK.search(self._text, *line):
            ink = self._last_ink(line.start)
            if ink is None:
                return self._first_from(line.end)
            line, offset = self._line_at(ink), ink
        return self._made[self._piece_at(line, offset).start]

    def after(self, block: Block) -> Block | None:
        line = self._line_at(block.start)
        end = self._piece_at(line, block.start).end
        return self._made[end] if _INK.search(self._text, end, line.end) else self._first_from(line.end)

    def before(self, block: Block) -> Block | None:
        line = self._line_at(block.start)
        if block.start > line.start:
            return self._made[self._piece_at(line, block.start - 1).start]
        ink = self._last_ink(line.start)
        return None if ink is None else self._made[self._piece_at(self._line_at(ink), ink).start]

    def _first_from(self, offset: int) -> Block | None:
        ink = _INK.search(self._text, offset, self._last)
        return self._made[self._line_at(ink.start()).start] if ink else None

    # Lines. Windows that double keep the cost to that of the line, and each look is as fast as memory.

    def _line_at(self, offset: int) -> Span:
        """The line that an offset stands in, or at the end of; without its line end."""
        line = self._line
        if not (line.start <= offset < line.end):
            line = self._line = Span(self._line_start(offset), self._line_end(offset))
        return line

    def _line_start(self, offset: int) -> int:
        here, step = offset, _WINDOW
        while here > self._first:
            low = max(self._first, here - step)
            found = max(self._text.rfind("\n", low, here), self._text.rfind("\r", low, here))
            if found >= 0:
                return found + 1
            here, step = low, 2 * step
        return self._first

    def _line_end(self, offset: int) -> int:
        here, step = offset, _WINDOW
        while here < self._last:
            high = min(here + step, self._last)
            found = [at for at in (self._text.find("\n", here, high), self._text.find("\r", here, high)) if at >= 0]
            if found:
                return min(found)
            here, step = high, 2 * step
        return self._last

    def _last_ink(self, end: int) -> int | None:
        """The last character before `end` that is no white space."""
        step = _WINDOW
        while end > self._first:
            low = max(self._first, end - step)
            if kept := self._text[low:end].rstrip():
                return low + len(kept) - 1
            end, step = low, 2 * step
        return None

    # Pieces of a line that is too long to be drawn as one

    def _piece_at(self, line: Span, offset: int) -> Span:
        """The whole line, unless it is long. The last piece is the last with text in it."""
        end = (self._last_ink(line.end) or line.start) + 1
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
        """Where a piece begins: with a sentence if one does near there, else with a word, else with a character."""
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
        runs = tuple(runs_of(self._text, start, end))
        if start > line.start:
            return Block(Kind.LINE, start, end, runs, continued=True)
        lead = _LEAD.match(self._text, start, end)
        lead_end = lead.end() if lead else start
        shown_lead = sum(len(run.rendered) for run in runs_of(self._text, start, lead_end)) if lead_end > start else 0
        return Block(Kind.LINE, start, end, runs, lead=shown_lead, spaced=self._is_spaced(start))

    def _is_spaced(self, start: int) -> bool:
        """Whether a blank line stands before the line that begins there."""
        ink = self._last_ink(start)
        if ink is None:
            return start > self._first
        return _TWO_LINE_ENDS.match(self._text, ink + 1, start) is not None


# A headline is short, ends like no sentence, and comes before the first paragraph of prose.
_HEADLINE_WORDS = range(4, 31)
_PROSE_WORDS = 30
_SENTENCE_END = re.compile(r"[.!?…:,;][\"'”’»)\]]*$")
_BREADCRUMB = re.compile(r"\S\s*[»›>|/]\s+\S")
_LOOKED_AT = 12  # lines from the top


def plain_title(blocks: Iterable[Block]) -> str | None:
    """The headline line among the first lines, if there is one; a shorter one only at the very top, set apart.

    No more blocks are asked for than tell.
    """
    seen: list[Block] = []
    for block in islice(blocks, _LOOKED_AT):
        seen.append(block)
        line = sanitize_line(block.rendered)
        words = len(line.split())
        if words in _HEADLINE_WORDS and _could_be_headline(line):
            return line
        if words > _PROSE_WORDS:
            break
    if len(seen) > 1 and seen[1].spaced and _could_be_headline(top := sanitize_line(seen[0].rendered)):
        return top if len(top.split()) <= _PROSE_WORDS else None
    return None


def _could_be_headline(line: str) -> bool:
    return not _SENTENCE_END.search(line) and not _BREADCRUMB.search(line)
