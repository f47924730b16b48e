"""Numbers with their noun, and some of many names."""

import pytest

from reader.text.counted import counted, listed


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, ("source",), "0 sources"),
        (1, ("source",), "1 source"),
        (1204, ("source",), "1,204 sources"),
        (2, ("match",), "2 matches"),
        (1, ("person", "people"), "1 person"),
        (2, ("person", "people"), "2 people"),
    ],
)
def test_a_number_has_its_noun(number: int, noun: tuple[str, ...], words: str) -> None:
    assert counted(number, *noun) == words


def test_of_many_names_the_first_are_listed() -> None:
    assert listed([]) == ""
    assert listed("abc", 3) == "a, b, c"
    assert listed("abcd", 3) == "a, b, c and 1 more"
    assert listed(["x"] * 1009) == f"{'x, ' * 7}x and 1,001 more"
