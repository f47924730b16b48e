"""How far people agree: precision, recall and F1 of spans, Cohen's kappa, Krippendorff's alpha.

A measure is None where it is not defined: where there is nothing to measure, or where nothing else could have come
out by chance.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from reader.collaboration.agreement.labels import Codings, LabelledSpan, Marks


@dataclass(frozen=True, slots=True)
class Scores:
    """precision: the share of the other's marks that are the reference's, too. recall: the other way about."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; the same whoever is the reference."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def exact(reference: Marks, other: Marks) -> Scores:
    """A mark counts where the other one has the same tag on the very same stretch."""
    both = len(set(reference) & set(other))
    return Scores(_share(both, len(other)), _share(both, len(reference)))


def overlapping(reference: Marks, other: Marks) -> Scores:
    """A mark counts where the other one has the same tag on any part of it."""
    return Scores(_share(_met(other, reference), len(other)), _share(_met(reference, other), len(reference)))


def kappa(codings: Codings) -> float | None:
    """Of two people. J. Cohen: A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20 (1960), 37-46."""
    total = codings.total()
    ones, others = Counter[object](), Counter[object]()
    for (one, other), count in codings.items():
        ones[one] += count
        others[other] += count
    agreed = sum(count for (one, other), count in codings.items() if one == other)
    by_chance = sum(count * others[label] for label, count in ones.items())  # times total
    return _share(agreed * total - by_chance, total * total - by_chance)


def alpha(codings: Codings) -> float | None:
    """Of two people or more, nominal, without missing values. K. Krippendorff: Content Analysis, 2nd edition (2004),
    chapter 11."""
    people = len(next(iter(codings), ()))
    frequencies = Counter[object]()
    differing = 0.0  # pairs of values in a unit that differ, each unit counted as its number of values
    for labels, count in codings.items():
        here = Counter(labels)
        frequencies.update({label: times * count for label, times in here.items()})
        differing += count * sum(times * (people - times) for times in here.values()) / (people - 1)
    total = frequencies.total()
    expected = sum(times * (total - times) for times in frequencies.values())
    return 1 - differing * (total - 1) / expected if expected else None


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _met(marks: Marks, others: Marks) -> int:
    """How many of the marks are overlapped by one with the same tag."""
    places: dict[tuple[str, str], list[LabelledSpan]] = {}
    for other in sorted(others):
        places.setdefault((other.source, other.tag), []).append(other)
    starts = {place: [other.start for other in here] for place, here in places.items()}
    reach = {place: [0, *accumulate((other.end for other in here), max)] for place, here in places.items()}
    return sum(
        reach[place][bisect_left(starts[place], mark.end)] > mark.start
        for mark in marks
        if (place := (mark.source, mark.tag)) in places
    )
