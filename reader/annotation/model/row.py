"""Rows: small records that a feature keeps in a table of annotations.json, beside the annotations.

A table has a name, such as `people`. Its rows are written through the store like annotations: they are acknowledged
once they are on disk, one undo takes a step back, and merging, git, repair and restoring treat them alike. Nothing has
to be registered. A feature names its table, and the key that a row is found by:

    id = row_id("people", source, name)                      # the same wherever the same row is made
    before = store.rows.get(id)                              # None if there is no such row
    after = before.with_values(values, creator) if before else new_row("people", id, values, creator)
    annotations.do("joined 2 names", rows=[RowChange(before, after)])  # one step; without `after` the row is removed

`store.rows.of("people")` returns all rows of a table, and the same tuple until one of them changes, so that what is
computed from it can be kept. In the app, `session.changed` tells when rows have changed: after a step of one's own
through `Edits.announce`, or, with `changes=None`, after another program's. Values are plain JSON; a value that another
version or program put into a row stays in it. Where two people changed one value of a row, a merge takes the later one.

In memory and on disk a row costs the same as an annotation, but rows are read when they are first asked for, so a table
must not be asked for before the first frame.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.annotation.model.annotation import Annotation, now
from reader.system.lazy_pattern import lazy_pattern

ABOUT_ROW = ("id", "table", "creator", "modified", "revision")  # everything else in a row's document is a value
_ID = lazy_pattern(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OTHER_TABLES = ("about", "annotations", "dismissals")  # have no rows


class StoredRow(NamedTuple):
    """A record of a table.

    Attributes:
        id: Tells it from all other rows and annotations; from `row_id`.
        table: The name of its table.
        values: The values of the row, as plain JSON.
        creator: Who changed it last.
        modified: When; UTC, ISO 8601 with `Z`.
        revision: 1 when it was made, and one more after each change.
    """

    id: str
    table: str
    values: Mapping[str, Any]
    creator: str = ""
    modified: str = ""
    revision: int = 1

    def text(self, name: str) -> str:
        """Return a value if it is a text, and an empty text otherwise."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    @property
    def title(self) -> str:
        """The texts of the row on one line, the name first and without ids, for people who look at changes."""
        names = sorted(self.values, key=lambda name: (name != "name", name))
        return " · ".join(text for name in names if (text := self.text(name)) and not _ID.fullmatch(text))

    @property
    def stand_in(self) -> Annotation:
        """An annotation that stands for the row in a list of changes: its tag is the table, its words are the title."""
        return Annotation(
            id=self.id, source=self.text("source"), start=0, end=0, exact=self.title, tag=self.table,
            creator=self.creator, modified=self.modified, revision=self.revision,
        )  # fmt: skip

    def with_values(self, values: Mapping[str, Any], creator: str) -> "StoredRow":
        """Return the row as somebody changes it, with some values replaced; None removes a value."""
        kept = {name: value for name, value in {**self.values, **values}.items() if value is not None}
        return self._replace(values=kept, creator=creator, modified=now(), revision=self.revision + 1)


class RowChange(NamedTuple):
    """One row before and after a step.

    Attributes:
        before: None if the row was added.
        after: None if it was removed.
    """

    before: StoredRow | None
    after: StoredRow | None

    @property
    def row(self) -> StoredRow:
        """The row as it is after the change, or as it was if it was removed."""
        row = self.after or self.before
        assert row is not None, "a change has at least one side"
        return row


def row_id(table: str, *key: str) -> str:
    """Return the id of the row of a table with a key, which is the same wherever the row is made."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([table, *key])))


def new_row(table: str, id: str, values: Mapping[str, Any], creator: str) -> StoredRow:
    """Return a new row; values that are None are left out."""
    return StoredRow(id=id, table=table, values={}, revision=0).with_values(values, creator)


def is_row(document: Any) -> bool:
    """Return True if the document of a file or log is a row, and not an annotation or another program's document."""
    if not isinstance(document, dict) or "tag" in document:
        return False
    types = {"id": str, "table": str, "creator": str, "modified": str, "revision": int}
    return (
        {"id", "table"} <= document.keys()
        and document["table"] not in OTHER_TABLES
        and all(isinstance(document.get(name, kind()), kind) for name, kind in types.items())
    )


def to_row(document: Mapping[str, Any]) -> StoredRow:
    """Return the row that a document is; `is_row` must be true of it."""
    about = {name: document[name] for name in ABOUT_ROW if name in document}
    return StoredRow(**about, values={name: value for name, value in document.items() if name not in ABOUT_ROW})


def from_row(row: StoredRow) -> dict[str, Any]:
    """Return a row as a document for the file and the log."""
    about = {"creator": row.creator, "modified": row.modified, "revision": row.revision}
    return {"id": row.id, "table": row.table, **row.values, **about}
