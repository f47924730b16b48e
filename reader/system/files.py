"""Reading files safely: a name from elsewhere may stand for a pipe, a device or a loop of links."""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

Signature = tuple[int, int, int]  # inode, size in bytes, time of the last change in nanoseconds


def signature(path: Path) -> Signature | None:
    """Return a value that changes whenever the file does, or None if there is no such file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextlib.contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading, unbuffered. Never waits.

    Raises:
        OSError: The file is missing, cannot be read or is not a regular file.
    """
    # Opening a pipe without O_NONBLOCK would wait for ever, even if the pipe replaced a regular file just now.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        yield file


@contextlib.contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading line by line; raise OSError as `open_regular` does."""
    with open_regular(path) as file:
        yield io.BufferedReader(cast(io.FileIO, file))


def read_regular(path: Path, start: int = 0, end: int | None = None) -> bytes:
    """Return a regular file's bytes from `start` to `end` (None: its end); raise OSError as `open_regular` does."""
    with open_regular(path) as file:
        file.seek(start)
        return file.read() if end is None else file.read(end - start)


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file. Neither has to exist, and a loop of links leads nowhere."""
    return os.path.realpath(one) == os.path.realpath(other)
