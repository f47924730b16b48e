"""The text of an EPUB: a zip of XHTML pages, read in the order of its spine."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.fetch import FetchedFile

MAX_PAGE = 200_000_000  # bytes of one page, unpacked
_CONTAINER = "META-INF/container.xml"
_NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def read_epub(file: FetchedFile) -> IngestedDocument:
    """Read the text of an EPUB.

    Raises:
        ReaderError: The file is not an EPUB, is damaged or has no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as book:
            package = _package(book)
            title, date = (_metadata(package, name) for name in ("title", "date"))
            text = "\n\n".join(block for page in _pages(book, package) for block in xhtml_blocks(page))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, OSError, NotImplementedError) as error:
        raise ReaderError(f"{file.url}: this EPUB cannot be read: {error}") from error
    if not text:
        raise ReaderError(f"{file.url}: there is no text in this EPUB")
    return IngestedDocument(title or file.url, text, file.url, date)


class _Package:
    """The package document of a book, and the folder that the paths in it are relative to."""

    def __init__(self, root: ElementTree.Element, folder: str) -> None:
        self.root, self.folder = root, folder


def _package(book: zipfile.ZipFile) -> _Package:
    container = ElementTree.fromstring(_read(book, _CONTAINER))
    rootfile = container.find(".//c:rootfile", _NAMESPACES)
    if rootfile is None:
        raise ValueError(f"{_CONTAINER} names no package")
    path = rootfile.get("full-path", "")
    return _Package(ElementTree.fromstring(_read(book, path)), posixpath.dirname(path))


def _metadata(package: _Package, name: str) -> str:
    found = package.root.find(f".//dc:{name}", _NAMESPACES)
    return (found.text or "").strip() if found is not None else ""


def _pages(book: zipfile.ZipFile, package: _Package) -> Iterator[str]:
    paths = {each.get("id"): each.get("href", "") for each in package.root.iterfind(".//opf:item", _NAMESPACES)}
    for each in package.root.iterfind(".//opf:itemref", _NAMESPACES):
        path = posixpath.normpath(posixpath.join(package.folder, unquote(paths[each.get("idref")])))
        yield _read(book, path).decode("utf-8", "replace")


def _read(book: zipfile.ZipFile, path: str) -> bytes:
    if book.getinfo(path).file_size > MAX_PAGE:
        raise ValueError(f"{path} is too large")
    return book.read(path)


def xhtml_blocks(page: str) -> list[str]:
    """Return the blocks of an XHTML page as Markdown, without its head, scripts and styles."""
    parser = _BlockParser()
    parser.feed(page)
    parser.close()
    parser.end_block()
    return parser.blocks


class _BlockParser(HTMLParser):
    """Collects the text of a page, block by block."""

    PREFIXES = {**{f"h{n}": "#" * n + " " for n in range(1, 7)}, "li": "- ", "blockquote": "> "}
    BLOCKS = frozenset(
        {*PREFIXES, "p", "div", "section", "article", "tr", "td", "th", "figcaption", "pre", "body", "hr"}
    )
    SKIPPED = frozenset({"head", "script", "style", "svg", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._prefix, self._text, self._skip_depth = "", list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Start a block, or the content of an element that is skipped."""
        if tag in self.SKIPPED:
            self._skip_depth += 1
        elif tag in self.BLOCKS:
            self.end_block()
            self._prefix = self.PREFIXES.get(tag, self._prefix if tag == "p" else "")
        elif tag == "br":
            self._text.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle an empty element; one of those that are skipped, such as `<script/>`, has nothing to skip."""
        if tag not in self.SKIPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or the content of an element that is skipped."""
        if tag in self.SKIPPED:
            self._skip_depth = max(0, self._skip_depth - 1)
        elif tag in self.BLOCKS:
            self.end_block()
            self._prefix = "" if tag in self.PREFIXES else self._prefix

    def handle_data(self, data: str) -> None:
        """Add text to the current block."""
        if not self._skip_depth:
            self._text.append(data)

    def end_block(self) -> None:
        """Add the current block, unless it is empty."""
        if text := " ".join("".join(self._text).split()):
            self.blocks.append(self._prefix + escape_markdown(text))
        self._text.clear()
