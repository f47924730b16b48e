"""The merge of an annotation that was changed here and elsewhere, by another person or a program without a log."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reader.annotation.model.annotation import OPTIONAL
from reader.annotation.model.revision import Document, DocumentOrNone, revision, same_content
from reader.annotation.model.row import ABOUT_ROW, is_row

COUNTED = ("revision", "modified")  # the fields that every change changes


class Merged(NamedTuple):
    """The outcome of a merge.

    Attributes:
        document: The merged annotation; None if it was removed.
        copy: The local version if it could not be joined with `document`, as a separate annotation.
        conflict: A message for people; empty if there was no conflict.
    """

    document: DocumentOrNone
    copy: DocumentOrNone = None
    conflict: str = ""


def merge(theirs: DocumentOrNone, ours: Sequence[DocumentOrNone], name: str) -> Merged:
    """Merge what a file says about an annotation with what the log says; the result is the same wherever it is made.

    Args:
        theirs: The annotation in the file.
        ours: Its states according to the log, from first to last.
        name: A text from which the id of a copy is made.
    """
    if any(map(is_row, (theirs, *ours))):
        return _merge_rows(theirs, ours, name)
    names = {key for document in (theirs, *ours) for key in _nested_names(document)}
    merged = _merge_flat(_flat(theirs, names), [_flat(state, names) for state in ours], name)
    return Merged(_nested(merged.document), _nested(merged.copy), merged.conflict)


def _merge_flat(theirs: DocumentOrNone, ours: Sequence[DocumentOrNone], name: str) -> Merged:
    first, last = ours[0], ours[-1]
    if any(_holds(state, theirs, first) for state in ours):
        return Merged(_counted_up(last, theirs))
    if theirs is None:
        return Merged(last, conflict="it was removed elsewhere, and changed here: it is kept")
    if last is None:
        return Merged(theirs, conflict="it was removed here, and changed elsewhere: it is kept")
    changed = {field: value for field, value in last.items() if (first or {}).get(field) != value}
    differing = [field for field in changed if theirs.get(field) not in ((first or {}).get(field), changed[field])]
    if all(field in COUNTED for field in differing):
        return Merged(_counted_up({**theirs, **changed}, theirs))
    if is_row(theirs):
        return _later_values(theirs, last, changed, differing)
    copy = {**last, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {last['id']}")), "revision": 1}
    return Merged(theirs, copy, f"it was changed here and elsewhere: both are kept{_named(differing)}")


def _named(differing: Iterable[str | tuple[str, str]]) -> str:
    """Return the names of fields and links that differ, for the end of a message; empty if there are none."""
    names = sorted(name[1] for name in differing if isinstance(name, tuple) and name[0] == "fields")
    links = any(isinstance(name, tuple) and name[0] == "links" for name in differing)
    said = [*names, *(["links"] if links else [])]
    return f" ({', '.join(said)})" if said else ""


def _merge_rows(theirs: DocumentOrNone, ours: Sequence[DocumentOrNone], name: str) -> Merged:
    """Merge a row, value by value; a removed value counts as None, unlike one that was never there."""
    names = {name: None for document in (theirs, *ours) for name in document or ()}
    whole = [None if document is None else {**names, **document} for document in (theirs, *ours)]
    merged = _merge_flat(whole[0], whole[1:], name)
    document = merged.document and {name: value for name, value in merged.document.items() if value is not None}
    return Merged(document, conflict=merged.conflict)


def _later_values(theirs: Document, ours: Document, changed: Document, differing: Sequence[str]) -> Merged:
    """Merge a row with values that were changed in different ways: the later change of each wins.

    A copy of our row would be a second row with the same key, and contradict the first.
    """
    later = max(theirs, ours, key=lambda row: (str(row.get("modified")), json.dumps(row, sort_keys=True)))
    merged = {**theirs, **changed, **{name: later[name] for name in differing}}
    is_conflict = any(name not in ABOUT_ROW for name in differing)
    words = "it was changed here and elsewhere: the later change is kept"
    return Merged(_counted_up(merged, theirs), conflict=words if is_conflict else "")


def _nested_names(document: DocumentOrNone) -> Iterator[tuple[str, str]]:
    """Yield the names of fields and links, each with the part of the document that it is in."""
    for part in OPTIONAL:
        values = (document or {}).get(part)
        yield from ((part, name) for name in (values if isinstance(values, dict) else ()))


def _flat(document: DocumentOrNone, names: Iterable[tuple[str, str]]) -> DocumentOrNone:
    """Return a document in which each field and link is an item of its own, so that it is merged by itself.

    A field that the document lacks is None, to tell a removed field from one that was never there.
    """
    if document is None:
        return None
    flat: dict[Any, Any] = {
        name: value for name, value in document.items() if name not in OPTIONAL or not isinstance(value, dict)
    }
    for part, name in names:
        values = document.get(part)
        flat[part, name] = values.get(name) if isinstance(values, dict) else None
    return flat


def _nested(flat: DocumentOrNone) -> DocumentOrNone:
    """Reverse `_flat`."""
    if flat is None:
        return None
    items: dict[Any, Any] = flat
    document: dict[str, Any] = {name: value for name, value in items.items() if not isinstance(name, tuple)}
    for key, value in items.items():
        if isinstance(key, tuple) and value is not None and isinstance(document.setdefault(key[0], {}), dict):
            document[key[0]][key[1]] = value
    return document


def three_way(base: DocumentOrNone, ours: DocumentOrNone, theirs: DocumentOrNone) -> Merged:
    """Merge two documents that come from the same one; each is None if there is no document."""
    if same_content(ours, base):
        return Merged(theirs)
    if same_content(theirs, base):
        return Merged(ours)
    return merge(theirs, [base, ours], json.dumps(ours, sort_keys=True))


def _holds(state: DocumentOrNone, theirs: DocumentOrNone, first: DocumentOrNone) -> bool:
    """Return whether one of our states includes everything that the file's document adds to the first state."""
    if theirs is None or state is None:
        return theirs is state
    return all(
        field in COUNTED or state.get(field) == value
        for field, value in theirs.items()
        if (first or {}).get(field) != value
    )


def _counted_up(document: DocumentOrNone, theirs: DocumentOrNone) -> DocumentOrNone:
    """Give a document a higher revision than the file's, unless it is the same document."""
    if document is None or theirs is None or revision(document) > revision(theirs):
        return document
    return {**document, "revision": revision(theirs) + (not same_content(document, theirs))}
