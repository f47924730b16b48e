"""Stems: what inflections have in common, and how long a stem is."""

import pytest

from reader.insight.echoes.stems import WORD, normalized_word, stem


def test_forms_and_synonyms_have_the_stem_of_their_family() -> None:
    for family in (
        "pay paid",
        "sink sank sunk",
        "France French",
        "buys purchased acquiring",
        "dies death",
        "shut closed",
    ):
        assert len({stem(word.lower()) for word in family.split()}) == 1, family


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("close closes closed closing", True),
        ("mayor mayor's mayors", True),
        ("cooperation cooperates cooperating", True),
        ("ferry ferries ferried", True),
        ("cat cats cat's", True),
        ("14 15", False),
        ("bridge brigade", False),
    ],
)
def test_inflections_have_one_stem(words: str, same: bool) -> None:
    assert (len({stem(word) for word in words.split()}) == 1) is same


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", ""),
        ("said", ""),
        ("1500", "1500"),
        ("12345678", "12345678"),
        ("don't", "dont"),
        ("o'clock", "oclock"),
        ("aged", "aged"),
        ("cats", "cat"),
        ("bus", "bus"),
        ("boss", "boss"),
        ("class", "clas"),
        ("buses", "buse"),
        ("walked", "walk"),
        ("waned", "waned"),
        ("nationalization", "nationa"),
        ("harbours", "harbour"),
        ("harbourish", "harbour"),
    ],
)
def test_a_stem_has_four_to_seven_characters(word: str, expected: str) -> None:
    """Shorter words stay whole, but for a final s of a word of four."""
    assert stem(word) == expected


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert WORD.findall("It’s 東京 so_called") == ["It’s", "東", "京", "so", "called"]
    assert normalized_word("It’s") == "it's"
