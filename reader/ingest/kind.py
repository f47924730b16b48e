"""The kind of a file or page, by its first bytes, then by the type that the server names, then by its name."""

import re
from enum import Enum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reader.errors import ReaderError
from reader.ingest.fetch import FetchedFile

NOT_READABLE = "not a web page, e-mail, PDF, EPUB or text file"
ADVICE = "save its text as a .txt file and add that"
HEAD = 1024  # bytes from which the kind is recognised


class DocumentKind(Enum):
    """A kind of document that can be turned into a source."""

    PDF = "PDF"
    ZIP = "EPUB"
    HTML = "web page"
    TEXT = "plain text"
    MARKDOWN = "Markdown"


# Beginnings of files that are something else, also if they happen to be readable as text.
_OTHERS = {
    b"{\\rtf": "an RTF document",
    b"%!PS": "a PostScript document",
    b"\xd0\xcf\x11\xe0": "a document of an old office program",
    b"\x1f\x8b": "a file packed with gzip",
    b"BZh": "a file packed with bzip2",
    b"\xfd7zXZ": "a file packed with xz",
    b"\x28\xb5\x2f\xfd": "a file packed with zstd",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"RIFF": "an image or a recording",
    b"ID3": "a recording",
    b"BOOKMOBI": "a Kindle book",
    b"AT&TFORM": "a DjVu document",
    b"bplist00": "a web archive of Safari, or another list of Apple's",
}
_TYPES = {
    "text/html": DocumentKind.HTML,
    "application/xhtml+xml": DocumentKind.HTML,
    "text/plain": DocumentKind.TEXT,
    "text/markdown": DocumentKind.MARKDOWN,
    "text/x-markdown": DocumentKind.MARKDOWN,
}
_SUFFIXES = {
    ".txt": DocumentKind.TEXT,
    ".md": DocumentKind.MARKDOWN,
    ".markdown": DocumentKind.MARKDOWN,
    ".html": DocumentKind.HTML,
    ".htm": DocumentKind.HTML,
    ".xhtml": DocumentKind.HTML,
}
_UNTYPED = ("", "application/octet-stream", "binary/octet-stream", "application/x-download", "unknown/unknown")
_HTML_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b)", re.I)
_HTML_BEGINS = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_HTML_ELEMENT = re.compile(r"<(?:title|meta|article|main|section|div|p|h[1-6]|table|ul|ol|span|br)\b[^<>]*>", re.I)


def kind_of(file: FetchedFile) -> DocumentKind:
    """Tell what a file is.

    Raises:
        ReaderError: It cannot be read as text; the message says what it is.
    """
    head = file.data[:HEAD]
    if b"%PDF-" in head:
        return DocumentKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return DocumentKind.ZIP
    markup = _readable(head)
    if other := _something_else(file, head, markup):
        raise ReaderError(f"{file.url}: it is {other}, {NOT_READABLE}; {ADVICE}")
    return _kind_of_text(file, markup)


def _something_else(file: FetchedFile, head: bytes, markup: str) -> str:
    """Return what a file is if it cannot be read; else empty."""
    if known := next((words for beginning, words in _OTHERS.items() if head.startswith(beginning)), ""):
        return known
    if file.media_type not in (*_TYPES, *_UNTYPED) and not _HTML_DOCUMENT.match(markup):
        return f"of the type {file.media_type}" if not file.media_type.startswith("text/") else ""
    is_xml = _suffix(file) not in _SUFFIXES and _XML.match(markup) and not _HTML_BEGINS.search(markup)
    return "an XML document, such as a feed" if is_xml else ""


def _suffix(file: FetchedFile) -> str:
    return PurePosixPath(urlsplit(file.url).path).suffix.lower()


def _kind_of_text(file: FetchedFile, markup: str) -> DocumentKind:
    named = _SUFFIXES.get(_suffix(file)) if file.media_type in (*_UNTYPED, "text/plain") else None
    kind = named if named not in (None, DocumentKind.TEXT) else _TYPES.get(file.media_type, named)
    if kind in (None, DocumentKind.TEXT) and _HTML_DOCUMENT.match(markup):
        return DocumentKind.HTML
    if kind is None:
        return DocumentKind.HTML if _HTML_ELEMENT.search(markup) else DocumentKind.TEXT
    return kind


def _readable(head: bytes) -> str:
    """Return the beginning of a file as text in which markup can be seen, whatever its encoding is."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
