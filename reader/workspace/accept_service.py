"""Accepting the sure suggestions of many sources: found one source per step, and accepted all as one step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reader.annotation.store.history import Step
from reader.errors import ReaderError
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.workspace.sources import Sources
from reader.workspace.suggestion_limits import LARGEST, MOST_SOURCES
from reader.workspace.suggestion_service import SuggestionService


@dataclass(frozen=True, slots=True)
class SureSuggestions:
    """The sure suggestions of one source.

    Attributes:
        source: The id of the source.
        found: The suggestions.
        digest: The digest of the text that they were found in.
        problem: Why the source could not be read; empty if it was.
    """

    source: str
    found: Sequence[Suggestion] = ()
    digest: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The outcome of accepting.

    Attributes:
        step: The step, which one undo takes back; without changes if nothing was accepted.
        skipped: The sources that have changed since, or can no longer be read.
    """

    step: Step
    skipped: Sequence[str] = ()


class AcceptService:
    """Finds and accepts the sure suggestions of many sources, on any thread."""

    def __init__(self, sources: Sources, suggestions: SuggestionService) -> None:
        self._sources, self._suggestions = sources, suggestions

    def find(self, ids: Sequence[str]) -> Iterator[SureSuggestions | None]:
        """Yield the sure suggestions of each source, one per step; None while evidence on lines is gathered."""
        if not self._suggestions.has_evidence and len(ids) <= MOST_SOURCES:
            for _ in self._suggestions.gather_evidence():
                yield None
        for id in ids:
            try:
                article = self._sources.read(id)
            except ReaderError as error:
                yield SureSuggestions(id, problem=str(error))
                continue
            found = self._suggestions.of(article) if len(article.text) <= LARGEST else []
            yield SureSuggestions(id, [each for each in found if each.is_sure], article.digest)

    def accept(self, found: Iterable[SureSuggestions], opened: Article | None = None) -> Accepted:
        """Accept suggestions that nobody has looked at, as one step, except those decided on meanwhile.

        Args:
            found: The suggestions of each source.
            opened: The article that is open, which is not read again.
        """
        new, skipped = [], []
        for each in found:
            article = self._article(each, opened)
            if article is None:
                skipped.append(each.source)
                continue
            decided = {*chain(*self._suggestions.decided(article))}
            left = [one for one in each.found if (one.tag, one.span) not in decided]
            new += self._suggestions.to_annotations(article, left)
        return Accepted(self._suggestions.add(new), skipped)

    def _article(self, sure: SureSuggestions, opened: Article | None) -> Article | None:
        """Return the article that suggestions are for; None if its source has changed, or is gone."""
        try:
            is_open = opened is not None and opened.source.id == sure.source
            article = opened if opened and is_open else self._sources.read(sure.source)
        except ReaderError:
            return None
        return article if article.digest == sure.digest else None
