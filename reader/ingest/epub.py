"""The text of an EPUB: a zip of XHTML pages, read in the order of its spine."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn
from urllib.parse import unquote
from xml.etree import ElementTree

from reader.errors import ReaderError
from reader.ingest.article_blocks import tokens
from reader.ingest.charset import decode_bytes
from reader.ingest.document import IngestedDocument
from reader.ingest.epub_package import book_title, folded, package_path, parse_book_xml, publication_date
from reader.ingest.fetch import FetchedFile
from reader.ingest.kind import ADVICE, NOT_READABLE
from reader.ingest.markup import read_page
from reader.ingest.page_block import PageBlock
from reader.ingest.page_head import declared_charset
from reader.text.counted import counted

MAX_TEXT = 50_000_000  # bytes of all pages of a book together, unpacked
MAX_PAGES = 20_000
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
# Files by which other archives are recognised.
_OTHERS = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
}
_TEXTS = ("", "application/xhtml+xml", "text/html", "application/xml", "text/xml", "application/x-dtbook+xml")
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm")
_ENDS = re.compile(r"</\s*(?:html|body)\b", re.IGNORECASE)
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
            if not any(folded(name) == folded(_CONTAINER) for name in archive.namelist()):
                _refuse(archive.namelist())
            return _Book(archive, file.url).document()
    except _OtherArchiveError as error:
        raise ReaderError(f"{file.url}: it is {error}, {NOT_READABLE}; {ADVICE}") from error
    except zipfile.BadZipFile as error:
        raise ReaderError(
            f"{file.url}: this EPUB cannot be read: {error}; it is damaged or cut off, so download it again"
        ) from error
    except _DAMAGED as error:
        reason = error.args[0] if isinstance(error, KeyError) and error.args else error or type(error).__name__
        raise ReaderError(f"{file.url}: this EPUB cannot be read: {reason}") from error


class _Book:
    """An open EPUB, and the parts that could not be read so far."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._unpacked = 0  # bytes
        self._missing: list[str] = []
        self._cut: list[str] = []  # paths of pages that end in the middle
        self._empty: list[str] = []  # paths of pages without a word
        self._listed = set[str]()  # paths of the spine, and of the table of contents
        self._lost = self._hidden = self._drawn = 0  # words after markup without an end, hidden, and in drawings
        self._guesses: list[str] = []
        self._encrypted = set[str]()
        self._encrypted = self._encrypted_parts()
        path = _normal(package_path(self._xml(_CONTAINER)))
        if path == ".":
            raise ValueError(f"{_CONTAINER} names no package")
        self._folder, self._package = posixpath.dirname(path), self._xml(path)
        self._items = {each.get("id"): each for each in self._package.iterfind(".//{*}item")}

    def document(self) -> IngestedDocument:
        """Return the text of all pages that can be read."""
        text = "\n\n".join(block for path, page in self._pages() for block in self._blocks(path, page))
        if not text and self._missing:
            raise ValueError(f"none of its pages can be read: {_named(self._missing)}")
        if not text and not self._listed:
            raise ValueError("it does not say in which order its pages are; unpack the book and add its pages")
        if not text:
            raise ValueError("there is no text in this EPUB, only pictures; if they are scans, run OCR on them first")
        title, date = book_title(self._package) or self._name, publication_date(self._package)
        return IngestedDocument(title, text, self._name, date, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self._missing:
            yield f"left out {_pages(self._missing)} of the book: {_named(self._missing)}"
        if unlisted := self._unlisted():
            yield f"left out {_pages(unlisted)} missing from the order of the book: {_named(unlisted)}"
        if self._cut:
            yield f"text may be missing at the end of {_pages(self._cut)}, cut off: {_named(self._cut)}"
        if self._empty:
            yield f"there is no text on {_pages(self._empty)}, perhaps only a picture: {_named(self._empty)}"
        if self._hidden:
            yield f"left out {self._hidden:,} words that the book hides"
        if self._drawn:
            yield f"left out {self._drawn:,} words in drawings"
        if self._guesses:
            others = len(self._guesses) - 1
            yield self._guesses[0] + (f" (and {others} more page{'s' * (others > 1)} like it)" if others else "")
        if self._lost:
            yield f"left out {self._lost:,} words in damaged markup"

    def _unlisted(self) -> list[str]:
        """Return pages in the archive that the spine does not name."""
        contents = (each for each in self._items.values() if "nav" in each.get("properties", "").split())
        listed = self._listed | {folded(self._path(each)) for each in contents}
        names = (unquote(name.replace("\\", "/")) for name in self._archive.namelist())
        return [name for name in names if name.lower().endswith(_PAGE_SUFFIXES) and folded(name) not in listed]

    def _path(self, item: ElementTree.Element) -> str:
        href = item.get("href", "").partition("#")[0]
        return _normal(href if href.startswith("/") else posixpath.join(self._folder, href))

    def _encrypted_parts(self) -> set[str]:
        """Return the paths of encrypted files. Fonts usually are encrypted, in a way that protects nothing else."""
        if _ENCRYPTION not in self._archive.namelist():
            return set()
        if not (text := self._text(_ENCRYPTION)).strip():
            return set()
        return {
            _normal(each.get("URI", "")) for each in parse_book_xml(text, _ENCRYPTION).iterfind(".//{*}CipherReference")
        }

    def _pages(self) -> Iterator[tuple[str, str]]:
        """Read the pages of the spine, with their paths, and note those that cannot be read."""
        spine = self._package.findall(".//{*}itemref")
        if len(spine) > MAX_PAGES:
            raise ValueError(f"it has more than {MAX_PAGES:,} pages")
        for each in spine:
            item = self._items.get(each.get("idref"))
            if item is None:
                self._missing.append(f"{each.get('idref')} is in no list of its files")
                continue
            path = self._path(item)
            self._listed.add(folded(path))
            kind = item.get("media-type", "")
            if kind not in _TEXTS:
                self._missing.append(f"{path} is of the type {kind}")
                continue
            try:
                yield path, self._text(path)
            except _TooLargeError:
                raise
            except _DAMAGED as error:
                reason = str(error) or type(error).__name__
                self._missing.append(reason if path in reason else f"{path}: {reason}")

    def _text(self, path: str) -> str:
        data = self._read(path)
        try:
            decoded = decode_bytes(data, path, [declared_charset(data)])
        except ReaderError as error:
            if _ENCRYPTION in self._archive.namelist():
                raise ValueError(f"{path} is not text, as the book is encrypted") from error
            raise
        self._guesses += [f"{path}: {decoded.note}"] if decoded.note else []
        return decoded.text

    def _blocks(self, path: str, page: str) -> Iterator[str]:
        content = read_page(page, with_emphasis=False)
        self._lost += content.lost
        self._drawn += content.drawn
        self._hidden += content.concealed
        blocks = [block for block in content.blocks if not block.is_hidden]
        hidden = (block for block in content.blocks if block.is_hidden and not _is_navigation(block))
        self._hidden += sum(len(tokens(block.words)) for block in hidden)
        if "<html" in page.lower() and not _ENDS.search(page):
            self._cut.append(path)
        elif not content.blocks:
            self._empty.append(path)
        return (block.source for block in blocks)

    def _xml(self, path: str) -> ElementTree.Element:
        return parse_book_xml(self._text(path), path)

    def _read(self, path: str) -> bytes:
        """Unpack a file of the archive, unless it or all of them together are too large."""
        if path in self._encrypted:
            raise ValueError(f"{path} is encrypted; only the program that sold the book can read it")
        info = self._archive.getinfo(self._spelled(path))
        if info.compress_type not in _PACKINGS:
            raise ValueError(f"{path} is compressed in a way that EPUB does not allow (method {info.compress_type})")
        if info.flag_bits & 1:
            raise ValueError(f"{path} is encrypted with a password; unpack the book and add its pages")
        with self._archive.open(info) as packed:
            data = packed.read(MAX_TEXT - self._unpacked + 1)
        self._unpacked += len(data)
        if self._unpacked > MAX_TEXT:
            raise _TooLargeError(f"its pages unpack to more than {MAX_TEXT // 1_000_000} MB")
        return data

    def _spelled(self, path: str) -> str:
        """Return a path as the archive spells it, since some systems ignore case, and some encode twice."""
        names = self._archive.NameToInfo
        if path in names:
            return path
        wanted = folded(path)
        found = next((name for name in names if wanted in (folded(name), folded(unquote(name)))), "")
        if not found:
            raise ValueError(f"{path} is missing")
        return found


def _normal(path: str) -> str:
    """Normalise a path in the archive: `/a`, `./a` and `b/../a` become `a`."""
    return posixpath.normpath(unquote(path)).lstrip("/") or "."


def _is_navigation(block: PageBlock) -> bool:
    return any(element.tag == "nav" for element in block.inside)


def _refuse(names: list[str]) -> NoReturn:
    """Refuse a zip file without a container; its other files tell what it is."""
    if any(name.endswith(".opf") for name in names):
        raise ValueError(f"there is no {_CONTAINER} in this zip file")
    raise _OtherArchiveError(next((words for name, words in _OTHERS.items() if name in names), "an archive"))


def _pages(names: list[str]) -> str:
    return counted(len(names), "page")


def _named(names: list[str]) -> str:
    others = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; and {others} more" if others > 0 else "")


class _OtherArchiveError(ValueError):
    """A zip file that is not an EPUB; its message is what it is."""


class _TooLargeError(ValueError):
    """A book that unpacks to more than any real book."""
