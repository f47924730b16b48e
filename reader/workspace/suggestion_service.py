"""Suggestions for the articles of a workspace: proposed from its texts, sources and annotations together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from reader.annotation.model.annotation import Annotation, annotate, dismissal
from reader.annotation.model.field_spans import Value, passage
from reader.annotation.model.field_values import person, problem_of
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.insight.batch_engine import Engine
from reader.insight.boilerplate.corpus_evidence import CorpusEvidence, line_keys
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.batch import SuggestionRequest, evidence_of, suggest_batch
from reader.insight.suggestions.pipeline import Candidates, TaggedSpan, find_candidates, suggest
from reader.settings import Settings
from reader.settings.fields import CUE, SPEAKER, Field
from reader.settings.tag_names import is_within
from reader.text.article import Article
from reader.text.role import is_original
from reader.text.source import Decoded, read_source
from reader.version import VERSION
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations, describe
from reader.workspace.checks import check_passage, check_tag
from reader.workspace.sources import Sources

CONFIRMING = "boilerplate"  # a line that people gave this tag, or one in it, is suggested for it in other sources


class SuggestionService:
    """Finds suggestions of the tags that the settings have, and accepts or dismisses them.

    Finding only reads and is safe on any thread. Accepting and dismissing are edits like those of `Annotations`.

    Attributes:
        has_evidence: Whether the sources have been read for evidence on each other.
    """

    def __init__(
        self, settings: Settings, store: Store, sources: Sources, anchoring: AnchorService, annotations: Annotations
    ) -> None:
        self._settings, self._store, self._sources = settings, store, sources
        self._anchoring, self._annotations = anchoring, annotations
        self._shared = Counter[str]()  # in how many sources each line stands; only lines of several sources
        self._confirmed: tuple[Sequence[Annotation], Counter[str]] = (), Counter()
        self.has_evidence = False

    # Finding

    def gather_evidence(self) -> Iterator[str]:
        """Read all sources for evidence on each other's lines, one source per step.

        Suggestions use it once the last step is done. Yields why a source cannot be read, or an empty string.
        """
        counted = Counter[str]()
        for source in self._sources.to_read():
            try:
                counted.update(line_keys(read_source(source).text))
                yield ""
            except SourceError as error:
                yield str(error)
        self._shared = _of_several_sources(counted)
        self.has_evidence = True

    @property
    def evidence(self) -> CorpusEvidence:
        """The evidence gathered so far, with what people have confirmed."""
        annotations, confirmed = self._confirmed
        if annotations is not (now := self._store.annotations):
            passages = (each.exact for each in now if is_within(each.tag, CONFIRMING))
            confirmed = Counter(line for passage in passages for line in line_keys(passage))
            self._confirmed = now, confirmed
        return CorpusEvidence(self._shared, confirmed)

    def candidates(self, article: Article) -> Candidates:
        """Return the suggestions for an article before tags and dismissals are considered: the slow part."""
        if is_original(article.source.id, article.text):
            return Candidates((), ())
        found = find_candidates(article, self.evidence, *self.decided(article))
        return type(found)(*(self._of_known_tags(part) for part in found))

    def of(self, article: Article) -> list[Suggestion]:
        """Return the suggestions for an article in order of place, without passages already tagged or dismissed.

        There are none for an original, which is not read to be tagged.
        """
        if is_original(article.source.id, article.text):
            return []
        return self._of_known_tags(suggest(article, self.evidence, *self.decided(article)))

    def of_all(self, articles: Sequence[Article], engine: Engine) -> list[list[Suggestion]]:
        """Return the suggestions for each of all articles, with the articles as evidence for one another.

        Args:
            articles: All articles of the workspace.
            engine: Does the work, here or on the workers of a scheduler.
        """
        asked = [
            SuggestionRequest(
                article.source, Decoded(article.text, article.encoding, article.digest), *self.decided(article)
            )
            for article in articles
        ]
        self._shared = _of_several_sources(reduce(or_, engine(evidence_of, asked), CorpusEvidence()).sources)
        return [self._of_known_tags(found) for found in engine(suggest_batch, asked, self.evidence)]

    def dismissed_in(self, article: Article) -> list[Annotation]:
        """Return the dismissals that are found in an article, with their present places."""
        return self._anchoring.dismissed_in(article)

    def decided(self, article: Article) -> tuple[list[TaggedSpan], list[TaggedSpan]]:
        """Return the spans that are tagged in an article, and those that were dismissed."""
        return tagged(self._annotations.of(article)), tagged(self._anchoring.dismissed_in(article))

    def _of_known_tags(self, found: Iterable[Suggestion]) -> list[Suggestion]:
        """Return the suggestions whose tags can be set."""
        offered = {tag.name for tag in self._settings.offered}
        return [each for each in found if each.tag in offered]

    # Accepting and dismissing

    def accept(self, article: Article, suggestions: Sequence[Suggestion], *, are_read: bool = True) -> Step:
        """Tag the passages of suggestions, with their speakers and cues, created by this person, as one step.

        Args:
            article: The article that the suggestions are for.
            suggestions: The suggestions.
            are_read: Whether the person has looked at each; if not, only sure speakers are set.

        Raises:
            ReaderError: The article does not hold a passage, or a tag is unknown; then nothing is tagged.
        """
        return self.add(self.to_annotations(article, suggestions, are_read=are_read))

    def accept_with(self, article: Article, suggestion: Suggestion, values: Mapping[str, Value | None]) -> Step:
        """Tag the passage of a suggestion, with given field values instead of the suggested ones, as one step.

        Args:
            article: The article that the suggestion is for.
            suggestion: The suggestion.
            values: Valid values of fields of its tag.

        Raises:
            ReaderError: The article does not hold the passage, or the tag is unknown.
        """
        (annotation,) = self.to_annotations(article, [replace(suggestion, attribution=None)], are_read=True)
        given = {name: value for name, value in values.items() if value is not None}
        return self.add([replace(annotation, fields=given)])

    def to_annotations(
        self,
        article: Article,
        suggestions: Iterable[Suggestion],
        creator: str | None = None,
        *,
        are_read: bool = False,
    ) -> list[Annotation]:
        """Return the annotations that suggestions become, to pass to `add` for any number of articles.

        Args:
            article: The article that the suggestions are for.
            suggestions: The suggestions to turn into annotations.
            creator: The annotations' creator; by default this person.
            are_read: Whether somebody has looked at each; if not, only sure speakers are set.

        Raises:
            ReaderError: The article does not hold a passage, or a tag is unknown.
        """
        suggestions, creator = list(suggestions), self._annotations.creator if creator is None else creator
        for each in suggestions:
            self._check(article, each)
        if suggestions:
            self._anchoring.keep(article.text, article.digest)
        return [
            replace(
                annotate(article, each.span, each.tag, creator=creator),
                fields=self.values(article, each, are_read=are_read),
                origin=origin_of(each, is_read=are_read),
            )
            for each in suggestions
        ]

    def values(self, article: Article, suggestion: Suggestion, *, are_read: bool = True) -> dict[str, Value]:
        """Return the speaker and the cue of a suggestion as values of its tag's fields, if it has such fields.

        Args:
            article: The article that the suggestion is for.
            suggestion: The suggestion.
            are_read: Whether the person has looked at it; if not, only a sure speaker is included.
        """
        found = suggestion.attribution
        if found is None or not (are_read or found.is_sure):
            return {}
        values = {SPEAKER: person(found.name, passage(article, found.speaker))}
        values |= {CUE: passage(article, found.cue)} if found.cue else {}
        taken = dict[str, Value]()
        for name, value in values.items():
            field = self._field(suggestion.tag, name)
            if field and not problem_of(field, value, is_one=True):
                taken[name] = [value] if field.is_many else value
        return taken

    def _field(self, tag: str, name: str) -> Field | None:
        known = self._settings.tag(tag)
        return known.field(name) if known else None

    def add(self, annotations: Sequence[Annotation]) -> Step:
        """Store what `to_annotations` returned as one step."""
        return self._annotations.add(annotations, f"tagged {describe(annotations, 'suggestions')}")

    def dismiss(self, article: Article, suggestion: Suggestion) -> Step:
        """Never make this suggestion again, to anyone, unless the step is undone.

        Raises:
            ReaderError: The article does not hold the passage, or the tag is unknown.
        """
        self._check(article, suggestion)
        creator = self._annotations.creator
        unwanted = dismissal(annotate(article, suggestion.span, suggestion.tag, creator=creator))
        step = self._annotations.do(f"dismissed {suggestion.tag}", Change(None, unwanted))
        self._anchoring.keep(article.text, article.digest)
        return step

    def _check(self, article: Article, suggestion: Suggestion) -> None:
        check_passage(article, suggestion.span)
        check_tag(self._settings, suggestion.tag)


def origin_of(suggestion: Suggestion, *, is_read: bool) -> dict[str, Any]:
    """Return the origin of the annotation that a suggestion becomes.

    Args:
        suggestion: What the program proposed.
        is_read: Whether somebody looked at it before it was accepted.
    """
    return {
        "suggested": suggestion.tag,
        "certainty": suggestion.certainty,
        "score": round(suggestion.score, 4),
        "read": is_read,
        "program": f"reader {VERSION}",
    }


def _of_several_sources(counted: Counter[str]) -> Counter[str]:
    """Return the lines that occur in more than one source; the others, which are most, are no evidence."""
    return Counter({line: count for line, count in counted.items() if count > 1})


def tagged(annotations: Iterable[Annotation]) -> list[TaggedSpan]:
    """Return the tag and span of each annotation."""
    return [(each.tag, each.span) for each in annotations]
