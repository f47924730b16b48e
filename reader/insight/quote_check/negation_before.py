"""A negation right before the words that were quoted: “not persuaded that he acted alone” without its first word."""

import re

from reader.insight.quote_check.original import Original
from reader.insight.quote_check.quotation import Quotation
from reader.insight.quote_check.verdict import Difference
from reader.insight.wording.kinds import kind_at
from reader.insight.wording.normal_words import NormalWords, normal_words
from reader.text.span import Span

NEAR = 2  # words before the quoted ones among which the negation may be
NEAR_THAT = 5  # likewise if a “that” stands right before them: “I do not believe that”
_REACH, _REACH_IN_ARTICLE = 40, 160  # code points that are looked at
_CLAUSE_END = re.compile(r"[^\w\s'’\"“„«*_\[(-]|\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…:;]\s|\n\s*\n")
_COUNTLESS = frozenset({"or", "only", "just", "if", "whether", "why"})  # "or not we win", "not only we win"


def negation_before(quotation: Quotation, original: Original, place: Span) -> Difference | None:
    """Return the negation before quoted words that neither the quotation nor the article has.

    Args:
        quotation: The quotation.
        original: The original that it is from.
        place: The place of its words in the original.
    """
    if 0 in quotation.gaps:
        return None
    start = max(0, place.start - _REACH)
    text = original.shown_between(start, place.start)
    words = normal_words(text[_last_end(_CLAUSE_END, text) :])
    at = _last_negation(words, is_english=original.language == "en")
    if at is None or _is_negated(quotation):
        return None
    text = words.text
    there = Span(place.start - len(text) + words.starts[at], place.start - len(text) + len(text.rstrip()))
    here = quotation.place(0, 1).start
    return Difference("negation", Span(here, here), "", there, there.of(original.text), is_marked=True)


def _last_negation(words: NormalWords, *, is_english: bool) -> int | None:
    """Return the negation among the last words; None if there is none, or if it negates nothing that follows."""
    near = range(max(0, len(words) - (NEAR_THAT if words.words[-1:] == ["that"] else NEAR)), len(words))
    at = next((index for index in near if kind_at(words, index) == "negation"), None)
    if at is None or _COUNTLESS.intersection(words.words[max(0, at - 1) :]):
        return None
    is_article = is_english and words.words[at] == "no"  # it negates the word after it, and no more
    return None if is_article and at + 1 < len(words) else at


def _is_negated(quotation: Quotation) -> bool:
    """Return whether the article's own words before a quotation, in its sentence, have a negation."""
    start = quotation.span.start
    before = quotation.shown[max(0, start - _REACH_IN_ARTICLE) : start]
    words = normal_words(before[_last_end(_SENTENCE_END, before) :])
    return any(kind_at(words, index) == "negation" for index in range(len(words)))


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)
