"""Calls that fail: each call to the disk in turn, once or for a while; nothing acknowledged is lost."""

import errno
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.system.durable_files import PRIVATE

from .script import Model, notes, ops, perform, small, whole
from .simulated import Inode, SimulatedDisk

PATH = Path("/simulated/annotations.json")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
STEPS = 14


@dataclass(slots=True)
class Fault:
    """The calls from number `first` to before `last` fail; what they should write may be written in part."""

    first: int
    last: int
    error: int
    calls: int = 0

    def strike(self) -> bool:
        self.calls += 1
        return self.first <= self.calls <= self.last


class FailingDisk(SimulatedDisk):
    """A disk on which calls fail that change something; looking at files works."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        if self.fault.strike():
            super().append(path, data[: len(data) * (self.fault.calls % 3) // 3], sync=False)
            self._fail()
        super().append(path, data, sync=sync)

    def sync(self, inode: Inode) -> None:
        self._call()
        super().sync(inode)

    def cut(self, path: Path, size: int) -> None:
        self._call()
        super().cut(path, size)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
        self._call()
        super().write(path, pieces, mode)

    def replace(self, old: Path, new: Path) -> None:
        self._call()
        super().replace(old, new)

    def keep(self, path: Path, copy: Path) -> None:
        self._call()
        super().keep(path, copy)

    def unlink(self, path: Path) -> None:
        self._call()
        super().unlink(path)

    def make_folder(self, path: Path) -> None:
        self._call()
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._call()
        super().sync_folder(path)

    def _call(self) -> None:
        if self.fault.strike():
            self._fail()

    def _fail(self) -> None:
        raise OSError(self.fault.error, "injected")


def problem(seed: int, fault: Fault) -> str:
    """What is wrong after a script in which calls fail; empty if nothing is."""
    random, disk = Random(seed), FailingDisk(fault)
    try:
        with small(random.choice((0, 2000))):
            return _played(random, disk)
    except (ReaderError, ValueError, AssertionError, LookupError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def _played(random: Random, disk: FailingDisk) -> str:
    model = Model({})
    states = [model.notes]  # those that the disk may show: from the last one that was acknowledged on
    store = Store(PATH, disk)
    script = ops(model, random, ("tag", "tag", "note", "remove", "undo", "redo", "checkpoint"))
    for _ in range(STEPS):
        op, model = next(script)
        try:
            perform(op, store, lambda: store)
        except AssertionError:
            states.append(model.notes)
        else:
            states = [model.notes]
        if notes(store) != model.notes:
            return "memory is not what was done"
        if notes(Store(PATH, disk.after_crash(random))) not in states:
            return f"an acknowledged change is lost (call {disk.fault.calls})"
    disk.fault.last = 0
    if not store.retry() or not store.checkpoint():
        return "it is not saved when nothing fails any more"
    whole(PATH, disk)
    return "" if notes(Store(PATH, disk)) == notes(store) == model.notes else "what was kept in memory is lost"


def trials() -> Iterator[str]:
    """Without end: scripts, in which each call in turn was the first to fail; what is wrong after it."""
    for seed in itertools.count():
        calls = Fault(0, -1, 0)
        yield problem(seed, calls)
        for call, length in itertools.product(range(1, calls.calls + 1), (1, 2, 1000)):
            error = ERRORS[(call + seed) % len(ERRORS)]
            what = problem(seed, Fault(call, call + length - 1, error))
            yield what and f"script {seed}, {length} calls from {call} with {errno.errorcode[error]}: {what}"
