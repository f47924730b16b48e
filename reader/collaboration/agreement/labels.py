"""Labelled spans of several people in the forms that measures need: by character, by sentence and as a continuum."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span


class LabelledSpan(NamedTuple):
    """A tag on a span of a source, whoever set it; half open, in code points."""

    source: str
    start: int
    end: int
    tag: str


LabelledSpans = Collection[LabelledSpan]  # the spans of one person, in any order, without duplicates
Codings = Counter[tuple[Hashable, ...]]  # how often each combination of labels occurs, with one label for each person


@dataclass(frozen=True, slots=True)
class SourceLength:
    """The length of a source in code points, and the spans of its sentences in order."""

    length: int
    sentences: Sequence[Span] = ()


SourceLengths = Mapping[str, SourceLength]  # by source id


def labelled_span(annotation: Annotation) -> LabelledSpan:
    """Return an annotation's source, span and tag."""
    return LabelledSpan(annotation.source, annotation.start, annotation.end, annotation.tag)


def labelled_spans(annotations: Iterable[Annotation]) -> frozenset[LabelledSpan]:
    """Return the labelled spans of one person; the same tag on the same passage counts once."""
    return frozenset(map(labelled_span, annotations))


def character_codings(people: Sequence[LabelledSpans], sources: SourceLengths) -> Codings:
    """Code each code point: a person's label for it is the set of tags that the person set on it."""
    codings: Codings = Counter()
    grouped = [group_by_source(spans) for spans in people]
    for id, source in sources.items():
        for length, labels in _uniform_stretches([spans.get(id, []) for spans in grouped], source.length):
            codings[labels] += length
    return codings


def sentence_codings(people: Sequence[LabelledSpans], sources: SourceLengths) -> Codings:
    """Code each sentence: a person's label for it is the set of tags that the person set on any part of it."""
    codings: Codings = Counter()
    grouped = [group_by_source(spans) for spans in people]
    for id, source in sources.items():
        columns = [_sentence_tags(spans.get(id, []), source.sentences) for spans in grouped]
        codings.update(zip(*columns, strict=True))
    return codings


def continuum(spans: LabelledSpans, sources: SourceLengths) -> list[Span]:
    """Return a person's spans, in order, as if all sources were one text; spans that overlap are joined."""
    found: list[Span] = []
    offset, grouped = 0, group_by_source(spans)
    for id, source in sources.items():
        for each in grouped.get(id, []):
            span = Span(each.start + offset, each.end + offset)
            if found and found[-1].overlaps(span):
                found[-1] = found[-1].union(span)
            else:
                found.append(span)
        offset += source.length
    return found


def group_by_source(spans: LabelledSpans) -> dict[str, list[LabelledSpan]]:
    """Group labelled spans by source id, each group in order of position."""
    grouped: dict[str, list[LabelledSpan]] = {}
    for each in sorted(spans):
        grouped.setdefault(each.source, []).append(each)
    return grouped


def _uniform_stretches(people: Sequence[LabelledSpans], length: int) -> Iterator[tuple[int, tuple[Hashable, ...]]]:
    """Cut a text where anybody's tags change; yield the length of each stretch, and everyone's tags on it."""
    edges = [(0, 0, "", 0), (length, 0, "", 0)]
    for person, spans in enumerate(people):
        for each in spans:
            edges += [(each.start, person, each.tag, 1), (each.end, person, each.tag, -1)]
    here: list[Counter[str]] = [Counter() for _ in people]
    groups = [(offset, list(changes)) for offset, changes in groupby(sorted(edges), key=lambda edge: edge[0])]
    for (start, changes), (end, _) in pairwise(groups):
        for _, person, tag, change in changes:
            here[person][tag] += change
        yield end - start, tuple(frozenset(+tags) for tags in here)


def _sentence_tags(spans: LabelledSpans, sentences: Sequence[Span]) -> list[frozenset[str]]:
    tags: list[set[str]] = [set() for _ in sentences]
    for each in spans:
        first = bisect_right(sentences, each.start, key=lambda sentence: sentence.end)
        last = bisect_left(sentences, each.end, key=lambda sentence: sentence.start)
        for number in range(first, last):
            tags[number].add(each.tag)
    return list(map(frozenset, tags))
