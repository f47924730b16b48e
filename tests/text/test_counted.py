"""Numbers with their noun."""

import pytest

from reader.text.counted import counted


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
