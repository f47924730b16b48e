"""Reading files safely: a name from outside may be that of a pipe, a device or a loop of links."""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC

Signature = tuple[int, int, int]  # inode, size in bytes, time of the last change in nanoseconds


def is_hidden_folder(name: str) -> bool:
    """Return whether a folder of this name is one that the program keeps for itself, such as `.notes.json.reader`."""
    return name.startswith(".") and name.endswith(".reader")


def _hidden_part(path: Path) -> int | None:
    """Return the part of a path that is a hidden folder of the program's own, if it leads into one."""
    return next((at for at, part in enumerate(path.parts[:-1]) if is_hidden_folder(part)), None)


def open_descriptor(path: Path, flags: int, mode: int = 0) -> int:
    """Open a file as `os.open` does, but in a hidden folder of the program's own follow no link.

    A workspace may come from somebody else, and links in it must not lead to the files of the person who opens it.

    Raises:
        OSError: It cannot be opened, or (ELOOP) a link stands in the way.
    """
    if _hidden_part(path) is None:
        return os.open(path, flags | os.O_CLOEXEC, mode)
    with _folder_of(path) as folder:
        return _open_without_link(path.name, flags | os.O_CLOEXEC, folder, path, mode)


def _status(path: Path) -> os.stat_result:
    if _hidden_part(path) is None:
        return path.stat()
    with _folder_of(path) as folder:
        status = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise _is_a_link(path.name, path)
    return status


@contextlib.contextmanager
def _folder_of(path: Path) -> Iterator[int]:
    """Open the folder of a file that lies in a hidden folder, without following a link from there on."""
    hidden = _hidden_part(path)
    here = os.open(Path(*path.parts[:hidden]), FOLDER)
    try:
        for part in path.parts[hidden:-1]:
            here, outer = _open_without_link(part, FOLDER, here, path), here
            os.close(outer)
        yield here
    finally:
        os.close(here)


def _open_without_link(name: str, flags: int, folder: int, path: Path, mode: int = 0) -> int:
    try:
        return os.open(name, flags | os.O_NOFOLLOW, mode, dir_fd=folder)
    except OSError as error:
        # A folder that is a link is "not a directory".
        if error.errno in (errno.ELOOP, errno.ENOTDIR) and _is_link(name, folder):
            raise _is_a_link(name, path) from error
        error.filename = str(path)
        raise


def _is_link(name: str, folder: int) -> bool:
    return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)


def _is_a_link(name: str, path: Path) -> OSError:
    return OSError(errno.ELOOP, f"{name} is a link, and reader does not follow links there", str(path))


def signature(path: Path) -> Signature | None:
    """Return a value that changes whenever the file does.

    None if there is no such file, or if it lies in a hidden folder and can only be reached through a link.
    """
    try:
        status = _status(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP and _hidden_part(path) is not None:
            return None
        raise
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextlib.contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading, unbuffered. Never waits.

    Raises:
        OSError: The file is missing, cannot be read or is not a regular file.
    """
    # Opening a pipe without O_NONBLOCK would wait for ever, even if the pipe replaced a regular file just now.
    descriptor = open_descriptor(path, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(mode := os.fstat(descriptor).st_mode):
        os.close(descriptor)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        yield file


@contextlib.contextmanager
def open_own(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file that belongs to this user; raise OSError as `open_regular` does, and for anybody else's."""
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, "it belongs to another user", str(path))
        yield file


def is_stream(path: Path) -> bool:
    """Return whether a path is a pipe or a device, which must not be replaced."""
    return path.exists() and not (path.is_file() or path.is_dir())


def is_own_file(path: Path) -> bool:
    """Return whether a path is a regular file of this user's, and not a link to one."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()


def read_own(path: Path, most: int) -> bytes:
    """Return the bytes of a file that belongs to this user.

    Raises:
        OSError: As `open_own` does, or (EFBIG) because there are more than `most` bytes.
    """
    data = b""
    with open_own(path) as file:
        while len(data) <= most and (more := file.read(most + 1 - len(data))):
            data += more
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is longer than {most:,} bytes", str(path))
    return data


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


def leads_out_of(folder: Path, path: Path) -> bool:
    """Return whether a path names something in a folder, but a link in it leads outside of the folder."""
    real = Path(os.path.realpath(folder))
    named = Path(os.path.abspath(path))  # noqa: PTH100 (resolve would follow the link)
    is_named = named.is_relative_to(os.path.abspath(folder)) or named.is_relative_to(real)  # noqa: PTH100
    return is_named and not Path(os.path.realpath(path)).is_relative_to(real)
