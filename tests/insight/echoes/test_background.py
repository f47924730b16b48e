"""Background counts: how much a word says does not hang on the sources at hand."""

import pytest

from reader.insight.echoes.background import COUNTS, LEAST_WEIGHT, term_weight


def test_rarer_words_weigh_more_and_unknown_ones_most() -> None:
    assert term_weight("includ") < term_weight("bridg") < term_weight("orchard") < term_weight("qwertzu")


@pytest.mark.parametrize(("term", "expected"), [("includ", 0.43), ("bridg", 1.54), ("qwertzu", 2.62)])
def test_weights_lie_between_two_bounds(term: str, expected: float) -> None:
    assert LEAST_WEIGHT <= term_weight(term) < 4
    assert term_weight(term) == pytest.approx(expected, abs=0.05)


def test_the_counts_are_small_and_have_each_term_once() -> None:
    assert COUNTS.stat().st_size < 200_000
    total, *lines = COUNTS.read_text("utf-8").splitlines()
    counted = [(int(count), terms) for count, *terms in (line.split(" ") for line in lines)]
    terms = [term for _, each in counted for term in each]
    assert len(terms) == len(set(terms)) > 10_000
    assert [count for count, _ in counted] == sorted({count for count, _ in counted}, reverse=True)
    assert int(total) > sum(count * len(each) for count, each in counted)
