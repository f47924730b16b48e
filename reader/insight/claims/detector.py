"""The detector for claims: it suggests sentences that look checkable."""

from collections import deque
from collections.abc import Iterable, Iterator

from reader.insight.claims.cues import CLAIM_BIAS, CLAIM_CUES, FACT_CUES, ClaimCue, find_claim_cues
from reader.insight.log_odds import probability
from reader.insight.suggestion import Suggestion
from reader.text.block import NO_PROSE, Block, Kind
from reader.text.quotations import quotation_spans
from reader.text.sentences import sentence_spans
from reader.text.span import Span

MIN_SCORE, SURE_SCORE = 0.5, 0.8  # the scores from which a sentence is suggested, and sure
MIN_TOKENS = 4
_NEVER = NO_PROSE | {Kind.HEADING, Kind.RULE}


def find_claims(source: str, blocks: Iterable[Block]) -> Iterator[Suggestion]:
    """Yield suggested claims in the blocks of a source, in order; a heading is never a claim."""
    for block in blocks:
        if block.kind not in _NEVER:
            yield from _claims_in_block(source, block)


def _claims_in_block(source: str, block: Block) -> Iterator[Suggestion]:
    for start, end in block.parts:
        part = block.rendered[start:end]
        for sentence in _own_sentences(part):
            score, cues = score_sentence(sentence.of(part))
            if score >= MIN_SCORE:
                span = block.source_span(sentence.start + start, sentence.end + start)
                yield Suggestion(source, span, "claim", score, score >= SURE_SCORE, _reasons(cues))


def _own_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences that are not part of a quotation of several sentences, which is somebody else's claim."""
    quotations = deque(quotation_spans(text))
    quoted_until = 0
    for sentence in sentence_spans(text):
        begins_quoted = quoted_until > sentence.start
        while quotations and quotations[0].start < sentence.end:
            quoted_until = max(quoted_until, quotations.popleft().end)
        if not begins_quoted and quoted_until <= sentence.end:
            yield sentence


def score_sentence(sentence: str) -> tuple[float, dict[str, list[str]]]:
    """Return how checkable a sentence looks, from 0 to 1, and the occurrences of each cue by the cue's name."""
    found = find_claim_cues(sentence)
    if len(found["token"]) < MIN_TOKENS or not _has_facts(found):
        return 0.0, found
    log_odds = CLAIM_BIAS
    for name, tokens in found.items():
        log_odds += _weight(CLAIM_CUES[name], tokens)
    return probability(log_odds), found


def _weight(cue: ClaimCue, tokens: list[str]) -> float:
    return cue.weight * min(len(tokens), cue.limit)


def _has_facts(found: dict[str, list[str]]) -> bool:
    """Return True if a sentence says something definite, not only that somebody said what is quoted."""
    return not FACT_CUES.isdisjoint(found) or ("report" in found and "quotation" not in found)


def _reasons(found: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the reasons for a claim, the weightiest first."""
    speaking_for = [(CLAIM_CUES[name], tokens) for name, tokens in found.items() if CLAIM_CUES[name].weight > 0]
    speaking_for.sort(key=lambda each: -_weight(*each))
    return tuple(cue.reason.format(tokens[0]) for cue, tokens in speaking_for)
