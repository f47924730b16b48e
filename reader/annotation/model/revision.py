"""Revisions of documents: counters of changes, which unlike times cannot be wrong."""

from typing import Any

from reader.annotation.model.annotation import OPTIONAL

Document = dict[str, Any]
DocumentOrNone = Document | None  # None where there is no such document


def revision(document: Document) -> int:
    """Return a document's revision; 1 if the program that wrote it keeps none."""
    found: int = document.get("revision", 1)
    return found


def same_content(one: DocumentOrNone, other: DocumentOrNone) -> bool:
    """Return True if two documents differ only in their revisions, or if neither exists."""
    if one is None or other is None:
        return one is other
    return {**one, "revision": 0} == {**other, "revision": 0}


def with_fields(document: DocumentOrNone, fields: Document) -> Document:
    """Return a document's next revision with new values for some fields; without a document, just the fields."""
    return {**_without_optional(document), **fields, "revision": revision(document) + 1} if document else fields


def restored(earlier: Document, current: DocumentOrNone) -> Document:
    """Return an earlier document as the latest revision. A removal counts as a revision, too.

    What another program has added to the current document stays.
    """
    last = revision(earlier) + 1 if current is None else revision(current)
    return {**_without_optional(current or {}), **earlier, "revision": last + 1}


def _without_optional(document: Document) -> Document:
    """Return a document without an annotation's optional members; those of other programs stay."""
    return {name: value for name, value in document.items() if name not in OPTIONAL or not isinstance(value, dict)}
