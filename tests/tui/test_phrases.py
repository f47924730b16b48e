"""Phrases that several messages have."""

from reader.tui.phrases import NAMED, names, without_code_marks


def test_of_many_sources_a_few_are_named() -> None:
    sources = [f"{letter}\x1b.txt" for letter in "abcde"]
    assert names(sources[:NAMED]) == "a␛.txt, b␛.txt, c␛.txt"
    assert names(sources) == "a␛.txt, b␛.txt, c␛.txt and 2 more"


def test_a_command_has_no_marks_on_the_screen() -> None:
    assert without_code_marks("t00 and 9 more (`reader codebook` lists all of them)") == (
        "t00 and 9 more (reader codebook lists all of them)"
    )
