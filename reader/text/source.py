"""Sources: the files to read, decoded with every byte accounted for."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.errors import SourceError
from reader.system.files import open_regular
from reader.text.sanitize import sanitize

MARKDOWN_SUFFIXES = (".md", ".markdown")
HEAD = 65_536  # bytes that tell a title

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
    folder: the sources folder.
    problem: why it cannot be opened, as far as the listing tells; empty if nothing speaks against it.
    """

    id: str
    folder: Path
    problem: str = ""

    @property
    def path(self) -> Path:
        return self.folder / self.id

    @property
    def is_markdown(self) -> bool:
        return self.id.lower().endswith(MARKDOWN_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's content. `text` is all of `bytes.decode(encoding)`: byte-order mark and line ends kept."""

    text: str
    encoding: str
    digest: str


def read_source(source: Source) -> Decoded:
    """Reads and decodes a source. Raises SourceError with the reason if it is no text."""
    return _read(source)


def read_head(source: Source) -> str:
    """The beginning of a source, of `HEAD` bytes. Raises SourceError if that much tells that it is no text."""
    return _read(source, HEAD).text


def _read(source: Source, most: int | None = None) -> Decoded:
    if source.problem:
        raise SourceError(sanitize(source.id), source.problem)
    try:
        with open_regular(source.path) as file:
            decoded = _decode(source, file, most)
    except OSError as error:
        raise SourceError(sanitize(source.id), f"it cannot be read: {error.strerror}") from error
    if _looks_binary(decoded.text):
        raise SourceError(sanitize(source.id), "it is a binary file, not a text")
    return decoded


def _decode(source: Source, file: BinaryIO, most: int | None) -> Decoded:
    """All of a file, or the first `most` bytes; a character that their end cuts is left out.

    Slice by slice: a large file is never held twice, nor the interpreter for long. A text grows in its place.
    """
    data = head = file.read(most or _SLICE)
    encoding = encoding_of(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    digest, text, done = hashlib.sha256(), "", 0
    while True:
        kept = len(decoder.getstate()[0])  # of a character that the slice before has the beginning of
        try:
            text += decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            reason = _not_text(head, done - kept + error.start, error)
            raise SourceError(sanitize(source.id), reason) from error
        digest.update(data)
        done += len(data)
        if not data or done == most:
            return Decoded(text, encoding, digest.hexdigest())
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
