"""Counting which tags stand beside which in one source, in a single sweep over its annotations.

A set of tags is a whole number with a bit for each, so that the tags beside a passage are found by a few additions of
such numbers, however many tags and annotations there are.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from operator import or_
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.nearby import RelationName


class Beside(NamedTuple):
    """Tags that stand beside a passage.

    Attributes:
        tag: The tag of the passage.
        relation: Its relation to them: `near`, `overlaps` or `in`.
        others: The other tags with a passage to which it has that relation.
    """

    tag: str
    relation: RelationName
    others: frozenset[str]


def tags_beside(annotations: Sequence[Annotation], distance: int) -> Counter[Beside]:
    """Count the tags beside the annotations of a source.

    Args:
        annotations: The annotations, in order of place.
        distance: The most code points between passages that are near.
    """
    names = sorted({each.tag for each in annotations})
    bits = {name: number for number, name in enumerate(names)}
    found = Counter[tuple[int, RelationName, int]]()
    for each, (near, overlaps, holding) in zip(annotations, _masks(annotations, bits, distance), strict=True):
        own = bits[each.tag]
        found[own, "near", near & ~(1 << own)] += 1
        found[own, "overlaps", overlaps & ~(1 << own)] += 1
        found[own, "in", holding & ~(1 << own)] += 1
    counts = Counter[Beside]()
    for (own, relation, mask), number in found.items():
        if mask:
            others = frozenset(names[bit] for bit in _bits(mask))
            counts[Beside(names[own], relation, others)] = number
    return counts


def _masks(annotations: Sequence[Annotation], bits: dict[str, int], distance: int) -> Iterator[tuple[int, int, int]]:
    """Yield for each annotation the tags that are near it, that overlap it, and that it lies in."""
    spans = [(each.start, each.end, bits[each.tag]) for each in annotations]
    starts, beginning = [start for start, _, _ in spans], _Unions([1 << bit for _, _, bit in spans])
    here, before = _Sweep(spans), _Sweep(spans)
    for start, end, _ in spans:
        covering = here.reaching(start, start + 1)
        holding = sum(1 << bit for bit in _bits(covering) if here.ends[bit] >= end)
        inside = beginning.of(bisect_right(starts, start), bisect_left(starts, end))
        around = beginning.of(bisect_right(starts, start - distance), bisect_right(starts, end + distance))
        yield before.reaching(start - distance, start - distance) | around, covering | inside, holding


class _Sweep:
    """A sweep over spans in order of start, which tells the tags that begin by one place and reach another.

    Attributes:
        ends: The greatest end so far of each tag.
    """

    def __init__(self, spans: Sequence[tuple[int, int, int]]) -> None:
        self._spans, self._next = spans, 0
        self._mask, self._heap = 0, list[tuple[int, int]]()
        self.ends: dict[int, int] = {}

    def reaching(self, start: int, end: int) -> int:
        """Return the tags of spans that begin by `start` and end at or after `end`; neither may go back."""
        while self._next < len(self._spans) and self._spans[self._next][0] <= start:
            _, its_end, bit = self._spans[self._next]
            if its_end > self.ends.get(bit, -1):
                self.ends[bit] = its_end
                heappush(self._heap, (its_end, bit))
                self._mask |= 1 << bit
            self._next += 1
        while self._heap and self._heap[0][0] < end:
            its_end, bit = heappop(self._heap)
            if self.ends[bit] == its_end:
                self._mask &= ~(1 << bit)
        return self._mask


class _Unions:
    """A sparse table of sets in a row, which has the union of any neighbours at hand."""

    def __init__(self, masks: list[int]) -> None:
        self._levels, width = [masks], 1  # the unions of 1, 2, 4 … neighbours
        while 2 * width <= len(masks):
            last = self._levels[-1]
            self._levels.append(list(map(or_, last, last[width:])))
            width *= 2

    def of(self, first: int, last: int) -> int:
        """Return the union of the sets in `[first, last)`; empty if there are none."""
        if first >= last:
            return 0
        level = (last - first).bit_length() - 1
        return self._levels[level][first] | self._levels[level][last - (1 << level)]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
