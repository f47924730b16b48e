"""Annotations files as readable lines, which `git diff` shows."""

from collections.abc import Iterator
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal, position_key
from reader.annotation.store.documents import ABOUT, DISMISSALS, TABLE, read_documents
from reader.text.sanitize import sanitize, sanitize_line


def format_annotations(data: bytes, name: Path) -> Iterator[str]:
    """Yield a line for each annotation in order of place, then for each dismissal, then for documents of other tables.

    Args:
        data: The content of the file.
        name: Its name in messages.

    Raises:
        StoreError: The data is not an annotations file.
    """
    content = read_documents(name, data)
    for kind in (content.index.in_order, content.index.all_dismissed):
        in_order = sorted(kind, key=lambda each: (*position_key(each)[:3], each.tag, each.creator))
        yield from map(format_annotation, in_order)
    for table, documents in content.texts.items():
        if table not in (ABOUT, TABLE, DISMISSALS):
            yield from sorted(f"{sanitize(table)}: {sanitize_line(text.decode())}" for text in documents.values())


def format_annotation(annotation: Annotation) -> str:
    """Return place, tag, creator, passage and note on one sanitised line; `no` precedes the tag of a dismissal."""
    note = f"  # {sanitize_line(annotation.note)}" if annotation.note else ""
    creator = f" by {sanitize_line(annotation.creator)}" if annotation.creator else ""
    place = f"{sanitize(annotation.source)} {annotation.start}-{annotation.end}"
    no = "no " if isinstance(annotation, Dismissal) else ""
    return f"{place} {no}{sanitize_line(annotation.tag)}{creator}: {sanitize_line(annotation.exact)}{note}"
