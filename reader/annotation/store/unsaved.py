"""Records of local changes that are not in the log yet: they lie on top of what others did."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, EntryKind, Record


class PutOn(NamedTuple):
    """Unsaved records that were done again.

    Attributes:
        unsaved: The records as they are now; one that no longer changes anything is left out.
        in_log: Those that turned out to be in the log.
        edits: What was changed.
    """

    unsaved: list[Record]
    in_log: list[Record]
    edits: list[Edit]


def take_off(unsaved: Sequence[Record], documents: Documents) -> None:
    """Undo unsaved changes, the last first, so that the documents are as in the log and the file."""
    for record in reversed(unsaved):
        for edit in reversed(record.edits) if record.kind is EntryKind.STEP else ():
            documents.set(edit.id, edit.before, edit.number)


def put_on_top(unsaved: Sequence[Record], documents: Documents, in_log: Collection[str]) -> PutOn:
    """Redo unsaved changes, merged with what others did.

    Args:
        unsaved: The records.
        documents: What others did.
        in_log: The ids of records that are in the log, and done.
    """
    rest = [record for record in unsaved if record.id not in in_log]
    merged = [_merged(record, documents) if record.kind is EntryKind.STEP else record for record in rest]
    return PutOn(
        [record for record in merged if record.edits],
        [record for record in unsaved if record.id in in_log],
        _edits(merged),
    )


def _merged(record: Record, documents: Documents) -> Record:
    return record._replace(edits=tuple(documents.merge([record])))


def _edits(records: Iterable[Record]) -> list[Edit]:
    return [edit for record in records if record.kind is EntryKind.STEP for edit in record.edits]
