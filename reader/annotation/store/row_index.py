"""The rows of all tables of an annotations file, by id and by table."""

from collections.abc import Mapping

from reader.annotation.model.row import OTHER_TABLES, StoredRow, is_row, to_row
from reader.annotation.store.file_format import Texts, decode


class RowIndex:
    """Rows, each with the number of its document. A document that is not a row of its table is passed over."""

    def __init__(self, texts: Texts) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: dict[str, StoredRow] = {}
        self._tables: dict[str, dict[str, StoredRow]] = {}
        self._snapshots: dict[str, tuple[StoredRow, ...]] = {}  # for the tables that have not changed since
        for name, documents in texts.items():
            for number, text in documents.items() if name not in OTHER_TABLES else ():
                document = decode(text)
                if is_row(document) and document["table"] == name and document["id"] not in self._rows:
                    self.put(number, to_row(document))

    def get(self, id: str) -> StoredRow | None:
        """Return the row with an id; None if there is none."""
        return self._rows.get(id)

    def number(self, id: str) -> int | None:
        """Return the number of the document with an id; None if there is none."""
        return self._numbers.get(id)

    def by_id(self) -> Mapping[str, StoredRow]:
        """Return a copy of all rows by their ids."""
        return dict(self._rows)

    def of(self, table: str) -> tuple[StoredRow, ...]:
        """Return the rows of a table; it is the same tuple until one of them changes."""
        if table not in self._snapshots:
            self._snapshots[table] = tuple(self._tables.get(table, {}).values())
        return self._snapshots[table]

    def put(self, number: int, row: StoredRow) -> None:
        """Add a row; it replaces the one with its id."""
        self.drop(row.id)
        self._numbers[row.id], self._rows[row.id] = number, row
        self._tables.setdefault(row.table, {})[row.id] = row
        self._snapshots.pop(row.table, None)

    def drop(self, id: str) -> None:
        """Remove the row with an id, if there is one."""
        if row := self._rows.pop(id, None):
            del self._numbers[id], self._tables[row.table][id]
            self._snapshots.pop(row.table, None)
