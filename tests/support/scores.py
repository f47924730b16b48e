"""Scores as the log odds that detectors add up, in which tests can read a weight."""

from math import log


def log_odds(score: float) -> float:
    """Return the log odds of a probability, rounded to three digits."""
    return round(log(score / (1 - score)), 3)
