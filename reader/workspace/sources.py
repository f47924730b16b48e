"""The sources of a workspace: found, listed, read and searched; and where a person was in them."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.text.article import Article, read_article
from reader.text.folder import find_source, find_sources, source_at, walk
from reader.text.sanitize import sanitize
from reader.text.source import Source
from reader.workspace.article_loader import ArticleLoader
from reader.workspace.catalog.catalog import Catalog
from reader.workspace.location import WorkspacePaths
from reader.workspace.reading_state import ReadingState, cache_file, load_state, save_state, state_file

if TYPE_CHECKING:
    from reader.workspace.full_text_index import FullTextIndex

FIRST = 1000  # entries of each folder, where only some sources are looked for
FIRST_BATCHES = 20


class Sources:
    """Those of a place; they are looked for, and read, when somebody asks."""

    def __init__(self, paths: WorkspacePaths) -> None:
        self.paths = paths

    @cached_property
    def sources(self) -> Sequence[Source]:
        """In order of id, those that cannot be opened too, with the problem."""
        if self.paths.only:
            return [source_at(self.sources_folder, self.paths.only.name)]
        return find_sources(self.paths.sources)

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def catalog(self) -> Catalog:
        """The sources as a list on the screen shows them; whoever shows it has it filled."""
        only = self.paths.only
        return Catalog(self.sources_folder, self._cache_file, only.name if only else "")

    def _listed(self) -> Sequence[Source]:
        """As the catalog has them, if somebody keeps that up to date."""
        catalog = self.catalog
        return [catalog.source(id) for id in catalog.entries.ids] if catalog.is_found else self.sources

    @property
    def sources_folder(self) -> Path:
        """What the ids of sources are relative to."""
        return self.paths.only.parent if self.paths.only else self.paths.sources

    def source(self, name: str) -> Source:
        """By id, or by its path, without listing the others. Raises SourceError for an unknown one."""
        relative = os.path.relpath(name or ".", self.sources_folder)
        for id in (name, relative):
            if source := self._find(id):
                return source
        raise SourceError(sanitize(name), "there is no such source (`reader list` shows those that there are)")

    def _find(self, id: str) -> Source | None:
        if self.paths.only:
            return source_at(self.sources_folder, id) if id == self.paths.only.name else None
        return find_source(self.sources_folder, id)

    def first_sources(self) -> list[Source]:
        """Some of the first, found within milliseconds, whatever else the folder holds; none if that takes longer."""
        if self.paths.only:
            return [self.source(self.paths.only.name)]
        batches = islice(walk(self.paths.sources, {}, most=FIRST), FIRST_BATCHES)
        return [self.catalog.source(id) for batch in batches for id in batch][:FIRST_BATCHES]

    def _first(self, name: str | None) -> Source | None:
        """The source that is named, or left last; else the first that there is."""
        with contextlib.suppress(SourceError):
            return self.source(name or self.state.source)
        return next(iter(self.first_sources()), None)

    # Articles

    @cached_property
    def loader(self) -> ArticleLoader:
        return ArticleLoader(self._as_it_is)

    def article(self, source: Source) -> Article:
        """A source as it is now; the last one stays at hand. Raises SourceError if it is no text, or gone."""
        return self.loader.article(source)

    def articles(self, problems: list[str] | None = None) -> Iterator[Article]:
        """All sources that can be read; why the others cannot is added to `problems`, or else raised as SourceError."""
        for source in self.sources:
            try:
                yield read_article(source)
            except SourceError as error:
                if problems is None:
                    raise
                problems.append(str(error))

    def _as_it_is(self, source: Source) -> Source:
        """Looked at again: what was a file when it was listed can be a link now, and the other way about."""
        return source_at(source.folder, source.id)

    def _read_now(self, id: str) -> Article:
        return read_article(self._as_it_is(self.catalog.source(id)))

    @cached_property
    def fulltext(self) -> "FullTextIndex":
        """Searches all sources; the catalog has their ids."""
        from reader.workspace.full_text_index import FullTextIndex  # for those who search

        index = self._cache_file.with_suffix(".sqlite")
        return FullTextIndex(index, lambda id: self.catalog.source(id).path, self._read_now)

    # State

    @cached_property
    def state(self) -> ReadingState:
        return load_state(self._state_file)

    def save_state(self) -> None:
        """Raises OSError if it cannot be written."""
        save_state(self._state_file, self.state)

    @property
    def _state_file(self) -> Path:
        return state_file(self.paths.only or self.paths.sources)

    @property
    def _cache_file(self) -> Path:
        return cache_file(self.paths.only or self.paths.sources)
