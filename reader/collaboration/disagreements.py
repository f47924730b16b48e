"""Where people agree, and where they do not: the places at which not everybody has set the same tags."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from reader.annotation.model.annotation import Annotation, position_key
from reader.collaboration.agreement.labels import LabelledSpan, mark_of
from reader.text.span import Span

Said = tuple[Annotation, ...]  # what one person set at a place, in order; nothing, too, is something


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch of a source, and what each of the people set there, in their order."""

    source: str
    span: Span
    said: tuple[Said, ...]


def agreements(people: Sequence[Iterable[Annotation]]) -> list[Disagreement]:
    """In order of place: each tag that everybody has set on the same passage."""
    said = [_by_mark(annotations) for annotations in people]
    places = [_place([(each[mark]) for each in said]) for mark in _common(said)]
    return sorted(places, key=lambda place: (place.source, place.span.start, -place.span.end))


def disagreements(people: Sequence[Iterable[Annotation]]) -> list[Disagreement]:
    """In order of place. What overlaps, of whatever tag, is one disagreement, but for what all have in common."""
    said = [_by_mark(annotations) for annotations in people]
    common = _common(said)
    rest = [
        (each, person) for person, here in enumerate(said) for mark in here if mark not in common for each in here[mark]
    ]
    return [_place(_shares(group, len(said))) for group in _overlapping(rest)]


def _by_mark(annotations: Iterable[Annotation]) -> dict[LabelledSpan, Said]:
    found: dict[LabelledSpan, Said] = {}
    for each in sorted(annotations, key=position_key):
        found[mark_of(each)] = (*found.get(mark_of(each), ()), each)
    return found


def _common(said: Sequence[dict[LabelledSpan, Said]]) -> set[LabelledSpan]:
    return set.intersection(*map(set, said)) if said else set()


def _overlapping(rest: Sequence[tuple[Annotation, int]]) -> Iterator[list[tuple[Annotation, int]]]:
    """Groups of which each member overlaps another one."""
    group: list[tuple[Annotation, int]] = []
    reach = 0
    for annotation, person in sorted(rest, key=lambda pair: position_key(pair[0])):
        if group and (annotation.source != group[0][0].source or annotation.start >= reach):
            yield group
            group, reach = [], 0
        group.append((annotation, person))
        reach = max(reach, annotation.end)
    if group:
        yield group


def _shares(group: list[tuple[Annotation, int]], people: int) -> list[Said]:
    return [tuple(each for each, who in group if who == person) for person in range(people)]


def _place(said: Sequence[Said]) -> Disagreement:
    everything = [each for share in said for each in share]
    span = reduce(Span.union, (each.span for each in everything))
    return Disagreement(everything[0].source, span, tuple(said))
