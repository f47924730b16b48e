"""Where a span of a text came to stand in a later version of it, and how much of it is left."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reader.text.normalize import Normalized
from reader.text.patience_diff import Match, matches
from reader.text.span import Span

PIECE = 6  # characters; a shorter one could be anybody's
RUN = 3  # words that together are not there by chance
GATHERED = 0.33  # the share of such runs that must stand together
REACH = 500  # characters that an insertion or deletion is moved by, to begin where a sentence does
_SENTENCE_BEGINS = re.compile(r"(?:\A|\n|[.!?]['\")\]]*\s|[。！？])\Z")
_WORD, _LAST_WORD = re.compile(r"\w+"), re.compile(r"\w+\Z")


class MappedSpan(NamedTuple):
    """span: in the new text. kept: the share of the characters, white space apart, that are still there, in pieces
    that tell something. doubtful: the diff could as well have meant a like text beside it.
    """

    span: Span
    kept: float
    doubtful: bool


class OffsetMap:
    """The way from an old text to a new one."""

    def __init__(self, old: Normalized, new: Normalized) -> None:
        self._old, self._new = old.text, new.text
        self._doubtful_old: list[Span] = []
        self._doubtful_new: list[Span] = []
        self._matches = self._settled(matches(old.text, new.text), old, new)

    def landing(self, span: Span) -> MappedSpan | None:
        """None if nothing of it is left."""
        first = bisect_right(self._matches, span.start, key=lambda match: match.old_end)
        stop = bisect_left(self._matches, span.end, key=lambda match: match.old)
        if first >= stop:
            return None
        landed = Span(self._start(span, first), self._end(span, stop - 1))
        touched = self._matches[first:stop]
        pieces = [weight(self._old[max(span.start, each.old) : min(span.end, each.old_end)]) for each in touched]
        left = sum(piece for piece in pieces if piece >= PIECE or len(pieces) == 1)
        whole = weight(span.of(self._old))
        kept = left / whole if whole else 1.0
        doubtful = _within(span, self._doubtful_old) or _within(landed, self._doubtful_new)
        return MappedSpan(landed, kept, doubtful)

    def owns(self, new: Span, but: Span) -> bool:
        """Whether what stands there now stood in the old text already, elsewhere than in `but`."""
        first = bisect_right(self._matches, new.start, key=lambda match: match.new_end)
        stop = bisect_left(self._matches, new.end, key=lambda match: match.new)
        taken = 0
        for each in self._matches[first:stop]:
            there = Span(max(new.start, each.new), min(new.end, each.new_end))
            was = Span(there.start - each.new + each.old, there.end - each.new + each.old)
            if not was.overlaps(but):
                taken += there.end - there.start
        return taken * 2 > new.end - new.start

    def gathered(self, span: Span) -> Span | None:
        """Where a good part of it stands together in what was put in: it was moved, and edited too."""
        runs = list(_runs(span.of(self._old), 0))
        places = sorted({place for run, _ in runs if (place := self._put_in.get(run))})
        reach = 2 * (span.end - span.start)
        near = ([each for each in places if first.start <= each.start < first.start + reach] for first in places)
        best = max(near, key=len, default=[])
        return Span(best[0].start, best[-1].end) if best and len(best) >= len(runs) * GATHERED else None

    @cached_property
    def _put_in(self) -> dict[tuple[str, ...], Span | None]:
        """Where the runs of words stand that are in the new text only; None for those that stand there twice."""
        found: dict[tuple[str, ...], Span | None] = {}
        last = 0
        for match in (*self._matches, Match(len(self._old), len(self._new), 1 << 30)):
            if match.size >= 2 * PIECE:  # shorter ones are often by chance
                for run, place in _runs(self._new[last : match.new], last):
                    found[run] = None if run in found else place
                last = match.new_end
        return found

    # The edges: a word that was put in the place of the first one belongs to the passage

    def _start(self, span: Span, at: int) -> int:
        match = self._matches[at]
        if match.old <= span.start:
            return match.new + span.start - match.old
        before = self._matches[at - 1] if at else Match(0, 0, 0)
        lost, room = match.old - span.start, self._new[before.new_end : match.new]
        if not weight(self._old[before.old_end : span.start]) and len(room) <= 2 * lost + 8:
            return match.new - len(room.lstrip())
        begun = _LAST_WORD.search(room)
        return match.new - len(begun[0] if begun and _LAST_WORD.search(self._old[span.start : match.old]) else "")

    def _end(self, span: Span, at: int) -> int:
        match = self._matches[at]
        if match.old_end >= span.end:
            return match.new + span.end - match.old
        last = Match(len(self._old), len(self._new), 0)
        after = self._matches[at + 1] if at + 1 < len(self._matches) else last
        lost, room = span.end - match.old_end, self._new[match.new_end : after.new]
        if not weight(self._old[span.end : after.old]) and len(room) <= 2 * lost + 8:
            return match.new_end + len(room.rstrip())
        ended = _WORD.match(room)
        return match.new_end + len(ended[0] if ended and _WORD.match(self._old[match.old_end : span.end]) else "")

    # Where text was only put in or taken out, the diff can often choose what: "Yes. Yes." of which one "Yes." is gone

    def _settled(self, found: Sequence[Match], old: Normalized, new: Normalized) -> list[Match]:
        """What was put in or taken out begins where a sentence or at least a word does."""
        settled: list[Match] = []
        for match in found:
            if settled and (last := settled[-1]):
                by = 0
                if last.new_end == match.new:
                    by = _slide(old, last, match, last.old_end, match.old, self._doubtful_old)
                elif last.old_end == match.old:
                    by = _slide(new, last, match, last.new_end, match.new, self._doubtful_new)
                settled[-1] = Match(last.old, last.new, last.size + by)
                if not settled[-1].size:
                    settled.pop()
                match = Match(match.old + by, match.new + by, match.size - by)
            if match.size:
                settled.append(match)
        return settled


def _slide(whole: Normalized, last: Match, match: Match, start: int, end: int, doubtful: list[Span]) -> int:
    """How far the stretch between two matches is best moved; noted as doubtful where several ways are as good."""
    text, left, right = whole.text, 0, 0
    while left < min(last.size, REACH) and text[start - left - 1] == text[end - left - 1]:
        left += 1
    while right < min(match.size, REACH) and text[start + right] == text[end + right]:
        right += 1
    ranks = {by: _rank(whole, start + by) for by in range(-left, right + 1)}
    best = [by for by in ranks if ranks[by] == max(ranks.values())]
    if len(best) > 1:
        doubtful.append(Span(start - left, end + right))
    return 0 if 0 in best else best[-1]


def _runs(text: str, offset: int) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The runs of words in a stretch that begins at an offset, and where they stand."""
    words = list(_WORD.finditer(text))
    for run in zip(*(words[n:] for n in range(RUN)), strict=False):
        yield tuple(word[0] for word in run), Span(offset + run[0].start(), offset + run[-1].end())


def weight(text: str) -> int:
    """Characters that are not white space; in a folded text there are two kinds of that."""
    return len(text) - text.count(" ") - text.count("\n")


def _rank(whole: Normalized, at: int) -> int:
    """How well a stretch of its own begins there: 3 at a sentence, 2 at a line, 1 at a word."""
    if _SENTENCE_BEGINS.search(whole.text[max(0, at - 4) : at]):
        return 3
    return 2 if at in whole.lines else int(whole.text[at - 1] == " ")


def _within(span: Span, zones: Sequence[Span]) -> bool:
    """The zones are in order and few overlap."""
    at = bisect_right(zones, (span.start, 1 << 62))
    return any(zone.covers(span) for zone in zones[max(0, at - 2) : at])
