"""What tells somebody's words from a title, a name or a word held at a distance, and how much it tells.

The weights are log odds, set by hand.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from reader.insight.lexicon import NAMING, SPEECH_VERBS
from reader.insight.quotes.context import MARKS, WORD, Quoted
from reader.text.abbreviations import word_set

BIAS = -2.0

_NEXT_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")
_SMALL_WORDS = word_set("a an and as at by for from in is of on or the to vs with")  # in titles, too


class Cue(NamedTuple):
    """weight: in log odds. reason: in words, `{}` for what was found. test: gives what was found, else ""."""

    weight: float
    reason: str
    test: Callable[[Quoted], str]


def _when(test: Callable[[Quoted], bool]) -> Callable[[Quoted], str]:
    return lambda quoted: "yes" if test(quoted) else ""


# What stands around it


def _speech_verb(near: list[str]) -> str:
    return next((word for word in near if word in SPEECH_VERBS), "")


def _verb_after(quoted: Quoted) -> str:
    return _speech_verb(quoted.tail[:8]) if quoted.last in ",?!…—" else ""


def _verb_before(quoted: Quoted) -> str:
    return _speech_verb(quoted.lead[-6:]) if quoted.joint in {",", ":"} else ""


def _verb_at_mark(quoted: Quoted) -> str:
    return _speech_verb(quoted.lead[-1:]) if quoted.joint.isalnum() else ""


def _verb_in_sentence_before(quoted: Quoted) -> str:
    return "" if quoted.lead else _speech_verb(WORD.findall(quoted.before)[-10:])


def _is_embedded(quoted: Quoted) -> bool:
    return quoted.joint.isalnum() and not _verb_at_mark(quoted)


def _is_named(quoted: Quoted) -> bool:
    return any(word.lower() in NAMING for word in quoted.lead[-3:])


# What stands in it


def _is_whole(quoted: Quoted) -> bool:
    return not quoted.lead and quoted.last in ".?!…" and not quoted.tail


def _is_long(quoted: Quoted) -> str:
    return str(len(quoted.words)) if len(quoted.words) >= 8 else ""


def _begins_small(quoted: Quoted) -> bool:
    return quoted.inside[0].islower() and not _verb_before(quoted)


def is_title(quoted: Quoted) -> bool:
    large = [word for word in quoted.words if word not in _SMALL_WORDS]
    return len(large) > 1 and not any(word[0].islower() for word in large) and quoted.last not in "?!"


CUES = (
    Cue(3.0, "closing mark followed by `{}`", _verb_after),
    Cue(2.0, "`{}` before its mark", _verb_before),
    Cue(1.0, "`{}` before its mark", _verb_at_mark),
    Cue(1.5, "a sentence of its own", _when(_is_whole)),
    Cue(0.5, "goes on after `{}`", _verb_in_sentence_before),
    Cue(1.0, "a colon before it", _when(lambda quoted: quoted.joint == ":")),
    Cue(1.0, "ends in a comma before its mark", _when(lambda quoted: quoted.last == ",")),
    Cue(1.0, "ends like a sentence", _when(lambda quoted: quoted.last in ".?!…")),
    Cue(1.0, "begins with a capital", _when(lambda quoted: quoted.inside[0].isupper())),
    Cue(1.0, "not more than a sentence", _when(lambda quoted: not _NEXT_SENTENCE.search(quoted.inside))),
    Cue(0.5, "{} words long", _is_long),
    Cue(1.5, "goes on in the next paragraph", _when(lambda quoted: quoted.goes_on)),
    Cue(-4.5, "no closing mark", _when(lambda quoted: quoted.exact[-1] not in MARKS)),
    Cue(-2.5, "no opening mark", _when(lambda quoted: quoted.exact[0] not in MARKS)),
    Cue(-2.0, "begins with a small letter", _when(_begins_small)),
    Cue(-2.0, "no mark ends it", _when(lambda quoted: quoted.last not in ",.?!…—-")),
    Cue(-2.5, "part of a sentence", _when(_is_embedded)),
    Cue(-1.5, "a word or two", _when(lambda quoted: len(quoted.words) < 3)),
    Cue(-2.0, "a title", _when(is_title)),
    Cue(-2.0, "a name", _when(_is_named)),
    Cue(-3.0, "within a quotation", _when(lambda quoted: quoted.is_inner)),
    # Apostrophes, feet and inches are written with these, too, and scare quotes beside double marks.
    Cue(-5.0, "in single marks", _when(lambda quoted: quoted.exact[0] in "'‘‚‛")),
)
