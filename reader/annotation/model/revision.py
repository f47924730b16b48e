"""Revisions of documents: counters of changes, which unlike times cannot be wrong."""

from typing import Any

Document = dict[str, Any]
DocumentOrNone = Document | None  # None where there is no such document


def revision(document: Document) -> int:
    """Return a document's revision; 1 if the program that wrote it keeps none."""
    found: int = document.get("revision", 1)
    return found


def same_content(one: DocumentOrNone, other: DocumentOrNone) -> bool:
    """Return True if two documents differ in nothing but their revisions, or neither exists."""
    if one is None or other is None:
        return one is other
    return {**one, "revision": 0} == {**other, "revision": 0}


def with_fields(document: DocumentOrNone, fields: Document) -> Document:
    """Return a document's next revision with new values for some fields; without a document, just the fields."""
    return {**document, **fields, "revision": revision(document) + 1} if document else fields


def restored(earlier: Document, current: DocumentOrNone) -> Document:
    """Return an earlier document as the latest revision. A removal counts as a revision, too.

    Fields of the current document that the earlier one did not have stay.
    """
    last = revision(earlier) + 1 if current is None else revision(current)
    return {**(current or {}), **earlier, "revision": last + 1}
