"""Echoes in a workspace: passages that other sources repeat, found in steps, and tagged together."""

import contextlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.annotation.model.annotation import Annotation, annotate
from reader.annotation.store.history import Step
from reader.errors import ReaderError, SourceError
from reader.insight.boilerplate.detector import find_boilerplate
from reader.insight.echoes.answers import AnsweringPair, pairs_of
from reader.insight.echoes.builder import EchoBuilder
from reader.insight.echoes.clip import with_marks
from reader.insight.echoes.echo import Echo
from reader.insight.echoes.excerpt import Excerpt, excerpts
from reader.insight.echoes.index import EchoIndex
from reader.settings.tag_names import is_within
from reader.text.article import Article, read_article
from reader.text.sanitize import sanitize
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.location import WorkspacePaths
from reader.workspace.reading_state import cache_file
from reader.workspace.sources import Sources

BOILERPLATE = "boilerplate"  # passages with this tag or a nested one have no echoes


class EchoService:
    """Finds the echoes among the sources of a workspace; what was found is kept in the user's cache folder.

    `find` may run on any thread; ask `index` and `excerpts` from one thread at a time.
    """

    def __init__(
        self, paths: WorkspacePaths, sources: Sources, anchoring: AnchorService, annotations: Annotations
    ) -> None:
        self._sources, self._anchoring, self._annotations = sources, anchoring, annotations
        cache = cache_file(paths.scope).with_suffix(".echoes")
        self._builder = EchoBuilder(sources.to_read, cache, _sure_boilerplate, self._tagged_boilerplate)

    @property
    def index(self) -> EchoIndex:
        """The index to ask for echoes; it covers no source until `find` has finished for the first time."""
        return self._builder.index

    @property
    def progress(self) -> str:
        """The state of `find`, for people; empty when it has finished."""
        return self._builder.progress

    @property
    def problems(self) -> Sequence[str]:
        """A message for each source that could not be read."""
        return self._builder.problems

    def find(self) -> Iterator[None]:
        """Read new and changed sources, then rebuild the index, in steps of one source each."""
        return self._builder.find()

    def save(self) -> None:
        """Keep what was read of the sources for the next start.

        Raises:
            OSError: The cache cannot be written.
        """
        self._builder.save()

    def excerpts(self, article: Article, span: Span) -> list[Excerpt]:
        """Return what other sources say of a passage, best first; sources changed since `find` are left out."""
        return excerpts(self.index, article, span, self._read_current)

    def between(self, here: str, there: str) -> list[AnsweringPair]:
        """Return the passages of two articles that answer each other; none if one has changed since `find`."""
        if not all(self._is_current(id) for id in (here, there)):
            return []
        return pairs_of(each for each in self.index.echoes_in(here) if each.there.source == there)

    def _is_current(self, id: str) -> bool:
        with contextlib.suppress(SourceError):
            return self._builder.is_current(self._sources.source(id))
        return False

    def _read_current(self, id: str) -> Article | None:
        with contextlib.suppress(SourceError):
            source = self._sources.source(id)
            return read_article(self._sources.recheck(source)) if self._builder.is_current(source) else None
        return None

    def boilerplate(self, article: Article) -> list[Span]:
        """Return the passages of an article that people tagged as boilerplate, and those that are certain to be."""
        tagged = [each.span for each in self._annotations.of(article) if is_within(each.tag, BOILERPLATE)]
        return [*tagged, *_sure_boilerplate(article)]

    def _tagged_boilerplate(self) -> dict[str, list[Span]]:
        """Return the passages that are tagged as boilerplate, by source, where they were tagged."""
        tagged = {
            id: [each.span for each in found if is_within(each.tag, BOILERPLATE)]
            for id, found in self._annotations.by_source().items()
        }
        return {id: spans for id, spans in tagged.items() if spans}

    def propagate(self, annotation: Annotation, echoes: Sequence[Echo]) -> Step:
        """Give the echoes of a passage its tag, as one step; those that already have it are left alone.

        Raises:
            ReaderError: One of the sources has changed since the echoes were found; then nothing is tagged.
        """
        in_order = sorted(echoes, key=lambda echo: echo.there)
        by_source = groupby(in_order, key=lambda echo: echo.there.source)
        new = [each for source, found in by_source for each in self._tagged_alike(annotation, source, list(found))]
        what = "an echo" if len(new) == 1 else f"{len(new)} echoes"
        return self._annotations.add(new, f"tagged {what} {annotation.tag}")

    def _tagged_alike(self, annotation: Annotation, id: str, echoes: Sequence[Echo]) -> list[Annotation]:
        source = self._sources.source(id)
        if not self._builder.is_current(source):
            raise ReaderError(
                f"{sanitize(id)}: it has changed since its echoes were found: wait until they are up to date"
            )
        article = read_article(self._sources.recheck(source))
        places = [self.index.clip(echo, annotation.span).there.span for echo in echoes]
        spans = {with_marks(article, span, annotation.exact) for span in places}
        spans -= {each.span for each in self._annotations.of(article) if each.tag == annotation.tag}
        self._anchoring.keep(article.text, article.digest)
        return [annotate(article, span, annotation.tag, creator=self._annotations.creator) for span in sorted(spans)]


def _sure_boilerplate(article: Article) -> list[Span]:
    """Return the passages that are certain to be boilerplate, judging by the article alone."""
    return [each.span for each in find_boilerplate(article) if each.is_sure]
