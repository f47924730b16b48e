"""What follows from the sources and annotations of a workspace: suggestions, echoes, progress, what an export holds.

A start has no use for any of it: each is imported when somebody asks.
"""

import contextlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.annotation.anchoring.anchor import Anchored, Status, by_present_place
from reader.errors import SourceError
from reader.settings import Settings
from reader.system.threads import run_to_end
from reader.text.article import Article, read_article
from reader.text.source import Source, read_source
from reader.text.span import Span
from reader.workspace.annotated import Annotated
from reader.workspace.article_loader import signature_of
from reader.workspace.location import WorkspacePaths

if TYPE_CHECKING:
    from reader.formats.corpus import Corpus, SourceInfo
    from reader.insight.batch_engine import Engine
    from reader.insight.echoes.builder import Echoes
    from reader.insight.echoes.excerpt import Excerpt
    from reader.insight.suggestions.pipeline import Candidates
    from reader.insight.suggestions.suggestion import Suggestion
    from reader.workspace.progress import Progress
    from reader.workspace.suggestion_service import Suggesting

BOILERPLATE = "boilerplate"


class Derived(Annotated):
    """All of it can be made anew from what is kept."""

    def __init__(self, paths: WorkspacePaths, settings: Settings, *, reads: bool) -> None:
        super().__init__(paths, reads=reads)
        self.settings = settings
        self._counted: dict[str, tuple[object, Progress]] = {}  # what each was when it was counted, by source id

    # Suggestions

    @cached_property
    def _suggesting(self) -> "Suggesting":
        from reader.workspace.suggestion_service import Suggesting

        return Suggesting(self.store, self.anchoring, lambda: self.sources)

    def gather_evidence(self) -> Iterator[str]:
        """What the sources tell of one another's lines: a step a source, which yields why it cannot be read, or ""."""
        return self._suggesting.gather()

    def suggestions_of(self, article: Article) -> "list[Suggestion]":
        """In order of place, on any thread: of the workspace's tags, without what is annotated or was dismissed."""
        return self._of_known_tags(self._suggesting.of(article))

    def suggestions_by(self, each: "Engine", articles: Sequence[Article]) -> "list[list[Suggestion]]":
        """Of all sources at once, a list each, where `each` has the work done; nothing needs to be gathered before."""
        return [self._of_known_tags(found) for found in self._suggesting.of_all(articles, each)]

    def find_suggestions(self, article: Article) -> "Candidates":
        """Whatever is annotated or was dismissed; on any thread, for who shows what is `unsettled` of it."""
        found = self._suggesting.find(article)
        return type(found)(*(self._of_known_tags(part) for part in found))

    def _of_known_tags(self, found: "Iterable[Suggestion]") -> "list[Suggestion]":
        return [each for each in found if self.settings.tag(each.tag)]

    # Echoes

    @cached_property
    def echoes(self) -> "Echoes":
        """The echoes among the sources, when whoever shows them has had them found; kept in the user's cache folder."""
        from reader.insight.echoes.builder import Echoes

        cache = self._cache_file.with_suffix(".echoes")
        return Echoes(self._listed, cache, _sure_furniture, self._tagged_boilerplate)

    def retellings(self, article: Article, span: Span) -> "list[Excerpt]":
        """What other sources say of a passage, best first; of those that are as they were when echoes were found.

        On any thread, but on one at a time.
        """
        from reader.insight.echoes.excerpt import excerpts

        return excerpts(self.echoes.index, article, span, self._read_sketched)

    def _read_sketched(self, id: str) -> Article | None:
        with contextlib.suppress(SourceError):
            source = self.source(id)
            return read_article(self._as_it_is(source)) if self.echoes.is_current(source) else None
        return None

    def boilerplate(self, article: Article) -> list[Span]:
        """What a person has tagged as no part of it, and what surely is none."""
        tagged = [each.span for each in self.annotations_of(article) if each.tag == BOILERPLATE]
        return [*tagged, *_sure_furniture(article)]

    def _tagged_boilerplate(self) -> dict[str, list[Span]]:
        """The same of all sources, where it was tagged."""
        tagged = {
            id: [each.span for each in found if each.tag == BOILERPLATE] for id, found in self.by_source().items()
        }
        return {id: spans for id, spans in tagged.items() if spans}

    # Progress

    def next_untagged(self, ids: Iterable[str]) -> Iterator[tuple[Source, Span] | None]:
        """Looks in one source after the other for a sentence without a tag; a step each, the last one has it."""
        from reader.workspace.progress import untagged

        for id in ids:
            with contextlib.suppress(SourceError):
                article = self._read_now(id)
                if span := untagged(article, self._looked_for(article)):
                    yield article.source, span
                    return
            yield None

    def progress(self) -> "Iterator[Progress]":
        """How far all sources are read and tagged, on any thread: the sum so far, a step a source.

        Counted anew are those of which the file, the tags or what was read changed since the last time.
        """
        from reader.workspace.progress import Progress

        found, read = Progress(), self.state.read
        for id in self.catalog.entries.ids:
            with contextlib.suppress(SourceError):
                found += self._progress_of(id, read.get(id, 0.0))
            yield found

    def _progress_of(self, id: str, read: float) -> "Progress":
        from reader.workspace.progress import progress

        seen = signature_of(self.catalog.source(id)), [each.span for each in self.store.of(id)], read
        if id not in self._counted or self._counted[id][0] != seen:
            article = self._read_now(id)
            self._counted[id] = seen, progress(article, self._looked_for(article), read)
        return self._counted[id][1]

    # What an export holds

    def corpus(self, problems: list[str]) -> "Corpus":
        """All that an export holds."""
        return run_to_end(self.gather(problems))

    def gather(self, problems: list[str]) -> "Generator[int, None, Corpus]":
        """The same in steps, one a source."""
        from reader.formats.corpus import Corpus

        self.find_renamed()
        sources, found, rest = [], list[Anchored](), self.by_source()
        for article in self.articles(problems):
            sources.append(_info(article))
            if rest.pop(article.source.id, []):
                found += self.anchoring.of(article)
            yield len(sources)
        found += [Anchored(each, Status.ORPHAN, None) for annotations in rest.values() for each in annotations]
        tags = [tag.name for tag in self.settings.tags]
        return Corpus(sources, sorted(found, key=by_present_place), self._text_of, self._suggestions_of, tags)

    def _text_of(self, source: str) -> str:
        return read_source(self._as_it_is(self.source(source))).text

    def _suggestions_of(self, source: str) -> "list[Suggestion]":
        return self.suggestions_of(read_article(self.source(source)))


def _sure_furniture(article: Article) -> list[Span]:
    """As far as the article alone tells."""
    from reader.insight.boilerplate import detector as boilerplate

    return [each.span for each in boilerplate.find(article) if each.is_sure]


def _info(article: Article) -> "SourceInfo":
    from reader.formats.corpus import SourceInfo

    return SourceInfo(article.source.id, article.title, article.encoding, article.digest, len(article.text))
