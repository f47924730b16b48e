"""Accidents to the file or to the hidden folder: each acknowledged note is there, or waits among the losses."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from reader.annotation.store.losses import OpenLosses
from reader.annotation.store.store import Store
from reader.errors import ConflictError, ReaderError

from .script import Notes, Op, notes, perform, small
from .simulated import SimulatedDisk

PATH = Path("/simulated/annotations.json")
LOG = Path("/simulated/.annotations.json.reader/log")
STEPS = 12


class Trial:
    """A script with one accident; `expected` is what was acknowledged, and `made` every id there ever was."""

    def __init__(self, random: Random) -> None:
        self.random, self.disk = random, SimulatedDisk()
        self.expected: Notes = {}
        self.made = 0
        self.files: list[bytes] = []  # earlier contents of the file and of the log
        self.logs: list[bytes] = []
        self.store = Store(PATH, self.disk)

    def work(self, steps: int) -> None:
        for _ in range(steps):
            self._do(self.random.choice(("tag", "tag", "note", "remove", "checkpoint", "reopen")))
            for path, kept in ((PATH, self.files), (LOG, self.logs)):
                if self.disk.signature(path):
                    kept.append(self.disk.read(path))

    def _do(self, kind: str) -> None:
        there = sorted(self.expected.keys() & notes(self.store).keys())
        if kind in ("note", "remove") and not there:
            kind = "tag"
        if kind == "tag":
            self.made += 1
        op = Op(kind, f"a{self.made}" if kind == "tag" else self.random.choice([*there, ""]), f"note {self.made}")
        if kind in ("note", "remove") and not op.id:
            return
        try:
            self.store = perform(op, self.store, lambda: Store(PATH, self.disk, opens_empty=True))
        except ConflictError:  # what was there is not there any more
            return
        if kind in ("tag", "note"):
            self.expected[op.id] = op.text
        elif kind == "remove":
            del self.expected[op.id]

    def put(self, path: Path, content: bytes) -> None:
        """Replace a file as another program does: in its place, or under its name."""
        if self.random.random() < 0.5:
            self.disk.unlink(path)
        SimulatedDisk.write(self.disk, path, [content])

    def problem(self) -> str:
        """What is wrong at the end; empty if nothing is."""
        self.store.refresh()
        if self.random.random() < 0.5:  # else it is killed
            self.store.close()
        again = Store(PATH, self.disk, opens_empty=True)
        lost = again.losses.find()
        known = {**notes(again), **_lost(lost)}
        if missing := {id: text for id, text in self.expected.items() if known.get(id) != text}:
            return f"{sorted(missing)} are neither there nor waiting"
        again.losses.restore()
        after = notes(Store(PATH, self.disk))
        if any(after.get(id) != text for id, text in self.expected.items()):
            return "what was lost does not come back"
        return "losses come again" if Store(PATH, self.disk).losses.find() else ""


def _lost(losses: OpenLosses) -> Notes:
    return {loss.id: loss.document.get("note", "") for loss in losses}


def _fewer(trial: Trial) -> bytes:
    tables = json.loads(trial.disk.read(PATH))
    for table in ("annotations", "dismissals", "things"):
        tables[table] = {n: each for n, each in tables.get(table, {}).items() if trial.random.random() < 0.5}
    return json.dumps(tables).encode()


def _delete_the_file(trial: Trial) -> None:
    trial.disk.unlink(PATH)


def _empty_the_file(trial: Trial) -> None:
    trial.put(PATH, trial.random.choice((b"", b"{}", b'{"annotations": {}}')))


def _thin_out_the_file(trial: Trial) -> None:
    if trial.disk.signature(PATH):
        trial.put(PATH, _fewer(trial))


def _put_an_older_file(trial: Trial) -> None:
    if trial.files:
        trial.put(PATH, trial.random.choice(trial.files))


def _delete_the_log(trial: Trial) -> None:
    """While it is open, or after it was closed in order."""
    trial.store.refresh()
    trial.disk.unlink(LOG)


def _put_an_older_log(trial: Trial) -> None:
    trial.store.refresh()
    if trial.logs:
        trial.put(LOG, trial.random.choice(trial.logs))


def _copy_at_two_moments(trial: Trial) -> None:
    """The file first, then the log, and on with the copy."""
    file = trial.disk.read(PATH) if trial.disk.signature(PATH) else None
    trial.work(trial.random.randrange(4))
    log = trial.disk.read(LOG) if trial.disk.signature(LOG) else b""
    trial.disk = SimulatedDisk()
    for path, content in ((PATH, file), (LOG, log)):
        SimulatedDisk.write(trial.disk, path.with_name("other"), [b""])  # so that no inode is what it was
        if content is not None:
            SimulatedDisk.write(trial.disk, path, [content])
    trial.store = Store(PATH, trial.disk, opens_empty=True)


ACCIDENTS: tuple[Callable[[Trial], None], ...] = (
    _delete_the_file, _empty_the_file, _thin_out_the_file, _put_an_older_file, _delete_the_log, _put_an_older_log,
    _copy_at_two_moments,
)  # fmt: skip


def problem(seed: int) -> str:
    """What is wrong after a script with an accident; empty if nothing is."""
    random = Random(seed)
    trial, accident = Trial(random), random.choice(ACCIDENTS)
    try:
        with small(random.choice((0, 2000))):
            trial.work(random.randrange(STEPS))
            accident(trial)
            trial.work(random.choice((0, 1, 2, STEPS)))
            what = trial.problem()
    except (ReaderError, ValueError, AssertionError, LookupError, OSError) as error:
        what = f"{type(error).__name__}: {error}"
    return what and f"{accident.__name__.removeprefix('_')}: {what}"


def trials() -> Iterator[str]:
    """Without end: what is wrong after a script."""
    for seed in itertools.count():
        what = problem(seed)
        yield what and f"script {seed}: {what}"
