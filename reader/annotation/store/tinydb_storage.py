"""TinyDB's Storage and Table of ours: documents as texts, of which a change touches only its own."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from reader.annotation.store.file_format import Document, Texts, decode, encode


class TextStorage(Storage):
    """Holds a file's tables as they stand in it; writing the file is the store's."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._next: dict[str, int] = {}

    def read(self) -> dict[str, Any]:
        return {name: _Documents(table) for name, table in self.texts.items()}

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> None:
        """For what TinyDB does to whole tables."""
        self.texts.clear()
        for name, table in data.items():
            self.texts[name] = {int(number): encode(document) for number, document in table.items()}

    def put(self, table: str, number: int, document: Document) -> None:
        self.texts.setdefault(table, {})[number] = encode(document)
        self._next[table] = max(self.free_number(table), number + 1)

    def drop(self, table: str, number: int) -> None:
        self.texts[table].pop(number, None)

    def free_number(self, table: str) -> int:
        """Above all that the table has, or had since this was made."""
        if table not in self._next:
            self._next[table] = max(self.texts.get(table, ()), default=0) + 1
        return self._next[table]


class DocumentTable(Table):
    """TinyDB's own hands all documents to the storage at each change; this one those that changed."""

    _storage: TextStorage

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
        return self._storage.free_number(self.name)


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
    """A table in the hands of a change: what it put, dropped or may have changed is in `changed`."""

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
