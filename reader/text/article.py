"""An article: the text of a source, its blocks and its title."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from reader.text.blocks import Blocks
from reader.text.plain import PlainBlocks
from reader.text.sanitize import sanitize_line
from reader.text.sentence_index import SentenceIndex
from reader.text.source import Decoded, Source, read_source
from reader.text.span import Span
from reader.text.title import title_of

HEADLINE_BLOCKS = 12  # a headline stands among the first
LONG_MARKDOWN = 1_000_000  # code points, from which it takes a while to find where it can be parsed in parts


@dataclass(frozen=True)
class Article:
    """A source that was read.

    title: the first heading or headline line, else the file's name; safe to show.
    notice: what a reader should know of how it was read; empty if nothing.
    is_provisional: it is long Markdown, shown as plain text until `finished` has found its blocks.
    """

    source: Source
    text: str = field(repr=False)  # it may be very long, and Textual describes the arguments of its workers
    encoding: str
    digest: str
    blocks: Blocks
    title: str
    notice: str = ""
    is_provisional: bool = False

    @cached_property
    def sentences(self) -> SentenceIndex:
        """Where all sentences begin, as far as that is known yet."""
        return SentenceIndex(self.blocks)

    @cached_property
    def headline(self) -> int:
        """The start of the block that the title is from; -1 if it is from none of the first."""
        first = islice(self.blocks, HEADLINE_BLOCKS)
        return next((block.start for block in first if sanitize_line(block.rendered[:1000]) == self.title), -1)

    @cached_property
    def whole(self) -> Span:
        """From the first to the last character that can be read."""
        first, last = self.blocks.at(0), self.blocks.at(len(self.text))
        return Span(first.content.start, last.content.end) if first and last else Span(0, 0)


def read_article(source: Source) -> Article:
    """Reads a source. Raises SourceError if it is no text."""
    return make_article(source, read_source(source))


def read_quickly(source: Source) -> Article:
    """The same, but long Markdown is left raw."""
    decoded = read_source(source)
    if source.is_markdown and len(decoded.text) > LONG_MARKDOWN:
        return _article(source, decoded, PlainBlocks(decoded.text), is_provisional=True)
    return make_article(source, decoded)


def fully_parsed(article: Article) -> Article:
    """A raw article with the blocks of its Markdown. Takes a second for 20 MB."""
    return make_article(article.source, Decoded(article.text, article.encoding, article.digest))


def make_article(source: Source, decoded: Decoded) -> Article:
    blocks, notice = _marked(decoded.text) if source.is_markdown else (PlainBlocks(decoded.text), "")
    return _article(source, decoded, blocks, notice)


def _article(
    source: Source, decoded: Decoded, blocks: Blocks, notice: str = "", *, is_provisional: bool = False
) -> Article:
    title = title_of(source, decoded.text)
    return Article(source, decoded.text, decoded.encoding, decoded.digest, blocks, title, notice, is_provisional)


def _marked(text: str) -> tuple[Blocks, str]:
    """The blocks of Markdown, and a notice."""
    # Imported here: markdown-it costs a tenth of a start that most texts do not need.
    from reader.text.markdown import MarkdownBlocks, TooDeep

    try:
        blocks = MarkdownBlocks(text)
    except TooDeep:
        return PlainBlocks(text), "its Markdown is nested too deeply: shown as plain text"
    return blocks, "a part of its Markdown is too long: shown as plain text" if blocks.is_partly_plain else ""
