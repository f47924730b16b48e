"""What tells a sentence that can be checked from opinion, guesses, questions and appeals, and how much it tells.

The weights are log odds. They are rounded from a logistic regression on NewsSD-ENG (Antici et al., LREC-COLING 2024,
CC BY 4.0) in which both classes weighed the same, so that they do not know how many sentences are checkable; those of
questions and of lines that do not end like a sentence are set by hand.
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reader.insight import lexicon

BIAS = 0.4

# Words and numbers with what opens them, of limited length, since they are kept in a cache.
_TOKEN = re.compile(r"[\"“«‘'($€£]?+\w{1,40}+(?:['’.,-]\w{1,40}+){0,5}+%?+|[?!]")
_OPENING = frozenset("\"“«‘'(")
_QUOTATION = re.compile(r"[\"“«](?:[^\"”»\s]+\s+){3}[^\"”»\s]")  # of four words or more
_ENDS, _CLOSERS = frozenset(".!?…。"), "\"'”’»)]"


class Cue(NamedTuple):
    """weight: in log odds, each time. limit: how often it counts at most. words: that show it, in small letters.

    reason: in words, `{}` for the first that was found; empty if it speaks against.
    """

    weight: float
    limit: int
    reason: str = ""
    words: frozenset[str] = frozenset()


CUES = {
    "quotation": Cue(0.7, 1, "quotes somebody"),
    "report": Cue(0.5, 1, "reports: `{}`", lexicon.REPORTING),
    "acronym": Cue(0.5, 1, "an organisation: `{}`"),
    "number": Cue(0.4, 2, "a number: `{}`"),
    "amount": Cue(0.3, 2, "an amount: `{}`", lexicon.AMOUNTS),
    "time": Cue(0.3, 2, "a time: `{}`", lexicon.TIMES),
    "past": Cue(0.2, 2, "past tense: `{}`", lexicon.PAST),
    "actor": Cue(0.15, 3, "somebody with an office: `{}`", lexicon.ACTORS),
    "name": Cue(0.1, 3, "a name: `{}`"),
    "opinion": Cue(-0.7, 3, words=lexicon.OPINION),
    "abstract": Cue(-0.4, 2, words=lexicon.ABSTRACT),
    "opener": Cue(-0.4, 1),
    "person": Cue(-0.4, 2, words=lexicon.FIRST_OR_SECOND_PERSON),
    "universal": Cue(-0.3, 2, words=lexicon.UNIVERSAL),
    "pointer": Cue(-0.4, 2, words=lexicon.POINTERS),
    "modal": Cue(-0.2, 3, words=lexicon.MODAL),
    "ask": Cue(-1.0, 1),
    "token": Cue(-0.01, 60),
    "unended": Cue(-1.5, 1),
}
FACTS = frozenset(["acronym", "number", "amount", "time", "past", "actor", "name"])
_LEXICON: dict[str, tuple[str, ...]] = {}
for _name, _cue in CUES.items():
    for _word in _cue.words:
        _LEXICON[_word] = (*_LEXICON.get(_word, ()), _name)


def evidence(sentence: str) -> dict[str, list[str]]:
    """What was found of each cue."""
    tokens = _TOKEN.findall(sentence)
    found = defaultdict(list, token=tokens)
    for cue, token in chain(_cues_of_first(tokens[0]) if tokens else (), *map(_cues_of, tokens[1:])):
        found[cue].append(token)
    if _QUOTATION.search(sentence):
        found["quotation"] = [""]
    if sentence.rstrip(_CLOSERS)[-1:] not in _ENDS:
        found["unended"] = [""]
    return found


@lru_cache(1 << 14)
def _cues_of(token: str) -> tuple[tuple[str, str], ...]:
    """Each cue that a word, number or mark is for, with it, wherever it stands but at the beginning."""
    if token in {"?", "!"}:
        return (("ask", token),)
    if token[0] in _OPENING:
        return _cues_of(token[1:].lower())  # what stands after an opening mark has its capital from there
    if token.isupper() and len(token) > 1:
        return (("acronym", token),)
    if any(map(str.isdigit, token)):
        return (("number", token),)
    cues = _cues_of_word(token.lower())
    return tuple((cue, token) for cue in ((*cues, "name") if token[0].isupper() and token != "I" else cues))


def _cues_of_word(small: str) -> tuple[str, ...]:
    cues = _LEXICON.get(small, ())
    is_past = small.endswith("ed") and len(small) > 4 and small.isalpha() and small not in lexicon.NOT_PAST
    return (*cues, "past") if is_past and not cues else cues


def _cues_of_first(token: str) -> tuple[tuple[str, str], ...]:
    """The same where a capital says nothing."""
    small = token.lower()
    return (*_cues_of(small), ("opener", small)) if small in lexicon.OPENERS else _cues_of(small)
