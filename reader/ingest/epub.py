"""The text of an EPUB: a zip of XHTML pages, read in the order of its spine."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from reader.errors import ReaderError
from reader.ingest.charset import decode
from reader.ingest.document import IngestedDocument
from reader.ingest.fetch import FetchedFile
from reader.ingest.markup import read_page
from reader.ingest.page_head import declared_charset

MAX_TEXT = 50_000_000  # bytes of all pages of a book together, unpacked
MAX_PAGES = 20_000
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "enc": "http://www.w3.org/2001/04/xmlenc#",
}
_TEXTS = ("", "application/xhtml+xml", "text/html", "application/xml", "text/xml", "application/x-dtbook+xml")
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm")
_NAMED = 5  # pages that a message names, at most
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What damaged archives and files lead to.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError, KeyError, ValueError, OSError,
    NotImplementedError, RuntimeError, struct.error, OverflowError, MemoryError, ReaderError,
)  # fmt: skip


def read_epub(file: FetchedFile) -> IngestedDocument:
    """Read the text of an EPUB; pages that are missing or damaged are left out and named.

    Raises:
        ReaderError: The file is not an EPUB, is damaged or encrypted, unpacks to too much, or has no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            if _CONTAINER not in archive.namelist():
                raise ValueError(f"there is no {_CONTAINER} in this zip file")
            return _Book(archive, file.url).document()
    except _DAMAGED as error:
        reason = error.args[0] if isinstance(error, KeyError) and error.args else error or type(error).__name__
        raise ReaderError(f"{file.url}: this EPUB cannot be read: {reason}") from error


class _Book:
    """An EPUB that is open, and what could not be read of it so far."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._unpacked = 0  # bytes
        self._missing: list[str] = []
        self._listed = set[str]()  # paths of the spine, and of the table of contents
        self._lost = 0  # words after markup without an end
        self._guesses: list[str] = []
        self._encrypted = set[str]()
        self._encrypted = self._encrypted_parts()
        container = self._xml(_CONTAINER)
        rootfile = container.find(".//c:rootfile", _NAMESPACES)
        if rootfile is None:
            raise ValueError(f"{_CONTAINER} names no package")
        path = rootfile.get("full-path", "")
        self._folder, self._package = posixpath.dirname(path), self._xml(path)
        self._items = {each.get("id"): each for each in self._package.iterfind(".//opf:item", _NAMESPACES)}

    def document(self) -> IngestedDocument:
        """Return the text of all pages that can be read."""
        text = "\n\n".join(block for page in self._pages() for block in self._blocks(page))
        if not text and self._missing:
            raise ValueError(f"none of its pages can be read: {_named(self._missing)}")
        if not text:
            raise ValueError("there is no text in this EPUB")
        title, date = self._metadata("title"), self._metadata("date")
        return IngestedDocument(title or self._name, text, self._name, date, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self._missing:
            yield f"left out {_counted(self._missing, 'page')} of the book: {_named(self._missing)}"
        if unlisted := self._unlisted():
            yield f"left out {_counted(unlisted, 'page')} missing from the order of the book: {_named(unlisted)}"
        if self._guesses:
            others = len(self._guesses) - 1
            yield self._guesses[0] + (f" (and {others} more page{'s' * (others > 1)} like it)" if others else "")
        if self._lost:
            yield f"left out {self._lost:,} words that stand in damaged markup"

    def _unlisted(self) -> list[str]:
        """Return pages in the archive that the spine does not name."""
        contents = (each for each in self._items.values() if "nav" in each.get("properties", "").split())
        listed = self._listed | {self._path(each).casefold() for each in contents}
        names = (unquote(name.replace("\\", "/")) for name in self._archive.namelist())
        return [name for name in names if name.lower().endswith(_PAGE_SUFFIXES) and name.casefold() not in listed]

    def _path(self, item: ElementTree.Element) -> str:
        return posixpath.normpath(posixpath.join(self._folder, unquote(item.get("href", ""))))

    def _metadata(self, name: str) -> str:
        found = self._package.find(f".//dc:{name}", _NAMESPACES)
        return "".join(found.itertext()).strip() if found is not None else ""

    def _encrypted_parts(self) -> set[str]:
        """Return the paths of encrypted files. Fonts usually are, in a way that protects nothing else."""
        if _ENCRYPTION not in self._archive.namelist():
            return set()
        references = self._xml(_ENCRYPTION).iterfind(".//enc:CipherReference", _NAMESPACES)
        return {unquote(each.get("URI", "")) for each in references}

    def _pages(self) -> Iterator[str]:
        """Read the pages of the spine, and take down those that cannot be read."""
        spine = self._package.findall(".//opf:itemref", _NAMESPACES)
        if len(spine) > MAX_PAGES:
            raise ValueError(f"it has more than {MAX_PAGES:,} pages")
        for each in spine:
            item = self._items.get(each.get("idref"))
            if item is None:
                self._missing.append(f"{each.get('idref')} is in no list of its files")
                continue
            path = self._path(item)
            self._listed.add(path.casefold())
            kind = item.get("media-type", "")
            if kind not in _TEXTS:
                self._missing.append(f"{path} is of the type {kind}")
                continue
            try:
                yield self._text(path)
            except _TooLargeError:
                raise
            except _DAMAGED as error:
                reason = str(error) or type(error).__name__
                self._missing.append(reason if path in reason else f"{path}: {reason}")

    def _text(self, path: str) -> str:
        data = self._read(path)
        try:
            decoded = decode(data, path, [declared_charset(data)])
        except ReaderError as error:
            if _ENCRYPTION in self._archive.namelist():
                raise ValueError(f"{path} is not text, as the book is encrypted") from error
            raise
        self._guesses += [f"{path}: {decoded.note}"] if decoded.note else []
        return decoded.text

    def _blocks(self, page: str) -> Iterator[str]:
        content = read_page(page, with_emphasis=False)
        self._lost += content.lost
        return (block.source for block in content.blocks)

    def _xml(self, path: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._text(path))

    def _read(self, path: str) -> bytes:
        """Unpack a file of the archive, unless it or all of them together are too large."""
        if path in self._encrypted:
            raise ValueError(f"{path} is encrypted; only the program that sold the book can read it")
        info = self._archive.getinfo(self._spelled(path))
        if info.compress_type not in _PACKINGS:
            raise ValueError(f"{path} is packed in a way that books are not (method {info.compress_type})")
        if info.flag_bits & 1:
            raise ValueError(f"{path} is encrypted with a password; unpack the book and add its pages")
        with self._archive.open(info) as packed:
            data = packed.read(MAX_TEXT - self._unpacked + 1)
        self._unpacked += len(data)
        if self._unpacked > MAX_TEXT:
            raise _TooLargeError(f"its pages unpack to more than {MAX_TEXT // 1_000_000} MB")
        return data

    def _spelled(self, path: str) -> str:
        """Return a path as the archive spells it: other systems do not mind capitals, and some encode twice."""
        names = self._archive.NameToInfo
        if path in names:
            return path
        folded = path.casefold()
        found = next((name for name in names if unquote(name.replace("\\", "/")).casefold() == folded), "")
        if not found:
            raise ValueError(f"{path} is missing")
        return found


def _counted(names: list[str], noun: str) -> str:
    return f"{len(names):,} {noun}{'s' * (len(names) > 1)}"


def _named(names: list[str]) -> str:
    others = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; and {others} more" if others > 0 else "")


class _TooLargeError(ValueError):
    """A book that unpacks to more than anybody has written."""
