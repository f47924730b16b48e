"""Agreements and disagreements: passages with the same tags from everybody, and places where tags differ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.people import People
from reader.collaboration.agreement.field_measures import differing_fields
from reader.collaboration.agreement.labels import LabelledSpan, labelled_span
from reader.text.span import Span

Share = tuple[Annotation, ...]  # the annotations of one person at a place, in order; empty if the person set none
NOBODY = People()
_BySpan = dict[LabelledSpan, Share]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place in a source, and the annotations that each person set there.

    Attributes:
        source: The id of the source.
        span: The place, which covers all the annotations.
        said: The annotations of each person, in the order of the people.
    """

    source: str
    span: Span
    said: tuple[Share, ...]


def find_agreements(people: Sequence[Iterable[Annotation]], names: People = NOBODY) -> list[Disagreement]:
    """Find the tags that everybody has set on the same passage, without different fields, in order of place.

    Args:
        people: The annotations of each person.
        names: The names in fields that mean one person.
    """
    by_span = [_group_by_span(annotations) for annotations in people]
    places = [_place([each[span] for each in by_span]) for span in _common(by_span, names)]
    return sorted(places, key=lambda place: (place.source, place.span.start, -place.span.end))


def find_disagreements(people: Sequence[Iterable[Annotation]], names: People = NOBODY) -> list[Disagreement]:
    """Find the places where not everybody has set the same tags, or where a field of the same tag differs, in order.

    Annotations that overlap, whatever their tags, are one disagreement; those that everybody has are left out first.

    Args:
        people: The annotations of each person.
        names: The names in fields that mean one person.
    """
    by_span = [_group_by_span(annotations) for annotations in people]
    common = _common(by_span, names)
    rest = [
        (annotation, person)
        for person, spans in enumerate(by_span)
        for span, share in spans.items()
        if span not in common
        for annotation in share
    ]
    return [_place(_shares(group, len(by_span))) for group in _overlapping_groups(rest)]


def _group_by_span(annotations: Iterable[Annotation]) -> _BySpan:
    found: _BySpan = {}
    for each in sorted(annotations, key=position_key):
        span = labelled_span(each)
        found[span] = (*found.get(span, ()), each)
    return found


def _common(by_span: Sequence[_BySpan], names: People) -> set[LabelledSpan]:
    """Return the tags that everybody has set, without those with different fields."""
    shared = set.intersection(*map(set, by_span)) if by_span else set()
    return {span for span in shared if not differing_fields([each for said in by_span for each in said[span]], names)}


def _overlapping_groups(rest: Sequence[tuple[Annotation, int]]) -> Iterator[list[tuple[Annotation, int]]]:
    """Split annotations, each with its person, into groups that do not overlap each other."""
    group: list[tuple[Annotation, int]] = []
    end = 0
    for annotation, person in sorted(rest, key=lambda pair: position_key(pair[0])):
        if group and (annotation.source != group[0][0].source or annotation.start >= end):
            yield group
            group, end = [], 0
        group.append((annotation, person))
        end = max(end, annotation.end)
    if group:
        yield group


def _shares(group: list[tuple[Annotation, int]], people: int) -> list[Share]:
    return [tuple(each for each, owner in group if owner == person) for person in range(people)]


def _place(said: Sequence[Share]) -> Disagreement:
    annotations = [each for share in said for each in share]
    span = reduce(Span.union, (each.span for each in annotations))
    return Disagreement(annotations[0].source, span, tuple(said))
