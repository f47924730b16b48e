"""Weighing what a file says of an annotation against what the log says of it, by checksum and time.

Every line of the log has a checksum, so what it says is as somebody wrote it. A backup is as sure if the log knows its
digest. The text of a damaged file is not: it may be garbled, and still be whole to the eye of a parser.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.annotation.model.revision import Document, DocumentOrNone, revision, same_content
from reader.annotation.store.backup import SECONDS
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, Entry, EntryKind, Record

ALIKE = 0.5  # the share of equal fields from which a document under a known number is a garbled copy of the known one


class LastEdit(NamedTuple):
    """The last that a log says of an annotation.

    edit: the edit.
    at: when; UTC, ISO 8601.
    is_step: whether somebody made the edit, and the record does not just tell what the file was seen to hold.
    """

    edit: Edit
    at: str
    is_step: bool


def last_edits(entries: Iterable[Entry]) -> dict[str, LastEdit]:
    """Return the last edit of each annotation that a log knows, by id."""
    found: dict[str, LastEdit] = {}
    for entry in entries:
        if isinstance(entry, Record):
            found |= {edit.id: LastEdit(edit, entry.at, entry.kind is EntryKind.STEP) for edit in entry.edits}
    return found


def weigh(documents: Documents, known: Mapping[str, LastEdit], sure_until: str = "") -> int:
    """Add to the documents of a file what the log knows, and replace what it knows better.

    Args:
        documents: The documents of the file.
        known: What the log knows.
        sure_until: The time of a file that is known to be as it was written; empty for any other file.

    Returns:
        How many documents read otherwise in the file than in the log, which was believed.
    """
    differing = _drop_garbled_copies(documents, known)
    for id, last in known.items():
        here = documents.document(id)
        if here is not None and _is_later(here, last, sure_until):
            continue
        if last.edit.after is None and not last.is_step:
            continue  # nobody removed it: if the file has it after all, so much the better
        differing += here is not None and last.edit.after is not None and not same_content(here, last.edit.after)
        documents.set(id, last.edit.after, last.edit.number)
    return differing


def _is_later(here: Document, last: LastEdit, sure_until: str) -> bool:
    """Return whether the file's document was written after the log's, by revision and time."""
    after: DocumentOrNone = last.edit.after
    reached = revision(after) if after else revision(last.edit.before or {}) + 1
    if sure_until:
        is_after = sure_until[:SECONDS] > last.at[:SECONDS]
        return revision(here) > reached or (is_after and revision(here) == reached)
    return revision(here) > reached and str(here.get("modified", "")) > last.at


def _drop_garbled_copies(documents: Documents, known: Mapping[str, LastEdit]) -> int:
    """Remove documents whose id was garbled, so that the log does not know it; return how many there were."""
    index = documents.index
    missing = {last.edit.number: last.edit.after for id, last in known.items() if documents.get(id) is None}
    garbled = [
        id
        for id in index.ids()
        if id not in known and _are_alike(documents.document(id), missing.get(index.number(id) or 0))
    ]
    for id in garbled:
        documents.set(id, None)
    return len(garbled)


def _are_alike(one: DocumentOrNone, other: DocumentOrNone) -> bool:
    if one is None or other is None:
        return False
    equal = [name for name, value in other.items() if one.get(name) == value]
    return len(equal) >= ALIKE * len(other)
