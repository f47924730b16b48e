"""An article: the text of a source, its blocks and its title."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reader.text.block import Block
from reader.text.plain import plain_blocks
from reader.text.source import Decoded, Source, read_source
from reader.text.span import Span
from reader.text.title import title_of
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
    blocks: Sequence[Block]
    title: str
    notice: str = ""

    def block_index(self, offset: int) -> int:
        """The block that holds a source offset, else the nearest before it, else the first. -1 if there is none."""
        return max(0, bisect_right(self._block_starts, offset) - 1) if self.blocks else -1

    @cached_property
    def _block_starts(self) -> Sequence[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _sentences_before(self) -> Sequence[int]:
        """How many sentences stand before each block; one more entry for all of them."""
        return [0, *accumulate(len(block.sentences) for block in self.blocks)]

    @property
    def sentence_count(self) -> int:
        return self._sentences_before[-1]

    def sentence_number(self, offset: int) -> int:
        """The number, from 1, of the sentence at an offset (between two: of the one before); 0 if there is none."""
        index = self.block_index(offset)
        if index < 0:
            return 0
        here = sum(sentence.start <= offset for sentence in self.blocks[index].sentences)
        return max(1, self._sentences_before[index] + here)

    @cached_property
    def headline(self) -> int:
        """The block that the title is from; -1 if it is from none of the first."""
        first = enumerate(self.blocks[:HEADLINE_BLOCKS])
        return next((index for index, block in first if one_line(block.shown[:1000]) == self.title), -1)

    @property
    def whole(self) -> Span:
        """From the first to the last character that can be read."""
        if not self.blocks:
            return Span(0, 0)
        return Span(self.blocks[0].content.start, self.blocks[-1].content.end)


def read_article(source: Source) -> Article:
    """Reads a source. Raises SourceError if it is no text."""
    return make_article(source, read_source(source))


def make_article(source: Source, decoded: Decoded) -> Article:
    blocks, notice = _parse(source, decoded.text)
    return Article(
        source,
        decoded.text,
        decoded.encoding,
        decoded.digest,
        blocks,
        title_of(source, decoded.text),
        notice,
    )


def _parse(source: Source, text: str) -> tuple[Sequence[Block], str]:
    notice = ""
    if source.is_markdown:
        # Imported here: markdown-it costs a tenth of a start that most texts do not need.
        from reader.text.markdown import TooDeep, markdown_blocks

        try:
            return markdown_blocks(text), notice
        except TooDeep:
            notice = "its Markdown is nested too deeply: shown as plain text"
    return list(plain_blocks(text)), notice
