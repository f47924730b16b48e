"""The weight of a word from how often it is used in general, so that it does not depend on the few sources at hand.

The counts are those of 900,000 words of an encyclopedia; `benchmarks/count_background.py` makes them.
"""

from functools import lru_cache
from math import log10
from pathlib import Path

COUNTS = Path(__file__).with_name("background.txt")
CEILING = 7.0  # on the Zipf scale: ten to this power in a billion words, so once in a hundred
UNSEEN = 0.5  # the count of an unlisted word
POWER = 0.7
LEAST_WEIGHT = 0.3


@lru_cache(1)
def _zipf_by_term() -> dict[str, float]:
    """Read the counts: the first line says how many words there are, each other one a count and the terms with it."""
    total, *lines = COUNTS.read_text("utf-8").splitlines()
    counted = (line.split(" ") for line in lines)
    zipf = {term: _zipf(float(count), int(total)) for count, *terms in counted for term in terms}
    return zipf | {"": _zipf(UNSEEN, int(total))}


def _zipf(count: float, total: int) -> float:
    return log10(count / total * 1e9)


@lru_cache(1 << 17)
def term_weight(term: str) -> float:
    """Return how much evidence it is that two sentences have a term in common."""
    zipf = _zipf_by_term()
    return float(max(LEAST_WEIGHT, CEILING - zipf.get(term, zipf[""])) ** POWER)
