"""The log: every step that was ever done, one line each, only ever added to. It is the journal and the history in one.

A line is `crc length json`, so that one which a crash cut off, or the disk garbled, is known and skipped. What was done
since `annotations.json` was last written is found from the end: a `Folded` line says from where.
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

TORN = b" torn\n"  # ends a line that a crash cut off, also one that lacks nothing but its end: nobody has counted on it
BLOCK = 1 << 16  # bytes that are read at a time on the way back
UNKNOWN: Signature = (0, 0, 0)  # no file's


@dataclass(frozen=True, slots=True)
class Edit:
    """A document before and after, None where there was none; `number`: its key in TinyDB's table."""

    number: int
    before: Document | None
    after: Document | None

    @property
    def id(self) -> str:
        id: str = (self.after or self.before or {})["id"]
        return id

    @property
    def source(self) -> str:
        source: str = (self.after or self.before or {})["source"]
        return source


@dataclass(frozen=True, slots=True)
class Record:
    """A step as it stands in the log. id: random. at: UTC, ISO 8601. undoes, redoes: another one's id, or empty."""

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
    """`annotations.json` was written, and holds what stands before byte `upto`.

    signature: what that file looked like. restored: it holds more than log and file did before: from memory.
    seen: what the file looked like that was taken in before; UNKNOWN in the lines of older versions.
    """

    upto: int
    signature: Signature
    restored: bool = False
    seen: Signature | None = UNKNOWN


Entry = Record | Checkpoint


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands in the log from some place on, each with its offset.

    end: after the last line that has an end. damaged: lines that were whole once, as far as can be told.
    """

    entries: list[tuple[int, Entry]]
    end: int
    damaged: int

    @property
    def records(self) -> list[Record]:
        return [entry for _, entry in self.entries if isinstance(entry, Record)]


def new_id() -> str:
    return os.urandom(8).hex()


class Log:
    """A log file; there need not be one yet."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        self.path = path

    @property
    def size(self) -> int:
        signature = self._disk.signature(self.path)
        return signature[1] if signature else 0

    def append(self, entries: Iterable[Entry], end: int, *, sync: bool = True) -> int:
        """Adds lines and returns where they end. `end`: where the last whole line did; what follows is a torn one.

        Raises OSError, after what was written of them has been taken off again, as far as that is possible.
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
        """What was added since the byte `start`."""
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

    def since_fold(self) -> tuple[Checkpoint | None, Tail]:
        """The last fold, and what was added after what it took in."""
        for offset, entry in self.backwards():
            if isinstance(entry, Checkpoint):
                return entry, self.tail(min(entry.upto, offset))
        return None, self.tail(0)

    def backwards(self) -> Iterator[tuple[int, Entry]]:
        """The whole log, the newest first. What is added meanwhile is not seen."""
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
    text = _json(_folded_value(entry)) if isinstance(entry, Checkpoint) else _record_text(entry)
    return b"%08x %d %b\n" % (zlib.crc32(text), len(text), text)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _record_text(record: Record) -> bytes:
    """One change after the other: all at once would hold the interpreter, and with it the screen, for as long."""
    changes = b",".join(_json(_edit_value(edit)) for edit in record.edits)
    return b'%b,"changes":[%b]}' % (_json(_about(record))[:-1], changes)


def _entry(line: bytes) -> Entry | None:
    """None for a line that is not whole, or that no program of ours wrote."""
    crc, _, rest = line.partition(b" ")
    length, _, text = rest.partition(b" ")
    if crc != b"%08x" % zlib.crc32(text) or length != b"%d" % len(text):
        return None
    try:
        value = json.loads(text)
        return _folded(value) if "folded" in value else _record(value)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _folded_value(folded: Checkpoint) -> dict[str, Any]:
    restored = {"restored": True} if folded.restored else {}
    return {"folded": folded.upto, "file": folded.signature, "seen": folded.seen, **restored}


def _folded(value: dict[str, Any]) -> Checkpoint:
    seen = value.get("seen", UNKNOWN)
    return Checkpoint(
        int(value["folded"]), _signature(value["file"]), bool(value.get("restored")), seen and _signature(seen)
    )


def _signature(value: Sequence[int]) -> Signature:
    inode, size, time = value
    return inode, size, time


def _about(record: Record) -> dict[str, Any]:
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
    """An added document whole, a removed one whole, of a changed one what is new besides."""
    value: dict[str, Any] = {"number": edit.number}
    if edit.before is not None:
        value["before"] = edit.before
    if edit.after is not None:
        before = edit.before or {}
        value["after"] = {name: each for name, each in edit.after.items() if name not in before or before[name] != each}
    return value


def _edit(value: dict[str, Any]) -> Edit:
    """Raises ValueError if one of its documents is no annotation."""
    before, after = value.get("before"), value.get("after")
    edit = Edit(int(value["number"]), before, after if after is None else {**(before or {}), **after})
    for document in (edit.before, edit.after):
        if document is not None:
            from_document(document)
    return edit
