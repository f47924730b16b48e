"""Passages: the spans that the cursor can hold, and how to get to the next, a larger or a smaller one."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from reader.system.lazy_pattern import lazy_pattern
from reader.text.article import Article
from reader.text.block import Block
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span


class Unit(StrEnum):
    """The unit of a passage, from the smallest to the largest."""

    GRAPHEME = "grapheme"
    WORD = "word"
    QUOTATION = "quotation"
    SENTENCE = "sentence"
    BLOCK = "block"


# Python's \w lacks the marks that combine with letters, and the joiners of Persian and Indic words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u074a"
    "\u07a6-\u07b0\u0816-\u082d\u08d3-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fc6\u102b-\u103e"
    "\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d"
)
_WORD = lazy_pattern(rf"\w[\w{_MARKS}]*(?:[’'.,:-]\w[\w{_MARKS}]*)*")


def passages_of(block: Block, unit: Unit) -> Sequence[Span]:
    """Return the passages of a block, ordered by start; none is empty."""
    match unit:
        case Unit.SENTENCE:
            return block.sentences
        case Unit.QUOTATION:
            return block.quotations
        case Unit.BLOCK:
            return (block.content,) if block.content else ()
        case Unit.WORD:
            return _source_spans(block, (word.span() for word in _WORD.finditer(block.rendered, block.lead)))
        case Unit.GRAPHEME:
            return _source_spans(block, grapheme_bounds(block.rendered))


def _source_spans(block: Block, rendered: Iterator[tuple[int, int]]) -> Sequence[Span]:
    return [span for span in (block.source_span(start, end) for start, end in rendered) if span]


def passages(article: Article, unit: Unit) -> Iterator[Span]:
    """Yield all passages of an article."""
    for block in article.blocks:
        yield from passages_of(block, unit)


def forward(article: Article, unit: Unit, offset: int) -> Iterator[Span]:
    """Yield the passages that end after an offset, in order."""
    for block in article.blocks.onward(article.blocks.at(offset)):
        yield from (span for span in passages_of(block, unit) if span.end > offset)


def inside(article: Article, unit: Unit, span: Span) -> Iterator[Span]:
    """Yield the passages that overlap a span, in order, without looking at blocks beyond it."""
    for block in article.blocks.onward(article.blocks.at(span.start)):
        if block.start >= span.end:
            return
        yield from (each for each in passages_of(block, unit) if each.end > span.start and each.start < span.end)


def backward(article: Article, unit: Unit, offset: int) -> Iterator[Span]:
    """Yield the passages that start before an offset, in reverse order."""
    for block in article.blocks.back(article.blocks.at(offset)):
        yield from (span for span in reversed(passages_of(block, unit)) if span.start < offset)


def passage_at(article: Article, unit: Unit, offset: int) -> Span:
    """Return the passage at an offset, else the next, else the last; an empty span if the article has none."""
    found = next(forward(article, unit, offset), None) or next(backward(article, unit, offset), None)
    return found or Span(0, 0)


def larger(article: Article, span: Span) -> Span:
    """Return the smallest word, quotation, sentence, block or article that holds more than `span`; else `span`."""
    block = article.blocks.at(span.start)
    units = (Unit.WORD, Unit.QUOTATION, Unit.SENTENCE, Unit.BLOCK)
    candidates = [passage for unit in units for passage in passages_of(block, unit)] if block else []
    enclosing = [passage for passage in (*candidates, article.whole) if passage != span and passage.covers(span)]
    return min(enclosing, key=lambda passage: passage.end - passage.start, default=span)


def smaller(article: Article, span: Span) -> Span:
    """Return the first block, sentence, quotation or word in `span` that is less than all of it; else `span`.

    In a sentence, its quotation comes before its first word, since people want that more often.
    """
    for unit in (Unit.BLOCK, Unit.SENTENCE, Unit.QUOTATION, Unit.WORD):
        for passage in inside(article, unit, span):
            if passage != span and span.covers(passage):
                return passage
    return span
