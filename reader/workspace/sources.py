"""The sources of a workspace: listed, opened, read and searched."""

import contextlib
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SourceError, UnreadableSourceWarning
from reader.text.article import Article, read_article
from reader.text.folder import find_source, find_sources, source_at, walk
from reader.text.role import is_in_originals, is_original
from reader.text.sanitize import sanitize
from reader.text.source import Source, read_head
from reader.workspace.article_loader import ArticleLoader
from reader.workspace.catalog.catalog import Catalog
from reader.workspace.location import WorkspacePaths
from reader.workspace.reading_state import cache_file

if TYPE_CHECKING:
    from reader.workspace.full_text_index import FullTextIndex

FIRST_ENTRIES = 1000  # entries of each folder that `first_sources` looks at
FIRST_SOURCES = 20


class Sources:
    """The source files of a workspace, in order of id; iterating includes those that cannot be opened.

    Nothing is listed or read before somebody asks.

    Args:
        paths: The folders and files of the workspace.
    """

    def __init__(self, paths: WorkspacePaths) -> None:
        self._paths = paths

    def __iter__(self) -> Iterator[Source]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def __getitem__(self, position: int) -> Source:
        return self._listed[position]

    @cached_property
    def _listed(self) -> Sequence[Source]:
        if self._paths.only:
            return [source_at(self.folder, self._paths.only.name)]
        return find_sources(self._paths.sources)

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        """All sources by their ids."""
        return {source.id: source for source in self}

    @property
    def is_one_file(self) -> bool:
        """True if only one file was opened, so that the other sources beside it do not count."""
        return self._paths.only is not None

    @property
    def folder(self) -> Path:
        """The folder that the ids of sources are relative to."""
        return self._paths.source_root

    @cached_property
    def catalog(self) -> Catalog:
        """The sources as a list on the screen shows them; the caller fills and refreshes it."""
        only = self._paths.only
        return Catalog(self.folder, cache_file(self._paths.scope), only.name if only else "")

    def newest(self) -> Sequence[Source]:
        """Return the sources of the catalog if it has been filled, else list the folder once."""
        catalog = self.catalog
        return [catalog.source(id) for id in catalog.entries.ids] if catalog.is_found else self._listed

    def source(self, name: str) -> Source:
        """Return a source by its id or its path, without listing the others.

        Raises:
            SourceError: No source has this name.
        """
        if source := self.find(name):
            return source
        raise SourceError(sanitize(name), f"there is no such source: {self._similar(name)}")

    def find(self, name: str) -> Source | None:
        """Return a source by its id or its path, without listing the others; None if there is no such source."""
        ids = (name, os.path.relpath(name or ".", self.folder))
        return next((source for id in ids if (source := self._at(id))), None)

    def _similar(self, name: str) -> str:
        """Return the end of a message about an unknown source: the most similar name."""
        from reader.similar import similar_path

        beside = os.path.relpath(similar_path(self.folder / name) or ".", self.folder)
        if self._at(beside):
            return f"did you mean {sanitize(beside)}?"
        return f"{self._paths.command('list')} shows all sources"

    def _at(self, id: str) -> Source | None:
        if self._paths.only:
            return source_at(self.folder, id) if id == self._paths.only.name else None
        return find_source(self.folder, id)

    def first_sources(self) -> list[Source]:
        """Return some of the first sources within milliseconds, however large the folder; none if that takes longer."""
        if self._paths.only:
            return [self.source(self._paths.only.name)]
        batches = islice(walk(self._paths.sources, {}, limit=FIRST_ENTRIES), FIRST_SOURCES)
        ids = sorted((id for batch in batches for id in batch), key=is_in_originals)  # articles first
        return [self.catalog.source(id) for id in ids[:FIRST_SOURCES]]

    # Originals

    def is_original(self, source: Source) -> bool:
        """Return whether a source is an original; its beginning is read only if nothing else tells."""
        if is_in_originals(source.id):
            return True
        known = self.catalog.entries.is_original(source.id)
        if known is not None or not source.is_markdown:
            return bool(known)
        with contextlib.suppress(SourceError):
            return is_original(source.id, read_head(self.recheck(source)))
        return False

    def originals(self) -> Iterator[Source]:
        """Yield the sources that are originals; once the catalog is filled, those that it knows as such."""
        catalog = self.catalog
        if catalog.is_found:
            yield from map(catalog.source, catalog.entries.ids_of_originals)
        else:
            yield from filter(self.is_original, self._listed)

    def to_read(self) -> Sequence[Source]:
        """Return the sources that are articles, as far as that is known without reading any."""
        catalog = self.catalog
        if catalog.is_found:
            return [catalog.source(id) for id in catalog.entries.ids_to_read]
        return [source for source in self._listed if not is_in_originals(source.id)]

    def articles_to_read(self, problems: list[str] | None = None) -> Iterator[Article]:
        """Read all sources that are not originals, as `articles` does."""
        for article in self.articles(problems, (source for source in self if not is_in_originals(source.id))):
            if not is_original(article.source.id, article.text):
                yield article

    # Articles

    @cached_property
    def loader(self) -> ArticleLoader:
        """The loader that keeps the article opened last and reads large ones in a thread."""
        return ArticleLoader(self.recheck)

    def loaders(self) -> Iterator[ArticleLoader]:
        """Yield a loader for each article that is open at the same time, without end; the first is `loader`."""
        yield self.loader
        while True:
            yield ArticleLoader(self.recheck)

    def article(self, source: Source) -> Article:
        """Return the article of a source as its file is now; the last one is kept at hand.

        Raises:
            SourceError: The file is not text, or is gone.
        """
        return self.loader.article(source)

    def articles(self, problems: list[str] | None = None, sources: Iterable[Source] | None = None) -> Iterator[Article]:
        """Read sources, one per step; those that cannot be read are reported and left out.

        Args:
            problems: Where to add a message for each source that cannot be read. Without it, each is a warning
                (UnreadableSourceWarning), which Python prints on standard error.
            sources: The sources; by default all of them.
        """
        for source in self if sources is None else sources:
            try:
                yield read_article(source)
            except SourceError as error:
                if problems is None:
                    warnings.warn(str(error), UnreadableSourceWarning, stacklevel=2)
                else:
                    problems.append(str(error))

    def read(self, id: str) -> Article:
        """Read the article with this id, beside the one that may be open; safe to call from any thread.

        Raises:
            SourceError: The file is not text, or is gone.
        """
        return read_article(self.recheck(self.catalog.source(id)))

    def recheck(self, source: Source) -> Source:
        """Check the file of a source again: a listed file may have become a link, or a link a file."""
        return source_at(source.folder, source.id)

    @cached_property
    def full_text(self) -> "FullTextIndex":
        """The index for searching all sources; the catalog lists their ids."""
        from reader.workspace.full_text_index import FullTextIndex  # only a search needs SQLite

        index = cache_file(self._paths.scope).with_suffix(".sqlite")
        return FullTextIndex(index, lambda id: self.catalog.source(id).path, self.read)
