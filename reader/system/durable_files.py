"""The only place that touches the disk for what must not be lost."""

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.system.files import Signature, read_regular, signature

NO_LINK = os.O_NOFOLLOW | os.O_CLOEXEC  # a workspace from elsewhere may hold links to what is nobody's business
LOCK_SECONDS = 3.0  # it is held for a write and a sync, and the screen waits for it
POLL_SECONDS = 0.001
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700


class Disk:
    """Every operation on files that the store makes, so that a test can stop, fail or count any of them.

    All raise OSError. What `append`, `write` and `sync_folder` did is on disk when they return.
    """

    def signature(self, path: Path) -> Signature | None:
        """Changes when the file does. None if there is none."""
        return signature(path)

    def mode(self, path: Path) -> int | None:
        """Who may do what with it. None if there is no such file."""
        try:
            return stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            return None

    def is_read_only(self, path: Path) -> bool:
        """Whether the file says that it is not to be written, also to those who could (root)."""
        mode = self.mode(path)
        if mode is None:
            return False
        return not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK)

    def read(self, path: Path, start: int = 0, end: int | None = None) -> bytes:
        """From byte `start` to `end`, or to the end of the file; fewer if it is shorter. It must be a regular file."""
        return read_regular(path, start, end)

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        """Adds to the end of a file, in one write; makes the file if there is none."""
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINK, PRIVATE)
        try:
            _write_all(descriptor, data)
            if sync:
                os.fdatasync(descriptor)
        finally:
            os.close(descriptor)

    def cut(self, path: Path, size: int) -> None:
        """Takes off what stands after the first `size` bytes."""
        os.truncate(path, size)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
        """Writes a file anew; one that is there is overwritten in place."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINK, mode)
        try:
            for piece in pieces:
                _write_all(descriptor, piece)
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, old: Path, new: Path) -> None:
        """Gives the file `old` the name `new`, whatever had that."""
        old.replace(new)

    def keep(self, path: Path, copy: Path) -> None:
        """A second name for a file that will be replaced; a copy of it where the file system knows no links."""
        try:
            os.link(path, copy)
        except FileExistsError:
            raise
        except OSError:
            shutil.copyfile(path, copy)

    def unlink(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, in order; nothing if there is no such folder."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except FileNotFoundError:
            return []

    def make_folder(self, path: Path) -> None:
        """Nothing, if it is there. A link in its place is refused."""
        if path.is_symlink():
            raise OSError(errno.ELOOP, "it is a link, where a folder of reader's should be", str(path))
        if not path.is_dir():
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """After it, what files of a folder are called is on disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def lock(self, path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Keeps other programs, and other threads, out. Raises TimeoutError if one stays in for too long."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, PRIVATE)
        try:
            _wait_for_lock(descriptor, path, seconds)
            yield
        finally:
            os.close(descriptor)  # lets go of the lock, too; so does the end of the process


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):  # a full disk takes a part, and fails at the next one
        written += os.write(descriptor, data[written:])


def _wait_for_lock(descriptor: int, path: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise TimeoutError(f"another program has held {path} for {seconds:.0f} seconds") from error
            time.sleep(POLL_SECONDS)


def replace_file(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Writes a whole file so that at any moment the old or the new one is there, and the new one is on disk after.

    `mode` is for a new file; one that is replaced keeps its own. A link is followed, not replaced.
    """
    disk, target = Disk(), Path(os.path.realpath(path))
    kept = disk.mode(target)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        disk.write(temporary, [data], mode if kept is None else kept)
        disk.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    disk.sync_folder(target.parent)
