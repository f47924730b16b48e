"""The text of a PDF, as pypdf extracts it."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.fetch import FetchedFile

_SENTENCE_ENDS = tuple('.!?:”"’»')
FULL_LINE = 0.8  # of the longest line of a page: a shorter line that ends a sentence ends a paragraph


def read_pdf(file: FetchedFile) -> IngestedDocument:
    """Extract the text of a PDF.

    Raises:
        ReaderError: The PDF is damaged, encrypted or without text, or pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ReaderError(f"{file.url}: PDF needs pypdf; install it with: pip install 'reader-tui[add]'") from error
    try:
        reader = PdfReader(io.BytesIO(file.data))
        pages = [page.extract_text() for page in reader.pages]
        metadata = reader.metadata
        title = str(metadata.title or "") if metadata else ""
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:  # what damaged files lead to
        raise ReaderError(f"{file.url}: this PDF cannot be read: {error}") from error
    paragraphs = [escape_markdown(each) for page in pages for each in join_lines(page.splitlines())]
    if not paragraphs:
        raise ReaderError(f"{file.url}: there is no text in this PDF; if it is a scan, run OCR on it first")
    return IngestedDocument(title.strip() or Path(file.url).stem, "\n\n".join(paragraphs), file.url)


def join_lines(lines: Iterable[str]) -> Iterator[str]:
    """Join the lines of a page into paragraphs, undoing hyphenation at the ends of lines."""
    lines = [line.strip() for line in lines]
    longest, paragraph = max(map(len, lines), default=0), ""
    for line in lines:
        if line:
            paragraph = _append(paragraph, line)
        if paragraph and (not line or (line.endswith(_SENTENCE_ENDS) and len(line) < FULL_LINE * longest)):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _append(paragraph: str, line: str) -> str:
    if re.search(r"\w-$", paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if paragraph else line
