"""Suggests sentences that look checkable: the detector for claims."""

from collections import deque
from collections.abc import Iterable, Iterator
from math import exp

from reader.insight.claims.cues import BIAS, CUES, FACTS, evidence
from reader.insight.suggestion import Suggestion
from reader.text.block import LITERAL, Block, Kind
from reader.text.quotations import quotation_spans
from reader.text.sentences import sentence_spans
from reader.text.span import Span

LIKELY, SURE = 0.5, 0.8  # scores from which a sentence is suggested, and from which it may be accepted unread
_SHORTEST = 4  # words
_NO_PROSE = LITERAL | {Kind.HEADING, Kind.RULE}


def find(source: str, blocks: Iterable[Block]) -> Iterator[Suggestion]:
    """In blocks of a source; there is never a claim in a heading."""
    for block in blocks:
        if block.kind not in _NO_PROSE:
            yield from _in_block(source, block)


def _in_block(source: str, block: Block) -> Iterator[Suggestion]:
    body = block.rendered[block.lead :]
    for sentence in _whole_sentences(body):
        score, found = weigh(sentence.of(body))
        if score >= LIKELY:
            span = block.source_span(sentence.start + block.lead, sentence.end + block.lead)
            yield Suggestion(source, span, "claim", score, score >= SURE, reasons(found))


def _whole_sentences(text: str) -> Iterator[Span]:
    """Those that are no part of a quotation of several sentences: what is in that, somebody else says."""
    quotations = deque(quotation_spans(text))
    reach = 0
    for sentence in sentence_spans(text):
        is_part = reach > sentence.start
        while quotations and quotations[0].start < sentence.end:
            reach = max(reach, quotations.popleft().end)
        if not is_part and reach <= sentence.end:
            yield sentence


def weigh(sentence: str) -> tuple[float, dict[str, list[str]]]:
    """How checkable it looks, from 0 to 1, and what was found of each cue."""
    found = evidence(sentence)
    if len(found["token"]) < _SHORTEST or not _has_facts(found):
        return 0.0, found
    weights = BIAS
    for name, tokens in found.items():
        cue = CUES[name]
        weights += cue.weight * min(len(tokens), cue.limit)
    return 1 / (1 + exp(-weights)), found


def _has_facts(found: dict[str, list[str]]) -> bool:
    """Whether it says something definite, and more than that somebody said what is quoted."""
    return not FACTS.isdisjoint(found) or ("report" in found and "quotation" not in found)


def reasons(found: dict[str, list[str]]) -> tuple[str, ...]:
    """What speaks for it, the weightiest first."""
    speaking = [(CUES[name], tokens) for name, tokens in found.items() if CUES[name].weight > 0]
    speaking.sort(key=lambda each: -each[0].weight * min(len(each[1]), each[0].limit))
    return tuple(cue.reason.format(tokens[0]) for cue, tokens in speaking)
