"""Small words that qualify a statement: "all" and "some", "by" and "to" before a number, "if", and "because"."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reader.insight.echoes.opposites import ALL, CAUSES, CONDITIONS, SOME, WONDERING
from reader.insight.echoes.statement import Statement
from reader.text.abbreviations import word_set

NEAR = 4  # words before a place, of which one may say that a cause follows
_BETWEEN = word_set("a an the of to in his her its their")  # that and its cause


def qualifying_kinds(one: Statement, other: Statement) -> Iterator[str]:
    """Yield the kinds of difference that qualifying words make."""
    if _has_condition(one) != _has_condition(other):
        yield "modality"
    if _scopes(one, ALL) & _scopes(other, SOME) or _scopes(one, SOME) & _scopes(other, ALL):
        yield "number"
    ours, theirs = _before_numbers(one), _before_numbers(other)
    if any(ours[number] != theirs[number] for number in ours.keys() & theirs.keys()):
        yield "direction"


def has_cause_before(side: Statement, found: Sequence[int]) -> bool:
    """Return whether words stand right after "because of", "due to" or "by", and are a cause."""
    before = [word for word in side.words[max(0, found[0] - NEAR) : found[0]] if word not in _BETWEEN]
    return bool(before) and before[-1] in CAUSES


def _has_condition(side: Statement) -> bool:
    """Return whether there is an "if" that does not stand for "whether"."""
    before = zip(["", *side.words], side.words, strict=False)
    return any(word in CONDITIONS and earlier not in WONDERING for earlier, word in before)


def _scopes(side: Statement, words: Collection[str]) -> set[str]:
    return {side.scope(index) for index, word in enumerate(side.words) if word in words} - {""}


def _before_numbers(side: Statement) -> dict[str, str]:
    """Return "by" or "to" by the numbers that they stand before."""
    pairs = pairwise(side.words)
    return {number: word for word, number in pairs if word in ("by", "to") and number[:1].isdecimal()}
