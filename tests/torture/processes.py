"""Eight programs tag at the same time, two are killed and started again: all that was acknowledged stays."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.annotation.store.store import Store

from .script import Op, notes, perform

PROGRAMS = 8
KILLED = 2


def _tag(path: Path, name: str, count: int, acknowledged: Path) -> None:
    """In a process of its own. What is acknowledged is written down at once, in a file that outlives it."""
    store = Store(path)
    with acknowledged.open("a", buffering=1) as file:
        for number in range(count):
            perform(Op("tag", f"{name}-{number}", name), store, lambda: store)
            file.write(f"{name}-{number}\n")
    store.close()


def _start(path: Path, name: str, count: int, acknowledged: Path) -> int:
    if child := os.fork():
        return child
    status = 3
    try:
        _tag(path, name, count, acknowledged)
        status = 0
    finally:
        os._exit(status)


def tagged(folder: Path, count: int) -> str:
    """What is wrong after all programs have made their `count` tags."""
    path, said = folder / "annotations.json", folder / "acknowledged"
    children = [_start(path, f"p{number}", count, said) for number in range(PROGRAMS)]
    time.sleep(count * 0.002)
    for number, child in enumerate(children[:KILLED]):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        children[number] = _start(path, f"again{number}", count, said)
    failed = [status for child in children if (status := os.waitpid(child, 0)[1])]
    acknowledged = said.read_text().split()
    found = notes(Store(path))
    lost = [id for id in acknowledged if id not in found]
    extra = len(found) - len(set(acknowledged))
    if failed or lost or len(set(acknowledged)) != len(acknowledged) or not 0 <= extra <= KILLED:
        return f"{len(failed)} programs failed, {len(lost)} of {len(acknowledged)} tags are lost, {extra} are too many"
    return "" if len(acknowledged) >= (PROGRAMS * count) else f"only {len(acknowledged)} tags"


def trials(count: int = 1000) -> Iterator[str]:
    """One after the other: all programs, each with so many tags."""
    while True:
        with TemporaryDirectory() as folder:
            yield tagged(Path(folder), count)
