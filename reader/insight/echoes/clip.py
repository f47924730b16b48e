"""Clipping of an echo to a passage, and expansion to the quotation or sentence around it."""

from dataclasses import replace

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.stems import WORD
from reader.insight.echoes.tokenized_source import TokenizedSource
from reader.text.article import Article
from reader.text.passages import Unit, passages_of
from reader.text.span import Span


def clip_echo(echo: Echo, span: Span, here: TokenizedSource, there: TokenizedSource) -> Echo:
    """Return a verbatim echo cut down to the words within a span of `here`; a reworded echo is unchanged.

    Args:
        echo: The echo.
        span: The passage in the source of the echo's `here`.
        here: The tokenized source of the echo's `here`.
        there: The tokenized source of its `there`.
    """
    if echo.kind is not EchoKind.VERBATIM or not echo.here.span.overlaps(span):
        return echo
    (start, stop), (first, end) = here.words_in(echo.here.span), here.words_in(span)
    first, end, other = max(first, start), min(end, stop), there.words_in(echo.there.span)[0]
    if first >= end:
        return echo
    place = there.span(other + first - start, other + end - start)
    return replace(echo, here=SourceSpan(here.source, here.span(first, end)), there=SourceSpan(there.source, place))


def with_marks(article: Article, span: Span, exact: str) -> Span:
    """Return the quotation or sentence that has just the words of a span, if a passage has marks at either end.

    Args:
        article: The article of the span.
        span: The words, without the marks around them.
        exact: The passage that the span echoes.
    """
    block = article.blocks.at(span.start)
    if block is None or not exact or (exact[0].isalnum() and exact[-1].isalnum()):
        return span
    units = (Unit.SENTENCE, Unit.QUOTATION) if exact[0].isalnum() else (Unit.QUOTATION, Unit.SENTENCE)
    candidates = (passage for unit in units for passage in passages_of(block, unit))
    fitting = (each for each in candidates if each.covers(span) and _adds_no_words(article.text, each, span))
    return next(fitting, span)


def _adds_no_words(text: str, passage: Span, span: Span) -> bool:
    return not WORD.search(text, passage.start, span.start) and not WORD.search(text, span.end, passage.end)
