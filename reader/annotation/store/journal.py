"""The log: one line for every step, never changed, only appended to; it serves as both journal and history.

A line is `crc length json`, so that one that a crash cut off or the disk garbled is recognised and skipped. A
checkpoint line says how much of the log `annotations.json` holds; it is found from the end.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.annotation.store.entries import Checkpoint, Entry, EntryKind, Record, author_mark, from_line, to_line
from reader.system.durable_files import Disk

TORN = b" torn\n"  # ends a line that a crash cut off, even if only its line end is missing: nobody has relied on it
BLOCK = 1 << 16  # bytes read at a time when reading backwards
LARGE_BLOCK = 1 << 20  # bytes read at a time when reading everything
MARK = 1 << 12  # bytes by which a place in a log is recognised: enough for a line's random ids and times


class LogPlace(NamedTuple):
    """A place between two lines of a log, with which a replaced log can be recognised.

    Attributes:
        end: The byte at which the next line begins.
        mark: Some bytes before that.
    """

    end: int = 0
    mark: bytes = b""

    def moved(self, end: int, data: bytes) -> "LogPlace":
        """Return the place after some data that ends at `end`."""
        return LogPlace(end, data[-MARK:]) if data else self


class Tail(NamedTuple):
    """The end of the log, from some byte on.

    Attributes:
        entries: Each entry with its offset in bytes.
        place: The place after the last line that has an end.
        damaged: The number of lines that were once whole and can no longer be read, as far as can be told.
    """

    entries: list[tuple[int, Entry]]
    place: LogPlace
    damaged: int

    @property
    def records(self) -> list[Record]:
        """The records, without the checkpoints."""
        return [entry for _, entry in self.entries if isinstance(entry, Record)]

    @property
    def steps(self) -> list[tuple[int, Record]]:
        """The records that change annotations, each with its offset."""
        return [(at, each) for at, each in self.entries if isinstance(each, Record) and each.kind is EntryKind.STEP]


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

    @property
    def inode(self) -> int:
        """The inode of the file, which a copy of it does not have; 0 if there is none."""
        signature = self._disk.signature(self.path)
        return signature[0] if signature else 0

    def append(
        self,
        entries: Iterable[Entry],
        place: LogPlace,
        *,
        sync: bool = True,
        breathe: Callable[[], None] = lambda: None,
    ) -> LogPlace:
        """Add lines and return the place after them.

        Args:
            entries: What to add.
            place: Where the last whole line ended; anything after that is a torn line.
            sync: Whether the lines must be on disk when this returns.
            breathe: Called now and then before anything is written.

        Raises:
            OSError: They could not be written; anything written of them has been removed, as far as possible.
        """
        lines = [to_line(entry, breathe) for entry in entries]
        size = self.size
        data = b"".join([TORN] * (size > place.end) + lines)
        try:
            self._disk.append(self.path, data, sync=sync)
        except OSError:
            with contextlib.suppress(OSError):  # what stays is a torn line, or a step that is in the log twice
                self._disk.cut(self.path, size)
            raise
        return place.moved(size + len(data), data)

    def added(self, place: LogPlace, most: int | None = None) -> Tail | None:
        """Return what was added since a place; None if the log is no longer the one with that place.

        Args:
            place: The place.
            most: The number of bytes after which to stop at a line end; at least one line is read.
        """
        start = place.end - len(place.mark)
        data = self._read(start, most and place.end + most)
        while most and b"\n" not in data[len(place.mark) :] and place.end + most < self.size:
            most *= 4
            data = self._read(start, place.end + most)
        return _tail(data[len(place.mark) :], place) if data.startswith(place.mark) else None

    def tail(self, start: int) -> Tail:
        """Return the log from the byte `start` on."""
        return _tail(self._read(start), LogPlace(start))

    def lines(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield the lines between two bytes, each with its offset; it is read block by block."""
        rest = b""
        for at in range(start, end, LARGE_BLOCK):
            try:
                data = rest + self._disk.read(self.path, at, min(end, at + LARGE_BLOCK))
            except FileNotFoundError:
                return
            *lines, rest = data.split(b"\n")
            for line in lines:
                yield start, line
                start += len(line) + 1
        if rest:
            yield start, rest

    def since_checkpoint(self) -> tuple[Checkpoint | None, Tail]:
        """Return the last checkpoint and everything that its file lacks; without a checkpoint, the whole log."""
        for offset, entry in self.backwards():
            if isinstance(entry, Checkpoint):
                return entry, self.tail(min(entry.upto, offset))
        return None, self.tail(0)

    def backwards(self) -> Iterator[tuple[int, Entry]]:
        """Yield the whole log, newest entry first, each with its offset; entries added meanwhile are left out."""
        for offset, line in self._lines_backwards():
            if entry := from_line(line):
                yield offset, entry

    def records_of(self, author: str) -> Iterator[Record | None]:
        """Yield the records of a person, newest first, and None for each other line.

        Most lines of others are passed over without being parsed.
        """
        mark = author_mark(author)
        for _, line in self._lines_backwards():
            entry = from_line(line) if mark in line else None
            yield entry if isinstance(entry, Record) and entry.author == author else None

    def _lines_backwards(self) -> Iterator[tuple[int, bytes]]:
        end, rest, block = self.size, b"", BLOCK
        while end > 0:
            start = max(0, end - block)
            data = self._disk.read(self.path, start, end) + rest
            first, *lines = data.split(b"\n")
            offset = start + len(data)
            for line in reversed(lines):
                offset -= len(line)
                yield offset, line
                offset -= 1
            block = BLOCK if lines else block * 2  # a line that is longer than a block
            end, rest = start, first
        yield 0, rest

    def _read(self, start: int, end: int | None = None) -> bytes:
        try:
            return self._disk.read(self.path, start, end)
        except FileNotFoundError:
            return b""


def is_torn(line: bytes) -> bool:
    """Return whether a line was cut off by a crash, so that nobody relied on it."""
    return line.endswith(TORN[:-1])


def _tail(data: bytes, place: LogPlace) -> Tail:
    end = data.rfind(b"\n") + 1
    entries, damaged, offset = [], 0, place.end
    for line in data[:end].split(b"\n")[:-1]:
        if entry := from_line(line):
            entries.append((offset, entry))
        elif line and not is_torn(line):
            damaged += 1
        offset += len(line) + 1
    return Tail(entries, place.moved(place.end + end, data[:end]), damaged)
