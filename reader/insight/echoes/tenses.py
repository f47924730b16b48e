"""Tenses: what one statement says will happen, and the other one says has happened."""

from collections.abc import Iterator

from reader.insight.echoes.opposites import BE, HEDGES, PROMISES
from reader.insight.echoes.statement import Statement
from reader.insight.echoes.word_families import PAST_FORMS
from reader.text.abbreviations import word_set

NEAR = 2  # words before a verb that tell its tense
REACH = -6  # words before a “to” in which one may make it a plan: “urged both sides to …”
_FUTURE, _TO_COME = word_set("will would shall"), word_set("about due set going")
_MARKS = _FUTURE | {"to"}
_PLANS = (HEDGES | PROMISES) - {"able", "can"}
_PERFECT = word_set("has have had")
_NO_PAST = _FUTURE | word_set("to may might can could should must being never not")  # before a participle


def is_yet_to_come(one: Statement, other: Statement) -> bool:
    """Return whether one statement says that something will happen, and the other that it has happened."""
    ours, theirs = set(_to_come(one)), set(_to_come(other))
    return _has_happened(ours - theirs, one, other) or _has_happened(theirs - ours, other, one)


def _has_happened(to_come: set[str], side: Statement, other: Statement) -> bool:
    """Return whether one of the terms of verbs that are to come is in the past tense in the other statement only."""
    return bool(to_come and (to_come & set(_past(other))) - set(_past(side)) - {""})


def _to_come(side: Statement) -> Iterator[str]:
    """Yield the terms of the verbs after “will”, and after the “to” of “is to”, “is due to” and “promised to”."""
    found = (index for index, word in enumerate(side.words) if word in _MARKS)
    for index in found:
        if side.words[index] != "to" or _is_planned(side, index):
            is_before_adverb = "".join(side.words[index + 1 : index + 2]).endswith("ly")
            yield side.scope(index + is_before_adverb)


def _is_planned(side: Statement, to: int) -> bool:
    """Return whether what follows a “to” is still to be done."""
    if side.words[max(0, to - 1)] in BE | _TO_COME:
        return True
    return not _PLANS.isdisjoint(side.words[side.reach(to, REACH) : to])


def _past(side: Statement) -> Iterator[str]:
    """Yield the terms of what seem to be verbs in the past tense."""
    for index, word in enumerate(side.words):
        is_past = word.endswith("ed") or word in PAST_FORMS or (index and side.words[index - 1] in _PERFECT)
        if is_past and _NO_PAST.isdisjoint(side.words[max(0, index - NEAR) : index]):
            yield side.terms[index]
            yield word.removesuffix("d")  # the endings of a short word are not cut off: “vote”, “voted”
