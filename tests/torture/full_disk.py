"""A disk that is full for a while: tags stay in memory, are saved as soon as there is room, and nothing is torn.

Without root the limit is one on the size of files, which cuts writes off in the same way; with root it is a small
tmpfs, too.
"""

import errno
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store

from .script import Op, annotation, notes, small

RETRY = 1.0  # seconds, as in the app
PATIENCE = 2.0  # seconds after which all must be saved when there is room again
TAGS = 40


@contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes; a write is cut off there, the next one fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@contextmanager
def mounted() -> Iterator[Path]:
    """A tmpfs of 256 KB. Raises OSError where none can be had."""
    with TemporaryDirectory() as name:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", name], capture_output=True)
        if done.returncode:
            raise OSError(errno.EPERM, done.stderr.decode().strip())
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def _tag(store: Store, number: int) -> None:
    change = Change(None, annotation(Op("tag", f"a{number}", f"note {number}")))
    store.do(Step("tagged", (change,), "me"))


def filled(path: Path, fill: Callable[[], object], free: Callable[[], None]) -> str:
    """Tags before, while and after there is no room. What is wrong then; empty if nothing is."""
    store = Store(path)
    for number in range(TAGS):
        _tag(store, number)
    fill()
    sure = notes(store) if not store.unsaved else {}
    for number in range(TAGS, 2 * TAGS):
        _tag(store, number)
        if not store.unsaved:
            sure = notes(store)
        if notes(Store(path)).items() < sure.items():
            return "an acknowledged tag is lost"
    kept = store.unsaved
    free()
    end = time.monotonic() + PATIENCE
    while not store.retry() and time.monotonic() < end:
        time.sleep(RETRY)
    store.close()
    expected = {f"a{number}": f"note {number}" for number in range(2 * TAGS)}
    if not kept:
        return "the disk was never full"
    return "" if notes(Store(path)) == notes(store) == expected else "what was in memory is lost"


def _on_small_files(folder: Path, size: int) -> str:
    with ExitStack() as limits:
        return filled(folder / "annotations.json", lambda: limits.enter_context(limited(size)), limits.close)


def _on_tmpfs(leave: int) -> str:
    with mounted() as folder:
        ballast = folder / "ballast"

        def fill() -> None:
            with ballast.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(1024))
                except OSError:
                    os.truncate(ballast, max(0, file.tell() - leave))

        return filled(folder / "annotations.json", fill, ballast.unlink)


def trials(with_mount: bool = True) -> Iterator[str]:
    """Without end: full at other places, written at each change or not."""
    size = 0
    while True:
        for count in (0, 2000):
            with small(count), TemporaryDirectory() as folder:
                yield _on_small_files(Path(folder), 14_000 + size * 37)
            if with_mount:
                with small(count):
                    yield _on_tmpfs(size * 37 % 9000)
        size += 1
