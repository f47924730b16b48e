"""The text of an EPUB: a zip of web pages, in the order of its spine."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from reader.errors import ReaderError
from reader.ingest.document import Document, escaped
from reader.ingest.fetch import Fetched

MOST = 200_000_000  # bytes of one page, unpacked
_CONTAINER = "META-INF/container.xml"
_NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def read_epub(file: Fetched) -> Document:
    """Raises ReaderError if it is none, or holds no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as book:
            package = _package(book)
            title, date = (_said(package, name) for name in ("title", "date"))
            text = "\n\n".join(part for page in _pages(book, package) for part in blocks(page))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, OSError, NotImplementedError) as error:
        raise ReaderError(f"{file.url}: this EPUB cannot be read: {error}") from error
    if not text:
        raise ReaderError(f"{file.url}: there is no text in this EPUB")
    return Document(title or file.url, text, file.url, date)


class _Package:
    """The book's own list of what is in it. folder: what its names are relative to."""

    def __init__(self, root: ElementTree.Element, folder: str) -> None:
        self.root, self.folder = root, folder


def _package(book: zipfile.ZipFile) -> _Package:
    container = ElementTree.fromstring(_read(book, _CONTAINER))
    rootfile = container.find(".//c:rootfile", _NAMES)
    if rootfile is None:
        raise ValueError(f"{_CONTAINER} names no package")
    path = rootfile.get("full-path", "")
    return _Package(ElementTree.fromstring(_read(book, path)), posixpath.dirname(path))


def _said(package: _Package, name: str) -> str:
    found = package.root.find(f".//dc:{name}", _NAMES)
    return (found.text or "").strip() if found is not None else ""


def _pages(book: zipfile.ZipFile, package: _Package) -> Iterator[str]:
    paths = {each.get("id"): each.get("href", "") for each in package.root.iterfind(".//opf:item", _NAMES)}
    for each in package.root.iterfind(".//opf:itemref", _NAMES):
        path = posixpath.normpath(posixpath.join(package.folder, unquote(paths[each.get("idref")])))
        yield _read(book, path).decode("utf-8", "replace")


def _read(book: zipfile.ZipFile, path: str) -> bytes:
    if book.getinfo(path).file_size > MOST:
        raise ValueError(f"{path} is too large")
    return book.read(path)


def blocks(page: str) -> list[str]:
    """The blocks of a web page as Markdown; its head, scripts and tables' rules are left out."""
    parser = _Blocks()
    parser.feed(page)
    parser.close()
    parser.end_block()
    return parser.found


class _Blocks(HTMLParser):
    LEADS = {**{f"h{n}": "#" * n + " " for n in range(1, 7)}, "li": "- ", "blockquote": "> "}
    ENDS = frozenset({*LEADS, "p", "div", "section", "article", "tr", "td", "th", "figcaption", "pre", "body", "hr"})
    SILENT = frozenset({"head", "script", "style", "svg", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._lead, self._words, self._silent = "", list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self.SILENT:
            self._silent += 1
        elif tag in self.ENDS:
            self.end_block()
            self._lead = self.LEADS.get(tag, self._lead if tag == "p" else "")
        elif tag == "br":
            self._words.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self.ENDS:
            self.end_block()
            self._lead = "" if tag in self.LEADS else self._lead

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def end_block(self) -> None:
        if words := " ".join("".join(self._words).split()):
            self.found.append(self._lead + escaped(words))
        self._words.clear()
