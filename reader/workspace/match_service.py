"""Every match of a search, in one source or in all, and tagging all of them as one step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import annotate
from reader.annotation.store.history import Step
from reader.errors import ReaderError
from reader.settings import Settings
from reader.text.article import Article, fully_parsed
from reader.text.find import Query, find
from reader.text.rendered_text import render_text
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.checks import check_tag
from reader.workspace.sources import Sources


@dataclass(frozen=True, slots=True)
class SourceMatches:
    """The matches in one source.

    Attributes:
        source: The id of the source.
        spans: Their places, in order and without overlaps.
        digest: The digest of the text that they are in.
        problem: Why the source could not be searched; empty if it was.
    """

    source: str
    spans: Sequence[Span] = ()
    digest: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches in several sources.

    Attributes:
        found: The sources with matches.
        unread: The sources that could not be searched.
    """

    found: Sequence[SourceMatches]
    unread: Sequence[SourceMatches] = ()

    @classmethod
    def of(cls, searched: Iterable[SourceMatches]) -> "Matches":
        """Gather the matches of each source."""
        all_of_them = list(searched)
        return cls([each for each in all_of_them if each.spans], [each for each in all_of_them if each.problem])

    @property
    def total(self) -> int:
        """The number of matches."""
        return sum(len(each.spans) for each in self.found)


@dataclass(frozen=True, slots=True)
class TaggedMatches:
    """The outcome of tagging matches.

    Attributes:
        step: The step, which one undo takes back; without changes if nothing was left to tag.
        already: The number of matches that this person had already tagged with it.
        skipped: The sources that changed since they were searched, or cannot be read any more.
    """

    step: Step
    already: int = 0
    skipped: Sequence[str] = ()


class MatchService:
    """Searches sources and tags what was found, on any thread."""

    def __init__(
        self, settings: Settings, sources: Sources, annotations: Annotations, anchoring: AnchorService
    ) -> None:
        self._settings, self._sources = settings, sources
        self._annotations, self._anchoring = annotations, anchoring

    def search(self, ids: Iterable[str], query: Query) -> Iterator[SourceMatches]:
        """Yield the matches in each of these sources, one source per step."""
        for id in ids:
            try:
                article = self._sources.read(id)
                hits = find(render_text(fully_parsed(article) if article.is_provisional else article), query)
            except ReaderError as error:
                yield SourceMatches(id, problem=str(error))
            else:
                yield SourceMatches(id, list(hits), article.digest)

    def tag(self, matches: Iterable[SourceMatches], tag: str, opened: Article | None = None) -> TaggedMatches:
        """Tag all matches as one step; those that this person has already tagged with it are left alone.

        Args:
            matches: The matches.
            tag: The name of the tag.
            opened: The article that is open, which is not read again.

        Raises:
            UsageError: The tag is unknown.
        """
        check_tag(self._settings, tag)
        new, already, skipped, texts = [], 0, [], {}
        for each in matches:
            article = self._article(each, opened)
            if article is None:
                skipped.append(each.source)
                continue
            tagged = self._tagged(article, tag)
            spans = [span for span in each.spans if span not in tagged]
            already += len(each.spans) - len(spans)
            new += [annotate(article, span, tag, creator=self._annotations.creator) for span in spans]
            if spans:
                texts[article.digest] = article.text
        step = self._annotations.add(new, f"tagged {len(new):,} matches as {tag}")
        for digest, text in texts.items():
            self._anchoring.keep(text, digest)
        return TaggedMatches(step, already, skipped)

    def _article(self, matches: SourceMatches, opened: Article | None) -> Article | None:
        """Return the article that the matches are in; None if its source has changed, or is gone."""
        try:
            is_open = opened is not None and opened.source.id == matches.source
            article = opened if opened and is_open else self._sources.read(matches.source)
        except ReaderError:
            return None
        return article if article.digest == matches.digest else None

    def _tagged(self, article: Article, tag: str) -> set[Span]:
        """Return the passages of an article that already have this person's tag."""
        placed = (each.placed for each in self._anchoring.of_another(article))
        creator = self._annotations.creator
        return {each.span for each in placed if each and (each.tag, each.creator) == (tag, creator)}
