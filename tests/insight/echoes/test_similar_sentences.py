"""Similar sentences: which are compared, in whatever order they come, and how many at most."""

from collections.abc import Sequence

import pytest

from reader.insight.echoes import similar_sentences
from reader.insight.echoes.background import term_weight
from reader.insight.echoes.similar_sentences import SimilarSentenceIndex
from reader.insight.echoes.tokenized_source import WordRange, tokenize_source
from tests.support.echo_articles import article

STORM = "A storm tore the copper roof off the granary."
REWORDED = "The copper roof of the granary was torn off in a storm."


def index_of(*texts: str, excluded: Sequence[WordRange] = (), kinship: float = 1.0) -> SimilarSentenceIndex:
    """Return an index of texts; the excluded blocks are of the second."""
    sources = [tokenize_source(article(f"{number:04}.txt", text)) for number, text in enumerate(texts)]
    index = SimilarSentenceIndex(sources, lambda _one, _other: kinship, term_weight)
    for number in range(len(sources)):
        index.add(number, excluded if number == 1 else ())
    for number in range(len(sources)):
        index.compare(number)
    index.finish()
    return index


def partners(index: SimilarSentenceIndex, number: int = 0, sentence: int = 0) -> list[tuple[int, int]]:
    return [(pair.there, pair.other) for pair in index.pairs_of(number, sentence)]


def test_a_pair_is_found_from_both_ends_with_the_same_judgement() -> None:
    index = index_of(f"Nobody came.\n{STORM}", f"{REWORDED}\nThe band played until three.")
    (one,), (other,) = index.pairs_of(0, 0), index.pairs_of(1, 0)
    assert (one.there, one.other, other.there, other.other) == (1, 0, 0, 0)
    assert one.judgement == other.judgement
    assert one.judgement.is_sure
    assert partners(index, 1, 1) == []


def test_pairs_are_in_other_and_later_sources() -> None:
    index = index_of(STORM, f"{STORM}\n{REWORDED}", REWORDED)
    assert partners(index, 1) == [(0, 0), (2, 0)]
    assert [pair.there for pair in index.pairs_of(1, 0, beyond=1)] == [2]


def test_sentences_of_excluded_blocks_are_left_out() -> None:
    index = index_of(STORM, f"{STORM}\nThe band played until three.", excluded=[(0, 9)])
    assert (index.added(0), index.added(1)) == ([0], [1])
    assert partners(index) == partners(index, 1) == []


@pytest.mark.parametrize(("words", "are_compared"), [(4, True), (2, False)])
def test_sentences_must_have_three_tenths_of_their_terms_in_common(words: int, are_compared: bool) -> None:
    terms = ["copper", "granary", "weasel", "thimble", "lantern", "gherkin", "parsnip", "turnip"]
    other = [*terms[:words], "beetle", "candle", "pigeon", "walnut", "saddle", "trumpet"][:8]
    assert bool(partners(index_of(" ".join(terms), " ".join(other)))) is are_compared


@pytest.mark.parametrize(("kinship", "are_compared"), [(1.0, False), (3.0, True)])
def test_less_is_enough_in_sources_about_one_event(kinship: float, are_compared: bool) -> None:
    one, other = (
        "copper granary weasel thimble lantern gherkin",
        "copper granary beetle candle pigeon walnut saddle apron",
    )
    assert bool(partners(index_of(one, f"{other} acorn badger", kinship=kinship))) is are_compared


@pytest.mark.parametrize(("few", "are_compared"), [(3, True), (2, False)])
def test_among_a_few_sources_a_sentence_is_compared_even_if_another_one_is_nearer_to_its_partner(
    few: int, are_compared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar_sentences, "FEW_SOURCES", few)
    monkeypatch.setattr(similar_sentences, "COMPARED_KIN", 1)
    one = "copper granary weasel thimble lantern gherkin"
    partner = "copper granary beetle candle pigeon walnut saddle apron acorn badger kettle"
    nearer = "beetle candle pigeon trumpet meadow thistle bonnet gravel satchel pebble"
    assert bool(partners(index_of(one, partner, nearer, kinship=3.0))) is are_compared


@pytest.mark.parametrize(("sources", "are_compared"), [(8, True), (9, False)])
def test_a_key_in_too_many_sentences_leads_to_none(
    sources: int, are_compared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar_sentences, "MOST_SENTENCES", 8)
    assert bool(partners(index_of(*[STORM] * sources))) is are_compared
    assert similar_sentences.MOST_SENTENCES == 8


def test_a_sentence_is_compared_with_so_many_others_and_those_that_chose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar_sentences, "COMPARED", 2)
    index = index_of(*[STORM] * 6)
    assert partners(index, 5) == [(0, 0), (1, 0)]
    assert sorted(partners(index, 0)) == [(number, 0) for number in range(1, 6)]


def test_memory_is_bounded_by_the_number_of_sentences_however_alike_they_are() -> None:
    index = index_of(*(f"{STORM} Number {number} of many reports." for number in range(300)))
    pairs = sum(len(partners(index, number, sentence)) for number in range(300) for sentence in (0, 1))
    assert pairs <= 2 * similar_sentences.COMPARED * 600
