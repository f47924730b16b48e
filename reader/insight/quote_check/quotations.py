"""The quotations of an article that are checked: those in quotation marks, and those that somebody tagged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from reader.insight.quotes.context import split_words
from reader.insight.quotes.detector import find_quotes
from reader.text.abbreviations import word_set
from reader.text.article import Article
from reader.text.block import LITERAL, Block, Kind
from reader.text.quotations import quotation_spans
from reader.text.span import Span

MAX_BETWEEN = 120  # code points of `he said` between two parts of one quotation

_CLOSING = frozenset("\"'”“’»›«」』")
_OPENING = frozenset("\"'“„”‘‚«»‹「『")
_LINE_ENDS = frozenset('.!?:…"”’»')
_SMALL = word_set("a an and as at by for from in is of on or the to vs with")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in an article.

    Attributes:
        span: The quotation with its marks, over all of its paragraphs.
        speaker: The name of the speaker, as in the article; empty if it was not found.
        goes_on: True if the next one continues the same sentence: “We know,” he said, “that …”.
        is_title: True if it is written like the title of a book, which nobody said.
    """

    span: Span
    speaker: str = ""
    goes_on: bool = False
    is_title: bool = False


def find_quotations(article: Article, tagged: Iterable[Span] = ()) -> list[Quoted]:
    """Return the quotations of an article, in order; those within another one are not quoted by the article.

    Args:
        article: The article.
        tagged: Passages that somebody tagged as a quote. If a passage contains quotations, these are checked instead.
    """
    blocks = list(article.blocks)
    speakers = {
        found.span: found.attribution.name for found in find_quotes(article.source.id, blocks) if found.attribution
    }
    marked = [*_joined(article.text, blocks)]
    found = [
        Quoted(
            span,
            next((name for place, name in speakers.items() if span.covers(place)), ""),
            is_title=is_whole_title(span.of(article.text)),
        )
        for span in marked
    ]
    found = [*_with_goes_on(found, article.text)]
    extra = [Quoted(span) for span in tagged if not any(span.overlaps(each) for each in marked)]
    return sorted([*found, *extra], key=lambda each: each.span)


def is_whole_title(exact: str) -> bool:
    """Return whether all words that a title writes large begin with a capital, and no sentence ends in it."""
    words = [word for word in split_words(exact) if word.lower() not in _SMALL]
    return len(words) > 1 and not any(word[0].islower() for word in words) and not set(exact[-2:]) & set(".?!")


class _Paragraph(NamedTuple):
    """A paragraph, which is a block or several lines of plain text, with its outermost quotations."""

    content: Span
    quotations: list[Span]


def _joined(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the outermost quotations; one that is reopened in the next paragraph before it is closed counts as one."""
    waiting: Span | None = None
    for content, spans in _paragraphs(text, blocks):
        for number, span in enumerate(spans):
            if waiting and number == 0 and span.start == content.start and text[span.start] in _OPENING:
                span = waiting.union(span)
            elif waiting:
                yield waiting
            waiting = None
            if number == len(spans) - 1 and span.end >= content.end and text[span.end - 1] not in _CLOSING:
                waiting = span
            else:
                yield span
        if waiting and not spans and content:
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def _paragraphs(text: str, blocks: Sequence[Block]) -> Iterator[_Paragraph]:
    lines = list[Block]()
    for block in [*blocks, None]:
        if lines and not (block and _continues(lines[-1], block)):
            yield _of_lines(text, lines)
            lines = []
        if block and block.kind is Kind.LINE:
            lines.append(block)
        elif block and block.kind not in LITERAL:
            yield _Paragraph(block.content, _outermost(block.quotations))


def _continues(line: Block, block: Block) -> bool:
    """Return whether a line continues the sentence of the line before, as in a text with hard line breaks."""
    if block.kind is not Kind.LINE or (block.spaced and not block.continued):
        return False
    return line.rendered.rstrip()[-1:] not in _LINE_ENDS


def _of_lines(text: str, lines: Sequence[Block]) -> _Paragraph:
    if len(lines) == 1:
        return _Paragraph(lines[0].content, _outermost(lines[0].quotations))
    content = lines[0].content.union(lines[-1].content)
    found = (Span(content.start + start, content.start + end) for start, end in quotation_spans(content.of(text)))
    return _Paragraph(content, _outermost(found))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    found = list[Span]()
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _with_goes_on(found: Sequence[Quoted], text: str) -> Iterator[Quoted]:
    for each, following in pairwise([*found, None]):
        assert each is not None, "only the last one has no follower"
        between = text[each.span.end : following.span.start] if following else "."
        inside = text[each.span.start : each.span.end].rstrip("\"'”“’»›«」』 ")
        goes_on = len(between) <= MAX_BETWEEN and "\n\n" not in between and not _SENTENCE_END.search(between)
        yield replace(each, goes_on=goes_on and following is not None and inside[-1:] in (",", "—", "–", "-"))
