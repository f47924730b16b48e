"""The entries of the log, and how each is written on a line of its own: `crc length json`."""

import json
import os
import zlib
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from reader.annotation.model.annotation import from_document
from reader.annotation.model.row import is_row
from reader.annotation.store.file_format import Document
from reader.system.files import Signature

SLICE = 200  # edits that are made or encoded in milliseconds
UNKNOWN: Signature = (0, 0, 0)  # the signature of no file


class EntryKind(StrEnum):
    """The kind of a record: only a step changes annotations, while the others record what is known about them."""

    STEP = ""  # somebody changed annotations
    ACCEPTED = "accepted"  # somebody accepted that annotations are missing from the file
    SEEN = "seen"  # the file was seen to hold annotations, or to lack them, without a step that says so


class Edit(NamedTuple):
    """A document before and after a change.

    Attributes:
        number: The document's key in TinyDB's table.
        before: None if there was no document.
        after: None if the document was removed.
    """

    number: int
    before: Document | None
    after: Document | None

    @property
    def id(self) -> str:
        """The id of the annotation or row."""
        id: str = (self.after or self.before or {})["id"]
        return id

    @property
    def source(self) -> str:
        """The id of the annotation's source; a row may have none."""
        return str((self.after or self.before or {}).get("source", ""))

    @property
    def is_of_row(self) -> bool:
        """True if the document is a row of another table than those of annotations and dismissals."""
        return is_row(self.after or self.before)


class Record(NamedTuple):
    """A step as the log holds it.

    Attributes:
        id: Random.
        at: When it was done; UTC, ISO 8601.
        author: Who did it.
        description: What was done.
        edits: The changed documents.
        undoes: The id of the step that this one takes back; empty for other steps.
        redoes: The id of the step that this one redoes; empty for other steps.
        kind: Whether it is a step at all. Versions before 0.2 take every record for a step.
    """

    id: str
    at: str
    author: str
    description: str
    edits: tuple[Edit, ...]
    undoes: str = ""
    redoes: str = ""
    kind: EntryKind = EntryKind.STEP

    @property
    def original(self) -> str:
        """The id of the step that was done first, and then undone or redone."""
        return self.undoes or self.redoes or self.id


class Checkpoint(NamedTuple):
    """A note in the log that `annotations.json` was written.

    Attributes:
        upto: The byte of the log up to which the file holds everything.
        signature: The signature of the file that was written.
        restored: Whether the file holds more than the log and the file did before, since memory was written back.
        seen: The signature of the file that was read before; UNKNOWN in lines of older versions.
        digest: The digest of the file that was written; empty in lines of older versions, as are the next four.
        was: The digest of the file that was read before; empty if there was none.
        lost: The number of annotations that the log knows and the file lacks; None in lines of older versions.
        since: Since when they are missing (see `losses`).
        log: The inode of the log: in a log that was copied, it is another one.
    """

    upto: int
    signature: Signature
    restored: bool = False
    seen: Signature | None = UNKNOWN
    digest: str = ""
    was: str = ""
    lost: int | None = None
    since: str = ""
    log: int = 0


Entry = Record | Checkpoint


def new_id() -> str:
    """Return a random id for a record."""
    return os.urandom(8).hex()


def to_line(entry: Entry, breathe: Callable[[], None] = lambda: None) -> bytes:
    """Return the line of an entry, with its line end; with very many edits, call `breathe` from time to time."""
    text = _json(_checkpoint_value(entry)) if isinstance(entry, Checkpoint) else _record_text(entry, breathe)
    return b"%08x %d %b\n" % (zlib.crc32(text), len(text), text)


def author_mark(author: str) -> bytes:
    """Return the bytes that every line with a record by this person contains."""
    return _json({"who": author})[1:-1]


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _record_text(record: Record, breathe: Callable[[], None]) -> bytes:
    """Encode the edits one by one: encoding all at once would block the interpreter, and with it the screen."""
    about = _json(_record_value(record))[:-1]
    changes, rows = list[bytes](), list[bytes]()
    for number, edit in enumerate(record.edits, 1):
        (rows if edit.is_of_row else changes).append(_json(_edit_value(edit)))
        if number % SLICE == 0:
            breathe()
    return b'%b,"changes":[%b]%b}' % (about, b",".join(changes), b',"rows":[%b]' % b",".join(rows) if rows else b"")


def from_line(line: bytes) -> Entry | None:
    """Parse a line without its line end; None if it is not whole, or was not written by this program."""
    crc, _, rest = line.partition(b" ")
    length, _, text = rest.partition(b" ")
    if crc != b"%08x" % zlib.crc32(text) or length != b"%d" % len(text):
        return None
    try:
        value = json.loads(text)
        return _checkpoint(value) if "folded" in value else _record(value)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _checkpoint_value(checkpoint: Checkpoint) -> dict[str, Any]:
    value: dict[str, Any] = {"folded": checkpoint.upto, "file": checkpoint.signature, "seen": checkpoint.seen}
    value |= {"restored": True} if checkpoint.restored else {}
    value |= {"lost": checkpoint.lost} if checkpoint.lost is not None else {}
    return value | {name: known for name in ("digest", "was", "since", "log") if (known := getattr(checkpoint, name))}


def _checkpoint(value: dict[str, Any]) -> Checkpoint:
    seen, lost = value.get("seen", UNKNOWN), value.get("lost")
    return Checkpoint(
        int(value["folded"]),
        _signature(value["file"]),
        bool(value.get("restored")),
        seen and _signature(seen),
        digest=str(value.get("digest", "")),
        was=str(value.get("was", "")),
        lost=None if lost is None else int(lost),
        since=str(value.get("since", "")),
        log=int(value.get("log", 0)),
    )


def _signature(value: Sequence[int]) -> Signature:
    inode, size, time = value
    return inode, size, time


def _record_value(record: Record) -> dict[str, Any]:
    """Return the fields of a record without its edits, under their names in the log."""
    value = {"step": record.id, "at": record.at, "who": record.author, "words": record.description}
    return value | {name: other for name in ("undoes", "redoes", "kind") if (other := getattr(record, name))}


def _record(value: dict[str, Any]) -> Record:
    changes, rows = map(_edit, value["changes"]), map(_edit_of_row, value.get("rows", ()))
    edits = (*changes, *rows)
    names = {"id": "step", "at": "at", "author": "who", "description": "words"}
    about = {name: str(value[key]) for name, key in names.items()}
    undoes, redoes = (str(value.get(name, "")) for name in ("undoes", "redoes"))
    return Record(**about, edits=edits, undoes=undoes, redoes=redoes, kind=EntryKind(value.get("kind", "")))


def _edit_value(edit: Edit) -> dict[str, Any]:
    """Return an added or removed document as a whole, but only the new values and removed names of a changed one."""
    value: dict[str, Any] = {"number": edit.number}
    if edit.before is not None:
        value["before"] = edit.before
    if edit.after is not None:
        before = edit.before or {}
        value["after"] = {name: each for name, each in edit.after.items() if name not in before or before[name] != each}
        if gone := [name for name in before if name not in edit.after]:
            value["gone"] = gone
    return value


def _edit(value: dict[str, Any]) -> Edit:
    """Parse an edit.

    Raises:
        ValueError: One of its documents is not an annotation.
    """
    edit = _any_edit(value)
    for document in (edit.before, edit.after):
        if document is not None:
            from_document(document)
    return edit


def _edit_of_row(value: dict[str, Any]) -> Edit:
    """Parse an edit of a row.

    Raises:
        ValueError: One of its documents is not a row.
    """
    edit = _any_edit(value)
    if not all(is_row(document) for document in (edit.before, edit.after) if document is not None):
        raise ValueError("it is not a row")
    return edit


def _any_edit(value: dict[str, Any]) -> Edit:
    before, after, gone = value.get("before"), value.get("after"), value.get("gone", ())
    kept = {name: each for name, each in (before or {}).items() if name not in gone}
    return Edit(int(value["number"]), before, after if after is None else {**kept, **after})
