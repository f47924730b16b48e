"""Originals: what of a transcript was said, and where it stands."""

import pytest

from reader.insight.quote_check.original import make_original, without_notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We won. [Applause] Thank you.", "We won.            Thank you."),
        ("We won. (Laughter.) Thanks.", "We won.             Thanks."),
        ("We [the council] won.", "We [the council] won."),
        ("We [applause] won.", "We            won."),
        ("It costs 3 (three) pounds.", "It costs 3 (three) pounds."),
        ("[00:12] We won.", "        We won."),
        ("00:01:02,000 --> 00:01:04,000\nWe won.", " " * 29 + "\nWe won."),
        ("[T]he end. [Applause]", "[T]he end.           "),
        ("plain", "plain"),
    ],
)
def test_what_nobody_said_is_blank(text: str, expected: str) -> None:
    assert without_notes(text) == expected


def test_words_have_their_place_in_the_part_that_was_asked_for() -> None:
    original = make_original("o.txt", "We won. [Applause] Thank you all.")
    words = original.words_between(3, 28)
    assert words.words == ["won", "thank", "you"]
    assert words.span(1, 3) == (16, 25)
    assert original.words_between(-5, 3).words == ["we"]
    assert original.text == "We won. [Applause] Thank you all."
