"""Progress in reading and tagging the sources of a workspace, counted in steps."""

import contextlib
from collections.abc import Iterable, Iterator

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.text.article import Article
from reader.text.source import Source
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.article_loader import signature_of
from reader.workspace.gaps import gaps
from reader.workspace.progress import Progress, progress
from reader.workspace.reading_state import ReadingState
from reader.workspace.sources import Sources


class ProgressService:
    """Counts progress in all sources of the catalog, on any thread; unchanged sources are counted only once."""

    def __init__(self, store: Store, sources: Sources, anchoring: AnchorService, state: ReadingState) -> None:
        self._store, self._sources, self._anchoring, self._state = store, sources, anchoring, state
        self._counted: dict[str, tuple[object, Progress]] = {}  # by source id, its state when it was counted

    def count(self) -> Iterator[Progress]:
        """Yield the total progress so far, one source per step; sources that cannot be read do not count."""
        found, read = Progress(), self._state.read
        for id in self._sources.catalog.entries.ids_to_read:
            with contextlib.suppress(SourceError):
                found += self._of(id, read.get(id, 0.0))
            yield found

    def _of(self, id: str, read: float) -> Progress:
        signature = signature_of(self._sources.catalog.source(id))
        state = signature, [each.span for each in self._store.of(id)], read
        if id not in self._counted or self._counted[id][0] != state:
            article = self._sources.read(id)
            self._counted[id] = state, progress(article, self._placed(article), read)
        return self._counted[id][1]

    def next_untagged(self, ids: Iterable[str], start: int = 0) -> Iterator[tuple[Source, Span] | None]:
        """Look for an untagged passage in each source in turn; yield None for each that has none.

        The last step has the source and the passage, if there is such a passage.

        Args:
            ids: The sources.
            start: The offset to begin at in the first of them, in code points.
        """
        for id in ids:
            with contextlib.suppress(SourceError):
                article = self._sources.read(id)
                if span := next(filter(None, gaps(article, self._placed(article), start)), None):
                    yield article.source, span
                    return
            start = 0
            yield None

    def _placed(self, article: Article) -> list[Annotation]:
        return [each.placed for each in self._anchoring.of_another(article) if each.placed]
