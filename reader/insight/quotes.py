"""Quotations that are what somebody said or wrote, told from titles, names and words held at a distance.

`reader.text.quotations` finds the marks; the cues below weigh what stands in them and around them. The
weights are log odds, set by hand.
"""

import re
from collections.abc import Callable, Iterator
from math import exp
from typing import NamedTuple

from reader.insight.lexicon import NAMING, SPEECH_VERBS
from reader.insight.quoted import Quoted, quoted_in
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.block import LITERAL, Block

LIKELY, SURE = 0.1, 0.9  # scores from which a quotation is suggested, and from which it may be accepted unread
PARTIAL = 0.2  # the score of somebody's words within a sentence of the author's
_PARTIAL_WORDS = 4
_BIAS = -2.0

CLOSING = frozenset("\"'”“’»«›‹」』")
_NEXT_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")
_SMALL = frozenset("a an and as at by for from in is of on or the to with vs".split())


class Cue(NamedTuple):
    """weight: in log odds. reason: in words, `{}` for what was found. test: gives what was found, else ""."""

    weight: float
    reason: str
    test: Callable[[Quoted], str]


def _when(test: Callable[[Quoted], bool]) -> Callable[[Quoted], str]:
    return lambda quoted: "x" if test(quoted) else ""


def _verb(words: list[str]) -> str:
    return next((word for word in words if word in SPEECH_VERBS), "")


def _verb_after(quoted: Quoted) -> str:
    return _verb(quoted.tail[:5]) if quoted.last in ",?!…—" else ""


def _verb_before(quoted: Quoted) -> str:
    return _verb(quoted.lead[-6:]) if quoted.joint in ",:" else ""


def _verb_at_mark(quoted: Quoted) -> str:
    return _verb(quoted.lead[-1:]) if quoted.joint.isalnum() else ""


def _is_title(quoted: Quoted) -> bool:
    words = [word for word in quoted.words if word not in _SMALL]
    return len(words) > 1 and all(not word[0].islower() for word in words) and quoted.last not in "?!"


def _verb_in_sentence_before(quoted: Quoted) -> str:
    return "" if quoted.lead else _verb(quoted.before[-10:])


def _begins_small(quoted: Quoted) -> bool:
    return quoted.inside[:1].islower() and not _verb_before(quoted)


def _is_embedded(quoted: Quoted) -> bool:
    return quoted.joint.isalnum() and not _verb_at_mark(quoted)


def _is_named(quoted: Quoted) -> bool:
    return any(word.lower() in NAMING for word in quoted.lead[-3:])


def _is_whole(quoted: Quoted) -> bool:
    return not quoted.lead and quoted.last in ".?!…" and not quoted.tail


CUES = (
    Cue(3.0, "closing mark followed by `{}`", _verb_after),
    Cue(2.0, "`{}` before its mark", _verb_before),
    Cue(1.0, "`{}` before its mark", _verb_at_mark),
    Cue(1.5, "a sentence of its own", _when(_is_whole)),
    Cue(0.5, "goes on after `{}`", _verb_in_sentence_before),
    Cue(1.0, "a colon before it", _when(lambda quoted: quoted.joint == ":")),
    Cue(1.0, "ends in a comma before its mark", _when(lambda quoted: quoted.last == ",")),
    Cue(1.0, "ends like a sentence", _when(lambda quoted: quoted.last in ".?!…")),
    Cue(0.5, "{} words long", lambda quoted: str(len(quoted.words)) if len(quoted.words) >= 8 else ""),
    Cue(1.0, "one sentence", _when(lambda quoted: not _NEXT_SENTENCE.search(quoted.inside))),
    Cue(1.0, "begins with a capital", _when(lambda quoted: quoted.inside[:1].isupper())),
    Cue(-2.0, "begins with a small letter", _when(_begins_small)),
    Cue(-2.0, "no mark ends it", _when(lambda quoted: quoted.last not in ",.?!…—-")),
    Cue(-2.5, "part of a sentence", _when(_is_embedded)),
    Cue(-1.5, "a word or two", _when(lambda quoted: len(quoted.words) < 3)),
    Cue(-2.0, "a title", _when(_is_title)),
    Cue(-2.0, "a name", _when(_is_named)),
    Cue(-3.0, "within a quotation", _when(lambda quoted: quoted.is_inner)),
    Cue(-4.5, "no closing mark", _when(lambda quoted: quoted.exact[-1] not in CLOSING)),
    Cue(-2.5, "no opening mark", _when(lambda quoted: quoted.exact[0].isalnum())),
    Cue(-5.0, "in marks that are apostrophes as well", _when(lambda quoted: quoted.exact[0] in "'‘‚‛")),
)


def find(article: Article) -> Iterator[Suggestion]:
    before = ""
    for block in article.blocks:
        if block.kind not in LITERAL:
            for quoted in quoted_in(block.shown[block.lead :], before):
                yield from _suggested(article, block, quoted)
        before = block.shown


def _suggested(article: Article, block: Block, quoted: Quoted) -> Iterator[Suggestion]:
    score, reasons = weigh(quoted)
    span = block.source_span(quoted.span.start + block.lead, quoted.span.end + block.lead)
    if score >= LIKELY and span:
        yield Suggestion(article.source.id, span, "quote", score, score >= SURE, reasons)


def _is_partial(quoted: Quoted) -> bool:
    """Whether it is somebody's words within a sentence of the author's."""
    return len(quoted.words) >= _PARTIAL_WORDS and not _is_title(quoted) and not quoted.is_inner


def weigh(quoted: Quoted) -> tuple[float, tuple[str, ...]]:
    """How likely it is speech, from 0 to 1, and why, the weightiest first."""
    found = [(cue, evidence) for cue in CUES if (evidence := cue.test(quoted))]
    score = 1 / (1 + exp(-_BIAS - sum(cue.weight for cue, _ in found)))
    if score < PARTIAL and _is_partial(quoted):
        return PARTIAL, (f"{len(quoted.words)} words, part of a sentence",)
    speaking = sorted((cue for cue in found if cue[0].weight > 0), key=lambda cue: -cue[0].weight)
    return score, tuple(cue.reason.format(evidence) for cue, evidence in speaking)
