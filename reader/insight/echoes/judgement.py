"""The judgement on two sentences: how probably they say the same thing, whether it is sure, and what differs."""

from math import exp, log
from typing import NamedTuple

from reader.insight.echoes.differing import differing_kinds, unlike_kinds
from reader.insight.echoes.doubts import is_doubtful
from reader.insight.echoes.likeness import likeness_of
from reader.insight.echoes.statement import Statement

SURE = 0.58  # the least probability of a sure pair
SURE_IF_COVERED, COVERED = 0.44, 0.6  # less for short sentences if the longer one says hardly more
LEAST_PLAIN = 0.35  # likeness in the words that are not names; below, the same people do something else
TOLD_DIFFERENTLY = 0.35  # the least probability of a pair whose differences are named
DIFFERING = 0.3  # factor for the probability of two statements that differ
# The probability of a pair that is not sure: the weights of a logistic regression on 409 that people judged
INTERCEPT, LIKENESS, KINSHIP = -6.5, 9.7, 1.3
BELOW_SURE = (
    0.4  # the probability up to which it is as it is; above it grows slowly, and stays below that of a sure pair
)


class Judgement(NamedTuple):
    """A judgement on two sentences.

    Attributes:
        probability: The probability that they are the same statement, from 0 to 1.
        is_sure: True if they are shown as the same statement.
        differs: The kinds of words in which they differ; nothing if they are the same or too unlike to tell.
        unlike: The kinds of numbers, dates and negations that differ if they are too unlike to tell more.
    """

    probability: float
    is_sure: bool
    differs: tuple[str, ...]
    unlike: tuple[str, ...] = ()

    def among(self, likeness: float, kinship: float) -> "Judgement":
        """Return the judgement of a pair that is not sure, with its probability among the sources at hand.

        Args:
            likeness: The Dice coefficient of their terms, weighted by rarity: terms in all sources about an event count
                less than those in only two of them.
            kinship: How much likelier their sources are to say the same thing than any two; 1 for any two.
        """
        strength = INTERCEPT + LIKENESS * likeness + KINSHIP * log(kinship)
        probability = 1 / (1 + exp(-strength))
        probability = min(probability, BELOW_SURE + probability / 40)
        return self._replace(probability=probability * (DIFFERING if self.differs else 1))


def judge_statements(one: Statement, other: Statement) -> Judgement:
    """Return the judgement on two statements, in either order."""
    likeness = likeness_of(one, other)
    probability = likeness.probability
    if probability < TOLD_DIFFERENTLY:
        return Judgement(probability, False, (), unlike_kinds(one, other))
    if differs := differing_kinds(one, other):
        return Judgement(DIFFERING * probability, False, differs)
    is_covered = probability >= SURE_IF_COVERED and likeness.covered >= COVERED
    is_alike = (probability >= SURE or is_covered) and likeness.plain >= LEAST_PLAIN
    return Judgement(probability, is_alike and not is_doubtful(one, other), ())
