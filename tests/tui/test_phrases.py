"""Phrases that several messages have."""

from reader.tui.phrases import NAMED, names


def test_of_many_sources_a_few_are_named() -> None:
    sources = [f"{letter}\x1b.txt" for letter in "abcde"]
    assert names(sources[:NAMED]) == "a␛.txt, b␛.txt, c␛.txt"
    assert names(sources) == "a␛.txt, b␛.txt, c␛.txt and 2 more"
