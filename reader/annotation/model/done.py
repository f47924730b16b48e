"""Done marks: who is done with which source, in the table `done` of annotations.json.

A row says that a person is done with a source: `source`, its id; `digest` and `bytes`, the digest and the size of the
file that the person has read; `at`, when. The row's creator is the person. Removing the mark removes the row.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.annotation.model.annotation import now
from reader.annotation.model.row import StoredRow, row_id

TABLE = "done"
DONE_TERM = "done"  # the filter term that asks who is done
DONE, CHANGED = "✓", "changed"  # the signs of a source that is done, and of one that changed since


def mark_id(source: str, person: str) -> str:
    """Return the id of the row that says that a person is done with a source."""
    return row_id(TABLE, source, person)


def mark_values(source: str, digest: str, size: int) -> dict[str, Any]:
    """Return the values of a row for a source as it is now, with its digest and its size in bytes."""
    return {"source": source, "digest": digest, "bytes": size, "at": now()}


class DoneMarks(NamedTuple):
    """The marks of all people at one moment.

    Attributes:
        mine: This person's marks, by the id that the source has now.
        others: The marks of everybody else, by source.
        changed: The sources that changed after this person was done with them, as far as is known.
    """

    mine: Mapping[str, StoredRow] = MappingProxyType({})
    others: Mapping[str, tuple[StoredRow, ...]] = MappingProxyType({})
    changed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[StoredRow], person: str, names_now: Mapping[str, str]) -> "DoneMarks":
        """Sort the rows of the table by source.

        Args:
            rows: The rows; those without a source are passed over.
            person: The person whose marks are `mine`.
            names_now: The ids that renamed sources have now, by their old ones.
        """
        mine, others = dict[str, StoredRow](), dict[str, tuple[StoredRow, ...]]()
        for row in rows:
            if source := row.text("source"):
                id = names_now.get(source, source)
                if row.creator == person:
                    mine[id] = row
                else:
                    others[id] = (*others.get(id, ()), row)
        return cls(mine, others)

    def is_done(self, id: str) -> bool:
        """Return whether this person is done with the current version of a source, as far as is known."""
        return id in self.mine and id not in self.changed

    def sign(self, id: str) -> str:
        """Return the sign of a source in the list; empty if this person is not done with it."""
        return "" if id not in self.mine else CHANGED if id in self.changed else DONE

    def people(self, id: str, digest: str) -> list[str]:
        """Return who is done with a source whose digest is this one, in order of name."""
        return sorted(row.creator for row in self._all(id) if row.text("digest") == digest)

    def people_before(self, id: str, digest: str) -> list[str]:
        """Return who was done with a source before it changed to this digest, in order of name."""
        return sorted(row.creator for row in self._all(id) if row.text("digest") != digest)

    def _all(self, id: str) -> Iterable[StoredRow]:
        mine = self.mine.get(id)
        return (*((mine,) if mine else ()), *self.others.get(id, ()))

    def matches(self, id: str, value: str) -> bool:
        """Return whether a source matches the value of `done:` in a filter.

        Args:
            id: The id of the source.
            value: Empty or `yes`; `no`; `changed`; or the beginning of the name of somebody who is done.
        """
        match value.casefold():
            case "" | "y" | "ye" | "yes":
                return self.is_done(id)
            case "no":
                return not self.is_done(id)
            case "changed":
                return id in self.changed
            case wanted:
                return any(row.creator.casefold().startswith(wanted) for row in self._all(id))
