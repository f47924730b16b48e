"""Adjudication: somebody decides where people disagree, and so makes a set of tags that counts.

A decision is a tag like any other: what is taken is tagged once more, by whoever decides. So the tags of all stay as
they are, to be compared again; who decided is the `creator`, and the tags of that one are the result. Where nothing is
taken all that was said there is dismissed: it is not suggested again either.
"""

from collections.abc import Callable, Iterable, Sequence

from reader.annotation.model.annotation import Annotation, Dismissal, annotate, dismissal
from reader.collaboration.agreement.labels import LabelledSpan, mark_of
from reader.collaboration.disagreements import Disagreement, agreements, disagreements
from reader.text.article import Article

People = Sequence[Iterable[Annotation]]
Verdicts = Iterable[Annotation]  # tags and dismissals of whoever decides


def undecided(people: People, verdicts: Verdicts) -> list[Disagreement]:
    """The disagreements, in order of place, on which there is no verdict yet."""
    is_decided = deciding(verdicts)
    return [place for place in disagreements(people) if not is_decided(place)]


def untaken(people: People, verdicts: Verdicts) -> list[Disagreement]:
    """What all agree on, in order of place, and is not in the result yet."""
    is_decided = deciding(verdicts)
    return [place for place in agreements(people) if not is_decided(place)]


def deciding(verdicts: Verdicts) -> Callable[[Disagreement], bool]:
    """Whether there is a verdict on a place: something of it was taken, or all of it dismissed."""
    taken, dismissed = set[LabelledSpan](), set[LabelledSpan]()
    for each in verdicts:
        (dismissed if isinstance(each, Dismissal) else taken).add(mark_of(each))
    return lambda place: not taken.isdisjoint(said := _said(place)) or said.keys() <= dismissed


def earlier(place: Disagreement, verdicts: Verdicts) -> list[Annotation]:
    """What was decided on a place before."""
    said = _said(place)
    return [each for each in verdicts if mark_of(each) in said]


def verdict(article: Article, place: Disagreement, taken: Iterable[Annotation], who: str) -> list[Annotation]:
    """One for each passage and tag: annotations of what is taken, or dismissals of all that was said if nothing is.

    article: the source of the place, as it is now.
    """
    chosen = {mark_of(each): each for each in taken}
    if not chosen:
        return [dismissal(annotate(article, each.span, each.tag, creator=who)) for each in _said(place).values()]
    return [annotate(article, each.span, each.tag, note=each.note, creator=who) for each in chosen.values()]


def _said(place: Disagreement) -> dict[LabelledSpan, Annotation]:
    return {mark_of(each): each for share in place.said for each in share}
