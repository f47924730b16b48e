"""Boilerplate that sources share: blocks in three sources that are short, or whose sources are not on one event."""

from collections.abc import Sequence

import pytest

from reader.insight.echoes import shared_boilerplate
from reader.insight.echoes.shared_boilerplate import SharedBoilerplate
from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import WordRange, tokenize_source
from tests.support.echo_articles import article


class Factors(TermWeights):
    """Term weights by which any two of the sources are similar to a degree that a test sets."""

    def __init__(self, factors: Sequence[Sequence[float]]) -> None:
        super().__init__(())
        self.given = factors

    def similarity_factor(self, one: int, other: int) -> float:
        return self.given[one][other]


def shared(texts: Sequence[str]) -> SharedBoilerplate:
    found = SharedBoilerplate([tokenize_source(article(f"{number}.txt", each)) for number, each in enumerate(texts)])
    for number in range(len(texts)):
        found.add(number)
    return found


def boilerplate(texts: Sequence[str], factor: float) -> dict[int, set[WordRange]]:
    return shared(texts).boilerplate(Factors([[factor] * len(texts)] * len(texts)))


SEVEN, EIGHT = "one two three four five six seven", "one two three four five six seven eight"


@pytest.mark.parametrize(("count", "found"), [(2, {}), (3, {0: {(0, 7)}, 1: {(0, 7)}, 2: {(0, 7)}})])
def test_three_sources_must_share_a_block(count: int, found: dict[int, set[WordRange]]) -> None:
    texts = [f"{SEVEN}\nrest {number}" for number in range(count)]
    assert shared(texts).repeated() == boilerplate(texts, 11) == found


def test_a_block_that_a_source_repeats_counts_once() -> None:
    assert not shared([f"{SEVEN}\n{SEVEN}", SEVEN]).repeated()


@pytest.mark.parametrize(("block", "factor", "is_found"), [
    (SEVEN, 11, True), (EIGHT, 2.19, True), (EIGHT, 2.2, False), (EIGHT, 11, False),
])  # fmt: skip
def test_a_block_of_eight_words_is_boilerplate_if_its_sources_are_unlike(
    block: str, factor: float, is_found: bool
) -> None:
    assert bool(boilerplate([block] * 3, factor)) is is_found


def test_the_first_four_sources_are_compared() -> None:
    related, unlike = 3.0, 1.0
    for numbers, is_found in ((4, False), (3, True)):
        factors = [[related if max(a, b) < numbers else unlike for a in range(6)] for b in range(6)]
        assert bool(shared([EIGHT] * 6).boilerplate(Factors(factors))) is is_found
    assert shared_boilerplate.COMPARED_SOURCES == 4
