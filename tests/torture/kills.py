"""kill -9 at a random moment, on a real disk: what was acknowledged is there, the file is whole, nothing is left."""

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.system.durable_files import Disk

from .script import Model, notes, ops, perform, small, whole

LONGEST = 0.02  # seconds that a program lives
FRESH = 150  # kills after which another folder is taken
CHILD_FAILED = 3


def _live(path: Path, model: Model, random: Random, acknowledge: int) -> None:
    """In a process of its own: does one thing after the other, and says so, until it is killed."""
    store = Store(path)
    for op, _ in ops(model, random):
        store = perform(op, store, lambda: Store(path))
        os.write(acknowledge, b".")


def _spawn(path: Path, model: Model, seed: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        _live(path, model, Random(seed), writing)
    finally:
        os._exit(CHILD_FAILED)


def killed(
    path: Path, model: Model, seed: int, seconds: float, stopped: Callable[[], object] | None = None
) -> tuple[Model, Model] | None:
    """The model as it was acknowledged, and with what was begun; None if the program failed by itself.

    `stopped` is called when the program stands still, before it is killed.
    """
    child, reading = _spawn(path, model, seed)
    time.sleep(seconds)
    if stopped:
        os.kill(child, signal.SIGSTOP)
        os.waitid(os.P_PID, child, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        stopped()
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        acknowledged = len(pipe.read())
    if os.WIFEXITED(status):
        return None
    script = ops(model, Random(seed))
    for _ in range(acknowledged):
        _, model = next(script)
    return model, next(script)[1]


def problem(path: Path, sure: Model, begun: Model) -> tuple[str, Model]:
    """What is wrong after a kill, and which of the two the store holds."""
    disk = Disk()
    try:
        whole(path, disk)
        store = Store(path)
        found = notes(store)
        if found not in (sure.notes, begun.notes):
            return f"{len(found)} annotations instead of {len(sure.notes)}", sure
        if store.conflicts:
            return f"a conflict that is none: {store.conflicts[0]}", sure
        if store.losses.find():
            return "a loss that is none", sure
        left = [each.name for each in path.parent.rglob("*") if each.name in ("next", "tmp")]
        store.close()
        whole(path, disk)
        return f"left behind: {left}" if left else "", sure if found == sure.notes else begun
    except (ReaderError, ValueError, AssertionError) as error:
        return f"{type(error).__name__}: {error}", sure


def trials(seed: int = 0) -> Iterator[str]:
    """Without end: kills, many in one folder after another."""
    random = Random(seed)
    for folder_number in itertools.count():
        with TemporaryDirectory() as folder, small(random.choice((0, 2000))):
            path, model = Path(folder, "annotations.json"), Model({})
            for number in range(FRESH):
                models = killed(path, model, number, random.uniform(0, LONGEST))
                what, model = problem(path, *models) if models else ("the program failed", model)
                yield what and f"folder {folder_number}, kill {number}: {what}"
                if what:
                    break
