"""Ingest: from the name of a file, or the address of a web page, to a document."""

from dataclasses import replace

from reader.errors import ReaderError
from reader.ingest.address import is_web_address, joined
from reader.ingest.charset import decode_bytes
from reader.ingest.document import IngestedDocument, escape_markdown, front_matter_line
from reader.ingest.epub import read_epub
from reader.ingest.fetch import FetchedFile, Fetcher
from reader.ingest.html import read_html
from reader.ingest.kind import DocumentKind, kind_of
from reader.ingest.mime import is_mime, page_in
from reader.ingest.page_head import declared_charset, read_page_head
from reader.ingest.pdf import read_pdf

_TITLE_LENGTH = 200  # characters
_HEADLINE_LENGTH = 120  # characters of a first line that can be a headline; a longer one is a paragraph


def ingest(name: str) -> IngestedDocument:
    """Fetch a file or a web page, and read it as PDF, EPUB, plain text or HTML.

    Raises:
        ReaderError: It cannot be turned into a source; the message says what to do.
    """
    fetcher = Fetcher(name)
    file = fetcher.fetch()
    if is_mime(file.data, file.url):
        page = page_in(file)
        document = _with_note(_read(page.file), page.note)
        lines = [front_matter_line(name, value) for name, value in page.letterhead.items()]
        return replace(document, date=document.date or page.sent, front_matter=(*document.front_matter, *lines))
    return _read(file, fetcher)


def _read(file: FetchedFile, fetcher: Fetcher | None = None) -> IngestedDocument:
    """Read a file; with a fetcher, follow a page that refers to another one."""
    while True:
        kind = kind_of(file)
        if kind is DocumentKind.PDF:
            return read_pdf(file)
        if kind is DocumentKind.ZIP:
            return read_epub(file)
        declared = declared_charset(file.data) if kind is DocumentKind.HTML else ""
        decoded = decode_bytes(file.data, file.url, [file.charset, declared])
        if fetcher and kind is DocumentKind.HTML and (successor := _successor(file, decoded.text)):
            file = fetcher.follow(file, successor)
            continue
        read = (
            read_html if kind is DocumentKind.HTML else _read_markdown if kind is DocumentKind.MARKDOWN else _read_plain
        )
        return _with_note(read(file, decoded.text), decoded.note)


def _successor(page: FetchedFile, text: str) -> str:
    """Return the address that a page refers to by itself; empty if there is none, or if it is a file."""
    head = read_page_head(text)
    if not head.successor or not is_web_address(page.url):
        return ""
    target = joined(joined(page.url, head.base), head.successor)
    return "" if target == page.url else target


def _with_note(document: IngestedDocument, note: str) -> IngestedDocument:
    return replace(document, notes=(note, *document.notes)) if note else document


def _read_markdown(file: FetchedFile, text: str) -> IngestedDocument:
    from reader.text.markdown.front_matter import split_front_matter
    from reader.text.title import title_of_markdown

    front_matter, body = split_front_matter(text)
    first_words = _title(file, body)
    title = title_of_markdown(text) or first_words
    return IngestedDocument(title[:_TITLE_LENGTH], body, file.url, front_matter=tuple(front_matter))


def _read_plain(file: FetchedFile, text: str) -> IngestedDocument:
    # Without blank lines, each line is a paragraph.
    separator = "\n" if "\n\n" in text.replace("\r\n", "\n").replace("\r", "\n") else "\n\n"
    return IngestedDocument(_title(file, text), separator.join(map(escape_markdown, text.splitlines())), file.url)


def _title(file: FetchedFile, text: str) -> str:
    if file.title:
        return file.title
    lines = [words for line in text.splitlines() if (words := line.strip(" #\t"))]
    title = next((line for line in lines if any(map(str.isalnum, line))), "".join(lines[:1]))
    if not title:
        raise ReaderError(f"{file.url}: there is no text in this file")
    if len(title) <= _HEADLINE_LENGTH:
        return title
    from reader.text.sentences import sentence_spans
    from reader.text.title import beginning_of

    beginning = title[:_TITLE_LENGTH]
    return beginning_of(next((beginning[start:end] for start, end in sentence_spans(beginning)), beginning))
