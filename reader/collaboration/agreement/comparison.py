"""All measures of agreement side by side: of two people or more, for each tag and for all tags together."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.collaboration.agreement import unitizing_alpha
from reader.collaboration.agreement.labels import Extents, Marks, by_character, by_sentence, continuum
from reader.collaboration.agreement.span_measures import Scores, alpha, exact, kappa, overlapping

ALL = "all"  # of the tags; a set of tags on a character or a sentence is one label there


@dataclass(frozen=True, slots=True)
class Measures:
    """counts: how many marks each has. What only two people can have is None with more of them.

    exact, overlapping: the first one is the reference. None as well where a measure is not defined.
    """

    counts: tuple[int, ...]
    exact: Scores | None
    overlapping: Scores | None
    kappa_by_character: float | None
    kappa_by_sentence: float | None
    alpha_by_character: float | None
    alpha_unitized: float | None


def compare(people: Sequence[Marks], extents: Extents) -> dict[str, Measures]:
    """All tags together first, then each tag. extents: of the sources that are compared; no mark elsewhere counts."""
    people = [frozenset(mark for mark in marks if mark.source in extents) for marks in people]
    tags = sorted({mark.tag for marks in people for mark in marks})
    by_tag = {tag: [frozenset(mark for mark in marks if mark.tag == tag) for marks in people] for tag in tags}
    units = {tag: _units(marks, extents) for tag, marks in by_tag.items()}
    together = {ALL: _measures(people, extents, list(units.values()))}
    return together | {tag: _measures(marks, extents, [units[tag]]) for tag, marks in by_tag.items()}


def _units(people: Sequence[Marks], extents: Extents) -> unitizing_alpha.Disagreement:
    """Of the marks of one tag."""
    length = sum(extent.length for extent in extents.values())
    return unitizing_alpha.disagreement([continuum(marks, extents) for marks in people], length)


def _measures(people: Sequence[Marks], extents: Extents, units: Sequence[unitizing_alpha.Disagreement]) -> Measures:
    characters, sentences = by_character(people, extents), by_sentence(people, extents)
    are_two = len(people) == 2
    return Measures(
        counts=tuple(map(len, people)),
        exact=exact(*people) if are_two else None,
        overlapping=overlapping(*people) if are_two else None,
        kappa_by_character=kappa(characters) if are_two else None,
        kappa_by_sentence=kappa(sentences) if are_two else None,
        alpha_by_character=alpha(characters),
        alpha_unitized=unitizing_alpha.alpha(units),
    )
