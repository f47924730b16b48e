"""Decisions of an adjudicator, which turn the tags of several people into one set that counts.

A decision is an annotation like any other: the adjudicator tags the chosen passages once more. So everybody's tags stay
as they are and can be compared again, and the result is the annotations with the adjudicator as their creator. If
nothing is chosen at a place, all that was tagged there is dismissed, and so it is not suggested again either.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.annotation.model.annotation import Annotation, Dismissal, annotate, dismissal
from reader.annotation.model.people import People
from reader.collaboration.agreement.labels import LabelledSpan, labelled_span
from reader.collaboration.disagreements import NOBODY, Disagreement, find_agreements
from reader.text.article import Article

Said = Sequence[Iterable[Annotation]]
Decisions = Iterable[Annotation]  # annotations and dismissals of the adjudicator


def pending_agreements(said: Said, decisions: Decisions, names: People = NOBODY) -> list[Disagreement]:
    """Find the tags that everybody has set and the adjudicator has not decided on, in order of place.

    Args:
        said: The annotations of each person.
        decisions: Those of the adjudicator.
        names: The names in fields that mean one person.
    """
    is_decided = decision_test(decisions)
    return [place for place in find_agreements(said, names) if not is_decided(place)]


def decision_test(decisions: Decisions) -> Callable[[Disagreement], bool]:
    """Return a function that tells whether a place is decided: some of it was chosen, or all of it dismissed."""
    chosen, dismissed = set[LabelledSpan](), set[LabelledSpan]()
    for each in decisions:
        (dismissed if isinstance(each, Dismissal) else chosen).add(labelled_span(each))

    def is_decided(place: Disagreement) -> bool:
        spans = _by_span(place).keys()
        return not chosen.isdisjoint(spans) or spans <= dismissed

    return is_decided


def decisions_at(place: Disagreement, decisions: Decisions) -> list[Annotation]:
    """Return the decisions on a place."""
    spans = _by_span(place)
    return [each for each in decisions if labelled_span(each) in spans]


def decide(article: Article, place: Disagreement, chosen: Iterable[Annotation], adjudicator: str) -> list[Annotation]:
    """Make the decision on a place.

    Args:
        article: The source of the place, as it is now.
        place: The place.
        chosen: The annotations to adopt, with their notes, fields and links. Of several with the same span and tag, the
            last one is adopted, with the fields and links that only the others have.
        adjudicator: The creator of the decision.

    Returns:
        One annotation for each chosen span and tag; if nothing is chosen, one dismissal for each span and tag at the
        place.
    """
    chosen = list(chosen)
    by_span = {labelled_span(each): each for each in chosen}
    if by_span:
        return [_adopted(article, each, chosen, adjudicator) for each in by_span.values()]
    tagged = _by_span(place).values()
    return [dismissal(annotate(article, each.span, each.tag, creator=adjudicator)) for each in tagged]


def _adopted(article: Article, taken: Annotation, chosen: Sequence[Annotation], adjudicator: str) -> Annotation:
    """Return an annotation as the adjudicator's own, with the fields and links that only other chosen ones have."""
    same = [each for each in chosen if labelled_span(each) == labelled_span(taken)]
    fields = {name: value for each in same for name, value in each.fields.items()}
    links = {id: link for each in same for id, link in each.links.items()}
    own = annotate(article, taken.span, taken.tag, note=taken.note, creator=adjudicator)
    return replace(own, fields=fields, links=links)


def _by_span(place: Disagreement) -> dict[LabelledSpan, Annotation]:
    return {labelled_span(each): each for share in place.said for each in share}
