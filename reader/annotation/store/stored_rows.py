"""The rows of a store's other tables, for features that keep something in them."""

from reader.annotation.model.row import StoredRow
from reader.annotation.store.working_copy import WorkingCopy


class StoredRows:
    """Reads the rows of a store; `Store.do` changes them. Every method is safe on any thread."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy

    def of(self, table: str) -> tuple[StoredRow, ...]:
        """Return the rows of a table; it is the same tuple until one of them changes."""
        with self._copy.mutex:
            return self._copy.documents.rows.of(table)

    def get(self, id: str) -> StoredRow | None:
        """Return the row with this id; None if there is none."""
        with self._copy.mutex:
            return self._copy.documents.rows.get(id)

    @property
    def all(self) -> tuple[StoredRow, ...]:
        """The rows of all tables."""
        with self._copy.mutex:
            return tuple(self._copy.documents.rows.by_id().values())

    def take_news(self) -> bool:
        """Return whether `Store.refresh` found that others changed rows, and forget it."""
        with self._copy.mutex:
            found, self._copy.news.has_rows = self._copy.news.has_rows, False
        return found
