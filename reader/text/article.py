"""Articles: the text of a source, its blocks and its title."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from reader.text.block import Block, Kind
from reader.text.blocks import Blocks
from reader.text.plain import PlainBlocks
from reader.text.sanitize import sanitize_line
from reader.text.sentence_index import SentenceIndex
from reader.text.source import Decoded, Source, read_source
from reader.text.span import Span
from reader.text.title import title_of

HEADLINE_BLOCKS = 12  # blocks from the top in which the headline may be
PROBE = 200  # code points that show for most blocks that they are not the title
LONG_MARKDOWN = 1_000_000  # code points; dividing more into parts takes long enough to be noticed


@dataclass(frozen=True)
class Article:
    """A source that was read.

    title: the first heading or headline, else the file name; safe to show.
    notice: a message about how it was read; may be empty.
    is_provisional: True for long Markdown that is shown as plain text until `fully_parsed` has found its blocks.
    """

    source: Source
    text: str = field(repr=False)  # it may be very long, and Textual logs the arguments of its workers
    encoding: str
    digest: str
    blocks: Blocks
    title: str
    notice: str
    is_provisional: bool

    @cached_property
    def sentences(self) -> SentenceIndex:
        """The starts of all sentences, as far as they have been counted."""
        return SentenceIndex(self.blocks)

    @cached_property
    def headline(self) -> int:
        """The start of the block with the title; -1 if it is not among the first blocks."""
        first = islice(self.blocks, HEADLINE_BLOCKS)
        return next((block.start for block in first if _is_title(block, self.title)), -1)

    @cached_property
    def beginning(self) -> int:
        """The start of the first block that is not front matter; 0 if there is none."""
        first = islice(self.blocks, 2)
        return next((block.start for block in first if block.kind is not Kind.FRONT_MATTER), 0)

    @cached_property
    def whole(self) -> Span:
        """The span of all content; an empty one for an article without text."""
        first, last = self.blocks.at(0), self.blocks.at(len(self.text))
        return Span(first.content.start, last.content.end) if first and last else Span(0, 0)


def _is_title(block: Block, title: str) -> bool:
    for words in (block.rendered, block.rendered[block.lead :]):  # a heading in a list is one without its bullet
        beginning = sanitize_line(words[:PROBE])[:-1]  # without the last one, whose form depends on what follows
        if title.startswith(beginning) and sanitize_line(words) == title:
            return True
    return False


def read_article(source: Source) -> Article:
    """Read a source.

    Raises:
        SourceError: It cannot be read, or is not text.
    """
    return make_article(source, read_source(source))


def read_quickly(source: Source) -> Article:
    """Read a source, but leave long Markdown unparsed: the article is then provisional.

    Raises:
        SourceError: It cannot be read, or is not text.
    """
    decoded = read_source(source)
    if source.is_markdown and len(decoded.text) > LONG_MARKDOWN:
        return _article(source, decoded, PlainBlocks(decoded.text), is_provisional=True)
    return make_article(source, decoded)


def fully_parsed(article: Article) -> Article:
    """Return a provisional article with the blocks of its Markdown; this takes a second for 20 MB."""
    return make_article(article.source, Decoded(article.text, article.encoding, article.digest))


def make_article(source: Source, decoded: Decoded) -> Article:
    """Return the article of a source whose content has been read."""
    return _article(source, decoded, *blocks_of(decoded.text, is_markdown=source.is_markdown))


def _article(
    source: Source, decoded: Decoded, blocks: Blocks, notice: str = "", *, is_provisional: bool = False
) -> Article:
    title = title_of(source, decoded.text)
    return Article(source, decoded.text, decoded.encoding, decoded.digest, blocks, title, notice, is_provisional)


def blocks_of(text: str, *, is_markdown: bool) -> tuple[Blocks, str]:
    """Return the blocks of a text, and a message about them, which may be empty."""
    if not is_markdown:
        return PlainBlocks(text), ""
    # Imported here: markdown-it takes a tenth of the start-up time, and most texts do not need it.
    from reader.text.markdown import TooDeep
    from reader.text.markdown.blocks import MarkdownBlocks

    try:
        blocks = MarkdownBlocks(text)
    except TooDeep:
        return PlainBlocks(text), "its Markdown is nested too deeply: shown as plain text"
    return blocks, "part of its Markdown is too long: shown as plain text" if blocks.is_partly_plain else ""
