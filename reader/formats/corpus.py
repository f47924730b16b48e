"""What is exported: the sources as they are, and the annotations with what became of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Protocol

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status, stands
from reader.errors import ReaderError, UsageError
from reader.text.sanitize import sanitize
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source that could be read; `length` in code points, `digest` the SHA-256 of its bytes."""

    id: str
    title: str
    encoding: str
    digest: str
    length: int


class Suggested(Protocol):
    """What a writer needs of a suggestion: Label Studio's prediction."""

    @property
    def span(self) -> Span: ...
    @property
    def tag(self) -> str: ...
    @property
    def score(self) -> float: ...
    def record(self, text: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Passages:
    """A source with its text, and the annotations that have a place in it, in order."""

    source: SourceInfo
    text: str
    annotations: Sequence[Anchored]


@dataclass(frozen=True, slots=True)
class Corpus:
    """sources: in order of id. annotations: in order of source and place, as they are now.

    text_of, suggestions_of: of a source, by id. They read it again, so that one text is held at a time.
    tags: the names of the tags that can be set, so that another program offers them all.
    """

    sources: Sequence[SourceInfo]
    annotations: Sequence[Anchored]
    text_of: Callable[[str], str]
    suggestions_of: Callable[[str], Sequence[Suggested]]
    tags: Sequence[str]

    @property
    def orphans(self) -> list[Anchored]:
        return [each for each in self.annotations if not each.placed]

    @property
    def placed(self) -> list[Anchored]:
        return [each for each in self.annotations if each.placed]

    def by_source(self) -> Iterator[Passages]:
        """Source by source, those without annotations too. Raises ReaderError if one changed since it was read."""
        placed = {id: list(group) for id, group in groupby(self.placed, lambda each: each.present.source)}
        for source in self.sources:
            text, here = self.text_of(source.id), placed.get(source.id, [])
            if len(text) != source.length or not all(stands(each.present, text) for each in here):
                raise ReaderError(f"{sanitize(source.id)}: another program changed it meanwhile: export again")
            yield Passages(source, text, here)


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What of a corpus is exported: by tag, source id, creator and status; an empty one means all."""

    tags: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    creators: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def of(self, corpus: Corpus) -> Corpus:
        """Raises UsageError for what is nowhere: a slip would give an empty file."""
        found = [each.present for each in corpus.annotations]
        ids = [*(source.id for source in corpus.sources), *(each.source for each in found)]
        _must_be(self.tags, [*corpus.tags, *(each.tag for each in found)], "tag")
        _must_be(self.sources, ids, "source")
        _must_be(self.creators, [each.creator for each in found], "creator")
        _must_be(self.statuses, [status.value for status in Status], "status")
        sources = [each for each in corpus.sources if not self.sources or each.id in self.sources]
        annotations = [each for each in corpus.annotations if self._wants(each)]
        tags = [tag for tag in corpus.tags if not self.tags or tag in self.tags]
        return replace(corpus, sources=sources, annotations=annotations, tags=tags)

    def _wants(self, anchored: Anchored) -> bool:
        annotation = anchored.present
        return (
            (not self.tags or annotation.tag in self.tags)
            and (not self.sources or annotation.source in self.sources)
            and (not self.creators or annotation.creator in self.creators)
            and (not self.statuses or anchored.status.value in self.statuses)
        )


def _must_be(wanted: frozenset[str], known: Sequence[str], what: str) -> None:
    for each in sorted(wanted.difference(known)):
        raise UsageError(f"{sanitize(each)}: there is no such {what} (`reader export` shows those that there are)")
