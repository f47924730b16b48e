"""Phrases that several messages have."""

import pytest

from reader.tui.phrases import NAMED, count, names


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "source", "0 sources"),
        (1, "source", "1 source"),
        (1204, "source", "1,204 sources"),
        (2, "match", "2 matches"),
    ],
)
def test_a_number_has_its_noun(number: int, noun: str, words: str) -> None:
    assert count(number, noun) == words


def test_of_many_sources_a_few_are_named() -> None:
    sources = [f"{letter}\x1b.txt" for letter in "abcde"]
    assert names(sources[:NAMED]) == "a␛.txt, b␛.txt, c␛.txt"
    assert names(sources) == "a␛.txt, b␛.txt, c␛.txt and 2 more"
