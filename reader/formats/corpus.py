"""A corpus to export: sources as they are now, and annotations with their present positions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation
from reader.errors import ReaderError, UsageError
from reader.settings import Tag
from reader.settings.fields import Field
from reader.settings.tag_names import tags_above
from reader.similar import similar_name
from reader.text.counted import listed
from reader.text.sanitize import sanitize
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.insight.echoes.story_matrix import SharedStatement


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A readable source; `length` is in code points, `digest` is the SHA-256 of its bytes."""

    id: str
    title: str
    encoding: str
    digest: str
    length: int


class SuggestionLike(Protocol):
    """The parts of a suggestion that a writer needs, as for a prediction in Label Studio."""

    @property
    def span(self) -> Span:
        """The suggested passage."""

    @property
    def tag(self) -> str:
        """The suggested tag, by name."""

    @property
    def score(self) -> float:
        """The confidence, from 0 to 1."""

    def record(self, text: str) -> dict[str, Any]:
        """Return the suggestion as `reader suggest --json` prints it, given the text of its source."""


def lost_of_suggestions(suggestions: Iterable[SuggestionLike], text: str) -> Iterator[str]:
    """Name the losses, once for each suggestion, of a format that holds only its place, tag and score."""
    for each in suggestions:
        record = each.record(text)
        yield from (f"{name} of suggestions" for name in ("reasons", "fields") if record.get(name))


@dataclass(frozen=True, slots=True)
class AnnotatedSource:
    """A source with its text and the annotations that have a place in it, in order of position."""

    source: SourceInfo
    text: str
    annotations: Sequence[Anchored]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that can be exported from a workspace.

    Attributes:
        sources: The readable sources, in order of id.
        annotations: All annotations, anchored in the sources as they are now, in order of source and position.
        text_of: Reads the text of a source, by id. Texts are read again so that only one is held at a time.
        suggestions_of: Finds the suggestions for a source, by id.
        tags: The names of all tags that can be set, so that another program can offer them.
        fields: The fields of these tags, by the name of the tag.
        codebook: These tags as the settings have them, and the tags above them.
        people: The names that mean one person, as the table `people` has them.
        statements: Finds the statements that several sources make, for a format that shows them.
    """

    sources: Sequence[SourceInfo]
    annotations: Sequence[Anchored]
    text_of: Callable[[str], str]
    suggestions_of: Callable[[str], Sequence[SuggestionLike]]
    tags: Sequence[str]
    fields: Mapping[str, Sequence[Field]] = dataclass_field(default_factory=dict)
    codebook: Sequence[Tag] = ()
    people: Sequence[Mapping[str, Any]] = ()
    statements: "Callable[[], Sequence[SharedStatement]]" = tuple

    @property
    def joins(self) -> int:
        """The number of names that are joined to another one."""
        return sum("same_as" in each for each in self.people)

    @property
    def orphans(self) -> list[Anchored]:
        """The annotations without a place in their source."""
        return [each for each in self.annotations if not each.placed]

    @property
    def placed(self) -> list[Anchored]:
        """The annotations that have a place in their source."""
        return [each for each in self.annotations if each.placed]

    def by_source(self) -> Iterator[AnnotatedSource]:
        """Yield each source with its annotations, including sources that have none.

        Raises:
            ReaderError: A source changed since the corpus was gathered.
        """
        placed = {id: list(group) for id, group in groupby(self.placed, lambda each: each.present.source)}
        for source in self.sources:
            text, here = self.text_of(source.id), placed.get(source.id, [])
            if len(text) != source.length or not all(stands(each.present, text) for each in here):
                raise ReaderError(f"{sanitize(source.id)}: the source changed during the export; export again")
            yield AnnotatedSource(source, text, here)


@dataclass(frozen=True, slots=True)
class ExportScope:
    """The part of a corpus to export, by tag, source id, creator and status; an empty set means all.

    Attributes:
        tags: The names of tags.
        sources: The ids of sources.
        creators: The names of people.
        statuses: The statuses of anchoring.
        ids: The ids of the annotations; None for all.
    """

    tags: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    creators: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None

    def select(self, corpus: Corpus) -> Corpus:
        """Return the part of a corpus that is in scope.

        Raises:
            UsageError: The scope names something that the corpus does not have: a typo would otherwise give an empty
                file.
        """
        self.require_known([each.present for each in corpus.annotations], corpus.tags, [s.id for s in corpus.sources])
        sources = [each for each in corpus.sources if self.has_source(each.id)]
        annotations = [each for each in corpus.annotations if self._includes(each)]
        tags = [tag for tag in corpus.tags if not self.tags or tag in self.tags]
        codebook = self.codebook_of(corpus.codebook)
        return replace(corpus, sources=sources, annotations=annotations, tags=tags, codebook=codebook)

    def codebook_of(self, codebook: Sequence[Tag]) -> Sequence[Tag]:
        """Return the tags of a codebook that are in scope, and those that these are nested in."""
        wanted = {name for tag in self.tags for name in (tag, *tags_above(tag))}
        return [tag for tag in codebook if tag.name in wanted] if self.tags else codebook

    def require_known(self, found: Sequence[Annotation], tags: Sequence[str], sources: Sequence[str]) -> None:
        """Raise UsageError if the scope names something that does not exist.

        Args:
            found: All annotations.
            tags: The names of the tags that can be set.
            sources: The ids of the sources.
        """
        _require_known(self.tags, [*tags, *(each.tag for each in found)], "tag")
        _require_known(self.sources, [*sources, *(each.source for each in found)], "source")
        _require_known(self.creators, [each.creator for each in found], "creator")
        _require_known(self.statuses, [status.value for status in Status], "status")

    def has_source(self, id: str) -> bool:
        """Return whether a source is in scope."""
        return not self.sources or id in self.sources

    def has(self, annotation: Annotation) -> bool:
        """Return whether an annotation is in scope, whatever its status."""
        return (
            (not self.tags or annotation.tag in self.tags)
            and self.has_source(annotation.source)
            and (not self.creators or annotation.creator in self.creators)
            and (self.ids is None or annotation.id in self.ids)
        )

    def _includes(self, anchored: Anchored) -> bool:
        return self.has(anchored.present) and (not self.statuses or anchored.status.value in self.statuses)


def _require_known(wanted: frozenset[str], known: Sequence[str], kind: str) -> None:
    for each in sorted(wanted.difference(known)):
        similar = similar_name(each, known)
        hint = f"did you mean {sanitize(similar)}?" if similar else _in_use(known)
        raise UsageError(f"{sanitize(each)}: there is no such {kind}: {hint}")


def _in_use(known: Iterable[str]) -> str:
    """Return for people which names can be given: a few of them, and how many more."""
    names = list(dict.fromkeys(filter(None, known)))
    return f"known here: {sanitize(listed(names))}" if names else "none is known here"
