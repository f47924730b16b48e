"""Doubts about who says a quotation: a verb of saying is beside it, but its subject may not be the speaker."""

import re

from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.noun_phrases import Phrase
from reader.insight.speakers.tokens import QUOTATION, SENTENCE_ENDS

_WORD = re.compile(r"\w{4,}")  # words that a title writes with a capital
LONGEST = 10  # tokens of a subject before an insertion
BEGINNING = 2  # a pronoun among so many first tokens of a sentence is its subject
NEAR = 6  # tokens after a verb within which another one may follow: “…,” Doe said Roe told her


def is_unsaid(grammar: Grammar, verb: int, phrase: Phrase) -> bool:
    """Return whether something was not said, or perhaps not: Doe never said, “…”; nobody said so; if Doe says “…”."""
    small, words = grammar.tokens.small, grammar.words
    at = verb
    while at > 0 and (grammar.is_adverb(at - 1) or _is_denial(grammar, at - 1)):
        at -= 1
    is_doubted = any(_is_denial(grammar, each) for each in range(at, verb))
    is_supposed = phrase[0] > 0 and small[phrase[0] - 1] in words.supposing
    is_nobody = small[phrase[0]] in words.nobody or small[phrase[0] : phrase[0] + 2] == words.no_one
    return is_doubted or is_supposed or is_nobody


def _is_denial(grammar: Grammar, at: int) -> bool:
    """Return whether a word such as “never”, “might” or “didn’t” stands before a verb; the name May is none."""
    word = grammar.tokens.words[at]
    return word.islower() and (word in grammar.words.unsaid or word.endswith(("n't", "n’t")))


def is_of_another(grammar: Grammar, end: int, limit: int) -> bool:
    """Return whether the words after a verb name somebody else who speaks: “…,” Doe said Roe told her."""
    tokens, words = grammar.tokens, grammar.words
    for at in range(end + 1, min(limit, end + NEAR)):
        small, before = tokens.small[at], tokens.small[at - 1]
        if before == "," or (before in words.conjunctions and small not in words.participles):
            return False
        if (small in words.common and grammar.end_of_verb(at)) or small in words.reporting:
            return True
    return False


def pending_subject(grammar: Grammar, token: int) -> Phrase | None:
    """Return the subject that still waits for its verb at a quotation: Doe, citing “…,” said; Doe's book, “…,” says."""
    tokens, words = grammar.tokens, grammar.words
    start = tokens.sentence_start(token)
    comma = next((at for at in range(start + 1, min(token, start + LONGEST)) if tokens.words[at] == ","), None)
    if comma is None or not grammar.begins_phrase(start) or any(map(grammar.is_adverb, (start, comma - 1))):
        return None
    if any(map(grammar.is_finite, range(start, comma))) or QUOTATION in tokens.words[start:token]:
        return None
    after = tokens.small[comma + 1]
    if comma + 1 == token:
        return (start, comma) if _is_title(tokens.span(token, token + 1).of(tokens.text)) else None
    if "," in tokens.small[comma + 1 : token] or after in words.pronouns - words.articles - words.relative:
        return None
    is_open = after.endswith("ing") or after in words.relative or grammar.is_past(comma + 1)
    return (start, comma) if is_open or not any(map(grammar.is_finite, range(comma + 1, token))) else None


def _is_title(quotation: str) -> bool:
    return all(word[0].isupper() for word in _WORD.findall(quotation))


def is_asked(grammar: Grammar, token: int) -> bool:
    """Return whether a quotation is part of what somebody was asked or told: Asked if it was “…,” Doe said no."""
    start = grammar.tokens.sentence_start(token)
    return grammar.tokens.small[start] in grammar.words.asked and "," not in grammar.tokens.small[start:token]


def is_interrupted(grammar: Grammar, first: int, token: int) -> bool:
    """Return whether somebody else may speak after the tokens from one on: a new clause or sentence lies between.

    A sentence whose subject is a pronoun does not count; it mostly is about who spoke before:
    “…,” Doe said. Then she left. “…”
    """
    tokens, words = grammar.tokens, grammar.words
    if any(_joins_clause(grammar, at) for at in range(first, token - 2)):
        return True
    ends = [at for at in range(first, token) if tokens.small[at] in SENTENCE_ENDS]
    starts = [at + 1 for at in ends if at + 1 < token and not tokens.words[at + 1][0].islower()]
    return any(words.pronouns.isdisjoint(tokens.small[at : at + BEGINNING]) for at in starts)


def _joins_clause(grammar: Grammar, at: int) -> bool:
    """Return whether a comma and an “and” are followed by a clause with a subject of its own."""
    is_joint = grammar.tokens.small[at] == "," and grammar.tokens.small[at + 1] in grammar.words.joining
    return is_joint and grammar.begins_phrase(at + 2) and not grammar.is_finite(at + 2)
