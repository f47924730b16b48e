"""Crashes in a disk of memory: after each thing that a script did to the disk the power fails, or it is killed."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reader.annotation.store.store import Store
from reader.errors import ReaderError

from .script import Model, Notes, Op, notes, ops, perform, small, whole
from .simulated import SimulatedDisk

PATH = Path("/simulated/annotations.json")
STEPS = 40


@dataclass(slots=True)
class Crash:
    """A disk after a crash; `sure` must be in it, `next` may be instead."""

    disk: SimulatedDisk
    sure: Notes
    next: Notes


@dataclass(slots=True)
class Recording:
    """A script while it runs: what was acknowledged so far, and the disks that a crash would have left."""

    disk: SimulatedDisk
    random: Random
    every: int
    model: Model
    next: Model
    crashes: list[Crash]
    moments: int = 0

    def moment(self) -> None:
        self.moments += 1
        if self.moments % self.every == 0:
            killed = self.random.random() < 0.2
            disk = self.disk.after_crash(None if killed else self.random)
            self.crashes.append(Crash(disk, self.model.notes, self.next.notes))


def crashes(seed: int, every: int = 1) -> list[Crash]:
    """Those of one script; `every`: after each so many things that it does to the disk."""
    disk, random = SimulatedDisk(), Random(seed)
    empty = Model({})
    recording = Recording(disk, random, every, empty, empty, [])
    disk.moment = recording.moment
    with small(random.choice((0, 2000))):
        store = Store(PATH, disk)
        for op, model in _some(recording):
            recording.next = model
            store = perform(op, store, lambda: Store(PATH, disk))
            recording.model = recording.next
    return recording.crashes


def _some(recording: Recording) -> Iterator[tuple[Op, Model]]:
    """The script; sometimes another program tags while a file is written."""
    script = ops(recording.model, recording.random)
    for _ in range(STEPS):
        op, model = next(script)
        if op.kind == "checkpoint" and recording.random.random() < 0.7:
            recording.disk.meanwhile = lambda: _tag_meanwhile(recording)
        yield op, model
        recording.disk.meanwhile = None
        if recording.model is not model:  # the other one has tagged
            script = ops(recording.model, recording.random)


def _tag_meanwhile(recording: Recording) -> None:
    other = Store(PATH, recording.disk)
    op = Op("tag", f"a{recording.model.made}", "by another program")
    recording.next = recording.model.after(op)
    perform(op, other, lambda: other)
    recording.model = recording.next


def problem(crash: Crash) -> str:
    """What is wrong after a crash; empty if nothing is."""
    try:
        whole(PATH, crash.disk)
        store = Store(PATH, crash.disk)
        found = notes(store)
        if found not in (crash.sure, crash.next):
            return f"{len(found)} annotations instead of {len(crash.sure)} or {len(crash.next)}"
        if store.conflicts:
            return f"a conflict that is none: {store.conflicts[0]}"
        if store.losses.find():
            return "a loss that is none"
        if any(name == "next" for name in crash.disk.names(store._copy.paths.folder)):
            return "a file that was not finished is left"
        return _goes_on(crash.disk, store, found)
    except (ReaderError, ValueError, AssertionError, LookupError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def _goes_on(disk: SimulatedDisk, store: Store, found: Notes) -> str:
    """What is done after the crash stays, too."""
    op = Op("tag", "afterwards", "a note")
    perform(op, store, lambda: store)
    return "" if notes(Store(PATH, disk)) == {**found, "afterwards": "a note"} else "what was done afterwards is lost"


def trials(every: int = 3) -> Iterator[str]:
    """Without end: what is wrong after a crash, a power cut or a kill; empty if nothing is."""
    for seed in itertools.count():
        for number, crash in enumerate(crashes(seed, every)):
            what = problem(crash)
            yield what and f"script {seed}, crash {number}: {what}"
