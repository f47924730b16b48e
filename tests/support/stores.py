"""Stores for tests: `add(store, an_annotation("a", note="so"))`, and what is done to annotations besides."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store

HOLD = """
import fcntl, os, signal, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDWR | os.O_CREAT), fcntl.LOCK_EX)
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""


@contextlib.contextmanager
def a_stopped_program_that_holds(path: Path, lock: str = "lock") -> Iterator["subprocess.Popen[bytes]"]:
    """Have another program hold a lock of an annotations file and stop, until it is killed at the end."""
    file = path.parent / f".{path.name}.reader" / lock
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stdout.readline() == b"held\n"
        os.waitid(os.P_PID, program.pid, os.WSTOPPED)
        try:
            yield program
        finally:
            program.send_signal(signal.SIGKILL)


def an_annotation(id: str = "a", **fields: object) -> Annotation:
    basis = Annotation(
        id=id, source="one.txt", start=0, end=4, exact="One.", tag="quote", created="2026-01-02T03:04:05Z"
    )
    return replace(basis, **fields)  # type: ignore[arg-type]


def add(store: Store, annotation: Annotation, who: str = "") -> None:
    store.do(Step("tagged", (Change(None, annotation),), who))


def note(store: Store, id: str, text: str, who: str = "") -> None:
    annotation = store.get(id)
    assert annotation
    store.do(Step("noted", (Change(annotation, annotation.noted(text)),), who))


def remove(store: Store, id: str, who: str = "") -> None:
    store.do(Step("removed", (Change(store.get(id), None),), who))


def notes(store: Store) -> dict[str, str]:
    """The note of every annotation, by id."""
    return {each.id: each.note for each in store.annotations}


def documents(path: Path) -> dict[str, dict[str, object]]:
    """What the file holds, by number."""
    found: dict[str, dict[str, object]] = json.loads(path.read_bytes())["annotations"]
    return found
