"""The documents of an annotations file together with its log, and the annotations that they hold."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal, from_document, from_text
from reader.annotation.model.annotation_index import AnnotationIndex, NameNow
from reader.annotation.model.revision import DocumentOrNone
from reader.annotation.model.row import OTHER_TABLES, StoredRow, is_row, to_row
from reader.annotation.store.entries import Edit, Record
from reader.annotation.store.file_format import Texts, decode, encode, parse
from reader.annotation.store.row_index import RowIndex
from reader.annotation.store.tinydb_storage import DocumentTable, TextStorage
from reader.errors import StoreError

TABLE = "annotations"
DISMISSALS = "dismissals"  # suggestions that nobody wants to see again, as documents like those of annotations
ABOUT = "about"
FORMAT = 1


class Documents:
    """All documents of an annotations file, and the operations on them.

    Attributes:
        index: The annotations and dismissals that the documents hold.
        kept_aside: A message for each document that is not an annotation: it stays in the file and is not shown.
        conflicts: A message for each annotation that was changed here and by another program in different ways.

    Args:
        path: The annotations file, as messages name it.
        texts: The documents as texts of the file.
        name_now: Tells which tag a name means; None if every name means itself.

    Raises:
        StoreError: The file has a format that this version does not know.
    """

    def __init__(self, path: Path, texts: Texts, name_now: NameNow = None) -> None:
        self._path = path
        self._storage = TextStorage(texts)
        self._tables = {name: DocumentTable(self._storage, name) for name in (TABLE, DISMISSALS)}
        self._refuse_other_formats()
        self.kept_aside: list[str] = []
        self.conflicts: list[str] = []
        self.index = AnnotationIndex(self._annotations(), name_now)

    def __len__(self) -> int:
        """Return the number of documents of all tables, without counting what was kept aside."""
        others = (table for name, table in self._storage.texts.items() if name not in OTHER_TABLES)
        return len(self.index) + sum(map(len, others))

    @cached_property
    def rows(self) -> RowIndex:
        """The rows of all other tables, which are not needed at the start."""
        return RowIndex(self._storage.texts)

    @property
    def texts(self) -> Texts:
        """A copy of what the file is to hold; later changes do not alter it."""
        tables = {name: dict(table) for name, table in self._storage.texts.items()}
        return tables if ABOUT in tables else {ABOUT: {1: encode({"format": FORMAT})}, **tables}

    def empty(self) -> None:
        """Let go of everything bit by bit, so that other threads can run; the object must not be used afterwards."""
        self.index.empty()
        for table in self._storage.texts.values():
            while table:
                table.popitem()

    def document(self, id: str) -> DocumentOrNone:
        """Return the document with this id; None if there is none."""
        number = self.number(id)
        return None if number is None else decode(self._storage.texts[self._table(id)][number])

    def get(self, id: str) -> Annotation | StoredRow | None:
        """Return the annotation, dismissal or row with this id; None if there is none."""
        return self.index.get(id) or self.rows.get(id)

    def number(self, id: str) -> int | None:
        """Return the number of the document with this id; None if there is none."""
        number = self.index.number(id)
        return self.rows.number(id) if number is None else number

    def number_of(self, id: str) -> int:
        """Return the number of the document with this id, which must be there."""
        number = self.number(id)
        assert number is not None, "it is there"
        return number

    def by_id(self) -> Mapping[str, Annotation | StoredRow]:
        """Return a copy of all annotations, dismissals and rows by their ids."""
        return {**self.rows.by_id(), **self.index.by_id()}

    def set(self, id: str, after: DocumentOrNone, number: int | None = None) -> Edit:
        """Replace or add the document with this id, or remove it, and return what was done.

        Args:
            id: The id of the annotation or row.
            after: The new document; None removes the old one.
            number: TinyDB's key for a new document, if the key is free.
        """
        table = self._table(id, after)
        edit = Edit(self._number(id, number, table), self.document(id), after)
        if after is not None:
            self._table_named(table).put(edit.number, after)
            if is_row(after):
                self.rows.put(edit.number, to_row(after))
            else:
                self.index.put(edit.number, from_document(after))
        elif edit.before is not None:
            self._table_named(table).drop(edit.number)
            self.index.drop(id)
            self.rows.drop(id)
        return edit

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits of a log record, even if they have been made already."""
        for edit in edits:
            self.set(edit.id, edit.after, edit.number)

    def merge(self, records: Iterable[Record]) -> list[Edit]:
        """Make the edits of log records; the file may already hold some of them, or what other programs made of them.

        Returns:
            The edits that were actually made.
        """
        states: dict[str, list[DocumentOrNone]] = {}
        last: dict[str, tuple[int, Record]] = {}
        for record in records:
            for edit in record.edits:
                states.setdefault(edit.id, []).extend((edit.before, edit.after))
                last[edit.id] = edit.number, record
        if not states:
            return []
        from reader.annotation.store.three_way_merge import merge  # imported here: a start seldom has anything to merge

        edits = []
        for id, ours in states.items():
            number, record = last[id]
            merged = merge(self.document(id), ours, record.id)
            edit = self.set(id, merged.document, number)
            edits += [edit] if edit.before != edit.after else []
            if merged.copy is not None:
                edits.append(self.set(merged.copy["id"], merged.copy))
            if merged.conflict:
                table = self._table(id, merged.document)
                what = "annotation" if table in OTHER_TABLES else f"{table}:"
                self.conflicts.append(f"{self._path}: {what} {id}: {merged.conflict}")
        return edits

    def _table(self, id: str, document: DocumentOrNone = None) -> str:
        """Return the table that holds this id, or the one where a new document belongs."""
        if (known := self.get(id)) is None and document:
            known = to_row(document) if is_row(document) else from_document(document)
        return table_of(known)

    def _table_named(self, name: str) -> DocumentTable:
        return self._tables.setdefault(name, DocumentTable(self._storage, name))

    def _number(self, id: str, wanted: int | None, table: str) -> int:
        here = self.number(id)
        if here is not None:
            return here
        is_free = wanted is not None and wanted not in self._storage.texts.get(table, {})
        return wanted if wanted is not None and is_free else self._storage.free_number(table)

    def _annotations(self) -> Iterable[tuple[int, Annotation]]:
        seen: set[str] = set()
        texts = self._storage.texts
        tables = (TABLE, DISMISSALS)
        for table, number, text in [(name, *item) for name in tables for item in texts.get(name, {}).items()]:
            try:
                annotation = from_text(text)
            except ValueError as error:
                self._keep_aside(f"document {number} is not an annotation: {error}")
                continue
            if table_of(annotation) != table:
                self._keep_aside(f"document {number} of the table {table!r} belongs in {table_of(annotation)!r}")
            elif annotation.id in seen:
                self._keep_aside(f"document {number} has the same id as another document: {annotation.id}")
            else:
                seen.add(annotation.id)
                yield number, annotation

    def _keep_aside(self, reason: str) -> None:
        self.kept_aside.append(f"{self._path}: {reason}")

    def _refuse_other_formats(self) -> None:
        for about in DocumentTable(self._storage, ABOUT):
            if about.get("format") != FORMAT:
                raise StoreError(
                    f"{self._path}: its format is {about.get('format')!r}, but this program knows {FORMAT}. "
                    "The file was left as it is: use a newer version of reader (`pip install -U reader-tui`)."
                )


def table_of(record: Annotation | StoredRow | None) -> str:
    """Return the name of the table that an annotation, a dismissal or a row belongs in."""
    if isinstance(record, StoredRow):
        return record.table
    return DISMISSALS if isinstance(record, Dismissal) else TABLE


def read_documents(path: Path, data: bytes, *, is_ours: bool = False, name_now: NameNow = None) -> Documents:
    """Parse an annotations file; an empty one holds no documents.

    Args:
        path: The file, as messages name it.
        data: Its bytes.
        name_now: Tells which tag a name means; None if every name means itself.
        is_ours: Whether this program is known to have written exactly these bytes.

    Raises:
        StoreError: It is not a TinyDB file that this version knows.
    """
    try:
        return Documents(path, parse(data, is_ours=is_ours) if data else {}, name_now)
    except ValueError as error:
        raise StoreError(
            f"{path}: {error}. The file was left as it is: `reader repair` shows what can be saved of it, and "
            "`--annotations FILE` uses another one."
        ) from error
