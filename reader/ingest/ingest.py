"""Ingest: from the name of a file, or the address of a web page, to a document."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.epub import read_epub
from reader.ingest.fetch import FetchedFile, fetch
from reader.ingest.html import read_html
from reader.ingest.pdf import read_pdf

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_PLAIN_TYPES = ("text/plain", "text/markdown")
_TITLE_LENGTH = 200  # characters


def ingest(name: str) -> IngestedDocument:
    """Fetch a file or a web page, and read it as PDF, EPUB, plain text or HTML.

    Raises:
        ReaderError: It cannot be made into a source; the message says what to do.
    """
    fetched = fetch(name)
    head = fetched.data[:1024].lstrip()
    if head.startswith(_PDF):
        return read_pdf(fetched)
    if head.startswith(_ZIP):
        return read_epub(fetched)
    if fetched.media_type in _PLAIN_TYPES or _suffix(fetched) in (".txt", ".md"):
        return _read_plain(fetched)
    if b"\0" in head:
        raise ReaderError(f"{name}: not a web page, PDF, EPUB or text file; save its text as a .txt file and add that")
    return read_html(fetched)


def _suffix(fetched: FetchedFile) -> str:
    return PurePosixPath(urlsplit(fetched.url).path).suffix.lower()


def _read_plain(fetched: FetchedFile) -> IngestedDocument:
    text = fetched.data.decode(fetched.charset or "utf-8-sig", "replace")
    title = next((line.strip(" #\t") for line in text.splitlines() if line.strip()), "")
    if not title:
        raise ReaderError(f"{fetched.url}: there is no text in this file")
    if fetched.media_type != "text/markdown" and _suffix(fetched) != ".md":
        # Without blank lines, each line is a paragraph.
        separator = "\n" if "\n\n" in text.replace("\r\n", "\n") else "\n\n"
        text = separator.join(map(escape_markdown, text.splitlines()))
    return IngestedDocument(title[:_TITLE_LENGTH], text, fetched.url)
