"""Conversion of log odds, in which the detectors add up their cues, to a probability."""

from math import exp


def probability(log_odds: float) -> float:
    """Return the probability, from 0 to 1, that log odds stand for."""
    return 1 / (1 + exp(-log_odds))
