"""What of an echo belongs to a passage, with the marks around it."""

from dataclasses import replace

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.stems import WORD
from reader.insight.echoes.tokenized_source import Sketch
from reader.text.article import Article
from reader.text.passages import Unit, passages_of
from reader.text.span import Span


def fitted(echo: Echo, span: Span, here: Sketch, there: Sketch) -> Echo:
    """An echo without what goes beyond a passage of its `here`: of a run of words, those that the passage has.

    here, there: the sketches of its sources.
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
    """The quotation or sentence that has just the words of a span, if the passage `exact` begins or ends with marks."""
    block = article.blocks.at(span.start)
    if block is None or not exact or (exact[0].isalnum() and exact[-1].isalnum()):
        return span
    units = (Unit.SENTENCE, Unit.QUOTATION) if exact[0].isalnum() else (Unit.QUOTATION, Unit.SENTENCE)
    candidates = (passage for unit in units for passage in passages_of(block, unit))
    return next(
        (each for each in candidates if each.covers(span) and _adds_marks_alone(article.text, each, span)), span
    )


def _adds_marks_alone(text: str, passage: Span, span: Span) -> bool:
    return not WORD.search(text, passage.start, span.start) and not WORD.search(text, span.end, passage.end)
