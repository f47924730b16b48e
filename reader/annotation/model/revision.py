"""Revisions: how often a document was changed. No clock is asked, so that no clock can be wrong."""

from reader.annotation.store.file_format import Document

State = Document | None  # None where there is no such document


def revision(document: Document) -> int:
    """1 where a program wrote it that knows of none."""
    found: int = document.get("revision", 1)
    return found


def same(one: State, other: State) -> bool:
    """Whether they say the same, however often they were changed."""
    if one is None or other is None:
        return one is other
    return {**one, "revision": 0} == {**other, "revision": 0}


def changed(before: State, fields: Document) -> Document:
    """With new fields; what the document held besides stays in it."""
    return {**before, **fields, "revision": revision(before) + 1} if before else fields


def revived(before: Document, here: State) -> Document:
    """As it was before, with a revision above all that it had; its removal counts as one."""
    last = revision(before) + 1 if here is None else revision(here)
    return {**(here or {}), **before, "revision": last + 1}
