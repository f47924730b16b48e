"""What an article shows, as one text to be searched: what can be read is found, without Markdown's marks."""

from array import array
from bisect import bisect_right

from reader.text.article import LONG_MARKDOWN, Article
from reader.text.block import Block
from reader.text.blocks import Blocks
from reader.text.plain import PlainBlocks
from reader.text.span import Span

BETWEEN = "\n"  # blocks


class RenderedText:
    """`text` is the source itself, letter by letter; MarkedText is what differs from it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, start: int, end: int) -> Span:
        """The source span of what is shown as `text[start:end]`."""
        return Span(start, end)


class MarkedText(RenderedText):
    """The shown text of all blocks, a line break between them."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._starts, self._places = array("Q"), array("Q")  # of each block in the source, and in what is shown
        parts, here = [], 0
        for block in blocks:
            self._starts.append(block.start)
            self._places.append(here)
            parts.append(block.rendered)
            here += len(block.rendered) + len(BETWEEN)
        super().__init__(BETWEEN.join(parts))

    def span(self, start: int, end: int) -> Span:
        """Markup around all of it comes with it, as with a sentence."""
        first, at = self._block(start)
        last, to = self._block(max(start, end - 1))
        if first is last:
            return first.source_span(at, to + 1)
        head, tail = first.source_span(at, len(first.rendered)), last.source_span(0, to + 1)
        return head.union(tail)

    def _block(self, place: int) -> tuple[Block, int]:
        """The block that shows a place, and the position in it."""
        number = bisect_right(self._places, place) - 1
        block = self._blocks.at(self._starts[number])
        assert block is not None, "what is shown is of a block"
        return block, place - self._places[number]


def render_text(article: Article) -> RenderedText:
    """Makes every block of Markdown: some seconds a megabyte. Above that, and in plain text, it is the source."""
    if isinstance(article.blocks, PlainBlocks) or len(article.text) > LONG_MARKDOWN:
        return RenderedText(article.text)
    return MarkedText(article.blocks)
