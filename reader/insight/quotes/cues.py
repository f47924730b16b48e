"""Cues that distinguish speech from a title, a name, or a word that the author distances herself from.

The weights are log odds, set by hand.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from reader.insight.lexicon import NAMING_WORDS, OTHER_SPEECH_VERBS, SPEECH_VERBS
from reader.insight.quotes.context import QuotationContext, split_words
from reader.insight.speakers.other_words import OTHER_WORDS
from reader.text.abbreviations import word_set

QUOTE_BIAS = -2.0

# Words in which a cue is looked for.
VERB_AFTER = 8  # after the quotation
VERB_BEFORE = 6  # words before a quotation, in the same sentence
VERB_IN_SENTENCE_BEFORE = 10
NAMING_BEFORE = 3
LONG = 8  # words in a quotation that is likely to be speech
SHORT = 3  # words below which it is likely to be a term

_SO = frozenset[str]().union(*(words.by for words in OTHER_WORDS.values()))  # right after the comma, with who says it
_NEXT_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")
_SMALL_WORDS = word_set("a an and as at by for from in is of on or the to vs with")  # written small in titles, too
_SINGLE_MARKS = frozenset("'‘‚‛")


class QuoteCue(NamedTuple):
    """A property of a quotation that speaks for or against its being speech.

    Attributes:
        weight: Log odds.
        reason: The explanation for people, with `{}` for the match.
        match: Returns the words that show the cue, or an empty string.
    """

    weight: float
    reason: str
    match: Callable[[QuotationContext], str]


def _if(test: Callable[[QuotationContext], bool]) -> Callable[[QuotationContext], str]:
    return lambda quotation: "yes" if test(quotation) else ""


# Cues around the quotation


def _first_speech_verb(words: list[str]) -> str:
    return next((word for word in words if word in SPEECH_VERBS or word in OTHER_SPEECH_VERBS), "")


def _verb_after(quotation: QuotationContext) -> str:
    if quotation.end_mark not in ",?!…—":
        return ""
    if quotation.char_after == "," and _SO.intersection(quotation.words_after[:1]):
        return quotation.words_after[0]
    return _first_speech_verb(quotation.words_after[:VERB_AFTER])


def _verb_before(quotation: QuotationContext) -> str:
    return _first_speech_verb(quotation.words_before[-VERB_BEFORE:]) if quotation.char_before in {",", ":"} else ""


def _verb_at_mark(quotation: QuotationContext) -> str:
    return _first_speech_verb(quotation.words_before[-1:]) if quotation.char_before.isalnum() else ""


def _verb_in_sentence_before(quotation: QuotationContext) -> str:
    if quotation.words_before:
        return ""
    return _first_speech_verb(split_words(quotation.text_before)[-VERB_IN_SENTENCE_BEFORE:])


def _is_embedded(quotation: QuotationContext) -> bool:
    return quotation.char_before.isalnum() and not _verb_at_mark(quotation)


def _is_named(quotation: QuotationContext) -> bool:
    return any(word.lower() in NAMING_WORDS for word in quotation.words_before[-NAMING_BEFORE:])


# Cues in the quotation


def _is_whole_sentence(quotation: QuotationContext) -> bool:
    return not quotation.words_before and quotation.last_char in ".?!…" and not quotation.words_after


def _long(quotation: QuotationContext) -> str:
    return str(len(quotation.words)) if len(quotation.words) >= LONG else ""


def _begins_small(quotation: QuotationContext) -> bool:
    return quotation.content[0].islower() and not _verb_before(quotation)


def is_title(quotation: QuotationContext) -> bool:
    """Return True if all words that a title writes large begin with a capital."""
    large = [word for word in quotation.words if word not in _SMALL_WORDS]
    return len(large) > 1 and not any(word[0].islower() for word in large) and quotation.last_char not in "?!"


QUOTE_CUES = (
    QuoteCue(3.0, "closing mark followed by “{}”", _verb_after),
    QuoteCue(2.0, "“{}” before the opening mark", _verb_before),
    QuoteCue(1.0, "“{}” before the opening mark", _verb_at_mark),
    QuoteCue(1.5, "a sentence of its own", _if(_is_whole_sentence)),
    QuoteCue(0.5, "continues after “{}”", _verb_in_sentence_before),
    QuoteCue(1.0, "a colon before it", _if(lambda quotation: quotation.char_before == ":")),
    QuoteCue(1.0, "a comma before the closing mark", _if(lambda quotation: quotation.last_char == ",")),
    QuoteCue(1.0, "a comma after the closing mark", _if(lambda quotation: quotation.last_char != quotation.end_mark)),
    QuoteCue(1.0, "ends like a sentence", _if(lambda quotation: quotation.last_char in ".?!…")),
    QuoteCue(1.0, "begins with a capital", _if(lambda quotation: quotation.content[0].isupper())),
    QuoteCue(1.0, "at most one sentence", _if(lambda quotation: not _NEXT_SENTENCE.search(quotation.content))),
    QuoteCue(0.5, "{} words long", _long),
    QuoteCue(1.5, "continues in the next paragraph", _if(lambda quotation: quotation.continues)),
    QuoteCue(-4.5, "no closing mark", _if(lambda quotation: not quotation.is_closed)),
    QuoteCue(-2.5, "no opening mark", _if(lambda quotation: not quotation.is_opened)),
    QuoteCue(-2.0, "begins with a small letter", _if(_begins_small)),
    QuoteCue(-2.0, "no punctuation at its end", _if(lambda quotation: quotation.end_mark not in ",.?!…—-")),
    QuoteCue(-2.5, "part of a sentence", _if(_is_embedded)),
    QuoteCue(-1.5, "a word or two", _if(lambda quotation: len(quotation.words) < SHORT)),
    QuoteCue(-2.0, "a title", _if(is_title)),
    QuoteCue(-2.0, "a name", _if(_is_named)),
    QuoteCue(-3.0, "within a quotation", _if(lambda quotation: quotation.is_nested)),
    # Apostrophes, feet and inches look the same, and authors put scare quotes in single marks beside double ones.
    QuoteCue(-5.0, "in single marks", _if(lambda quotation: quotation.exact[0] in _SINGLE_MARKS)),
)
