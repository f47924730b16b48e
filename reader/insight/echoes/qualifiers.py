"""Small words that qualify a statement: "all" and "some", "by" and "to" before a number, "if", and "because"."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reader.insight.echoes.opposites import ALL, BE, CAUSES, CONDITIONS, PLAIN_ATTRIBUTIONS, SOME, WONDERING
from reader.insight.echoes.quantities import Quantity
from reader.insight.echoes.statement import Statement
from reader.text.abbreviations import word_set

NEAR = 4  # words before a place in which one may announce a cause or a state
_STATES = word_set("is are was were be been")
_TELLING = word_set("tell tells told")
_BETWEEN = word_set("a an the of to in his her its their")  # that and its cause
_NEARLY = word_set("almost nearly virtually not")  # words before “all” that turn it into “most”
_RESTRICTING = ALL | SOME - {"half"} | {"part", "only"}


def qualifying_kinds(one: Statement, other: Statement) -> Iterator[str]:
    """Yield the kinds of difference that qualifying words make."""
    if _has_condition(one) != _has_condition(other):
        yield "modality"
    if _all(one) & _scopes(other, SOME) or _scopes(one, SOME) & _all(other):
        yield "number"
    if _have_changed_sides(one, other):
        yield "speaker"
    ours, theirs = _before_numbers(one), _before_numbers(other)
    if any(ours[number] != theirs[number] for number in ours.keys() & theirs.keys()):
        yield "direction"


def is_complement(side: Statement, found: Sequence[int]) -> bool:
    """Return whether words complete the words before them: a cause after "because of", or a state after "are"."""
    before = [word for word in side.words[max(0, found[0] - NEAR) : found[0]] if word not in _BETWEEN]
    return bool(before) and (before[-1] in CAUSES or before[-1] in _STATES)


def _has_condition(side: Statement) -> bool:
    """Return whether there is an "if" that does not stand for "whether"."""
    before = zip(["", *side.words], side.words, strict=False)
    return any(word in CONDITIONS and earlier not in WONDERING for earlier, word in before)


def _have_changed_sides(one: Statement, other: Statement) -> bool:
    """Return whether the speaker in each statement is the subject in the other one: "A said B fell"."""
    ours, theirs = _said(one), _said(other)
    if ours is None or theirs is None or ours[0] == theirs[0]:
        return False
    return theirs[0] in one.terms[ours[1] :] and ours[0] in other.terms[theirs[1] :]


def _said(side: Statement) -> tuple[str, int] | None:
    """Return the term right before "said" or "told", and the verb's place; None without one, or in the passive."""
    found = (
        index for verbs in (PLAIN_ATTRIBUTIONS, _TELLING) for index, word in enumerate(side.words) if word in verbs
    )
    at = next(found, None)
    if at is None or side.words[max(0, at - 1)] in BE:
        return None
    before = [side.terms[index] for index in range(side.reach(at, -NEAR), at) if side.terms[index]]
    return (before[-1], at) if before else None


def is_of_fewer(one: Statement, other: Statement) -> bool:
    """Return whether a statement is only about some of those that the other one is about: “only residents may vote”."""
    return _restricts_more(one, other) or _restricts_more(other, one)


def _restricts_more(one: Statement, other: Statement) -> bool:
    """Return whether the first statement says only of some what the other one says of all, or of nobody special."""
    parts = {one.scope(each.end) for each in _lone(one, other) if _is_part(one, each)}
    fewer = (parts | _restricted(one, other.words)) - _restricted(other) - {""}
    if fewer.intersection(other.terms):
        return True
    counted = {other.scope(each.end - 1) for each in _lone(other, one)}
    return bool(_all(one) & counted)


def _lone(one: Statement, other: Statement) -> list[Quantity]:
    """Return the quantities that only one statement has."""
    return [each for each in one.quantities if not any(map(each.equals, other.quantities))]


def _is_part(side: Statement, quantity: Quantity) -> bool:
    """Return whether a number counts some of more, as “two of” does; “first of all” does not."""
    is_of = side.words[quantity.end : quantity.end + 1] == ["of"] and not side.words[quantity.end - 1].endswith("th")
    return is_of or quantity.value < 1


def _all(side: Statement) -> set[str]:
    """Return the terms after “all”, unless it is “nearly all”."""
    found = (index for index, word in enumerate(side.words) if word in ALL and not _is_nearly(side, index))
    return {side.scope(index) for index in found} - {""}


def _restricted(side: Statement, known: Collection[str] = ()) -> set[str]:
    """Return the terms after words such as “some” and “only”, but for those that are known, and after “nearly all”."""
    found = [at for at, word in enumerate(side.words) if word in _RESTRICTING and (word in ALL or word not in known)]
    return {side.scope(index) for index in found if _restricts(side, index)}


def _restricts(side: Statement, index: int) -> bool:
    word, before, after = side.words[index], side.words[max(0, index - 1) : index], side.words[index + 1 : index + 2]
    if word in ALL:
        return _is_nearly(side, index)
    if word == "part":
        return after == ["of"] and before != ["as"]
    if word == "only":
        return before not in (["the"], ["not"])
    if word == "some" and after and after[0][:1].isdecimal():
        return False
    return after == ["of"] or (word != "several" and before != ["a"])  # “several”, “a few” without saying whom


def _scopes(side: Statement, words: Collection[str]) -> set[str]:
    return {side.scope(index) for index, word in enumerate(side.words) if word in words} - {""}


def _is_nearly(side: Statement, index: int) -> bool:
    return index > 0 and side.words[index - 1] in _NEARLY


def _before_numbers(side: Statement) -> dict[str, str]:
    """Return "by" or "to" by the numbers that they stand before."""
    pairs = pairwise(side.words)
    return {number: word for word, number in pairs if word in ("by", "to") and number[:1].isdecimal()}
