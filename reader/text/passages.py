"""Passages: the spans that the cursor can hold, and the way from one to the next, larger and smaller."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from reader.text.article import Article
from reader.text.block import Block
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span


class Unit(StrEnum):
    """What a passage is, from the smallest to the largest."""

    GRAPHEME = "grapheme"
    WORD = "word"
    QUOTATION = "quotation"
    SENTENCE = "sentence"
    BLOCK = "block"


# Python's \w leaves out the marks that combine with letters, and the joiners of Persian and Indic words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u074a"
    "\u07a6-\u07b0\u0816-\u082d\u08d3-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fc6\u102b-\u103e"
    "\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d"
)
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:[’'.,:-]\w[\w{_MARKS}]*)*")


def passages_of(block: Block, unit: Unit) -> Sequence[Span]:
    """The passages of a block, in order of their start; none is empty."""
    match unit:
        case Unit.SENTENCE:
            return block.sentences
        case Unit.QUOTATION:
            return block.quotations
        case Unit.BLOCK:
            return (block.content,) if block.content else ()
        case Unit.WORD:
            return _found(block, ((word.start(), word.end()) for word in _WORD.finditer(block.rendered, block.lead)))
        case Unit.GRAPHEME:
            return _found(block, grapheme_bounds(block.rendered))


def _found(block: Block, shown: "Iterator[tuple[int, int]]") -> Sequence[Span]:
    return [span for span in (block.source_span(start, end) for start, end in shown) if span]


def passages(article: Article, unit: Unit) -> Iterator[Span]:
    """All passages of an article."""
    for block in article.blocks:
        yield from passages_of(block, unit)


def forward(article: Article, unit: Unit, offset: int) -> Iterator[Span]:
    """The passages that end after an offset, in order."""
    for block in article.blocks.onward(article.blocks.at(offset)):
        yield from (span for span in passages_of(block, unit) if span.end > offset)


def backward(article: Article, unit: Unit, offset: int) -> Iterator[Span]:
    """The passages that start before an offset, last first."""
    for block in article.blocks.back(article.blocks.at(offset)):
        yield from (span for span in reversed(passages_of(block, unit)) if span.start < offset)


def passage_at(article: Article, unit: Unit, offset: int) -> Span:
    """The passage that holds an offset, else the next, else the last; an empty span in an article without any."""
    found = next(forward(article, unit, offset), None) or next(backward(article, unit, offset), None)
    return found or Span(0, 0)


def larger(article: Article, span: Span) -> Span:
    """The smallest quotation, sentence, block or article that holds more than `span`; `span` if nothing does."""
    block = article.blocks.at(span.start)
    units = (Unit.WORD, Unit.QUOTATION, Unit.SENTENCE, Unit.BLOCK)
    candidates = [passage for unit in units for passage in passages_of(block, unit)] if block else []
    holding = [passage for passage in (*candidates, article.whole) if passage != span and passage.covers(span)]
    return min(holding, key=lambda passage: passage.end - passage.start, default=span)


def smaller(article: Article, span: Span) -> Span:
    """The first block, sentence, quotation or word that is less than `span`; `span` if there is none.

    A sentence gives the quotation in it before its first word: that is what one wants of it.
    """
    for unit in (Unit.BLOCK, Unit.SENTENCE, Unit.QUOTATION, Unit.WORD):
        for passage in forward(article, unit, span.start):
            if passage.start >= span.end:
                break
            if passage != span and span.covers(passage):
                return passage
    return span
