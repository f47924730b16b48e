"""The text of a PDF, as pypdf extracts it."""

import contextlib
import io
import logging
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.fetch import FetchedFile
from reader.ingest.pdf_columns import Piece, has_mixed_columns
from reader.ingest.pdf_lines import join_pages, without_running_heads
from reader.system.extras import how_to_install
from reader.text.quotation_marks import in_marks

MAX_SECONDS = 300.0  # for all pages; those that have not been read by then are left out
_UNREADABLE = 0.1  # of the characters: with more of them, a text is of no use
_NAMED = 8  # pages that a message names, at most


def read_pdf(file: FetchedFile) -> IngestedDocument:
    """Extract the text of a PDF; pages that cannot be read are left out and named.

    Raises:
        ReaderError: The PDF is damaged, encrypted or without text, or pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ReaderError(f"{file.url}: PDF needs pypdf; install it with: {how_to_install('add')}") from error
    with _warnings("pypdf") as warnings:
        try:
            reader = PdfReader(io.BytesIO(file.data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReaderError(f"{file.url}: this PDF is encrypted; save a copy without a password and add that")
            found = _read_pages(reader)
            title = _title(reader)
        except ReaderError:
            raise
        except Exception as error:
            raise ReaderError(f"{file.url}: this PDF cannot be read: {_reason(error)}") from error
    return _document(file, found, title, warnings)


def _document(file: FetchedFile, found: "_Pages", title: str, warnings: list[str]) -> IngestedDocument:
    pages, heads = without_running_heads([text.splitlines() for text in found.texts])
    paragraphs = [escape_markdown(_readable(each)) for each in join_pages(pages)]
    if not paragraphs and found.unreadable:
        raise ReaderError(f"{file.url}: this PDF cannot be read: {next(iter(found.unreadable.values()))}")
    if not paragraphs:
        raise ReaderError(f"{file.url}: there is no text in this PDF; if it is a scan, run OCR on it first")
    text = "\n\n".join(paragraphs)
    lost = text.count("\ufffd")
    if lost > _UNREADABLE * len(text):
        raise ReaderError(f"{file.url}: the fonts of this PDF do not say which letters they show; run OCR on it first")
    notes = [*found.notes(), *_notes(heads, lost, warnings)]
    return IngestedDocument(_readable(title).strip() or Path(file.url).stem, text, file.url, notes=tuple(notes))


def _notes(heads: list[str], lost: int, warnings: list[str]) -> Iterator[str]:
    if heads:
        what = "a line that is a running head or page number" if len(heads) == 1 else (
            f"{len(heads):,} lines that are running heads or page numbers"
        )  # fmt: skip
        yield f"left out {what}, such as {in_marks(heads[0])}"
    if lost:
        yield f"characters that cannot be read, and are shown as \ufffd: {lost:,}"
    if warnings:
        more = f" (and {len(warnings) - 1:,} more)" if len(warnings) > 1 else ""
        yield f"the file is damaged, so text may be missing: {warnings[0]}{more}"


@dataclass(slots=True)
class _Pages:
    """The texts of the pages, and the numbers of those with which something is wrong."""

    texts: list[str] = field(default_factory=list)
    unreadable: dict[int, str] = field(default_factory=dict)
    empty: list[int] = field(default_factory=list)
    mixed: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """Say what is wrong with which pages."""
        for number, reason in list(self.unreadable.items())[:_NAMED]:
            yield f"left out page {number}, which cannot be read: {reason}"
        if len(self.unreadable) > _NAMED:
            yield f"left out {len(self.unreadable) - _NAMED:,} more pages, which cannot be read"
        if self.unread:
            yield f"left out {_numbered(self.unread)}, as reading the others took {MAX_SECONDS / 60:g} minutes"
        if self.empty:
            yield f"there is no text on {_numbered(self.empty)}, only pictures; run OCR on them if they are scans"
        if self.mixed:
            yield f"the columns on {_numbered(self.mixed)} may be mixed up; compare them with the PDF"


def _read_pages(reader: Any) -> _Pages:
    pages, end = _Pages(), time.monotonic() + MAX_SECONDS
    for number in range(1, len(reader.pages) + 1):
        if time.monotonic() > end:
            pages.unread.append(number)
            continue
        pieces: list[Piece] = []
        try:
            page = reader.pages[number - 1]
            text = page.extract_text(visitor_text=_collector(pieces))
            has_pictures = not text.strip() and "/XObject" in (page.get("/Resources") or {})
        except Exception as error:  # noqa: BLE001 - as above, and the other pages can be read
            pages.unreadable[number] = _reason(error)
            continue
        pages.texts.append(text)
        if has_pictures:
            pages.empty.append(number)
        if has_mixed_columns(pieces, text):
            pages.mixed.append(number)
    return pages


def _collector(pieces: list[Piece]) -> Any:
    def collect(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append(Piece(text.strip(), x, y, size))

    return collect


def _title(reader: Any) -> str:
    metadata = reader.metadata
    return str(metadata.title or "") if metadata else ""


def _readable(text: str) -> str:
    """Return text with its ligatures as letters, and with U+FFFD for each character that stands for nothing."""
    return "".join(map(_letters, text))


def _letters(character: str) -> str:
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    is_nothing = unicodedata.category(character) in ("Cc", "Co", "Cs", "Cn") and character not in "\t\n"
    return "\ufffd" if is_nothing else character


def _reason(error: Exception) -> str:
    return f"{error}".strip() or type(error).__name__


def _numbered(pages: list[int]) -> str:
    named = ", ".join(map(str, pages[:_NAMED])) + (" and more" if len(pages) > _NAMED else "")
    return f"page {named}" if len(pages) == 1 else f"{len(pages):,} pages ({named})"


@contextlib.contextmanager
def _warnings(name: str) -> Iterator[list[str]]:
    """Collect what a library logs, which would be printed otherwise."""
    messages: list[str] = []
    logger, handler = logging.getLogger(name), logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
