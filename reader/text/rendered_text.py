"""The rendered text of an article as one string for searching, in which Markdown markup does not get in the way."""

from array import array
from bisect import bisect_right
from functools import cached_property

from reader.text.article import LONG_MARKDOWN, Article
from reader.text.block import Block, Kind, Run
from reader.text.blocks import Blocks
from reader.text.fold import FoldedText
from reader.text.plain import PlainBlocks
from reader.text.sanitize import sanitize_line
from reader.text.span import Span

SEPARATOR = "\n"  # between blocks


class RenderedText:
    """The rendered text of a plain article: `text` is the source itself."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> FoldedText | None:
        """The folded text; None if the text is ASCII, which only loses its case."""
        return None if self.text.isascii() else FoldedText(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the source span of `text[start:end]`."""
        return Span(start, end)


class RenderedMarkdown(RenderedText):
    """The rendered text of a Markdown article: that of its blocks, with a line feed between them."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._source_starts, self._starts = array("Q"), array("Q")  # starts of each block, in the source and in `text`
        texts, here = [], 0
        for block in blocks:
            self._source_starts.append(block.start)
            self._starts.append(here)
            texts.append(block.rendered)
            here += len(block.rendered) + len(SEPARATOR)
        super().__init__(SEPARATOR.join(texts))

    def span(self, start: int, end: int) -> Span:
        """Return the source span of `text[start:end]`, with the markup of elements that lie in it as a whole."""
        first, at = self._locate(start)
        last, to = self._locate(max(start, end - 1))
        if first is last:
            return first.source_span(at, to + 1)
        head, tail = first.source_span(at, len(first.rendered)), last.source_span(0, to + 1)
        return head.union(tail)

    def _locate(self, offset: int) -> tuple[Block, int]:
        """Return the block at an offset of `text`, and the rendered position in it."""
        number = bisect_right(self._starts, offset) - 1
        block = self._blocks.at(self._source_starts[number])
        assert block is not None, "a source with rendered text has blocks"
        return block, offset - self._starts[number]


def render_text(article: Article) -> RenderedText:
    """Return the rendered text of an article; very long Markdown counts as plain text.

    This makes every block of a Markdown article, which takes some seconds a megabyte.
    """
    if isinstance(article.blocks, PlainBlocks) or len(article.text) > LONG_MARKDOWN:
        return RenderedText(article.text)
    return RenderedMarkdown(article.blocks)


def shown_in_place(article: Article) -> str:
    """Return the text of an article with blanks in place of markup and front matter: each character has its offset."""
    if isinstance(article.blocks, PlainBlocks) or len(article.text) > LONG_MARKDOWN:
        return article.text
    parts, here = list[str](), 0
    for block in article.blocks:
        for run in () if block.kind is Kind.FRONT_MATTER else block.runs:
            if here <= run.start < run.end:
                parts += [_blank(article.text[here : run.start]), _in_place(run)]
                here = run.end
    return "".join([*parts, _blank(article.text[here:])])


def _blank(text: str) -> str:
    return "".join("\n" if each == "\n" else " " for each in text)


def _in_place(run: Run) -> str:
    """Return the text of a run, padded to the length of its source."""
    length = run.end - run.start
    return run.rendered[:length].ljust(length)


def rendered_words(article: Article, span: Span, most: int) -> str:
    """Return the words of a passage as shown, without markup and on one line.

    Args:
        article: The article.
        span: The passage.
        most: The number of code points after which to stop adding blocks.
    """
    parts, length = list[str](), 0
    for block in article.blocks.onward(article.blocks.at(span.start)):
        if block.start >= span.end or length >= most:
            break
        start, end = block.rendered_span(span.start, span.end)
        parts.append(block.rendered[start : min(end, start + most - length)])
        length += len(parts[-1])
    return sanitize_line(" ".join(parts))
