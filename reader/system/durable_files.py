"""File operations that are on disk when they return, for everything that must not be lost."""

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.system.files import FOLDER, Signature, open_descriptor, open_regular, read_regular, signature

LOCK_SECONDS = 3.0  # a lock is held for a write and a sync; a program that holds it for longer is stopped or stuck
POLL_SECONDS = 0.001
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700


class Disk:
    """All file operations of the store, in one object that a test can replace to stop, fail or count them.

    Every method may raise OSError. What `append`, `write` and `sync_folder` did is on disk when they return.
    """

    def signature(self, path: Path) -> Signature | None:
        """Return a value that changes whenever the file does, or None if there is no such file."""
        return signature(path)

    def mode(self, path: Path) -> int | None:
        """Return the permission bits of a file, or None if there is no such file."""
        try:
            return stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            return None

    def is_read_only(self, path: Path) -> bool:
        """Return whether a file's permissions forbid writing, even where root could write it all the same."""
        mode = self.mode(path)
        if mode is None:
            return False
        return not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK)

    def read(self, path: Path, start: int = 0, end: int | None = None) -> bytes:
        """Return the bytes of a regular file from `start` to `end`, or to its end.

        A file in a hidden folder that can only be reached through a link counts as missing.
        """
        try:
            return read_regular(path, start, end)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise FileNotFoundError(errno.ENOENT, error.strerror, str(path)) from error
            raise

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        """Append data to a file in one write; make the file if there is none."""
        descriptor = _open_to_write(path, os.O_WRONLY | os.O_APPEND)
        try:
            _write_all(descriptor, data)
            if sync:
                os.fdatasync(descriptor)
        finally:
            os.close(descriptor)

    def cut(self, path: Path, size: int) -> None:
        """Truncate a file to its first `size` bytes."""
        descriptor = _open_to_write(path, os.O_WRONLY)
        try:
            os.ftruncate(descriptor, size)
        finally:
            os.close(descriptor)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
        """Write a whole file; overwrite an existing one in place."""
        descriptor = _open_to_write(path, os.O_WRONLY | os.O_TRUNC)
        try:
            for piece in pieces:
                _write_all(descriptor, piece)
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, old: Path, new: Path) -> None:
        """Rename the file `old` to `new`, replacing what is there."""
        old.replace(new)

    def keep(self, path: Path, copy: Path) -> None:
        """Give a file that is about to be replaced a second name, or copy it if the file system has no links."""
        try:
            os.link(path, copy)
        except FileExistsError:
            raise
        except OSError:
            with open_regular(path) as old, copy.open("xb") as new:  # which follows no link
                shutil.copyfileobj(old, new)

    def unlink(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def names(self, folder: Path) -> list[str]:
        """Return the sorted names of everything in a folder; none if there is no such folder, or it is a link."""
        try:
            descriptor = open_descriptor(folder, FOLDER)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP):
                return []
            raise
        try:
            return sorted(os.listdir(descriptor))  # noqa: PTH208 (a path could lead through a link by now)
        finally:
            os.close(descriptor)

    def make_folder(self, path: Path) -> None:
        """Make a folder for its owner alone, unless it is there. Raises OSError if its name is a link."""
        make_private_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Flush a folder's entries to disk: the names of its files survive a power cut."""
        descriptor = os.open(path, FOLDER)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def lock(self, path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold an exclusive lock against other programs and threads.

        Raises:
            TimeoutError: Somebody else still held it after `seconds`; the message says who.
        """
        descriptor = _open_to_write(path, os.O_RDWR)
        try:
            _wait_for_lock(descriptor, path, seconds)
            yield
        finally:
            os.close(descriptor)  # this releases the lock; so does the end of the process


DISK = Disk()  # the real one, which keeps nothing in memory


def _open_to_write(path: Path, flags: int) -> int:
    """Open a file that is not a link; make a private one if there is none, whatever the umask."""
    flags |= os.O_NOFOLLOW | os.O_NONBLOCK  # does not wait if a pipe is in its place
    try:
        descriptor = open_descriptor(path, flags | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError:
        return open_descriptor(path, flags)
    os.fchmod(descriptor, PRIVATE)
    return descriptor


def make_private_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone, whatever the umask.

    Raises:
        OSError: It cannot be made, or its name is a link.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, f"{path.name} is a link, and reader needs a folder of its own there", str(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{path.name} is a file, and reader needs a folder there", str(path))
    for folder in reversed([each for each in (path, *path.parents) if not each.exists()]):
        try:
            folder.mkdir(PRIVATE_FOLDER)
        except FileExistsError:  # another program was quicker, or a file has this name
            if not folder.is_dir():
                raise
        else:
            folder.chmod(PRIVATE_FOLDER)


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):  # a full disk may accept a part and fail on the rest
        written += os.write(descriptor, data[written:])


def _wait_for_lock(descriptor: int, path: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                from reader.system.lock_holder import describe_holder

                raise TimeoutError(f"waiting for {describe_holder(path)}") from error
            time.sleep(POLL_SECONDS)


def replace_file(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Replace a file atomically: readers see the old or the new contents, and the new ones are on disk afterwards.

    Args:
        path: The file. If it is a symbolic link, the link is replaced, and what it leads to stays as it is.
        data: The new contents.
        mode: The permissions of a new file; a replaced one keeps its own.

    Raises:
        OSError: The file cannot be written; the old one is as it was. The error names the file.
    """
    disk = Disk()
    kept = None if path.is_symlink() else disk.mode(path)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        disk.write(temporary, [data], mode if kept is None else kept)
        disk.replace(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise
    disk.sync_folder(path.parent)
