"""Krippendorff's alpha for unitizing: whether people mark the same units in a continuum, at the same places.

K. Krippendorff: On the reliability of unitizing continuous data. Sociological Methodology 25 (1995), 47-76; here as
corrected in Content Analysis, 2nd edition (2004), chapter 11.6. The example on its page 254 is among the tests.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from reader.text.span import Span

Units = Sequence[Span]  # the spans of one person and one category, in order, without overlaps


class UnitDisagreement(NamedTuple):
    """The disagreement in one category: as observed, and as expected by chance."""

    observed: float
    expected: float


def unitized_alpha(categories: Iterable[UnitDisagreement]) -> float | None:
    """Return alpha for one category, or for several together; None if no disagreement is expected by chance."""
    found = list(categories)
    observed, expected = sum(each.observed for each in found), sum(each.expected for each in found)
    return 1 - observed / expected if expected else None


def unit_disagreement(people: Sequence[Units], length: int) -> UnitDisagreement:
    """Measure the disagreement of people in one category, on a continuum with a length in code points."""
    return UnitDisagreement(_observed(people, length), _expected(people, length))


def _observed(people: Sequence[Units], length: int) -> float:
    pairs = list(combinations(people, 2))
    return sum(_distance(one, other) for one, other in pairs) / (len(pairs) * length**2) if length else 0.0


def _distance(ones: Units, others: Units) -> int:
    """Sum the squared distances between the edges of units that overlap, and the squared lengths of all others."""
    found = sum(_length(other) ** 2 for other in others if not _overlapping(other, ones))
    for one in ones:
        overlapping = _overlapping(one, others)
        found += sum((one.start - other.start) ** 2 + (one.end - other.end) ** 2 for other in overlapping)
        found += 0 if overlapping else _length(one) ** 2
    return found


def _overlapping(unit: Span, others: Units) -> Units:
    first = bisect_right(others, unit.start, key=lambda other: other.end)
    return others[first : bisect_left(others, unit.end, key=lambda other: other.start)]


def _expected(people: Sequence[Units], length: int) -> float:
    """Return the average over all ways to place everybody's units on the continuum."""
    lengths = [_length(unit) for units in people for unit in units]
    gaps = sorted(gap for units in people for gap in _gaps(units, length))
    sums = [0, *accumulate(gaps)]
    found = 0.0
    for here in lengths:
        first = bisect_left(gaps, here)  # the first gap that is long enough for the unit
        positions = sums[-1] - sums[first] - (len(gaps) - first) * (here - 1)
        found += (len(lengths) - 1) / 3 * (2 * here**3 - 3 * here**2 + here) + here**2 * positions
    size = len(people) * length
    whole = size * (size - 1) - sum(here * (here - 1) for here in lengths)
    return 2 / length * found / whole if whole else 0.0


def _gaps(units: Units, length: int) -> list[int]:
    """Return the lengths of the gaps before, between and after units."""
    edges = [0, *(edge for unit in units for edge in unit), length]
    return [after - before for before, after in zip(edges[::2], edges[1::2], strict=True) if after > before]


def _length(unit: Span) -> int:
    return unit.end - unit.start
