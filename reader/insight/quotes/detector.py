"""The detector for quotes: it suggests quotations that are somebody's speech or writing, word for word."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from reader.insight.log_odds import probability
from reader.insight.quotes.context import QuotationContext, quotation_contexts
from reader.insight.quotes.cues import QUOTE_BIAS, QUOTE_CUES, is_title
from reader.insight.suggestion import Suggestion
from reader.text.block import LITERAL, Block

MIN_SCORE, SURE_SCORE = 0.1, 0.9  # for a quotation to be suggested, and to be sure
PARTIAL_SCORE = 0.2  # the least for some words of a speaker's within a sentence of the author's
PARTIAL_WORDS = 4  # the least number of such words


def find_quotes(source: str, blocks: Iterable[Block]) -> Iterator[Suggestion]:
    """Yield suggested quotes in the blocks of a source, in order.

    Each paragraph of a quotation that spans several is a suggestion of its own.
    """
    above = ""
    for block, following in pairwise(chain(blocks, [None])):
        if block and block.kind not in LITERAL:
            below = following.rendered if following else ""
            for start, end in block.parts:
                is_whole = len(block.parts) == 1
                around = (above, below) if is_whole else ("", "")
                for quotation in quotation_contexts(block.rendered[start:end], *around):
                    yield from _suggest(source, block, start, quotation)
        above = block.rendered if block else ""


def _suggest(source: str, block: Block, start: int, quotation: QuotationContext) -> Iterator[Suggestion]:
    score, reasons = score_quotation(quotation)
    span = block.source_span(quotation.span.start + start, quotation.span.end + start)
    if score >= MIN_SCORE and span:
        yield Suggestion(source, span, "quote", score, score >= SURE_SCORE, reasons)


def score_quotation(quotation: QuotationContext) -> tuple[float, tuple[str, ...]]:
    """Return the probability that a quotation is speech, from 0 to 1, and the reasons for it, the weightiest first."""
    found = [(cue, match) for cue in QUOTE_CUES if (match := cue.match(quotation))]
    score = probability(QUOTE_BIAS + sum(cue.weight for cue, _ in found))
    speaking_for = sorted((each for each in found if each[0].weight > 0), key=lambda each: -each[0].weight)
    reasons = [cue.reason.format(match) for cue, match in speaking_for]
    if score < PARTIAL_SCORE and _is_partial(quotation):
        return PARTIAL_SCORE, (f"{len(quotation.words)} words, part of a sentence", *reasons)
    return score, tuple(reasons)


def _is_partial(quotation: QuotationContext) -> bool:
    return len(quotation.words) >= PARTIAL_WORDS and not is_title(quotation) and not quotation.is_nested
