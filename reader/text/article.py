"""An article: the text of a source, its blocks and its title."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from reader.text.blocks import Blocks
from reader.text.plain import PlainBlocks, plain_title
from reader.text.sentence_index import SentenceIndex
from reader.text.source import Decoded, Source, read_source
from reader.text.span import Span
from reader.text.visible import one_line

HEADLINE_BLOCKS = 12  # a headline stands among the first


@dataclass(frozen=True)
class Article:
    """A source that was read.

    title: the first heading or headline line, else the file's name; safe to show.
    notice: what a reader should know of how it was read; empty if nothing.
    """

    source: Source
    text: str
    encoding: str
    digest: str
    blocks: Blocks
    title: str
    notice: str = ""

    @cached_property
    def sentences(self) -> SentenceIndex:
        """Where all sentences begin, as far as that is known yet."""
        return SentenceIndex(self.blocks)

    @cached_property
    def headline(self) -> int:
        """The start of the block that the title is from; -1 if it is from none of the first."""
        first = islice(self.blocks, HEADLINE_BLOCKS)
        return next((block.start for block in first if one_line(block.shown[:1000]) == self.title), -1)

    @cached_property
    def whole(self) -> Span:
        """From the first to the last character that can be read."""
        first, last = self.blocks.at(0), self.blocks.at(len(self.text))
        return Span(first.content.start, last.content.end) if first and last else Span(0, 0)


def read_article(source: Source) -> Article:
    """Reads a source. Raises SourceError if it is no text."""
    return make_article(source, read_source(source))


def make_article(source: Source, decoded: Decoded) -> Article:
    blocks, title, notice = _parse(source, decoded.text)
    return Article(
        source,
        decoded.text,
        decoded.encoding,
        decoded.digest,
        blocks,
        title or one_line(source.path.name),
        notice,
    )


def _parse(source: Source, text: str) -> tuple[Blocks, str | None, str]:
    notice = ""
    if source.is_markdown:
        # Imported here: markdown-it costs a tenth of a start that most texts do not need.
        from reader.text.markdown import MarkdownBlocks, TooDeep, markdown_title

        try:
            marked = MarkdownBlocks(text)
            return marked, markdown_title(list(islice(marked, HEADLINE_BLOCKS))), notice
        except TooDeep:
            notice = "its Markdown is nested too deeply: shown as plain text"
    lines = PlainBlocks(text)
    return lines, plain_title(list(islice(lines, HEADLINE_BLOCKS))), notice
