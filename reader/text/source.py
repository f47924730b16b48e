"""Sources: the files to read, decoded without losing a byte."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reader.errors import SourceError
from reader.system.files import open_regular
from reader.text.sanitize import sanitize

MARKDOWN_SUFFIXES = (".md", ".markdown")
HEAD = 65_536  # bytes; the beginning of a source, in which its title is looked for

# Longest mark first: UTF-32's little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8192  # bytes or code points by which a binary file is recognised
_STRAY = 2  # NUL that a text may contain by mistake
_SLICE = 1 << 20  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    id: the path relative to the sources folder, with `/` (W3C's `source`).
    folder: the sources folder.
    problem: the reason why it cannot be opened, as far as listing the folder showed; else empty.
    """

    id: str
    folder: Path
    problem: str = ""

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self.folder / self.id

    @property
    def is_markdown(self) -> bool:
        """True if the file's name ends like that of a Markdown file."""
        return self.id.lower().endswith(MARKDOWN_SUFFIXES)


class Decoded(NamedTuple):
    """The content of a source.

    text: `bytes.decode(encoding)`, with byte-order mark and line ends.
    encoding: the name of the codec.
    digest: SHA-256 of the bytes, in hexadecimal.
    """

    text: str
    encoding: str
    digest: str


def read_source(source: Source) -> Decoded:
    """Read and decode a source.

    Raises:
        SourceError: It cannot be read, or is not text.
    """
    return _read(source)


def read_head(source: Source) -> str:
    """Read and decode the first `HEAD` bytes of a source.

    Raises:
        SourceError: It cannot be read, or these bytes are not text.
    """
    return _read(source, HEAD).text


def _read(source: Source, limit: int | None = None) -> Decoded:
    if source.problem:
        raise SourceError(sanitize(source.id), source.problem)
    try:
        with open_regular(source.path) as file:
            decoded = _decode(source, file, limit)
    except OSError as error:
        raise SourceError(sanitize(source.id), f"it cannot be read: {error.strerror}") from error
    if _looks_binary(decoded.text):
        raise SourceError(sanitize(source.id), _no_text(decoded.text.encode("utf-8")))
    return decoded


def _decode(source: Source, file: BinaryIO, limit: int | None) -> Decoded:
    """Decode a file, or its first `limit` bytes without a character that is cut off at their end.

    It is decoded slice by slice, so that a large file is not in memory twice and the interpreter is never blocked for
    long. CPython appends to `text` in place.
    """
    data = head = file.read(limit or _SLICE)
    encoding = detect_encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    digest, text, done = hashlib.sha256(), "", 0
    while True:
        pending = len(decoder.getstate()[0])  # bytes of a character that began in the previous slice
        try:
            text += decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            reason = _not_text(head, done - pending + error.start, error)
            raise SourceError(sanitize(source.id), reason) from error
        digest.update(data)
        done += len(data)
        if not data or done == limit:
            return Decoded(text, encoding, digest.hexdigest())
        data = file.read(_SLICE)


def detect_encoding(data: bytes) -> str:
    """Return the encoding that a byte-order mark names, else UTF-8. Its codec keeps the mark in the text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    return "utf-8"


def _not_text(head: bytes, position: int, error: UnicodeDecodeError) -> str:
    encoding = detect_encoding(head)
    if encoding == "utf-8" and b"\0" in head[:_SAMPLE]:
        return _no_text(head)
    where = f"it is not {encoding.upper()} (byte 0x{error.object[error.start]:02X} at {position})"
    if encoding == "utf-8":
        return f"{where}: convert it from its encoding, for example with iconv -f WINDOWS-1252 -t UTF-8"
    return f"{where}, although its byte-order mark says so: save it again as UTF-8"


def _no_text(head: bytes) -> str:
    """Describe a file with NUL characters: in UTF-16 without a mark, they are on one side of its letters only."""
    sides = [head[start:_SAMPLE:2].count(0) for start in (0, 1)]
    if max(sides) > _STRAY and not min(sides):
        return "it looks like UTF-16 without a byte-order mark: save it as UTF-8, or use reader add"
    return "it is a binary file, not text"


def _looks_binary(text: str) -> bool:
    """Return True if more than one character in a hundred is NUL; texts may contain a stray one."""
    sample = text[:_SAMPLE]
    return sample.count("\0") * 100 > len(sample)
