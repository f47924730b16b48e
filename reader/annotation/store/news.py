"""News: the changes of other programs that somebody should know of."""

from collections.abc import Iterable, Mapping

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.annotation_index import AnnotationIndex
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, Record
from reader.annotation.store.history import Change, Step


class News:
    """The changes that others made since somebody last took the news; needs the working copy's mutex.

    Attributes:
        has_rows: Whether others changed rows of other tables since somebody last set it to False.
    """

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self.has_rows = False

    def __bool__(self) -> bool:
        return bool(self._changes) or self.has_rows

    def add_step(self, record: Record) -> None:
        """Add what a step in the log changes."""
        step = Step.of(record)
        self._changes += step.changes
        self.has_rows = self.has_rows or bool(step.rows)

    def add_difference(self, before: Documents, after: Documents, changes: Iterable[Change]) -> None:
        """Add the changes of annotations between two readings of the file, and note whether rows changed, too."""
        self._changes += changes
        self.has_rows = self.has_rows or before.rows.by_id() != after.rows.by_id()

    def add_since(self, before: Mapping[str, Annotation | None], documents: Documents, edits: Iterable[Edit]) -> None:
        """Add the changes of annotations that were known before, and of those that were edited since."""
        for id in {*before, *(edit.id for edit in edits)}:
            was, now = before.get(id), documents.index.get(id)
            if was != now:
                self._changes.append(Change(was, now))

    def take(self) -> tuple[Change, ...]:
        """Return the changes of annotations, which are old news from then on."""
        changes, self._changes = tuple(self._changes), []
        return changes


def changes_between(before: AnnotationIndex, after: AnnotationIndex, ids: Iterable[str]) -> dict[str, Change]:
    """Return the changes between two indexes, by the annotation's id."""
    sides = ((id, before.get(id), after.get(id)) for id in ids)
    return {id: Change(old, new) for id, old, new in sides if old != new}
