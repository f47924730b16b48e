"""An annotations file as lines for a person: what `git diff` shows."""

from collections.abc import Iterator
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal, position_key
from reader.annotation.store.documents import ABOUT, DISMISSALS, TABLE, read_content
from reader.text.sanitize import sanitize, sanitize_line


def lines(data: bytes, name: Path) -> Iterator[str]:
    """One an annotation, in order of place, then the dismissals, then what is in other tables.

    Raises StoreError if it is no such file.
    """
    content = read_content(name, data)
    for kind in (content.index.in_order, content.index.all_dismissed):
        yield from map(line, sorted(kind, key=lambda each: (*position_key(each)[:3], each.tag, each.creator)))
    for table, documents in content.texts.items():
        if table not in (ABOUT, TABLE, DISMISSALS):
            yield from sorted(f"{sanitize(table)}: {sanitize_line(text.decode())}" for text in documents.values())


def line(annotation: Annotation) -> str:
    """A place, a tag, or `no` and a tag that was dismissed, who set it, the passage and the note; safe to show."""
    note = f"  # {sanitize_line(annotation.note)}" if annotation.note else ""
    who = f" by {sanitize_line(annotation.creator)}" if annotation.creator else ""
    place = f"{sanitize(annotation.source)} {annotation.start}-{annotation.end}"
    no = "no " if isinstance(annotation, Dismissal) else ""
    return f"{place} {no}{sanitize_line(annotation.tag)}{who}: {sanitize_line(annotation.exact)}{note}"
