"""Adjudication: somebody decides where people disagree, and so makes a set of tags that counts.

A decision is a tag like any other: what is taken is tagged once more, by whoever decides. So the tags of all stay as
they are, to be compared again; who decided is the `creator`, and the tags of that one are the result. Where nothing is
taken the decision is the tag `nothing`, on the whole place.
"""

from collections.abc import Iterable, Sequence

from reader.annotation.annotation import Annotation, annotate
from reader.teams.disagreement import Place, agreements, disagreements
from reader.teams.marks import Mark, mark_of
from reader.text.article import Article

NOTHING = "nothing"

People = Sequence[Iterable[Annotation]]


def undecided(people: People, verdicts: Iterable[Annotation]) -> list[Place]:
    """The disagreements, in order of place, on which there is no verdict yet."""
    known = set(map(mark_of, verdicts))
    return [place for place in disagreements(people) if known.isdisjoint(_possible(place))]


def untaken(people: People, verdicts: Iterable[Annotation]) -> list[Place]:
    """What all agree on, in order of place, and is not in the result yet."""
    known = set(map(mark_of, verdicts))
    return [place for place in agreements(people) if known.isdisjoint(_possible(place))]


def earlier(place: Place, verdicts: Iterable[Annotation]) -> list[Annotation]:
    """What was decided on a place before."""
    return [each for each in verdicts if mark_of(each) in _possible(place)]


def verdict(article: Article, place: Place, taken: Iterable[Annotation], who: str) -> list[Annotation]:
    """The new annotations: one for each passage and tag that is taken, or one that says that none is.

    article: the source of the place, as it is now.
    """
    chosen = {mark_of(each): each for each in taken}
    if not chosen:
        return [annotate(article, place.span, NOTHING, creator=who)]
    return [annotate(article, each.span, each.tag, note=each.note, creator=who) for each in chosen.values()]


def _possible(place: Place) -> set[Mark]:
    """The marks that a verdict on a place can have."""
    said = {mark_of(each) for share in place.said for each in share}
    return {*said, Mark(place.source, *place.span, NOTHING)}
