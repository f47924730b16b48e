"""The annotations file itself, read whole; the log beside it is no business of this module."""

import contextlib
import errno
import gc
from collections.abc import Iterator
from pathlib import Path

from reader.annotation.store.documents import Documents, read_documents
from reader.errors import StoreError
from reader.system.durable_files import Disk
from reader.system.files import Signature

LARGE = 1 << 20  # bytes from which a file takes too long to read for a key (20 ms)


class AnnotationsFile:
    """The file that holds the annotations as of the last checkpoint, or as another program wrote them.

    Args:
        path: The file, as messages name it.
        file: The file itself, with links resolved.
        disk: All operations on files.
    """

    def __init__(self, path: Path, file: Path, disk: Disk) -> None:
        self._path, self._file, self._disk = path, file, disk
        self._refused: tuple[Signature | None, str] | None = None  # a file that cannot be used, and why

    @property
    def signature(self) -> Signature | None:
        """Changes when the file does; None if there is no file."""
        return self._disk.signature(self._file)

    @property
    def size(self) -> int:
        """The size in bytes; 0 if there is no file."""
        signature = self.signature
        return signature[1] if signature else 0

    def read(self) -> tuple[Signature | None, bytes]:
        """Return the bytes of the file and the signature that belongs to them.

        Raises:
            StoreError: It cannot be read.
        """
        with self.explained():
            while True:
                signature = self.signature
                data = self._disk.read(self._file) if signature else b""
                if self.signature == signature:
                    return signature, data

    def read_documents(self, ours: Signature | None = None) -> tuple[Signature | None, Documents]:
        """Return the documents of the file and its signature; a file that was refused is not read a second time.

        Args:
            ours: The signature of the file that this program wrote last, which needs fewer checks.

        Raises:
            StoreError: It cannot be read, or it is damaged.
        """
        if self._refused and self.signature == self._refused[0]:
            raise StoreError(self._refused[1])
        signature, data = self.read()
        try:
            with _without_collection(stays=len(data) > LARGE):
                return signature, read_documents(self._path, data, is_ours=signature == ours)
        except StoreError as error:
            self._refused = signature, str(error)
            raise

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of the system into messages.

        Raises:
            StoreError: For any OSError.
        """
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self._path}: it cannot be read: {error.strerror}; `--annotations FILE` uses another file"
            ) from error


def why_not_saved(error: OSError) -> str:
    """Return why something could not be written, and what helps where a permission is missing."""
    hint = ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        hint = "; its folder must be writable, or `--annotations FILE` keeps the tags elsewhere"
    return f"{error.strerror or error}{hint}"


@contextlib.contextmanager
def _without_collection(*, stays: bool) -> Iterator[None]:
    """Keep the garbage collector from running: it would take longer than making the objects.

    Args:
        stays: Whether so many objects stay that looking through them later would hold the screen, too.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if was_enabled:
            gc.enable()
