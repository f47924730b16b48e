"""Looking at files whose names could stand for anything: a pipe, a device, a loop of links."""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

Signature = tuple[int, int, int]


def signature(path: Path) -> Signature | None:
    """What changes when a file does: inode, size, time. None if there is no such file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextlib.contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """A regular file, to be read. Raises OSError for anything else, and never waits.

    Without O_NONBLOCK a pipe would be waited for for ever, also one that took a file's place meanwhile.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        yield file


@contextlib.contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """The same, to be read line by line."""
    with open_regular(path) as file:
        yield io.BufferedReader(cast(io.FileIO, file))


def read_regular(path: Path, start: int = 0, end: int | None = None) -> bytes:
    """The bytes of a regular file, all or from `start` to `end`. Raises OSError for anything else; never waits."""
    with open_regular(path) as file:
        file.seek(start)
        return file.read() if end is None else file.read(end - start)


def same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file; neither needs to be there, and a loop of links leads nowhere."""
    return os.path.realpath(one) == os.path.realpath(other)
