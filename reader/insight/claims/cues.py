"""Cues that distinguish a sentence that can be checked from opinions, guesses, questions and appeals.

The weights are log odds. They are rounded from a logistic regression on NewsSD-ENG (Antici et al., LREC-COLING 2024,
CC BY 4.0) in which both classes had the same weight, so that they do not depend on how many sentences are checkable.
Those of questions and of sentences without an end mark are set by hand.
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reader.insight import lexicon

CLAIM_BIAS = 0.4
MIN_PAST_LENGTH = 5  # letters of a word in -ed that counts as a past tense

# Words and numbers with the marks that open them, limited in length because they are kept in a cache.
_TOKEN = re.compile(r"[\"“«‘'($€£]?+\w{1,40}+(?:['’.,-]\w{1,40}+){0,5}+%?+|[?!]")
_OPENING_MARKS = frozenset("\"“«‘'(")
_QUOTATION = re.compile(r"[\"“«](?:[^\"”»\s]+\s+){3}[^\"”»\s]")  # a quotation of four words or more
_END_MARKS, _CLOSING_MARKS = frozenset(".!?…。"), "\"'”’»)]"


class ClaimCue(NamedTuple):
    """A property of a sentence that speaks for or against its being checkable.

    Attributes:
        weight: Log odds for each occurrence.
        limit: The greatest number of occurrences that count.
        reason: The explanation for people, with `{}` for the first occurrence; empty if the cue speaks against.
        words: The words that show the cue, in lower case.
    """

    weight: float
    limit: int
    reason: str = ""
    words: frozenset[str] = frozenset()


CLAIM_CUES = {
    "quotation": ClaimCue(0.7, 1, "quotes somebody"),
    "report": ClaimCue(0.5, 1, "reports: “{}”", lexicon.REPORTING_VERBS),
    "acronym": ClaimCue(0.5, 1, "an organisation: “{}”"),
    "number": ClaimCue(0.4, 2, "a number: “{}”"),
    "amount": ClaimCue(0.3, 2, "an amount: “{}”", lexicon.AMOUNT_WORDS),
    "time": ClaimCue(0.3, 2, "a time: “{}”", lexicon.TIME_WORDS),
    "past": ClaimCue(0.2, 2, "past tense: “{}”", lexicon.PAST_TENSE),
    "actor": ClaimCue(0.15, 3, "an official or institution: “{}”", lexicon.ACTORS),
    "name": ClaimCue(0.1, 3, "a name: “{}”"),
    "opinion": ClaimCue(-0.7, 3, words=lexicon.OPINION_WORDS),
    "abstract": ClaimCue(-0.4, 2, words=lexicon.ABSTRACT_NOUNS),
    "opener": ClaimCue(-0.4, 1),
    "person": ClaimCue(-0.4, 2, words=lexicon.FIRST_OR_SECOND_PERSON),
    "universal": ClaimCue(-0.3, 2, words=lexicon.UNIVERSAL_WORDS),
    "pointer": ClaimCue(-0.4, 2, words=lexicon.POINTERS),
    "modal": ClaimCue(-0.2, 3, words=lexicon.MODAL_WORDS),
    "ask": ClaimCue(-1.0, 1),
    "token": ClaimCue(-0.01, 60),
    "unended": ClaimCue(-1.5, 1),
}
FACT_CUES = frozenset(["acronym", "number", "amount", "time", "past", "actor", "name"])
_CUES_BY_WORD: dict[str, tuple[str, ...]] = {}
for _name, _cue in CLAIM_CUES.items():
    for _word in _cue.words:
        _CUES_BY_WORD[_word] = (*_CUES_BY_WORD.get(_word, ()), _name)


def find_claim_cues(sentence: str) -> dict[str, list[str]]:
    """Return the occurrences of each cue in a sentence by the cue's name."""
    tokens = _TOKEN.findall(sentence)
    found = defaultdict(list, token=tokens)
    for cue, token in chain(_cues_of_first_token(tokens[0]) if tokens else (), *map(_cues_of_token, tokens[1:])):
        found[cue].append(token)
    if len(tokens) > 1 and _is_appeal(tokens[0], tokens[1]):
        found["ask"].append(tokens[0])
    if _QUOTATION.search(sentence):
        found["quotation"] = [""]
    if sentence.rstrip(_CLOSING_MARKS)[-1:] not in _END_MARKS:
        found["unended"] = [""]
    return found


def _is_appeal(first: str, second: str) -> bool:
    """Return whether a sentence begins with a verb that asks for something, as in “Bake for 40 minutes”."""
    return first.lower() in lexicon.APPEALS and (second[0].isdigit() or second.lower() in lexicon.AFTER_APPEALS)


@lru_cache(1 << 14)
def _cues_of_token(token: str) -> tuple[tuple[str, str], ...]:
    """Return the cues that a token shows anywhere but at the beginning of a sentence, each with the token."""
    if token in {"?", "!"}:
        return (("ask", token),)
    if token[0] in _OPENING_MARKS:
        return _cues_of_token(token[1:].lower())  # the capital after an opening mark comes from the mark
    if token.isupper() and len(token) > 1:
        return (("acronym", token),)
    if any(map(str.isdigit, token)):
        return (("number", token),)
    cues = _cues_of_word(token.lower())
    return tuple((cue, token) for cue in ((*cues, "name") if token[0].isupper() and token != "I" else cues))


def _cues_of_word(word: str) -> tuple[str, ...]:
    """Return the cues that a word in lower case shows."""
    cues = _CUES_BY_WORD.get(word, ())
    is_past = (
        word.endswith("ed") and len(word) >= MIN_PAST_LENGTH and word.isalpha() and word not in lexicon.NOT_PAST_TENSE
    )
    return (*cues, "past") if is_past and not cues else cues


def _cues_of_first_token(token: str) -> tuple[tuple[str, str], ...]:
    """Return the cues that a token shows at the beginning of a sentence, where a capital is no evidence."""
    word = token.lower()
    return (*_cues_of_token(word), ("opener", word)) if word in lexicon.OPENERS else _cues_of_token(word)
