"""Krippendorff's alpha for unitizing: whether people cut the same stretches out of a continuum, at the same places.

K. Krippendorff: On the reliability of unitizing continuous data. Sociological Methodology 25 (1995), 47-76; here as
corrected in Content Analysis, 2nd edition (2004), chapter 11.6, with the example of its page 254 among the tests.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from reader.text.span import Span

Units = Sequence[Span]  # of one person and one category, in order; none overlaps another


class Disagreement(NamedTuple):
    """What was observed, and what chance would give."""

    observed: float
    expected: float


def alpha(categories: Iterable[Disagreement]) -> float | None:
    """Of one category, or of several together. None if chance cannot disagree."""
    found = list(categories)
    observed, expected = sum(each.observed for each in found), sum(each.expected for each in found)
    return 1 - observed / expected if expected else None


def disagreement(people: Sequence[Units], length: int) -> Disagreement:
    """Of one category. length: of the continuum, in code points."""
    return Disagreement(_observed(people, length), _expected(people, length))


def _observed(people: Sequence[Units], length: int) -> float:
    pairs = list(combinations(people, 2))
    return sum(_distance(one, other) for one, other in pairs) / (len(pairs) * length**2) if length else 0.0


def _distance(ones: Units, others: Units) -> int:
    """Squares of the distances between the ends of units that overlap, and of the lengths of those that meet a gap."""
    found = sum(_length(other) ** 2 for other in others if not _meeting(other, ones))
    for one in ones:
        meeting = _meeting(one, others)
        found += sum((one.start - other.start) ** 2 + (one.end - other.end) ** 2 for other in meeting)
        found += 0 if meeting else _length(one) ** 2
    return found


def _meeting(unit: Span, others: Units) -> Units:
    first = bisect_right(others, unit.start, key=lambda other: other.end)
    return others[first : bisect_left(others, unit.end, key=lambda other: other.start)]


def _expected(people: Sequence[Units], length: int) -> float:
    """Over all ways to lay the units of all on the continuum."""
    lengths = [_length(unit) for units in people for unit in units]
    gaps = sorted(gap for units in people for gap in _gaps(units, length))
    sums = [0, *accumulate(gaps)]
    found = 0.0
    for here in lengths:
        first = bisect_left(gaps, here)  # the gaps that it fits into
        places = sums[-1] - sums[first] - (len(gaps) - first) * (here - 1)
        found += (len(lengths) - 1) / 3 * (2 * here**3 - 3 * here**2 + here) + here**2 * places
    size = len(people) * length
    whole = size * (size - 1) - sum(here * (here - 1) for here in lengths)
    return 2 / length * found / whole if whole else 0.0


def _gaps(units: Units, length: int) -> list[int]:
    """The lengths of what lies between, before and after."""
    edges = [0, *(edge for unit in units for edge in unit), length]
    return [after - before for before, after in zip(edges[::2], edges[1::2], strict=True) if after > before]


def _length(unit: Span) -> int:
    return unit.end - unit.start
