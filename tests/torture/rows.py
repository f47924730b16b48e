"""The rows: each a fault, how often it strikes in the full run and in the suite, and what must be there for it."""

import importlib.util
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import (
    accidents,
    bugs,
    crashes,
    damage,
    documents,
    faults,
    full_disk,
    kills,
    letters,
    power,
    processes,
    sharing,
    syscalls,
)

Trials = Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """trials: what is wrong after each, empty if nothing is. full, some: how many in the full run, and in the suite.

    lacks: why it cannot be run here; empty if it can.
    """

    name: str
    words: str
    trials: Trials
    full: int | None = None  # all that there are
    some: int = 1
    lacks: str = ""

    def run(self, count: int | None) -> tuple[int, list[str]]:
        """How many trials, and what went wrong in which; all that there are if `count` is None."""
        found = list(itertools.islice(self.trials(), count))
        return len(found), [what for what in found if what]


_ROOT = "" if os.geteuid() == 0 and shutil.which("mkfs.ext4") else "it needs root, loop devices and mkfs.ext4"
_ADD = "" if all(map(importlib.util.find_spec, ("trafilatura", "pypdf"))) else "it needs the extra `add`"
_STRACE = "" if shutil.which("strace") else "strace is not installed"


ROWS = [
    Row("kills", "kill -9 at a random moment", kills.trials, 10_000, 30),
    Row("syscalls", "kill -9 at each call that changes the disk", syscalls.trials, None, 2, _STRACE),
    Row("crashes", "simulated power cuts and kills", crashes.trials, 6_000, 300),
    Row("bugs", "bugs put in on purpose that nothing found", bugs.trials, None, 16),
    Row("power", "power cuts on ext4", power.trials, 200, 3, _ROOT),
    Row("processes", "8 programs x 1,000 tags, two killed", processes.trials, 1, 0),
    Row("sharing", "programs that take turns, edits by hand", sharing.trials, 500, 10),
    Row("accidents", "a file or log that is deleted, emptied, replaced", accidents.trials, 10_000, 60),
    Row("faults", "calls that fail: ENOSPC, EIO, EROFS, EACCES", faults.trials, 5_000, 80),
    Row("letters", "letters of the log that become others", letters.trials, 5_000, 20),
    Row("full disk", "disks that are full for a while", lambda: full_disk.trials(not _ROOT), 40, 2),
    Row("damage", "damaged and cut files", damage.trials, 10_000, 80),
    Row("documents", "mutated pages, PDF, EPUB and text for `reader add`", documents.trials, 5_000, 84, _ADD),
]
