"""What becomes of an annotation that was changed here and elsewhere: by another person, or a program without a log."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from reader.annotation.model.revision import DocumentOrNone, revision, same_content

COUNTED = ("revision", "modified")  # what every change changes


@dataclass(frozen=True, slots=True)
class Merged:
    """document: what it is now. copy: what was said here and could not be joined to it. conflict: what to tell."""

    document: DocumentOrNone
    copy: DocumentOrNone = None
    conflict: str = ""


def merge(theirs: DocumentOrNone, ours: Sequence[DocumentOrNone], name: str) -> Merged:
    """`theirs` stands in the file; `ours` is what the log says that it was, from the first to the last.

    The result is the same wherever it is made: `name` is a text from which a copy gets its id.
    """
    first, last = ours[0], ours[-1]
    if any(_holds(state, theirs, first) for state in ours):
        return Merged(_counted_up(last, theirs))
    if theirs is None:
        return Merged(last, conflict="it was removed elsewhere, and changed here: it is kept")
    if last is None:
        return Merged(theirs, conflict="it was removed here, and changed elsewhere: it is kept")
    changed = {field: value for field, value in last.items() if (first or {}).get(field) != value}
    if all(field in COUNTED or theirs.get(field) in ((first or {}).get(field), changed[field]) for field in changed):
        return Merged(_counted_up({**theirs, **changed}, theirs))
    copy = {**last, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {last['id']}")), "revision": 1}
    return Merged(theirs, copy, "it was changed here and elsewhere: both are kept")


def three_way(base: DocumentOrNone, ours: DocumentOrNone, theirs: DocumentOrNone) -> Merged:
    """Of two documents that came from one; all are None where there was none."""
    if same_content(ours, base):
        return Merged(theirs)
    if same_content(theirs, base) or ours is None is theirs:
        return Merged(ours)
    return merge(theirs, [base, ours], json.dumps(ours, sort_keys=True))


def _holds(state: DocumentOrNone, theirs: DocumentOrNone, first: DocumentOrNone) -> bool:
    """Whether a state of ours has in it all that the file's has over the first one."""
    if theirs is None or state is None:
        return theirs is state
    return all(
        field in COUNTED or state.get(field) == value
        for field, value in theirs.items()
        if (first or {}).get(field) != value
    )


def _counted_up(document: DocumentOrNone, theirs: DocumentOrNone) -> DocumentOrNone:
    """A revision above that of the file, if it is not the same document."""
    if document is None or theirs is None or revision(document) > revision(theirs):
        return document
    return {**document, "revision": revision(theirs) + (not same_content(document, theirs))}
