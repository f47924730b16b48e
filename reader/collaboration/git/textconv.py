"""Annotations files as readable lines, which `git diff` shows."""

import json
from collections.abc import Iterator
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal, position_key
from reader.annotation.model.field_values import shown
from reader.annotation.model.links import links_of
from reader.annotation.model.row import ABOUT_ROW, StoredRow, is_row
from reader.annotation.store.documents import ABOUT, DISMISSALS, TABLE, read_documents
from reader.annotation.store.file_format import decode
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
            yield from sorted(f"{sanitize(table)}: {_format_document(text)}" for text in documents.values())


def _format_document(text: bytes) -> str:
    """Return the values of a row as JSON; any other document unchanged."""
    document = decode(text)
    if not is_row(document):
        return sanitize_line(text.decode())
    by = f" by {sanitize_line(document['creator'])}" if document.get("creator") else ""
    values = {name: value for name, value in document.items() if name not in ABOUT_ROW}
    return sanitize_line(json.dumps(values, ensure_ascii=False, sort_keys=True)) + by


def format_record(record: Annotation | StoredRow) -> str:
    """Return a line for an annotation or a row of another table."""
    if isinstance(record, StoredRow):
        return f"{sanitize(record.table)}: {sanitize_line(record.title)}"
    return format_annotation(record)


def format_annotation(annotation: Annotation) -> str:
    """Return place, tag, creator, passage, fields, links and note on one sanitised line.

    `no` precedes the tag of a dismissal.
    """
    note = f"  # {sanitize_line(annotation.note)}" if annotation.note else ""
    creator = f" by {sanitize_line(annotation.creator)}" if annotation.creator else ""
    place = f"{sanitize(annotation.source)} {annotation.start}-{annotation.end}"
    no = "no " if isinstance(annotation, Dismissal) else ""
    said = "".join(f"  {sanitize_line(each)}" for each in _properties(annotation))
    return f"{place} {no}{sanitize_line(annotation.tag)}{creator}: {sanitize_line(annotation.exact)}{said}{note}"


def _properties(annotation: Annotation) -> Iterator[str]:
    """Yield each field and each link of an annotation in words."""
    yield from (f"{name}={shown(value)}" for name, value in sorted(annotation.fields.items()))
    valid = {link.id: link for link in links_of(annotation)}
    for id, value in annotation.links.items():
        if link := valid.get(id):
            end = link.url or f"{link.source}: {link.exact}"
            yield f"→ {link.type} {end}" + (f" ({link.note})" if link.note else "")
        else:
            yield f"→ not valid: {json.dumps(value, ensure_ascii=False)}"
