"""The annotations of a workspace, as they stand in its sources now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Self

from reader.annotation.anchoring.anchor import Anchored, Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.settings import FILE_NAME
from reader.text.article import Article
from reader.text.sanitize import sanitize
from reader.text.source import Source
from reader.workspace.anchor_service import Anchoring
from reader.workspace.location import WorkspacePaths, settings_files
from reader.workspace.sources import Sources


class Annotated(Sources):
    """Sources and the store of what was tagged in them. Nothing here changes the store."""

    def __init__(self, paths: WorkspacePaths, *, reads: bool) -> None:
        super().__init__(paths)
        self.store = Store(paths.annotations, reads=reads)
        self.anchoring = Anchoring(self.store, lambda: self._by_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def files(self) -> list[Path]:
        """What nothing else may be written over."""
        paths = self.paths
        return [paths.annotations, paths.folder / FILE_NAME, *(source.path for source in self.sources)]

    def files_of(self, source: Source) -> list[Path]:
        """All that a screen is made of that shows this source."""
        paths = self.paths
        return [source.path, paths.sources, *self.store.files, self._state_file, *settings_files(paths.folder)]

    def open_soon(self, source: str | None) -> Future[Article] | None:
        """Begins to read what a screen will show first, while that is made. None if there is nothing to read.

        It is the source that is named, or left last; else the first that there is.
        """
        first = self._first(source)
        if first is None:
            return None
        opening = self.loader.opening(first)
        self.store.read_partly(first.id)
        return opening

    # Annotations

    @property
    def annotations(self) -> Sequence[Annotation]:
        """In order of source and place; of the one file, if only that was asked for."""
        if self.paths.only is None:
            return self.store.annotations
        return [annotation for annotation in self.store.annotations if annotation.source == self.paths.only.name]

    def annotations_of(self, article: Article) -> list[Annotation]:
        """Those that have a place in the article, as they stand there now, in order of place."""
        return _placed(self.anchoring.of(article))

    def _looked_for(self, article: Article) -> list[Annotation]:
        """The same, on any thread."""
        return _placed(self.anchoring.look(article))

    def dismissed_in(self, article: Article) -> list[Annotation]:
        """The dismissals that are found in an article, where they stand now."""
        return self.anchoring.dismissed_in(article)

    def by_source(self) -> dict[str, list[Annotation]]:
        """The annotations by the id that their source has now, each list in order of place."""
        found: dict[str, list[Annotation]] = {}
        for annotation in self.annotations:
            found.setdefault(self.anchoring.name_now(annotation.source), []).append(annotation)
        return found

    def counts(self) -> Mapping[str, Counter[str]]:
        """How many annotations of each tag, by source id. It changes with them."""
        counts = self.store.counts
        if self.paths.only:
            return {id: counts[id] for id in [self.paths.only.name] if id in counts}
        if not self.anchoring.renamed:
            return counts
        now: dict[str, Counter[str]] = {}
        for id, tags in counts.items():
            now.setdefault(self.anchoring.name_now(id), Counter()).update(tags)
        return now

    def find(self, prefix: str) -> Annotation:
        """The annotation with that id, or the only one whose id begins so. Raises ReaderError if there is none."""
        found = [annotation for annotation in self.annotations if annotation.id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            what = "several annotations have ids that begin so" if found else "no annotation has this id"
            raise ReaderError(f"{sanitize(prefix)}: {what} (`reader export` shows them)")
        return found[0]

    def history(self, id: str = "") -> Iterator[dict[str, Any]]:
        """A record for each change that was ever made, the oldest first; of annotations whose id begins so."""
        for record in self.store.log(id):
            verb = "undid: " if record.undoes else "did again: " if record.redoes else ""
            about = {"step": record.id, "at": record.at, "who": record.who, "words": f"{verb}{record.words}"}
            for edit in record.edits:
                if edit.id.startswith(id):
                    yield {**about, "id": edit.id, "before": edit.before, "after": edit.after}

    # In sources that changed, or have another name

    def find_renamed(self) -> bool:
        """Looks whether sources that are gone have another name now. Reads those without annotations, on any thread."""
        return self.paths.only is None and self.anchoring.find_renamed()

    def unsure_elsewhere(self, here: str) -> list[Anchored]:
        """What a person should look at in all sources but one. Reads those with annotations, on any thread."""
        return [] if self.paths.only else self.anchoring.unsure_elsewhere(here)

    def statuses(self) -> Iterator[dict[str, Status]]:
        """By the annotation's id, a source each. Reads those with annotations, on any thread."""
        for found in self.anchoring.everywhere():
            yield {each.annotation.id: each.status for each in found}

    def gone(self) -> int:
        """How many annotations belong to sources that are not in the catalog, under another name neither."""
        return sum(counts.total() for id, counts in self.counts().items() if id not in self.catalog.entries)


def _placed(found: Iterable[Anchored]) -> list[Annotation]:
    return [each.placed for each in found if each.placed]
