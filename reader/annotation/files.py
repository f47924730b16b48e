"""The only place that touches the disk for what must not be lost: read, write, sync, replace, lock."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOCK_SECONDS = 3.0  # a write takes milliseconds, and the screen waits for it


def is_read_only(path: Path) -> bool:
    """Whether the file says that it is not to be written, also to those who could (root)."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK)


def replace_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Writes a whole file so that at any moment the old or the new one is there, and the new one is on disk after.

    `mode` is for a new file; one that is replaced keeps its own. A link is followed, not replaced.
    """
    target = Path(os.path.realpath(path))
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(target.stat().st_mode)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keeps other readers from writing `path`. Raises TimeoutError if one holds it too long."""
    from filelock import FileLock, Timeout  # only writers need it

    target = Path(os.path.realpath(path))
    try:
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=LOCK_SECONDS, mode=0o600):
            yield
    except Timeout as error:
        raise TimeoutError(f"another program has held {error.lock_file} for {LOCK_SECONDS:.0f} seconds") from error
