"""The only door to TinyDB: a storage and a table that keep documents as texts, so that a change touches only one.

TinyDB hands its storage the whole database at each change: for one tag, 100,000 documents would be copied and encoded.
That is a known limit (msiemens/tinydb#90 and #480, both closed); a Table subclass is the way around it. It takes
these private names of TinyDB 4.9; a test fails when an upgrade changes one of them:

- `Table._storage`: set by `Table.__init__`, read by `_update_table` below.
- `Table._update_table(updater)`: called by every method that changes documents.
- `Table._get_next_id()`: called by `insert` and `upsert` for a document without a number.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from reader.annotation.store.file_format import Document, Texts, decode, encode


class TextStorage(Storage):
    """Holds the tables of a file as texts; writing the file is up to the store."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._next: dict[str, int] = {}

    def read(self) -> dict[str, Any]:
        """Return the tables; a document is decoded when it is looked at."""
        return {name: _Documents(table) for name, table in self.texts.items()}

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> None:
        """Replace all tables, as TinyDB does for operations on whole tables."""
        self.texts.clear()
        for name, table in data.items():
            self.texts[name] = {int(number): encode(document) for number, document in table.items()}

    def put(self, table: str, number: int, document: Document) -> None:
        """Add or replace one document."""
        self.texts.setdefault(table, {})[number] = encode(document)
        self._next[table] = max(self.free_number(table), number + 1)

    def drop(self, table: str, number: int) -> None:
        """Remove one document, if it is there."""
        self.texts[table].pop(number, None)

    def free_number(self, table: str) -> int:
        """Return a number above all those that the table has, or has had since this storage was made."""
        if table not in self._next:
            self._next[table] = max(self.texts.get(table, ()), default=0) + 1
        return self._next[table]

    def take_number(self, table: str) -> int:
        """Return a free number, and another one the next time."""
        number = self._next[table] = self.free_number(table)
        self._next[table] += 1
        return number


class DocumentTable(Table):
    """A table of TinyDB that hands its storage only the documents that changed."""

    _storage: TextStorage

    def put(self, number: int, document: Document) -> None:
        """Add the document with this number, or replace it as a whole, which TinyDB's `upsert` does not do."""
        self._update_table(lambda documents: documents.update({number: document}))

    def drop(self, number: int) -> None:
        """Remove the document with this number, if there is one."""
        self.remove(doc_ids=[number])

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        documents = _Changing(self._storage.texts.get(self.name, {}))
        updater(documents)
        for number, document in documents.changed.items():
            if document is None:
                self._storage.drop(self.name, number)
            else:
                self._storage.put(self.name, number, document)
        self.clear_cache()

    def _get_next_id(self) -> int:
        return self._storage.take_number(self.name)


class _Documents(Mapping[str, Document]):
    """A table as TinyDB reads it; a document is decoded when it is looked at."""

    def __init__(self, texts: dict[int, bytes]) -> None:
        self._texts = texts

    def __getitem__(self, number: str) -> Document:
        return decode(self._texts[int(number)])

    def __contains__(self, number: object) -> bool:
        return isinstance(number, str) and int(number) in self._texts

    def __iter__(self) -> Iterator[str]:
        return map(str, self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class _Changing(MutableMapping[int, Document]):
    """A table while it is changed; `changed` holds documents that were put, dropped (None) or handed out."""

    def __init__(self, texts: dict[int, bytes]) -> None:
        self._texts = texts
        self.changed: dict[int, Document | None] = {}

    def __getitem__(self, number: int) -> Document:
        if number not in self:
            raise KeyError(number)
        if self.changed.get(number) is None:
            self.changed[number] = decode(self._texts[number])
        document = self.changed[number]
        assert document is not None
        return document

    def __setitem__(self, number: int, document: Document) -> None:
        self.changed[number] = document

    def __delitem__(self, number: int) -> None:
        self.changed[number] = None

    def __contains__(self, number: object) -> bool:
        return self.changed[number] is not None if number in self.changed else number in self._texts

    def __iter__(self) -> Iterator[int]:
        return (number for number in [*self._texts, *self.changed.keys() - self._texts.keys()] if number in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
