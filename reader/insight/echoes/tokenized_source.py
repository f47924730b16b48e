"""A tokenized source: the words, blocks and sentences of one source in which echoes are looked for."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from reader.insight.echoes.stems import WORD, normalized_word, stem
from reader.text.article import Article
from reader.text.block import NO_PROSE, Block
from reader.text.span import Span

MAX_OFFSET = 1_000_000  # code points; blocks that begin later are left out
MIN_SENTENCE_WORDS = 4  # words that a sentence needs to be looked for in other sources

WordRange = tuple[int, int]  # the first word, and the one after the last


class Sentence(NamedTuple):
    """A sentence: its words `[first, end)`, its span in the source, and its text as it is shown, without markup."""

    first: int
    end: int
    span: Span
    text: str


@dataclass(frozen=True)
class TokenizedSource:
    """The words of a source that are prose, with their positions.

    Attributes:
        source: The id of the source.
        words: The normalized words.
        starts: The offset in the source at which each word starts.
        ends: The offset at which each word ends.
        blocks: The words of each block; no shared run goes beyond a block.
        sentences: The sentences with enough words to be echoed.
    """

    source: str
    words: Sequence[str]
    starts: "array[int]"
    ends: "array[int]"
    blocks: Sequence[WordRange]
    sentences: Sequence[Sentence]

    @cached_property
    def stems(self) -> Sequence[str]:
        """The stem of each word."""
        return [stem(word) for word in self.words]

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words `[first, end)`."""
        return Span(self.starts[first], self.ends[end - 1])

    def words_in(self, span: Span) -> WordRange:
        """Return the words that overlap a span."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def blocks_in(self, first: int, end: int) -> Sequence[WordRange]:
        """Return the blocks that have any of the words `[first, end)`."""
        low = bisect_right(self.blocks, first, key=itemgetter(1))
        return self.blocks[low : bisect_left(self.blocks, end, key=itemgetter(0))]

    def block_at(self, word: int) -> WordRange:
        """Return the block of a word."""
        return self.blocks[bisect_right(self.blocks, word, key=itemgetter(0)) - 1]

    def sentences_in(self, span: Span) -> range:
        """Return the numbers of the sentences that overlap a span."""
        first = bisect_right(self.sentences, span.start, key=lambda each: each.span.end)
        return range(first, bisect_left(self.sentences, span.end, key=lambda each: each.span.start))


def tokenize_source(article: Article, skip: Sequence[Span] = ()) -> TokenizedSource:
    """Return the tokens of an article.

    Args:
        article: The article.
        skip: Passages that are not part of it, such as boilerplate, in order and without overlaps. A block that they
            cover by more than half is left out.
    """
    tokenizer = _Tokenizer(article)
    for block in article.blocks.onward(article.blocks.at(0)):
        if block.start >= MAX_OFFSET:
            break
        if block.kind not in NO_PROSE and not _is_skipped(block, skip):
            tokenizer.add(block)
    return tokenizer.result()


def _is_skipped(block: Block, skip: Sequence[Span]) -> bool:
    first = bisect_right(skip, block.start, key=itemgetter(1))
    spans = takewhile(lambda span: span.start < block.end, islice(skip, first, None))
    return 2 * sum(min(end, block.end) - max(start, block.start) for start, end in spans) > block.end - block.start


class _Tokenizer:
    def __init__(self, article: Article) -> None:
        self.source, self.text = article.source.id, article.text
        self.words = list[str]()
        self.starts, self.ends = array("Q"), array("Q")
        self.blocks, self.sentences = list[WordRange](), list[Sentence]()

    def add(self, block: Block) -> None:
        before = len(self.words)
        for span in block.sentences:
            first = len(self.words)
            for word, start, end in self._words(block, span):
                self.words.append(intern(normalized_word(word)))
                self.starts.append(start)
                self.ends.append(end)
            if len(self.words) - first >= MIN_SENTENCE_WORDS:
                self.sentences.append(Sentence(first, len(self.words), span, self._shown(block, span)))
        if len(self.words) > before:
            self.blocks.append((before, len(self.words)))

    def _words(self, block: Block, span: Span) -> Iterator[tuple[str, int, int]]:
        """Yield the shown words of a sentence, with their offsets in the source."""
        if len(block.runs) == 1 and not block.runs[0].atom:
            yield from ((match[0], *match.span()) for match in WORD.finditer(self.text, *span))
            return
        for match in WORD.finditer(block.rendered, *block.rendered_span(*span)):
            place = block.source_span(*match.span())
            if place:
                yield match[0], *place

    def _shown(self, block: Block, span: Span) -> str:
        if len(block.runs) == 1 and not block.runs[0].atom:
            return span.of(self.text)
        return block.rendered[slice(*block.rendered_span(*span))]

    def result(self) -> TokenizedSource:
        return TokenizedSource(self.source, self.words, self.starts, self.ends, self.blocks, self.sentences)
