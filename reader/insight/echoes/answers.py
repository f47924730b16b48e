"""The passages of two texts that answer each other: what to show beside a passage, and where to scroll."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.text.span import Span

LIKELY_SCORE = 0.5  # the score from which scrolling to an echo helps if it is neither verbatim nor sure


class Correspondence(IntEnum):
    """The relation of two passages: likely ones help to scroll, answering ones are shown, and equal ones are marked."""

    LIKELY = 0
    ANSWER = 1
    SAME = 2


class AnsweringPair(NamedTuple):
    """A passage here and the passage there that answers it.

    Attributes:
        here: The passage of the one text.
        there: The passage of the other text.
        kind: How they correspond.
    """

    here: Span
    there: Span
    kind: Correspondence

    def turned(self) -> "AnsweringPair":
        """Return the pair as seen from the other text."""
        return AnsweringPair(self.there, self.here, self.kind)


class Answers:
    """All pairs of two texts.

    Attributes:
        same: The passages here that the other text also has, in order of place.
    """

    def __init__(self, pairs: Iterable[AnsweringPair], length: int = 0, other_length: int = 0) -> None:
        """Take pairs in any order.

        Args:
            pairs: The pairs; among those with the same passage here, the best comes first.
            length: The code points of the text here.
            other_length: The code points of the other text.
        """
        self._pairs, self._lengths = sorted(pairs, key=lambda pair: pair.here), (length, other_length)
        self._shown = [pair for pair in self._pairs if pair.kind]
        self._longest = max((pair.here.end - pair.here.start for pair in self._shown), default=0)
        self.same: Sequence[Span] = sorted({pair.here for pair in self._pairs if pair.kind is Correspondence.SAME})
        self._chain = _points(_chain(self._pairs), *self._lengths)

    def __len__(self) -> int:
        """Return the number of passages that both texts have."""
        return len(self.same)

    @property
    def is_empty(self) -> bool:
        """True if no passage answers another one, so that there is nothing to scroll by."""
        return not self._pairs

    def turned(self) -> "Answers":
        """Return the pairs as seen from the other text."""
        return Answers((pair.turned() for pair in self._pairs), *reversed(self._lengths))

    def to(self, passage: Span) -> AnsweringPair | None:
        """Return the pair that answers a passage here: of several, the one that covers most of it; else None."""
        first = bisect_left(self._shown, passage.start - self._longest, key=_start)
        end = bisect_left(self._shown, passage.end, key=_start)
        found = [pair for pair in self._shown[first:end] if SourceSpan("", pair.here).shares(passage)]
        return max(found, key=lambda pair: _common(pair.here, passage), default=None)

    def opposite(self, offset: int) -> int | None:
        """Return the offset there that is level with one here; None if no passage of one text answers the other.

        Between passages that answer each other, the position is proportional in both texts.
        """
        if not self._chain:
            return None
        at = bisect_right(self._chain, max(0, offset), key=lambda point: point[0])
        (here, there), (after, after_there) = self._chain[at - 1], self._chain[min(at, len(self._chain) - 1)]
        if after == here:
            return there
        return there + (offset - here) * (after_there - there) // (after - here)


def pairs_of(echoes: Iterable[Echo]) -> list[AnsweringPair]:
    """Return the pairs from echoes: verbatim and sure ones say the same thing, likely ones help to scroll."""
    return [
        AnsweringPair(each.here.span, each.there.span, Correspondence.SAME if _is_same(each) else Correspondence.LIKELY)
        for each in echoes
        if _is_same(each) or each.score >= LIKELY_SCORE
    ]


def _is_same(echo: Echo) -> bool:
    return echo.is_sure or (echo.kind is EchoKind.VERBATIM and not echo.differs)


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _points(chain: Sequence[AnsweringPair], length: int, other_length: int) -> list[tuple[int, int]]:
    """Return the offsets that are level with each other, from the beginnings of the two texts to their ends."""
    if not chain:
        return []
    inner = [(pair.here.start, pair.there.start) for pair in chain]
    first = [(0, 0)] if inner[0][0] else []
    last = [(length, other_length)] if length > inner[-1][0] else []
    return [*first, *inner, *last]


def _chain(pairs: Sequence[AnsweringPair]) -> list[AnsweringPair]:
    """Return as many pairs as possible in the same order in both texts: the surer ones first, others between."""
    chain = list[AnsweringPair]()
    for kind in sorted(Correspondence, reverse=True):
        chain = _filled(chain, [pair for pair in pairs if pair.kind is kind])
    return chain


def _filled(chain: Sequence[AnsweringPair], others: Sequence[AnsweringPair]) -> list[AnsweringPair]:
    """Return a chain with as many other pairs as fit between its own."""
    filled = list[AnsweringPair]()
    for before, after in pairwise([None, *chain, None]):
        first = bisect_right(others, before.here.start, key=_start) if before else 0
        end = bisect_left(others, after.here.start, key=_start) if after else len(others)
        between = [pair for pair in others[first:end] if _is_between(before, pair, after)]
        filled += [*([before] if before else []), *_longest_rise(between)]
    return filled


def _start(pair: AnsweringPair) -> int:
    return pair.here.start


def _is_between(before: AnsweringPair | None, pair: AnsweringPair, after: AnsweringPair | None) -> bool:
    """Return whether a pair is between two others also in the text there; None stands for the text's ends."""
    is_after = before is None or before.there.start < pair.there.start
    return is_after and (after is None or pair.there.start < after.there.start)


def _longest_rise(pairs: Sequence[AnsweringPair]) -> list[AnsweringPair]:
    """Return the longest chain of pairs, which are in order of `here`, that is also in order of `there`."""
    ends, before = list[int](), dict[int, int]()  # the best end for each length so far; the pair before each pair
    # Of several pairs with one passage here, the last comes first, so that no two of them are in order.
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n].here.start, -pairs[n].there.start))
    for n in order:
        at = bisect_left(ends, pairs[n].there.start, key=lambda end: pairs[end].there.start)
        before[n] = ends[at - 1] if at else -1
        ends[at : at + 1] = [n]
    rise, n = list[AnsweringPair](), ends[-1] if ends else -1
    while n >= 0:
        rise.append(pairs[n])
        n = before[n]
    return rise[::-1]
