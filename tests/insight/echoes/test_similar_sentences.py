"""Similar sentences: rare words make candidates, numbers that conflict make a pair weaker, and so does the context."""

from collections.abc import Sequence

import pytest

from reader.insight.echoes import similar_sentences
from reader.insight.echoes.similar_sentences import SimilarPair, SimilarSentenceIndex
from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import WordRange, tokenize_source
from tests.support.echo_articles import article


class EqualWeights(TermWeights):
    """Term weights by which all words weigh one, and all sources are unlike but for a factor that a test sets."""

    factor = 1.0

    def weight(self, stem: str) -> float:  # noqa: ARG002
        return 1.0

    def similarity_factors(self, number: int) -> Sequence[float]:  # type: ignore[override]  # noqa: ARG002
        return [self.factor] * 1000


def index_of(*texts: str, excluded: Sequence[WordRange] = ()) -> SimilarSentenceIndex:
    """Return an index of texts; the excluded blocks are of the second."""
    sources = [tokenize_source(article(f"{number:04}.txt", text)) for number, text in enumerate(texts)]
    index = SimilarSentenceIndex(sources, EqualWeights(sources))
    for number in range(len(sources)):
        index.add(number, excluded if number == 1 else ())
    return index


def strength(one: str, other: str, sentence: int = 0) -> float:
    """Return the strength of the pair of a sentence with that number in each of two texts; 0 if there is none."""
    pairs = index_of(one, other).pairs_of(0, sentence, 0.001)
    return round(next((pair.strength for pair in pairs if pair.other == sentence), 0), 4)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ferry storm harbour bridge.", "Ferry storm harbour bridge.", 1.0),
        ("Ferry storm harbour bridge.", "Ferry storm harbour baker.", 0.75),
        ("Ferry storm harbour bridge.", "Ferry baker prize salt bread pier.", 0.2),
        ("Ferry storm harbour bridge.", "Baker prize salt bread.", 0),
        ("Ferry storm harbour 14.", "Ferry storm harbour 14.", 1.0),
        ("Ferry storm harbour 14.", "Ferry storm harbour 15.", 0.6),
        ("Ferry storm harbour 14.", "Ferry storm harbour bridge.", 0.75),
        ("Ferry storm 14 15.", "Ferry storm 15 16.", 0.75),
    ],
)
def test_the_share_of_their_words_less_a_fifth_if_their_numbers_conflict(one: str, other: str, expected: float) -> None:
    assert strength(one, other) == expected


@pytest.mark.parametrize(
    ("before", "other_before", "expected"),
    [
        ("Mayor Brandt spoke today.", "Mayor Brandt spoke today.", 1.0),
        ("Mayor Brandt spoke today.", "Baker prize salt bread.", 0.7692),
        ("Ferry spoke today twice.", "Baker prize salt bread.", 0.7921),
    ],
)
def test_the_sentence_before_counts_for_three_tenths(before: str, other_before: str, expected: float) -> None:
    one, other = (f"{each} Ferry storm harbour bridge." for each in (before, other_before))
    assert strength(one, other, sentence=1) == expected


def pairs_with(index: SimilarSentenceIndex, min_strength: float) -> list[int]:
    return [pair.there for pair in index.pairs_of(0, 0, min_strength)]


@pytest.mark.parametrize(("min_strength", "found"), [(0.75, [1]), (0.751, [])])
def test_the_least_strength(min_strength: float, found: list[int]) -> None:
    index = index_of("Ferry storm harbour bridge.", "Ferry storm harbour baker.")
    assert pairs_with(index, min_strength) == found


@pytest.mark.parametrize(("shared", "found"), [(4, [1]), (3, [])])
def test_a_candidate_has_half_of_the_least_strength_without_its_context(shared: int, found: list[int]) -> None:
    """The words before are the same, so that the pair is strong enough with them."""
    words = ["ferry", "storm", "harbour", "bridge", "baker", "prize", "salt", "bread"]
    before = " ".join(f"word{number}" for number in range(80))
    own = " ".join([*words[:shared], *(f"other{number}" for number in range(8 - shared))])
    index = index_of(f"{before}. {' '.join(words).capitalize()}.", f"{before}. {own.capitalize()}.")
    assert [pair.there for pair in index.pairs_of(0, 1, 0.8) if pair.other == 1] == ([] if shared == 3 else found)
    assert [pair.other for pair in index.pairs_of(0, 1, 0.7) if pair.other == 1] == [1]


def test_the_factor_of_the_sources_multiplies_the_strength(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EqualWeights, "factor", 4.0)
    assert strength("Ferry storm harbour bridge.", "Ferry storm harbour baker.") == 3.0
    weak = index_of("Ferry storm harbour bridge.", "Ferry baker prize salt bread pier.")
    assert pairs_with(weak, 0.8) == [1], "a candidate needs less of the words, too"


def test_pairs_are_in_other_and_later_sources() -> None:
    text = "Ferry storm harbour bridge."
    index = index_of(*[text] * 3)
    assert [pair.there for pair in index.pairs_of(1, 0, 0.5)] == [0, 2]
    assert list(index.pairs_of(1, 0, 0.5, beyond=1)) == [SimilarPair(1, 0, 2, 0, 1.0)]


def test_sentences_of_excluded_blocks_are_left_out() -> None:
    text = "Ferry storm harbour bridge.\nBaker wins a prize for bread."
    index = index_of(text, text, excluded=[(0, 4)])
    assert (index.added(0), index.added(1)) == ([0, 1], [1])
    assert not list(index.pairs_of(1, 0, 0.1))
    assert not pairs_with(index, 0.1)


@pytest.mark.parametrize(("sentences", "is_found"), [(300, True), (301, False)])
def test_a_word_is_rare_in_three_hundred_sentences(sentences: int, is_found: bool) -> None:
    texts = [f"Ferry a{number} b{number} c{number}." for number in range(sentences)]
    assert (len(list(index_of(*texts).pairs_of(0, 0, 0.1))) > 0) is is_found


@pytest.mark.parametrize(("sentences", "is_found"), [(399, False), (400, True)])
def test_of_many_sentences_a_word_is_rare_in_one_of_a_hundred(
    sentences: int, is_found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar_sentences, "RARE", 3)
    four = [f"Ferry a{number} b{number} c{number}." for number in range(4)]
    rest = "".join(f"x{number} y{number} z{number} w{number}.\n" for number in range(sentences - 4))
    assert (len(list(index_of(*four, rest).pairs_of(0, 0, 0.1))) > 0) is is_found
