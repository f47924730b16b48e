"""Term weights: rare words weigh more, and sources with the same distinctive terms are similar."""

from collections.abc import Sequence

import pytest

from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import WordRange, tokenize_source
from tests.support.echo_articles import TEXTS, article


def weights_of(texts: Sequence[str], repeated: Sequence[Sequence[WordRange]] = ()) -> TermWeights:
    weights = TermWeights([tokenize_source(article(f"{number}.txt", text)) for number, text in enumerate(texts)])
    for number in range(len(texts)):
        weights.count(number)
    for number in range(len(texts)):
        weights.add_profile(number, repeated[number] if repeated else ())
    return weights


@pytest.mark.parametrize(
    ("stem", "expected"), [("", 0.5), ("bridg", 2.0654), ("senn", 2.2017), ("14", 2.2017), ("nowhere", 2.5398)]
)
def test_the_weight_of_a_word_by_how_many_of_the_sentences_have_it(stem: str, expected: float) -> None:
    """A function word, one in four of sixteen sentences, two in two, one in none."""
    assert round(weights_of(list(TEXTS.values())).weight(stem), 4) == expected


def test_the_weight_of_a_run_is_that_of_its_words() -> None:
    weights = weights_of(["The ferry sank at dawn."])
    assert weights.run_weight(0, 0, 3) == weights.weight("") + weights.weight("ferr") + weights.weight("sink")


def test_how_similar_the_articles_are() -> None:
    weights = weights_of(list(TEXTS.values()))
    assert [
        [round(weights.similarity_factor(number, other), 3) for other in range(len(TEXTS))]
        for number in range(len(TEXTS))
    ] == [
        [11.0, 1.0, 1.0, 1.0, 1.43],
        [1.0, 11.0, 6.624, 1.0, 3.785],
        [1.0, 6.624, 11.0, 1.0, 7.085],
        [1.0, 1.0, 1.0, 11.0, 1.327],
        [1.43, 3.785, 7.085, 1.327, 11.0],
    ]


@pytest.mark.parametrize(("count", "is_shared"), [(99, True), (100, False)])
def test_a_profile_has_the_hundred_most_distinctive_terms(count: int, is_shared: bool) -> None:
    """The word that both texts have is the least distinctive."""
    distinct = " ".join(f"{number}1000" for number in range(count))
    weights = weights_of([f"{distinct} ferry", "ferry"])
    assert (weights.similarity_factor(0, 1) > 1) is is_shared


def test_repeated_blocks_are_not_part_of_a_profile() -> None:
    texts = ["Menu ferry.\nStorm closes harbour.", "Menu ferry.\nBaker wins prize."]
    assert weights_of(texts).similarity_factor(0, 1) > 1
    assert weights_of(texts, [[(0, 2)], [(0, 2)]]).similarity_factor(0, 1) == 1


@pytest.mark.parametrize(("rest", "is_similar"), [("Storm", True), ("Storm closes", False)])
def test_a_source_that_is_repeated_for_more_than_half_is_profiled_whole(rest: str, is_similar: bool) -> None:
    texts = [f"Menu ferry.\n{rest}", "Menu ferry"]
    assert (weights_of(texts, [[(0, 2)], ()]).similarity_factor(0, 1) > 1) is is_similar
