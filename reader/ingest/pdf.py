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
from reader.ingest.pdf_beside import beside_pages, comments_on
from reader.ingest.pdf_columns import has_mixed_columns
from reader.ingest.pdf_lines import join_pages, without_running_heads
from reader.ingest.pdf_pieces import PagePieces
from reader.system.extras import how_to_install
from reader.text.quotation_marks import in_marks

MAX_SECONDS = 300.0  # seconds for all pages; those not read by then are left out
_UNREADABLE = 0.1  # share of unreadable characters beyond which a text is of no use
_AES_ADVICE = "install the library that reads it with: pip install cryptography, or print it to a new PDF and add that"
_DAMAGED_ADVICE = "if it is damaged or cut off, download it again, or save its text as a .txt file"
_DRAWN = 200  # bytes of drawing instructions that a blank page does not have
# Ligatures, and the forms of Arabic letters.
_SHAPES = (("\ufb00", "\ufb06"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
_NAMED = 8  # pages that a message names, at most


def read_pdf(file: FetchedFile) -> IngestedDocument:
    """Extract the text of a PDF; pages that cannot be read are left out and named.

    Raises:
        ReaderError: The PDF is damaged, encrypted or without text, or pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError as error:
        raise ReaderError(f"{file.url}: PDF needs pypdf; install it with: {how_to_install('add')}") from error
    with _warnings("pypdf") as warnings:
        try:
            reader = PdfReader(io.BytesIO(file.data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReaderError(f"{file.url}: this PDF is encrypted; save a copy without a password and add that")
            found = _read_pages(reader)
            title = _title(reader)
            beside = list(beside_pages(reader, found.comments))
        except ReaderError:
            raise
        except DependencyError as error:
            raise ReaderError(f"{file.url}: this PDF is encrypted with AES; {_AES_ADVICE}") from error
        except Exception as error:
            raise ReaderError(f"{file.url}: this PDF cannot be read: {_reason(error)}; {_DAMAGED_ADVICE}") from error
    return _document(file, found, title, [*beside, *_damage(warnings)])


def _document(file: FetchedFile, found: "_Pages", title: str, others: list[str]) -> IngestedDocument:
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
    notes = [*found.notes(), *_notes(heads, lost), *others]
    return IngestedDocument(_readable(title).strip() or Path(file.url).stem, text, file.url, notes=tuple(notes))


def _damage(warnings: list[str]) -> Iterator[str]:
    if warnings:
        more = f" (and {len(warnings) - 1:,} more)" if len(warnings) > 1 else ""
        yield f"the file is damaged, so text may be missing: {warnings[0]}{more}"


def _notes(heads: list[str], lost: int) -> Iterator[str]:
    if heads:
        what = "a line that is a running head or page number" if len(heads) == 1 else (
            f"{len(heads):,} lines that are running heads or page numbers"
        )  # fmt: skip
        yield f"left out {what}, such as {in_marks(heads[0])}"
    if lost:
        yield f"characters that cannot be read, and are shown as \ufffd: {lost:,}"


@dataclass(slots=True)
class _Pages:
    """The texts of the pages, and the numbers of pages with problems."""

    texts: list[str] = field(default_factory=list)
    unreadable: dict[int, str] = field(default_factory=dict)
    empty: list[int] = field(default_factory=list)
    mixed: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    turned: list[tuple[int, str]] = field(default_factory=list)
    from_right: list[int] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """Return messages about the pages with problems."""
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
        if self.turned:
            pages = _numbered(sorted({number for number, _ in self.turned}))
            yield f"moved rotated text, such as {in_marks(self.turned[0][1])}, to the end of {pages}"
        if self.from_right:
            pages = _numbered(self.from_right)
            yield f"reordered lines that run from right to left on {pages}; compare them with the PDF"
        if self.apart:
            yield f"the letters of words are spaced apart on {_numbered(self.apart)}, so words may be broken"


def _read_pages(reader: Any) -> _Pages:
    pages, end = _Pages(), time.monotonic() + MAX_SECONDS
    for number in range(1, len(reader.pages) + 1):
        if time.monotonic() > end:
            pages.unread.append(number)
            continue
        pieces = PagePieces()
        try:
            page = reader.pages[number - 1]
            text = page.extract_text(visitor_text=pieces.collect)
            has_pictures = not text.strip() and _is_drawn_on(page)
            pages.comments += comments_on(page)
        except Exception as error:  # noqa: BLE001 - as above, and the other pages can be read
            pages.unreadable[number] = _reason(error)
            continue
        shown = pieces.visible()
        mended = pieces.mended(text)
        pages.texts.append(mended.text)
        pages.turned += [(number, each) for each in mended.turned]
        pages.from_right += [number] if mended.from_right else []
        pages.apart += [number] if mended.apart else []
        if has_pictures:
            pages.empty.append(number)
        if has_mixed_columns(shown, text):
            pages.mixed.append(number)
    return pages


def _is_drawn_on(page: Any) -> bool:
    """Return whether a page has pictures, or lines and shapes, which may be letters."""
    contents = page.get_contents()
    return "/XObject" in (page.get("/Resources") or {}) or (contents is not None and len(contents.get_data()) > _DRAWN)


def _title(reader: Any) -> str:
    metadata = reader.metadata
    return str(metadata.title or "") if metadata else ""


def _readable(text: str) -> str:
    """Return text without ligatures, and with U+FFFD for each character without a meaning."""
    return "".join(map(_letters, text))


def _letters(character: str) -> str:
    if any(first <= character <= last for first, last in _SHAPES):
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
    """Collect the log messages of a library, which would otherwise be printed."""
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
