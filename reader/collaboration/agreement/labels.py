"""What agreement is measured on: who tagged which stretch of which source, and the texts that it stands in."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span


class LabelledSpan(NamedTuple):
    """A tag on a stretch of a source, whoever set it: half open, in code points."""

    source: str
    start: int
    end: int
    tag: str


Marks = Collection[LabelledSpan]  # of one person, in any order, none twice
Codings = Counter[tuple[Hashable, ...]]  # how often which labels were given together, one label a person


@dataclass(frozen=True, slots=True)
class SourceLength:
    """How long a source is, in code points, and where its sentences are, in order."""

    length: int
    sentences: Sequence[Span] = ()


Extents = Mapping[str, SourceLength]  # by source id


def mark_of(annotation: Annotation) -> LabelledSpan:
    return LabelledSpan(annotation.source, annotation.start, annotation.end, annotation.tag)


def labelled_spans(annotations: Iterable[Annotation]) -> frozenset[LabelledSpan]:
    """Of one person, who may have tagged a passage twice."""
    return frozenset(map(mark_of, annotations))


def by_character(people: Sequence[Marks], extents: Extents) -> Codings:
    """Each code point is labelled with the set of tags that it has from a person."""
    found: Codings = Counter()
    sources = [by_source(marks) for marks in people]
    for source, extent in extents.items():
        for length, labels in _stretches([marks.get(source, []) for marks in sources], extent.length):
            found[labels] += length
    return found


def by_sentence(people: Sequence[Marks], extents: Extents) -> Codings:
    """Each sentence is labelled with the set of tags that any part of it has from a person."""
    found: Codings = Counter()
    sources = [by_source(marks) for marks in people]
    for source, extent in extents.items():
        columns = [_sentence_tags(marks.get(source, []), extent.sentences) for marks in sources]
        found.update(zip(*columns, strict=True))
    return found


def continuum(marks: Marks, extents: Extents) -> list[Span]:
    """Where a person's marks stand if all sources were one text, those that overlap as one; in order."""
    found: list[Span] = []
    offset, sources = 0, by_source(marks)
    for source, extent in extents.items():
        for mark in sources.get(source, []):
            span = Span(mark.start + offset, mark.end + offset)
            if found and found[-1].overlaps(span):
                found[-1] = found[-1].union(span)
            else:
                found.append(span)
        offset += extent.length
    return found


def by_source(marks: Marks) -> dict[str, list[LabelledSpan]]:
    """In order of place."""
    found: dict[str, list[LabelledSpan]] = {}
    for mark in sorted(marks):
        found.setdefault(mark.source, []).append(mark)
    return found


def _stretches(people: Sequence[Marks], length: int) -> Iterator[tuple[int, tuple[Hashable, ...]]]:
    """The stretches of a text in which nothing changes: how long each is, and everyone's tags on it."""
    edges = [(0, 0, "", 0), (length, 0, "", 0)]
    for person, marks in enumerate(people):
        for mark in marks:
            edges += [(mark.start, person, mark.tag, 1), (mark.end, person, mark.tag, -1)]
    here: list[Counter[str]] = [Counter() for _ in people]
    groups = [(place, list(changes)) for place, changes in groupby(sorted(edges), key=lambda edge: edge[0])]
    for (start, changes), (end, _) in pairwise(groups):
        for _, person, tag, by in changes:
            here[person][tag] += by
        yield end - start, tuple(frozenset(+tags) for tags in here)


def _sentence_tags(marks: Marks, sentences: Sequence[Span]) -> list[frozenset[str]]:
    """The tags of each sentence."""
    found: list[set[str]] = [set() for _ in sentences]
    for mark in marks:
        first = bisect_right(sentences, mark.start, key=lambda sentence: sentence.end)
        last = bisect_left(sentences, mark.end, key=lambda sentence: sentence.start)
        for number in range(first, last):
            found[number].add(mark.tag)
    return [frozenset(tags) for tags in found]
