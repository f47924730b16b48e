"""What file and log hold together: the documents, and the annotations that they are."""

from collections.abc import Iterable
from pathlib import Path

from tinydb.table import Document as NumberedDocument

from reader.annotation.model.annotation import Annotation, Dismissal, from_document, from_text
from reader.annotation.model.annotation_index import AnnotationIndex
from reader.annotation.model.revision import DocumentOrNone
from reader.annotation.store.file_format import Texts, decode, encode, parse
from reader.annotation.store.journal import Edit, Record
from reader.annotation.store.three_way_merge import merge
from reader.annotation.store.tinydb_storage import DocumentTable, TextStorage
from reader.errors import StoreError

TABLE = "annotations"
DISMISSALS = "dismissals"  # suggestions that nobody wants to see again: documents as those of annotations
ABOUT = "about"
FORMAT = 1


class Content:
    """A file's documents, and what is done to them. `path` is for messages.

    kept_aside: what is in their table and is no annotation: kept in the file, and not shown. One message each.
    conflicts: what was changed here and by another program in different ways. One message each.
    """

    def __init__(self, path: Path, texts: Texts) -> None:
        self._path = path
        self._storage = TextStorage(texts)
        self._tables = {name: DocumentTable(self._storage, name) for name in (TABLE, DISMISSALS)}
        self._refuse_other_formats()
        self.kept_aside: list[str] = []
        self.conflicts: list[str] = []
        self.index = AnnotationIndex(self._annotations())

    @property
    def texts(self) -> Texts:
        """What the file is to hold, as a copy that does not change."""
        tables = {name: dict(table) for name, table in self._storage.texts.items()}
        return tables if tables.get(ABOUT) else {ABOUT: {1: encode({"format": FORMAT})}, **tables}

    def empty(self) -> None:
        """Lets go of all, one by one; nobody may look at it any more."""
        self.index.empty()
        for table in self._storage.texts.values():
            while table:
                table.popitem()

    def document(self, id: str) -> DocumentOrNone:
        number = self.index.number(id)
        return None if number is None else decode(self._storage.texts[self._table(id)][number])

    def set(self, id: str, after: DocumentOrNone, number: int | None = None) -> Edit:
        """Puts a document in the place of the one with this id, or removes that; a new one gets `number` if it is free.

        Returns what that came to.
        """
        table = self._table(id, after)
        edit = Edit(self._number(id, number, table), self.document(id), after)
        if after is not None:
            self._tables[table].upsert(NumberedDocument(after, edit.number))
            self.index.put(edit.number, from_document(after))
        elif edit.before is not None:
            self._tables[table].remove(doc_ids=[edit.number])
            self.index.drop(id)
        return edit

    def apply(self, edits: Iterable[Edit]) -> None:
        """Does what a record of the log says, also if it is done already."""
        for edit in edits:
            self.set(edit.id, edit.after, edit.number)

    def merge(self, records: Iterable[Record]) -> list[Edit]:
        """Does what the log says where the file may hold some of it, or what other programs made of it.

        Returns what that came to.
        """
        states: dict[str, list[DocumentOrNone]] = {}
        last: dict[str, tuple[int, Record]] = {}
        for record in records:
            for edit in record.edits:
                states.setdefault(edit.id, []).extend((edit.before, edit.after))
                last[edit.id] = edit.number, record
        edits = []
        for id, ours in states.items():
            number, record = last[id]
            merged = merge(self.document(id), ours, record.id)
            edit = self.set(id, merged.document, number)
            edits += [edit] if edit.before != edit.after else []
            if merged.copy is not None:
                edits.append(self.set(merged.copy["id"], merged.copy))
            if merged.conflict:
                self.conflicts.append(f"{self._path}: annotation {id}: {merged.conflict}")
        return edits

    def _table(self, id: str, document: DocumentOrNone = None) -> str:
        """Where the document with this id is, else where a new one belongs."""
        known = self.index.get(id)
        return table_of(from_document(document) if known is None and document else known)

    def _number(self, id: str, wanted: int | None, table: str) -> int:
        here = self.index.number(id)
        if here is not None:
            return here
        is_free = wanted is not None and wanted not in self._storage.texts.get(table, {})
        return wanted if wanted is not None and is_free else self._storage.free_number(table)

    def _annotations(self) -> Iterable[tuple[int, Annotation]]:
        seen: set[str] = set()
        texts = self._storage.texts
        for table, number, text in [(name, *item) for name in self._tables for item in texts.get(name, {}).items()]:
            try:
                annotation = from_text(text)
            except ValueError as error:
                self.kept_aside.append(f"{self._path}: document {number} is no annotation: {error}")
                continue
            if table_of(annotation) != table:
                what = f"document {number} of the table {table!r} belongs into {table_of(annotation)!r}"
                self.kept_aside.append(f"{self._path}: {what}")
                continue
            if annotation.id in seen:
                what = f"document {number} has the id of another one: {annotation.id}"
                self.kept_aside.append(f"{self._path}: {what}")
                continue
            seen.add(annotation.id)
            yield number, annotation

    def _refuse_other_formats(self) -> None:
        for about in DocumentTable(self._storage, ABOUT):
            if about.get("format") != FORMAT:
                raise StoreError(
                    f"{self._path}: it has the format {about.get('format')!r}, this program knows {FORMAT}. "
                    "The file was left as it is: use a newer version of reader (`pip install -U reader-tui`)."
                )


def table_of(annotation: Annotation | None) -> str:
    return DISMISSALS if isinstance(annotation, Dismissal) else TABLE


def read_content(path: Path, data: bytes) -> Content:
    """Raises StoreError if the file is not a TinyDB file that this program knows."""
    try:
        return Content(path, parse(data) if data else {})
    except ValueError as error:
        raise StoreError(
            f"{path}: {error}. The file was left as it is: `reader repair` shows what can be saved of it, and "
            "`--annotations FILE` uses another one."
        ) from error
