"""Deciding between a file's and the log's version of an annotation, by checksum and time.

Every line of the log has a checksum, so it is as somebody wrote it. A backup is just as reliable if the log knows its
    digest. The text of a damaged file is not: it may be garbled even where it can be parsed.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.annotation.model.revision import Document, DocumentOrNone, revision, same_content
from reader.annotation.store.backup import SECONDS
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, Entry, EntryKind, Record

ALIKE = 0.5  # the share of equal fields from which a document under a known number is a garbled copy of the known one


class LastEdit(NamedTuple):
    """The last edit of an annotation in a log.

    edit: the edit.
    at: when; UTC, ISO 8601.
    is_step: whether somebody made the edit; if not, the record only tells what was seen in the file.
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
    """Add to the documents of a file what only the log has, and replace those for which the log is more reliable.

    Args:
        documents: The documents of the file.
        known: What the log knows.
        sure_until: The time of a file that is known to be as it was written; empty for any other file.

    Returns:
        The number of documents whose version in the log replaced a different one in the file.
    """
    differing = _drop_garbled_copies(documents, known)
    for id, last in known.items():
        here = documents.document(id)
        if here is not None and _is_later(here, last, sure_until):
            continue
        if last.edit.after is None and not last.is_step:
            continue  # nobody removed it, so it may stay in the file
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
    """Remove documents with garbled ids, which the log does not know; return how many there were."""
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
