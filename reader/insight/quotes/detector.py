"""Suggests what somebody said or wrote, word for word: the detector for quotes."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from math import exp

from reader.insight.quotes.context import Quoted, quoted_in
from reader.insight.quotes.cues import BIAS, CUES, is_title
from reader.insight.suggestion import Suggestion
from reader.text.block import LITERAL, Block

LIKELY, SURE = 0.1, 0.9  # scores from which a quotation is suggested, and from which it may be accepted unread
PARTIAL = 0.2  # the least score of a few words of somebody's within a sentence of the author's
_FEW = 4


def find(source: str, blocks: Iterable[Block]) -> Iterator[Suggestion]:
    """In blocks of a source, in order. Each paragraph of a quotation over several is a suggestion of its own."""
    above = ""
    for block, following in pairwise(chain(blocks, [None])):
        if block and block.kind not in LITERAL:
            below = following.rendered if following else ""
            for quoted in quoted_in(block.rendered[block.lead :], above, below):
                yield from _suggested(source, block, quoted)
        above = block.rendered if block else ""


def _suggested(source: str, block: Block, quoted: Quoted) -> Iterator[Suggestion]:
    score, reasons = weigh(quoted)
    span = block.source_span(quoted.span.start + block.lead, quoted.span.end + block.lead)
    if score >= LIKELY and span:
        yield Suggestion(source, span, "quote", score, score >= SURE, reasons)


def weigh(quoted: Quoted) -> tuple[float, tuple[str, ...]]:
    """How likely it is a direct quotation, from 0 to 1, and why, the weightiest first."""
    found = [(cue, evidence) for cue in CUES if (evidence := cue.test(quoted))]
    score = 1 / (1 + exp(-BIAS - sum(cue.weight for cue, _ in found)))
    speaking = sorted((each for each in found if each[0].weight > 0), key=lambda each: -each[0].weight)
    reasons = [cue.reason.format(evidence) for cue, evidence in speaking]
    if score < PARTIAL and _is_partial(quoted):
        return PARTIAL, (f"{len(quoted.words)} words, part of a sentence", *reasons)
    return score, tuple(reasons)


def _is_partial(quoted: Quoted) -> bool:
    return len(quoted.words) >= _FEW and not is_title(quoted) and not quoted.is_inner
