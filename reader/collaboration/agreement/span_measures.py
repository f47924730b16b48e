"""Measures of agreement: precision, recall and F1 of spans, Cohen's kappa, Krippendorff's alpha.

A measure is None where it is not defined: there is nothing to measure, or chance could only give the same.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from reader.collaboration.agreement.labels import Codings, LabelledSpan, LabelledSpans


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Precision and recall of one person's spans, measured against those of a reference.

    Attributes:
        precision: The share of the other person's spans that the reference has, too.
        recall: The share of the reference's spans that the other person has, too.
    """

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, whoever is the reference; 0 if only one of the two has spans."""
        if self.precision is None and self.recall is None:
            return None
        if self.precision is None or self.recall is None:
            return 0.0
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def exact_scores(reference: LabelledSpans, other: LabelledSpans) -> SpanScores:
    """Score the spans that both people have with the same tag and exactly the same edges."""
    both = len(set(reference) & set(other))
    return SpanScores(_ratio(both, len(other)), _ratio(both, len(reference)))


def overlap_scores(reference: LabelledSpans, other: LabelledSpans) -> SpanScores:
    """Score overlaps: a span counts if the other person gave the same tag to any part of it."""
    precision = _ratio(_count_overlapped(other, reference), len(other))
    return SpanScores(precision, _ratio(_count_overlapped(reference, other), len(reference)))


def cohen_kappa(codings: Codings) -> float | None:
    """Return Cohen's kappa of two people.

    J. Cohen: A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20 (1960), 37-46.
    """
    total = codings.total()
    ones, others = Counter[object](), Counter[object]()
    for (one, other), count in codings.items():
        ones[one] += count
        others[other] += count
    agreed = sum(count for (one, other), count in codings.items() if one == other)
    by_chance = sum(count * others[label] for label, count in ones.items())  # times total
    return _ratio(agreed * total - by_chance, total * total - by_chance)


def krippendorff_alpha(codings: Codings) -> float | None:
    """Return Krippendorff's nominal alpha of two people or more, without missing values.

    K. Krippendorff: Content Analysis, 2nd edition (2004), chapter 11.
    """
    people = len(next(iter(codings), ()))
    frequencies = Counter[object]()
    observed = 0.0  # pairs of values in a unit that differ; each unit counts as the number of its values
    for labels, count in codings.items():
        here = Counter(labels)
        frequencies.update({label: times * count for label, times in here.items()})
        observed += count * sum(times * (people - times) for times in here.values()) / (people - 1)
    total = frequencies.total()
    expected = sum(times * (total - times) for times in frequencies.values())
    return 1 - observed * (total - 1) / expected if expected else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _count_overlapped(spans: LabelledSpans, others: LabelledSpans) -> int:
    """Count the spans that another with the same tag overlaps."""
    grouped: dict[tuple[str, str], list[LabelledSpan]] = {}
    for other in sorted(others):
        grouped.setdefault((other.source, other.tag), []).append(other)
    starts = {key: [other.start for other in group] for key, group in grouped.items()}
    # For each number of spans from the left, the furthest end that one of them has.
    furthest = {key: [0, *accumulate((other.end for other in group), max)] for key, group in grouped.items()}
    return sum(
        furthest[key][bisect_left(starts[key], span.end)] > span.start
        for span in spans
        if (key := (span.source, span.tag)) in grouped
    )
