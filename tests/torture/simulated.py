"""A disk in memory that forgets what was not synced, as a computer does that loses its power.

It is harsher than ext4: what was written and not synced may be there, not, in part, as zeros or as something else, each
write for itself; a name that was given and whose folder was not synced may lead to what it led to before.
"""

import contextlib
import copy
import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from reader.system.durable_files import LOCK_SECONDS, PRIVATE, Disk
from reader.system.files import Signature

Write = tuple[int, bytes | None]  # offset and data; None cuts the file there


@dataclass(slots=True)
class Inode:
    number: int
    content: bytes = b""
    synced: bytes = b""
    unsynced: list[Write] = field(default_factory=list)
    time: int = 0

    def write(self, offset: int, data: bytes | None, time: int) -> None:
        self.content, self.time = _written(self.content, offset, data), time
        self.unsynced.append((offset, data))

    def sync(self) -> None:
        self.synced = self.content
        self.unsynced.clear()

    def crash(self, random: Random) -> None:
        for offset, data in self.unsynced:
            fate = random.choice(("lost", "whole", "torn", "zeros", "garbage", "stale"))
            if fate == "lost" or (data is None and fate != "whole"):
                continue
            if data is not None:
                data = _damaged(data, fate, random)
            self.synced = _written(self.synced, offset, data)
        self.content = self.synced
        self.unsynced.clear()


def _written(content: bytes, offset: int, data: bytes | None) -> bytes:
    if data is None:
        return content[:offset].ljust(offset, b"\0")
    return content[:offset].ljust(offset, b"\0") + data + content[offset + len(data) :]


def _damaged(data: bytes, fate: str, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    end = random.randrange(start, len(data) + 1)
    if fate == "torn":
        return data[:start]
    if fate == "zeros":
        return data[:start] + bytes(end - start) + data[end:]
    if fate == "garbage":
        return data[:start] + random.randbytes(end - start) + data[end:]
    if fate == "stale":  # what stood there before, and is as good a text as what should
        return data[:start] + b"yyyyyyyy"[: len(data) - start] + data[start + 8 :]
    return data


@dataclass(slots=True)
class State:
    """Files by number, names as programs see them, and as they were when their folder was last synced."""

    inodes: dict[int, Inode] = field(default_factory=dict)
    names: dict[Path, int] = field(default_factory=dict)
    synced_names: dict[Path, int] = field(default_factory=dict)
    pending: dict[Path, list[tuple[Path, int | None]]] = field(default_factory=dict)  # by folder, in order
    folders: set[Path] = field(default_factory=set)
    clock: int = 0

    def bind(self, path: Path, number: int | None) -> None:
        _bind(self.names, path, number)
        self.pending.setdefault(path.parent, []).append((path, number))

    def sync_folder(self, folder: Path) -> None:
        for path, number in self.pending.pop(folder, []):
            _bind(self.synced_names, path, number)

    def crash(self, random: Random) -> None:
        """What is left after a power cut."""
        for folder, changes in self.pending.items():
            for path, number in changes[: random.randrange(len(changes) + 1)]:
                _bind(self.synced_names, path, number)
            self.folders.add(folder)
        self.pending.clear()
        self.names = dict(self.synced_names)
        for inode in self.inodes.values():
            inode.crash(random)


def _bind(names: dict[Path, int], path: Path, number: int | None) -> None:
    if number is None:
        names.pop(path, None)
    else:
        names[path] = number


class SimulatedDisk(Disk):
    """`moment` is told after each thing that changes the disk; `meanwhile` runs, once, while a file is written."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()
        self.moment: Callable[[], None] = lambda: None
        self.meanwhile: Callable[[], None] | None = None
        self._held: set[Path] = set()

    def after_crash(self, random: Random | None) -> "SimulatedDisk":
        """Another disk, as this one is after a power cut, or, without `random`, after a kill."""
        state = copy.deepcopy(self.state)
        if random:
            state.crash(random)
        return SimulatedDisk(state)

    def signature(self, path: Path) -> Signature | None:
        inode = self._find(path)
        return (inode.number, len(inode.content), inode.time) if inode else None

    def mode(self, path: Path) -> int | None:
        return PRIVATE if self._find(path) else None

    def is_read_only(self, path: Path) -> bool:  # noqa: ARG002
        return False

    def read(self, path: Path, start: int = 0, end: int | None = None) -> bytes:
        return self._get(path).content[start:end]

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        inode = self._find(path) or self._new(path)
        self._write(inode, len(inode.content), data)
        if sync:
            self.sync(inode)

    def cut(self, path: Path, size: int) -> None:
        self._write(self._get(path), size, None)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:  # noqa: ARG002
        inode = self._find(path) or self._new(path)
        self._write(inode, 0, None)
        for piece in pieces:
            self._write(inode, len(inode.content), piece)
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        self.sync(inode)

    def replace(self, old: Path, new: Path) -> None:
        number = self._get(old).number
        self.state.bind(new, number)
        self.state.bind(old, None)
        self.moment()

    def keep(self, path: Path, copy: Path) -> None:
        if copy in self.state.names:
            raise FileExistsError(errno.EEXIST, "it is there", str(copy))
        self.state.bind(copy, self._get(path).number)
        self.moment()

    def unlink(self, path: Path) -> None:
        self.state.bind(path, None)
        self.moment()

    def names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self.state.names if path.parent == folder)

    def make_folder(self, path: Path) -> None:
        self.state.folders.add(path)

    def sync_folder(self, path: Path) -> None:
        self.state.sync_folder(path)
        self.moment()

    @contextlib.contextmanager
    def lock(self, path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        if path in self._held:
            raise TimeoutError(f"waiting {seconds:.0f} seconds for another program that holds {path}")
        self._held.add(path)
        try:
            yield
        finally:
            self._held.discard(path)

    def sync(self, inode: Inode) -> None:
        inode.sync()
        self.moment()

    def _write(self, inode: Inode, offset: int, data: bytes | None) -> None:
        self.state.clock += 1
        inode.write(offset, data, self.state.clock)
        self.moment()

    def _find(self, path: Path) -> Inode | None:
        return self.state.inodes.get(self.state.names.get(path, -1))

    def _get(self, path: Path) -> Inode:
        if inode := self._find(path):
            return inode
        raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))

    def _new(self, path: Path) -> Inode:
        inode = Inode(len(self.state.inodes) + 1)
        self.state.inodes[inode.number] = inode
        self.state.bind(path, inode.number)
        return inode
