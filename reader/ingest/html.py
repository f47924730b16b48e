"""The article of a web page: trafilatura finds it, and the page itself gives its text, with lists and quotations."""

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.ingest.address import host_of, is_web_address, joined
from reader.ingest.article_blocks import article_of, tokens
from reader.ingest.cut_off import signs_of_more
from reader.ingest.document import IngestedDocument, escape_inline
from reader.ingest.fetch import FetchedFile
from reader.ingest.markup import read_page
from reader.ingest.page_head import read_page_head
from reader.system.extras import how_to_install

MAX_PAGE = 20_000_000  # characters
_FRAME = re.compile(r"""<i?frame\b[^<>]*?\ssrc\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
FEW_DRAWN = 5  # words in drawings, as in icons and logos, or hidden within lines: fewer are not counted
_COVERED = 0.6  # share of trafilatura's words that must be in the page's blocks, or its own text is taken


def read_html(page: FetchedFile, text: str) -> IngestedDocument:
    """Extract the article of a web page.

    Args:
        page: The page, as it was fetched.
        text: Its bytes, decoded.

    Raises:
        ReaderError: The page has no article, or trafilatura is not installed.
    """
    if len(text) > MAX_PAGE:
        raise ReaderError(
            f"{page.url}: this page is longer than {MAX_PAGE // 1_000_000} million characters; save a part"
        )
    extract = _extract(page, text)
    if not extract.markdown and (frames := _FRAME.findall(text)):
        raise ReaderError(
            f"{page.url}: this page only shows others in frames ({', '.join(frames[:3])}); add one of these"
        )
    if not extract.markdown:
        raise ReaderError(f"{page.url}: no article found in this page; save its text as a .txt file and add that")
    content = read_page(text)
    article = article_of(content, extract.markdown, extract.title)
    notes = [f"left out {content.lost:,} words in damaged markup"] if content.lost else []
    if content.drawn >= FEW_DRAWN:
        notes.append(f"left out {content.drawn:,} words in drawings, such as charts")
    if content.concealed >= FEW_DRAWN:
        notes.append(f"left out {content.concealed:,} words that the page does not show within its lines")
    if article.covered >= _COVERED:
        markdown = "\n\n".join(block.source for block in article.blocks)
        notes += [article.left_out] if article.left_out else []
        if unseen := sum(len(tokens(block.words)) for block in article.blocks if block.is_unseen):
            notes.append(f"words that the page does not show at first, but that are in the text: {unseen:,}")
    else:
        markdown = extract.markdown
        notes.append("its lists and quotations may be missing, as the page is built in an unusual way")
    notes += [] if page.title else signs_of_more(text, markdown, extract.title)  # an e-mail is all that was sent
    title = page.title or extract.title or page.url
    if not markdown.startswith("# "):
        markdown = f"# {escape_inline(title)}\n\n{markdown}"
    return IngestedDocument(title, markdown, _address(page, text), extract.date, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Extract:
    """The findings of trafilatura in a page, each of which may be empty."""

    markdown: str
    title: str
    date: str


def _extract(page: FetchedFile, text: str) -> _Extract:
    try:
        from trafilatura import extract, extract_metadata
    except ImportError as error:
        raise ReaderError(
            f"{page.url}: web pages need trafilatura; install it with: {how_to_install('add')}"
        ) from error
    url = page.url if is_web_address(page.url) else None
    with _quiet("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        try:
            found = extract(text, url=url, output_format="markdown", include_formatting=True, include_comments=False)
            # The extensive search takes any year in the text for the date, and many seconds for it.
            metadata = extract_metadata(text, default_url=url, extensive=False) if found else None
        except Exception as error:
            raise ReaderError(f"{page.url}: no article can be found in this page: {error}") from error
    return _Extract(found or "", (metadata and metadata.title) or "", (metadata and metadata.date) or "")


def _address(page: FetchedFile, text: str) -> str:
    """Return the address of a page: its canonical one, unless that is on another site."""
    head = read_page_head(text)
    if not head.canonical:
        return page.url
    is_file = not is_web_address(page.url)
    try:
        canonical = joined("" if is_file else joined(page.url, head.base), head.canonical)
    except ReaderError:
        return page.url
    return canonical if is_file or host_of(canonical) == host_of(page.url) else page.url


@contextlib.contextmanager
def _quiet(*names: str) -> Iterator[None]:
    """Keep log messages of libraries off the terminal: they are not for people, and may quote any text of a page."""
    loggers = [(logger := logging.getLogger(name), logger.propagate) for name in names]
    handler = logging.NullHandler()
    for logger, _ in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, propagates in loggers:
            logger.removeHandler(handler)
            logger.propagate = propagates
