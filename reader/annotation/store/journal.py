"""The log: one line for every step ever done, only ever added to; the journal and the history in one.

A line is `crc length json`, so that one that a crash cut off or the disk garbled is recognised and skipped. A
checkpoint line says up to where `annotations.json` holds what the log says; it is found from the end.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.annotation.model.annotation import from_document
from reader.annotation.store.file_format import Document
from reader.system.durable_files import Disk
from reader.system.files import Signature

TORN = b" torn\n"  # ends a line that a crash cut off, even if only its line end is missing: nobody has relied on it
BLOCK = 1 << 16  # bytes read at a time when reading backwards
UNKNOWN: Signature = (0, 0, 0)  # the signature of no file


@dataclass(frozen=True, slots=True)
class Edit:
    """A document before and after a change.

    Attributes:
        number: The document's key in TinyDB's table.
        before: None if there was no document.
        after: None if there is none any more.
    """

    number: int
    before: Document | None
    after: Document | None

    @property
    def id(self) -> str:
        """The annotation's id."""
        id: str = (self.after or self.before or {})["id"]
        return id

    @property
    def source(self) -> str:
        """The id of the annotation's source."""
        source: str = (self.after or self.before or {})["source"]
        return source


@dataclass(frozen=True, slots=True)
class Record:
    """A step as it stands in the log.

    Attributes:
        id: Random.
        at: When it was done; UTC, ISO 8601.
        author: Who did it.
        description: What was done.
        edits: The changed documents.
        undoes: The id of the step that this one takes back; empty for other steps.
        redoes: The id of the step that this one does again; empty for other steps.
    """

    id: str
    at: str
    author: str
    description: str
    edits: tuple[Edit, ...]
    undoes: str = ""
    redoes: str = ""

    @property
    def original(self) -> str:
        """The id of the step that was done first, and then undone or redone."""
        return self.undoes or self.redoes or self.id


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A note in the log that `annotations.json` was written.

    Attributes:
        upto: The byte of the log before which the file holds everything.
        signature: The signature of the file that was written.
        restored: Whether the file holds more than log and file did before, since memory was written back.
        seen: The signature of the file that was read before; UNKNOWN in lines of older versions.
    """

    upto: int
    signature: Signature
    restored: bool = False
    seen: Signature | None = UNKNOWN


Entry = Record | Checkpoint


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of the log, from some byte on.

    Attributes:
        entries: Each entry with its offset in bytes.
        end: The byte after the last line that has an end.
        damaged: How many lines cannot be read that were once whole, as far as can be told.
    """

    entries: list[tuple[int, Entry]]
    end: int
    damaged: int

    @property
    def records(self) -> list[Record]:
        """The steps, without the checkpoints."""
        return [entry for _, entry in self.entries if isinstance(entry, Record)]


def new_id() -> str:
    """Return a random id for a record."""
    return os.urandom(8).hex()


class Log:
    """A log file; there need not be one yet."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        self.path = path

    @property
    def size(self) -> int:
        """The size of the file in bytes; 0 if there is none."""
        signature = self._disk.signature(self.path)
        return signature[1] if signature else 0

    def append(self, entries: Iterable[Entry], end: int, *, sync: bool = True) -> int:
        """Add lines and return the byte where they end.

        Args:
            entries: What to add.
            end: Where the last whole line ended; anything after that is a torn line.
            sync: Whether the lines must be on disk when this returns.

        Raises:
            OSError: They could not be written; what was written of them has been removed, as far as possible.
        """
        size = self.size
        data = b"".join([TORN] * (size > end) + [_line(entry) for entry in entries])
        try:
            self._disk.append(self.path, data, sync=sync)
        except OSError:
            with contextlib.suppress(OSError):  # what stays is a torn line, or a step that is in the log twice
                self._disk.cut(self.path, size)
            raise
        return size + len(data)

    def tail(self, start: int) -> Tail:
        """Return what was added since the byte `start`."""
        data = self._read(start)
        end = data.rfind(b"\n") + 1
        entries, damaged, offset = [], 0, start
        for line in data[:end].split(b"\n")[:-1]:
            if entry := _entry(line):
                entries.append((offset, entry))
            elif line and not line.endswith(TORN[:-1]):
                damaged += 1
            offset += len(line) + 1
        return Tail(entries, start + end, damaged)

    def since_checkpoint(self) -> tuple[Checkpoint | None, Tail]:
        """Return the last checkpoint and everything that its file lacks; without a checkpoint, the whole log."""
        for offset, entry in self.backwards():
            if isinstance(entry, Checkpoint):
                return entry, self.tail(min(entry.upto, offset))
        return None, self.tail(0)

    def backwards(self) -> Iterator[tuple[int, Entry]]:
        """Yield the whole log, newest entry first, each with its offset; entries added meanwhile are left out."""
        end, rest, block = self.size, b"", BLOCK
        while end > 0:
            start = max(0, end - block)
            data = self._disk.read(self.path, start, end) + rest
            first, *lines = data.split(b"\n")
            offset = start + len(data)
            for line in reversed(lines):
                offset -= len(line)
                if entry := _entry(line):
                    yield offset, entry
                offset -= 1
            block = BLOCK if lines else block * 2  # a line that is longer than a block
            end, rest = start, first
        if entry := _entry(rest):
            yield 0, entry

    def _read(self, start: int) -> bytes:
        try:
            return self._disk.read(self.path, start)
        except FileNotFoundError:
            return b""


def _line(entry: Entry) -> bytes:
    text = _json(_checkpoint_value(entry)) if isinstance(entry, Checkpoint) else _record_text(entry)
    return b"%08x %d %b\n" % (zlib.crc32(text), len(text), text)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _record_text(record: Record) -> bytes:
    """Encode the edits one by one: all at once would hold the interpreter, and with it the screen, for as long."""
    changes = b",".join(_json(_edit_value(edit)) for edit in record.edits)
    return b'%b,"changes":[%b]}' % (_json(_record_value(record))[:-1], changes)


def _entry(line: bytes) -> Entry | None:
    """Parse a line; None if it is not whole, or was not written by this program."""
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
    restored = {"restored": True} if checkpoint.restored else {}
    return {"folded": checkpoint.upto, "file": checkpoint.signature, "seen": checkpoint.seen, **restored}


def _checkpoint(value: dict[str, Any]) -> Checkpoint:
    seen = value.get("seen", UNKNOWN)
    return Checkpoint(
        int(value["folded"]), _signature(value["file"]), bool(value.get("restored")), seen and _signature(seen)
    )


def _signature(value: Sequence[int]) -> Signature:
    inode, size, time = value
    return inode, size, time


def _record_value(record: Record) -> dict[str, Any]:
    """Return the fields of a record without its edits, under their names in the log."""
    value = {"step": record.id, "at": record.at, "who": record.author, "words": record.description}
    for name in ("undoes", "redoes"):
        if other := getattr(record, name):
            value[name] = other
    return value


def _record(value: dict[str, Any]) -> Record:
    edits = tuple(_edit(each) for each in value["changes"])
    names = {"id": "step", "at": "at", "author": "who", "description": "words"}
    about = {name: str(value[key]) for name, key in names.items()}
    links = {name: str(value[name]) for name in ("undoes", "redoes") if name in value}
    return Record(**about, **links, edits=edits)


def _edit_value(edit: Edit) -> dict[str, Any]:
    """Return an added or removed document as a whole, and of a changed one only the fields that are new."""
    value: dict[str, Any] = {"number": edit.number}
    if edit.before is not None:
        value["before"] = edit.before
    if edit.after is not None:
        before = edit.before or {}
        value["after"] = {name: each for name, each in edit.after.items() if name not in before or before[name] != each}
    return value


def _edit(value: dict[str, Any]) -> Edit:
    """Parse an edit.

    Raises:
        ValueError: One of its documents is not an annotation.
    """
    before, after = value.get("before"), value.get("after")
    edit = Edit(int(value["number"]), before, after if after is None else {**(before or {}), **after})
    for document in (edit.before, edit.after):
        if document is not None:
            from_document(document)
    return edit
