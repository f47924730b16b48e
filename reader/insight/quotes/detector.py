"""The detector for quotes: it suggests quotations that are somebody's speech or writing, word for word."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from reader.insight.log_odds import probability
from reader.insight.quotes.context import QuotationContext, quotation_contexts
from reader.insight.quotes.cues import QUOTE_BIAS, QUOTE_CUES, is_title
from reader.insight.quotes.speakers import SpeakerFinder
from reader.insight.suggestion import Suggestion
from reader.text.block import LITERAL, Block
from reader.text.span import Span
from reader.text.tags import without_tags

TAG = "quote"
MIN_SCORE, SURE_SCORE = 0.1, 0.9  # the scores from which a quotation is suggested, and sure
PARTIAL_SCORE = 0.2  # the least score for a speaker's words within a sentence of the author's
PARTIAL_WORDS = 4  # the least number of such words


def find_quotes(source: str, blocks: Iterable[Block]) -> Iterator[Suggestion]:
    """Yield suggested quotes in the blocks of a source, in order, with the speakers that are found.

    Each paragraph of a quotation that spans several is a suggestion of its own.
    """
    above: Block | None = None
    blocks = list(blocks)
    speakers = SpeakerFinder([block for block in blocks if block.kind not in LITERAL])
    for block, following in pairwise(chain(blocks, [None])):
        if block and block.kind not in LITERAL:
            for part in block.parts:
                around = (above, following) if len(block.parts) == 1 else (None, None)
                yield from _suggest(source, block, Span(*part), *around, speakers)
        above = block


def _suggest(
    source: str, block: Block, part: Span, above: Block | None, below: Block | None, speakers: SpeakerFinder
) -> Iterator[Suggestion]:
    """Yield the suggested quotes in a part of a block, given the blocks around it."""
    shown = without_tags(part.of(block.rendered))
    around = (each.rendered if each else "" for each in (above, below))
    scored = [(each, *score_quotation(each)) for each in quotation_contexts(shown, *around)]
    scored = [each for each in scored if each[1] >= MIN_SCORE]
    attributions = speakers.find(block, part.start, shown, [quotation for quotation, _, _ in scored], above)
    for quotation, score, reasons in scored:
        span = block.source_span(quotation.span.start + part.start, quotation.span.end + part.start)
        if span:
            attribution = attributions.get(quotation.span)
            yield Suggestion(source, span, TAG, score, score >= SURE_SCORE, reasons, attribution)


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
