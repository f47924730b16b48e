"""Accepted suggestions in a comparison: two people who accept the same suggestion have not agreed on their own."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.twins import READER
from reader.text.span import Span

Kind = tuple[str, str]  # the id of a source, and the name of a tag


def is_suggested(annotation: Annotation) -> bool:
    """Return whether an annotation is a suggestion that somebody accepted, or that nobody looked at."""
    return annotation.was_suggested or annotation.creator == READER


def without_suggested(people: Mapping[str, Sequence[Annotation]]) -> dict[str, list[Annotation]]:
    """Return everyone's annotations without the passages for which somebody accepted a suggestion.

    All tags of the suggested kind that overlap such a passage are left out, whoever set them: if only the accepted ones
    were, whoever tagged the passage by hand would disagree with everyone.
    """
    accepted = _spans(each for each in chain.from_iterable(people.values()) if is_suggested(each))
    return {name: [each for each in found if not _is_in(each, accepted)] for name, found in people.items()}


def _spans(annotations: Iterable[Annotation]) -> dict[Kind, list[Span]]:
    """Return the passages of each kind in order, with those that overlap joined."""
    found: dict[Kind, list[Span]] = {}
    for each in sorted(annotations, key=lambda each: each.span):
        spans = found.setdefault((each.source, each.tag), [])
        if spans and spans[-1].overlaps(each.span):
            spans[-1] = spans[-1].union(each.span)
        else:
            spans.append(each.span)
    return found


def _is_in(annotation: Annotation, accepted: Mapping[Kind, Sequence[Span]]) -> bool:
    spans = accepted.get((annotation.source, annotation.tag), ())
    at = bisect_left(spans, annotation.start + 1, key=lambda span: span.end)
    return at < len(spans) and spans[at].overlaps(annotation.span)
