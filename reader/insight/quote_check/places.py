"""The places of an original where the words of a quotation may be, found by pairs of words in common."""

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log
from typing import NamedTuple

from reader.insight.quote_check.original import Original
from reader.insight.quote_check.pair_index import pair_keys, places_in, range_of
from reader.insight.quote_check.quotation import Gap, Quotation

PLACES, PLACES_OF_SHORT = 4, 8  # places to look at for a quotation, and for a short one
SHORT = 12  # words
MAX_HITS = 20_000  # places of pairs that are compared; the pairs that stand in most places are left out
MAX_HITS_OF_SHORT = 200_000
FEW_PAIRS = 3  # pairs compared even if they are in more places
MAX_ELLIPSES = 6  # ellipses that may each stand for many words
# Code points in which the place of a quotation can be longer than the quotation, by its length; after an ellipsis more.
MIN_DRIFT, MAX_DRIFT, ELLIPSIS_DRIFT = 70, 240, 800
MARGIN = 50  # code points before and after that are aligned, too


_Hit = tuple[int, float, int]  # the place at which the quotation would begin, the weight of the pair, and its key


class OriginalPlace(NamedTuple):
    """A part of an original, in code points, and the weight of the pairs of words that it shares with a quotation."""

    original: Original
    start: int
    end: int
    weight: float


def find_places(quotation: Quotation, originals: Sequence[Original]) -> list[OriginalPlace]:
    """Return the places that share most with a quotation, the best first."""
    is_short = len(quotation) < SHORT
    keys = pair_keys(quotation.words)
    at = dict(zip(keys, quotation.words.starts, strict=False))
    found = [(key, [(original, range_of(original.pairs, key)) for original in originals]) for key in at]
    counted = sorted(
        ((sum(len(within) for _, within in places), key, places) for key, places in found), key=lambda each: each[:2]
    )
    total = sum(len(original.pairs) for original in originals)
    left, most = MAX_HITS_OF_SHORT, MAX_HITS_OF_SHORT if is_short else MAX_HITS
    hits: dict[int, list[_Hit]] = {}
    for number_of_pairs, (count, key, places) in enumerate(counted):
        left -= count
        is_enough = MAX_HITS_OF_SHORT - left > most and number_of_pairs >= FEW_PAIRS
        if left < 0 or is_enough:
            break
        weight = log(1 + total / count) if count else 0
        for number, (original, within) in enumerate(places):
            if within:
                here = hits.setdefault(number, [])
                here.extend((place - at[key], weight, key) for place in places_in(original.pairs, within))
    drift, length, best = (
        _drift(quotation),
        len(quotation.words.text),
        _Heaviest(PLACES_OF_SHORT if is_short else PLACES),
    )
    for number, each in hits.items():
        for first, last, weight in _windows(sorted(each), drift, best):
            best.add(OriginalPlace(originals[number], max(0, first - MARGIN), last + length + MARGIN, weight))
    return best.places


class _Heaviest:
    """The places of most weight; among equals, the first.

    Attributes:
        least: The weight that a place must exceed to be among them.
    """

    def __init__(self, number: int) -> None:
        self.least, self._number, self._found = 0.0, number, list[OriginalPlace]()

    def add(self, place: OriginalPlace) -> None:
        """Add a place that exceeds the least weight."""
        self._found.append(place)
        if len(self._found) >= self._number:
            self._found = self.places
            self.least = self._found[-1].weight

    @property
    def places(self) -> list[OriginalPlace]:
        """The places, the one of most weight first."""
        return nlargest(self._number, self._found, key=lambda place: place.weight)


def _drift(quotation: Quotation) -> int:
    """Return how far the words of a quotation may be from where they would be without omissions."""
    ellipses = sum(gap is Gap.ELLIPSIS for gap in quotation.gaps.values())
    return min(MAX_DRIFT, max(MIN_DRIFT, len(quotation.words.text))) + ELLIPSIS_DRIFT * min(ellipses, MAX_ELLIPSES)


def _windows(hits: Sequence[_Hit], drift: int, best: _Heaviest) -> Iterator[tuple[int, int, float]]:
    """Yield the first and the last hit of stretches with many pairs, and the weight of these pairs.

    Most hits are due to chance: they are alone, or with too few others to reach the least weight, and are skipped.

    Args:
        hits: In order.
        drift: The greatest length of a stretch.
        best: The best places so far, whose least weight a stretch must exceed.
    """
    first, total, before = 0, 0.0, 0
    for index, (place, weight, _) in enumerate(hits):
        if place - before > drift and index:
            if total > best.least:
                yield from (each for each in _within(hits[first:index], drift) if each[2] > best.least)
            first, total = index, 0.0
        total += weight
        before = place
    if total > best.least:
        yield from (each for each in _within(hits[first:], drift) if each[2] > best.least)


def _within(hits: Sequence[_Hit], drift: int) -> Iterator[tuple[int, int, float]]:
    """Yield the stretches among hits of which no two neighbours are farther apart than a stretch is long."""
    counts, weight, first = Counter[int](), 0.0, 0
    best = (0, 0, 0.0)
    for place, each, key in hits:
        if not counts[key]:
            weight += each
        counts[key] += 1
        while place - hits[first][0] > drift:
            _, gone, key_gone = hits[first]
            counts[key_gone] -= 1
            if not counts[key_gone]:
                weight -= gone
            first += 1
        if hits[first][0] > best[1]:  # no overlap with the best one so far
            if best[2]:
                yield best
            best = (hits[first][0], place, weight)
        elif weight > best[2]:
            best = (hits[first][0], place, weight)
    if best[2]:
        yield best
