"""The store: annotations in TinyDB, on disk when a call returns."""

from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from reader.annotation.annotation import Annotation, by_place, from_document, to_document
from reader.annotation.history import History, Step
from reader.annotation.storage import WholeFileStorage
from reader.errors import ConflictError, StoreError

TABLE = "annotations"
ABOUT = "about"
FORMAT = 1


class Store:
    """The annotations of a workspace.

    Raises StoreError if the file is there and cannot be used; it is then left as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.history = History()
        self._database = TinyDB(path, storage=WholeFileStorage)
        self._removed: dict[str, Document] = {}
        self._read()

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """In order of source and place."""
        return self._annotations

    @property
    def kept_aside(self) -> tuple[str, ...]:
        """What is in the table and is no annotation: kept in the file, and not shown. One message each."""
        return self._kept_aside

    @property
    def is_missing(self) -> bool:
        """Whether the file is gone, or empty, that the annotations are from; the next change writes it again."""
        return bool(self._annotations) and not (self.path.exists() and self.path.stat().st_size)

    def refresh(self) -> bool:
        """Reads the file again if another program changed it; whether it did."""
        if not self._storage.has_changed_outside:
            return False
        self._read()
        return True

    def do(self, step: Step) -> None:
        """Makes all changes of a step, as one write. Raises StoreError if they could not be saved."""
        self._apply(step)
        self.history.add(step)

    def undo(self) -> Step | None:
        """Takes back the last step and returns what that did; None if there is nothing to undo."""
        return self._move(self.history.done, self.history.undone)

    def redo(self) -> Step | None:
        return self._move(self.history.undone, self.history.done)

    def _move(self, source: list[Step], target: list[Step]) -> Step | None:
        if not source:
            return None
        step = source[-1].reversed
        try:
            self._apply(step)
        except ConflictError:
            source.pop()  # it can never be done again
            raise
        source.pop()
        target.append(step)
        return step

    # TinyDB

    @property
    def _storage(self) -> WholeFileStorage:
        storage = self._database.storage
        assert isinstance(storage, WholeFileStorage)
        return storage

    def _read(self) -> None:
        self._check_format()
        # A new one each time: TinyDB's table remembers the next free number, and others may have taken it.
        self._table = Table(self._storage, TABLE)
        self._documents: dict[str, Document] = {}
        found, aside = [], []
        for document in self._table:
            try:
                annotation = from_document(document)
            except ValueError as error:
                aside.append(f"{self.path}: document {document.doc_id} is no annotation: {error}")
                continue
            if annotation.id in self._documents:
                aside.append(f"{self.path}: document {document.doc_id} has the id of another one: {annotation.id}")
                continue
            self._documents[annotation.id] = document
            found.append(annotation)
        self._hold(found)
        self._kept_aside = tuple(aside)

    def _hold(self, annotations: list[Annotation]) -> None:
        self._annotations = tuple(sorted(annotations, key=by_place))
        self._by_id = {annotation.id: annotation for annotation in self._annotations}

    def _check_format(self) -> None:
        for about in self._database.table(ABOUT):
            if about.get("format") != FORMAT:
                raise StoreError(
                    f"{self.path}: it has the format {about.get('format')!r}, this program knows {FORMAT}. "
                    "The file was left as it is: use a newer version of reader (`pip install -U reader-tui`)."
                )

    def _apply(self, step: Step) -> None:
        with self._storage.transaction():
            self._read()
            self._refuse_conflicts(step)
            self._note_format()
            for change in step.changes:
                if change.after is not None:
                    self._put(change.after)
                elif change.before is not None:
                    self._remove(change.before.id)
        self._read()

    def _refuse_conflicts(self, step: Step) -> None:
        """Nothing is done to an annotation that is not what whoever asked for the change had seen."""
        for change in step.changes:
            if self._by_id.get(change.annotation.id) != change.before:
                raise ConflictError(f"{self.path}: another program changed this annotation meanwhile: look at it again")

    def _note_format(self) -> None:
        about = self._database.table(ABOUT)
        if not len(about):
            about.insert({"format": FORMAT})

    def _put(self, annotation: Annotation) -> None:
        """What the document held besides stays in it; one that was removed gets its old number again."""
        fields = to_document(annotation)
        old = self._documents.get(annotation.id) or self._removed.get(annotation.id)
        if old is not None and (annotation.id in self._documents or not self._table.contains(doc_id=old.doc_id)):
            self._table.upsert(Document({**old, **fields}, old.doc_id))
        else:
            self._table.insert(fields)

    def _remove(self, id: str) -> None:
        if document := self._documents.get(id):
            self._removed[id] = document
            self._table.remove(doc_ids=[document.doc_id])
