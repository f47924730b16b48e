"""Sources: the files to read, found below a folder and decoded, byte for byte accounted for."""

import codecs
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.disk import open_regular
from reader.errors import SourceError
from reader.text.visible import visible

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})

# Longest mark first: UTF-32's little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8192  # bytes looked at to tell text from binary
_SLICE = 1 << 20  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    id: its path relative to the sources folder, with `/` (W3C's `source`).
    problem: why it cannot be opened, as far as the listing tells; empty if nothing speaks against it.
    """

    id: str
    path: Path
    problem: str = ""

    @property
    def is_markdown(self) -> bool:
        return self.path.suffix.lower() in MARKDOWN_SUFFIXES


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's content. `text` is all of `bytes.decode(encoding)`: byte-order mark and line ends kept."""

    text: str
    encoding: str
    digest: str


def find_sources(folder: Path) -> list[Source]:
    """The text files below a folder, by id. Hidden folders and links to folders are not entered."""
    root = folder.resolve()
    return sorted(_walk(folder, root), key=lambda source: source.id)


def _walk(folder: Path, root: Path) -> Iterator[Source]:
    failed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield source_at(path, folder, root)
    for error in failed:
        path = Path(error.filename)
        yield Source(_id_of(path, folder) + "/", path, f"the folder cannot be listed: {error.strerror}")


def source_at(path: Path, folder: Path, root: Path) -> Source:
    """The source that a path below `folder` is; `root` is the resolved folder that it must not lead out of."""
    id = _id_of(path, folder)
    return Source(id, path, _problem(id, path, root))


def _id_of(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _problem(id: str, path: Path, root: Path) -> str:
    try:
        id.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8: rename the file"
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "it is a link that leads out of the sources folder"
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        return f"it cannot be read: {_reason(error)}"
    return "" if stat.S_ISREG(mode) else "it is not a regular file"


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "too many links"


def read_source(source: Source) -> Decoded:
    """Reads and decodes a source. Raises SourceError with the reason if it is no text."""
    if source.problem:
        raise SourceError(visible(source.id), source.problem)
    try:
        with open_regular(source.path) as file:
            decoded = _decode(source, file)
    except OSError as error:
        raise SourceError(visible(source.id), f"it cannot be read: {_reason(error)}") from error
    if _looks_binary(decoded.text):
        raise SourceError(visible(source.id), "it is a binary file, not a text")
    return decoded


def _decode(source: Source, file: BinaryIO) -> Decoded:
    """Slice by slice: a large file is never held twice, nor the interpreter for long."""
    data = head = file.read(_SLICE)
    encoding = encoding_of(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    digest, parts, done = hashlib.sha256(), list[str](), 0
    while True:
        kept = len(decoder.getstate()[0])  # of a character that the slice before has the beginning of
        try:
            parts.append(decoder.decode(data, final=not data))
        except UnicodeDecodeError as error:
            reason = _not_text(head, done - kept + error.start, error)
            raise SourceError(visible(source.id), reason) from error
        if not data:
            return Decoded("".join(parts), encoding, digest.hexdigest())
        digest.update(data)
        done += len(data)
        data = file.read(_SLICE)


def encoding_of(data: bytes) -> str:
    """The encoding that a byte-order mark names, else UTF-8. The codecs chosen keep the mark in the text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    return "utf-8"


def _not_text(head: bytes, position: int, error: UnicodeDecodeError) -> str:
    encoding = encoding_of(head)
    if encoding == "utf-8" and b"\0" in head[:_SAMPLE]:
        return "it is a binary file, not a text"
    where = f"it is not {encoding.upper()} (byte 0x{error.object[error.start]:02X} at {position})"
    if encoding == "utf-8":
        return f"{where}: convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
    return f"{where}, though its byte-order mark says so: save it again as UTF-8"


def _looks_binary(text: str) -> bool:
    """A stray NUL happens in texts; one in a hundred characters does not."""
    sample = text[:_SAMPLE]
    return sample.count("\0") * 100 > len(sample)
