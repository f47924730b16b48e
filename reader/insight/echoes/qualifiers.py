"""Small words that qualify a statement: "all" and "some", "by" and "to" before a number, "if", and "because"."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reader.insight.echoes.opposites import ALL, BE, CAUSES, CONDITIONS, PLAIN_ATTRIBUTIONS, SOME, WONDERING
from reader.insight.echoes.statement import Statement
from reader.text.abbreviations import word_set

NEAR = 4  # words before a place, of which one may say that a cause or a state follows
_STATES = word_set("is are was were be been")
_TELLING = word_set("tell tells told")
_BETWEEN = word_set("a an the of to in his her its their")  # that and its cause


def qualifying_kinds(one: Statement, other: Statement) -> Iterator[str]:
    """Yield the kinds of difference that qualifying words make."""
    if _has_condition(one) != _has_condition(other):
        yield "modality"
    if _scopes(one, ALL) & _scopes(other, SOME) or _scopes(one, SOME) & _scopes(other, ALL):
        yield "number"
    if _have_changed_sides(one, other):
        yield "speaker"
    ours, theirs = _before_numbers(one), _before_numbers(other)
    if any(ours[number] != theirs[number] for number in ours.keys() & theirs.keys()):
        yield "direction"


def is_complement(side: Statement, found: Sequence[int]) -> bool:
    """Return whether words complete what stands before them: a cause after "because of", or a state after "are"."""
    before = [word for word in side.words[max(0, found[0] - NEAR) : found[0]] if word not in _BETWEEN]
    return bool(before) and (before[-1] in CAUSES or before[-1] in _STATES)


def _has_condition(side: Statement) -> bool:
    """Return whether there is an "if" that does not stand for "whether"."""
    before = zip(["", *side.words], side.words, strict=False)
    return any(word in CONDITIONS and earlier not in WONDERING for earlier, word in before)


def _have_changed_sides(one: Statement, other: Statement) -> bool:
    """Return whether who says it in each statement is who is spoken of in the other one: "A said B fell"."""
    ours, theirs = _said(one), _said(other)
    if ours is None or theirs is None or ours[0] == theirs[0]:
        return False
    return theirs[0] in one.terms[ours[1] :] and ours[0] in other.terms[theirs[1] :]


def _said(side: Statement) -> tuple[str, int] | None:
    """Return the term right before "said" or "told", and the place of that; None without one, or in the passive."""
    found = (
        index for verbs in (PLAIN_ATTRIBUTIONS, _TELLING) for index, word in enumerate(side.words) if word in verbs
    )
    at = next(found, None)
    if at is None or side.words[max(0, at - 1)] in BE:
        return None
    before = [side.terms[index] for index in range(side.reach(at, -NEAR), at) if side.terms[index]]
    return (before[-1], at) if before else None


def _scopes(side: Statement, words: Collection[str]) -> set[str]:
    return {side.scope(index) for index, word in enumerate(side.words) if word in words} - {""}


def _before_numbers(side: Statement) -> dict[str, str]:
    """Return "by" or "to" by the numbers that they stand before."""
    pairs = pairwise(side.words)
    return {number: word for word, number in pairs if word in ("by", "to") and number[:1].isdecimal()}
