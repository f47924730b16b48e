"""The text of a PDF; pypdf finds it."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.errors import ReaderError
from reader.ingest.document import Document, escaped
from reader.ingest.fetch import Fetched

_ENDS = tuple('.!?:”"’»')
FULL = 0.8  # of the longest line: a shorter one that ends a sentence ends a paragraph


def read_pdf(file: Fetched) -> Document:
    """Raises ReaderError if it cannot be read, holds no text, or pypdf is missing."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ReaderError(f"{file.url}: PDF needs pypdf: `pip install 'reader-tui[add]'`") from error
    try:
        reader = PdfReader(io.BytesIO(file.data))
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        title = str(about.title or "") if about else ""
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:  # what damaged files lead to
        raise ReaderError(f"{file.url}: this PDF cannot be read: {error}") from error
    found = [escaped(each) for page in pages for each in paragraphs(page.splitlines())]
    if not found:
        raise ReaderError(f"{file.url}: there is no text in this PDF; it may be a scan, which needs OCR first")
    return Document(title.strip() or Path(file.url).stem, "\n\n".join(found), file.url)


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a page put together; words that were broken at a line's end are whole again."""
    lines = [line.strip() for line in lines]
    longest, paragraph = max(map(len, lines), default=0), ""
    for line in lines:
        if line:
            paragraph = _joined(paragraph, line)
        if paragraph and (not line or (line.endswith(_ENDS) and len(line) < FULL * longest)):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(before: str, line: str) -> str:
    if re.search(r"\w-$", before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}" if before else line
