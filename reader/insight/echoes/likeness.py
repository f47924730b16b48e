"""The likeness of two statements, and the probability that a careful editor would call them the same.

The weights are those of a logistic regression on 570 pairs of sentences of news articles that people judged.
"""

from math import exp
from typing import NamedTuple

from reader.insight.echoes.statement import Statement

INTERCEPT, COVERED, RUNS, SHARED, SAID = -5.01, 4.68, 4.69, 1.15, 1.71
MOST_SHARED = 12  # the most common terms that count
MOST_SAID = 15.0  # the most weight of common terms that counts


class Likeness(NamedTuple):
    """The features that two statements have in common, each from 0 to 1.

    Attributes:
        covered: The share of the longer statement's terms, by weight, that the other one also has.
        runs: The share of the longer one that is in runs of three words in common.
        shared: The number of terms in common, as a share of MOST_SHARED.
        said: Their weight, as a share of MOST_SAID, since a few common words say little.
        plain: The Dice coefficient without names, since the same people at another event do not make the same
            statement.
    """

    covered: float
    runs: float
    shared: float
    said: float
    plain: float

    @property
    def probability(self) -> float:
        """The probability that they are the same statement, judging by likeness."""
        strength = COVERED * self.covered + RUNS * self.runs + SHARED * self.shared + SAID * self.said
        return 1 / (1 + exp(-INTERCEPT - strength))


def likeness_of(one: Statement, other: Statement) -> Likeness:
    """Return what two statements have in common, in either order."""
    common = sorted(one.weights.keys() & other.weights.keys())
    names = one.names | other.names
    said = sum(one.weights[term] for term in common)
    plain = sum(one.weights[term] for term in common if term not in names)
    both = sum(side.weights[term] for side in (one, other) for term in side.weights if term not in names)
    longer = max(len(one.trigrams), len(other.trigrams), 1)
    return Likeness(
        said / (max(one.total, other.total) or 1.0),
        len(one.trigrams & other.trigrams) / longer,
        min(len(common), MOST_SHARED) / MOST_SHARED,
        min(said, MOST_SAID) / MOST_SAID,
        2 * plain / both if both else 0.0,
    )
