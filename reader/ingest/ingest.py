"""From a name, of a file or of a page in the web, to a document."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reader.errors import ReaderError
from reader.ingest.document import Document, escaped
from reader.ingest.epub import read_epub
from reader.ingest.fetch import Fetched, fetch
from reader.ingest.html import read_html
from reader.ingest.pdf import read_pdf

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_PLAIN = ("text/plain", "text/markdown")


def ingest(name: str) -> Document:
    """Raises ReaderError, with what to do, for whatever cannot be made into a source."""
    fetched = fetch(name)
    head = fetched.data[:1024].lstrip()
    if head.startswith(_PDF):
        return read_pdf(fetched)
    if head.startswith(_ZIP):
        return read_epub(fetched)
    if fetched.kind in _PLAIN or _suffix(fetched) in (".txt", ".md"):
        return _read_plain(fetched)
    if b"\0" in head:
        raise ReaderError(f"{name}: this is no web page, PDF, EPUB or text; save what it says as a .txt file")
    return read_html(fetched)


def _suffix(fetched: Fetched) -> str:
    return PurePosixPath(urlsplit(fetched.url).path).suffix.lower()


def _read_plain(fetched: Fetched) -> Document:
    text = fetched.data.decode(fetched.charset or "utf-8-sig", "replace")
    title = next((line.strip(" #\t") for line in text.splitlines() if line.strip()), "")
    if not title:
        raise ReaderError(f"{fetched.url}: there is no text in it")
    if fetched.kind != "text/markdown" and _suffix(fetched) != ".md":
        between = "\n" if "\n\n" in text.replace("\r\n", "\n") else "\n\n"  # each line a paragraph
        text = between.join(map(escaped, text.splitlines()))
    return Document(title[:200], text, fetched.url)
