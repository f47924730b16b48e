"""Done: a person marks a source as read and tagged, or removes the mark, each time as one step."""

from collections.abc import Iterator
from datetime import datetime

from reader.annotation.model.done import TABLE, DoneMarks, mark_id, mark_values
from reader.annotation.model.row import RowChange, StoredRow, new_row
from reader.annotation.store.history import Step
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.text.article import Article
from reader.text.sanitize import sanitize_line
from reader.text.source import read_source
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.article_loader import signature_of
from reader.workspace.sources import Sources


class DoneService:
    """Knows who is done with which source. Every method is safe on any thread."""

    def __init__(self, store: Store, sources: Sources, annotations: Annotations, anchoring: AnchorService) -> None:
        self._store, self._sources = store, sources
        self._annotations, self._anchoring = annotations, anchoring
        self._rows: tuple[StoredRow, ...] = ()  # the rows that the marks were made of
        self._renamed = anchoring.renamed
        self._marks = DoneMarks()

    @property
    def marks(self) -> DoneMarks:
        """The marks as they are now; the same object until one of them changes."""
        rows, renamed = self._store.rows.of(TABLE), self._anchoring.renamed
        if rows is not self._rows or renamed is not self._renamed:
            person = self._annotations.creator if rows else ""
            marks = DoneMarks.of(rows, person, renamed)
            changed = frozenset(id for id in self._marks.changed if marks.mine.get(id) == self._marks.mine.get(id))
            self._rows, self._renamed, self._marks = rows, renamed, marks._replace(changed=changed)
        return self._marks

    def toggle(self, article: Article) -> Step:
        """Mark a source as done in its present version; if it is already marked, remove the mark."""
        id, person = article.source.id, self._annotations.creator
        before = self.marks.mine.get(id)
        if before and before.text("digest") == article.digest:
            return self._annotations.do(f"no longer done with {sanitize_line(id)}", rows=[RowChange(before, None)])
        signature = signature_of(article.source)
        values = mark_values(id, article.digest, signature[1] if signature else 0)
        after = before.with_values(values, person) if before else new_row(TABLE, mark_id(id, person), values, person)
        return self._annotations.do(f"done with {sanitize_line(id)}", rows=[RowChange(before, after)])

    # Sources that changed after they were done

    def note(self, article: Article) -> bool:
        """Remember whether a source changed after this person was done with it, and return that."""
        mark = self.marks.mine.get(article.source.id)
        has_changed = mark is not None and mark.text("digest") != article.digest
        self._note({article.source.id}, {article.source.id} if has_changed else set())
        return has_changed

    def find_changed(self) -> Iterator[None]:
        """Find out, one source per step, which of this person's done sources have changed since."""
        marks, changed = self.marks, set[str]()
        for id, mark in marks.mine.items():
            if self._has_changed(id, mark):
                changed.add(id)
            yield
        self._note(set(marks.mine), changed)

    def _note(self, looked_at: set[str], changed: set[str]) -> None:
        marks = self.marks
        self._marks = marks._replace(changed=(marks.changed - looked_at) | (changed & marks.mine.keys()))

    def _has_changed(self, id: str, mark: StoredRow) -> bool:
        """Return whether a file has changed since it was done; a file older than the mark need not be read."""
        source = self._sources.catalog.source(id)
        signature = signature_of(source)
        if signature is None:
            return False  # it is gone, which the list shows in another way
        written, size = signature[2] / 1e9, signature[1]
        if size != mark.values.get("bytes"):
            return True
        if written < _seconds(mark.text("at")):
            return False
        try:
            return read_source(self._sources.recheck(source)).digest != mark.text("digest")
        except SourceError:
            return True


def _seconds(time: str) -> float:
    """Return a time as seconds since 1970; 0 for anything that is not a time."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except ValueError:
        return 0.0
