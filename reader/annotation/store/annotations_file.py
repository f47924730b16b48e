"""The annotations file itself, read whole; the log beside it is not this module's concern."""

import contextlib
import errno
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.annotation.model.annotation_index import NameNow
from reader.annotation.store.documents import TABLE, Documents, read_documents
from reader.annotation.store.file_format import documents_with
from reader.errors import StoreError
from reader.system.durable_files import Disk
from reader.system.files import Signature
from reader.system.garbage import without_collection

DIGEST_BYTES = 16
LARGE = 1 << 20  # bytes from which a file takes too long to read for a key (20 ms)


class Contents(NamedTuple):
    """The annotations file as it was read.

    Attributes:
        signature: The signature of the file; None if there is none.
        documents: Its documents.
        digest: Identifies the content; empty if there is no file, or if the signature was known.
    """

    signature: Signature | None
    documents: Documents
    digest: str

    @property
    def is_empty(self) -> bool:
        """True if there is no file, or nothing in it."""
        return not (self.signature and self.signature[1])


class Digest:
    """The digest of a file that is written piece by piece."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=DIGEST_BYTES)

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces as they are."""
        for piece in pieces:
            self._hash.update(piece)
            yield piece

    def __str__(self) -> str:
        return self._hash.hexdigest()


def digest_of(data: bytes) -> str:
    """Return the digest of a whole file."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


class AnnotationsFile:
    """The file that holds the annotations as of the last checkpoint, or as another program wrote them.

    Args:
        path: The file, as messages name it.
        file: The file itself, with links resolved.
        disk: All operations on files.

    Attributes:
        name_now: Tells which tag a name means; None if every name means itself.
    """

    def __init__(self, path: Path, file: Path, disk: Disk) -> None:
        self._path, self._file, self._disk = path, file, disk
        self.name_now: NameNow = None
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

    def contents(self, ours: Signature | None = None) -> Contents:
        """Return what the file holds; a file that was refused is not read a second time.

        Args:
            ours: The signature of the file that this program wrote last, which needs fewer checks.

        Raises:
            StoreError: It cannot be read, or it is damaged.
        """
        if self._refused and self.signature == self._refused[0]:
            raise StoreError(self._refused[1])
        signature, data = self.read()
        try:
            with without_collection():
                documents = read_documents(self._path, data, is_ours=signature == ours, name_now=self.name_now)
        except StoreError as error:
            self._refused = signature, str(error)
            raise
        return Contents(signature, documents, "" if signature in (None, ours) else digest_of(data))

    def documents_of(self, source: str) -> Documents:
        """Return the documents of the annotations of one source, without parsing the others.

        Raises:
            StoreError: It cannot be read.
        """
        _, data = self.read()
        texts = {TABLE: documents_with(data, TABLE, "source", source)}
        return Documents(self._path, texts, self.name_now)

    @contextlib.contextmanager
    def explained(self, path: Path | None = None) -> Iterator[None]:
        """Turn errors of the system into messages.

        Args:
            path: What is being read, if it is not the annotations file.

        Raises:
            StoreError: For any OSError.
        """
        try:
            yield
        except OSError as error:
            if isinstance(error, NotADirectoryError):  # neither the file nor what lies beside it can be there
                path = self._path
            raise StoreError(
                f"{path or self._path}: it cannot be read: {error.strerror}; `--annotations FILE` uses another file"
            ) from error


def refuse_read_only(disk: Disk, path: Path) -> None:
    """Check that a file may be written.

    Raises:
        PermissionError: Its permissions forbid it, though root could write it all the same.
    """
    if disk.is_read_only(path):
        raise PermissionError(errno.EACCES, "the file is read-only (its owner lifts that with chmod)")


def why_not_saved(error: OSError) -> str:
    """Return why something could not be written, and what helps where a permission is missing."""
    hint = ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        hint = "; its folder must be writable, or `--annotations FILE` keeps the tags elsewhere"
    return f"{error.strerror or error}{hint}"
