"""A sketch: what is kept of a source to find its echoes. It depends on that source alone."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from reader.insight.echoes.stems import WORD, plain, stem
from reader.text.article import Article
from reader.text.block import LITERAL
from reader.text.block import Block as TextBlock
from reader.text.span import Span

MOST = 1_000_000  # code points: what comes after them in a source is left out
FEWEST_WORDS = 4  # of a sentence that can be said to stand elsewhere


Block = tuple[int, int]  # its first word, and the one after its last


class Sentence(NamedTuple):
    """first, end: its words, half open. span: in the source."""

    first: int
    end: int
    span: Span


@dataclass(frozen=True)
class Sketch:
    """words: all of the source that are prose, plain. starts, ends: their places in it.

    blocks: no run of words goes over their ends.
    """

    source: str
    words: Sequence[str]
    starts: "array[int]"
    ends: "array[int]"
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]

    @cached_property
    def stems(self) -> Sequence[str]:
        return [stem(word) for word in self.words]

    def span(self, first: int, end: int) -> Span:
        """Where the words `[first, end)` stand."""
        return Span(self.starts[first], self.ends[end - 1])

    def words_in(self, span: Span) -> tuple[int, int]:
        """The words that stand in a span, half open."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def block_range(self, first: int, end: int) -> range:
        """Which blocks have any of the words `[first, end)`."""
        low = bisect_right(self.blocks, first, key=itemgetter(1))
        return range(low, max(low, bisect_left(self.blocks, end, key=itemgetter(0))))

    def block_at(self, word: int) -> Block:
        return self.blocks[bisect_right(self.blocks, word, key=itemgetter(0)) - 1]

    def sentence_range(self, span: Span) -> range:
        """Which sentences overlap a span."""
        first = bisect_right(self.sentences, span.start, key=lambda each: each.span.end)
        return range(first, bisect_left(self.sentences, span.end, key=lambda each: each.span.start))


def sketch(article: Article, skip: Sequence[Span] = ()) -> Sketch:
    """skip: passages that are no part of the article, such as boilerplate, in order and apart."""
    making = _Making(article)
    for block in article.blocks.onward(article.blocks.at(0)):
        if block.start >= MOST:
            break
        if block.kind not in LITERAL and not _is_skipped(block, skip):
            making.add(block)
    return making.done()


def _is_skipped(block: TextBlock, skip: Sequence[Span]) -> bool:
    first = bisect_right(skip, block.start, key=itemgetter(1))
    spans = takewhile(lambda span: span.start < block.end, islice(skip, first, None))
    return 2 * sum(min(end, block.end) - max(start, block.start) for start, end in spans) > block.end - block.start


class _Making:
    def __init__(self, article: Article) -> None:
        self.source, self.text = article.source.id, article.text
        self.words = list[str]()
        self.starts, self.ends = array("Q"), array("Q")
        self.blocks, self.sentences = list[Block](), list[Sentence]()

    def add(self, block: TextBlock) -> None:
        before = len(self.words)
        for span in block.sentences:
            first = len(self.words)
            for word, start, end in self._words(block, span):
                self.words.append(intern(plain(word)))
                self.starts.append(start)
                self.ends.append(end)
            if len(self.words) - first >= FEWEST_WORDS:
                self.sentences.append(Sentence(first, len(self.words), span))
        if len(self.words) > before:
            self.blocks.append((before, len(self.words)))

    def _words(self, block: TextBlock, span: Span) -> Iterator[tuple[str, int, int]]:
        """The words that a sentence shows, with their places in the source."""
        if len(block.runs) == 1 and not block.runs[0].atom:
            yield from ((word[0], *word.span()) for word in WORD.finditer(self.text, *span))
            return
        for word in WORD.finditer(block.rendered, *block.rendered_span(*span)):
            place = block.source_span(*word.span())
            if place:
                yield word[0], *place

    def done(self) -> Sketch:
        return Sketch(self.source, self.words, self.starts, self.ends, self.blocks, self.sentences)
