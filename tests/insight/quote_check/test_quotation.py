"""The words of a quotation, and the marks in it."""

import pytest

from reader.insight.quote_check.quotation import Gap, Quotation, read_quotation
from reader.text.span import Span


def read(text: str) -> Quotation:
    return read_quotation("a.txt", Span(3, len(text)), text)


@pytest.mark.parametrize(
    ("text", "words", "gaps"),
    [
        ("...“We go … home”", "we go home", {2: Gap.ELLIPSIS}),
        ("   “We go ... home”", "we go home", {2: Gap.ELLIPSIS}),
        ("   “We go . . . . Home”", "we go home", {2: Gap.ELLIPSIS}),
        ("   “We go [...] home”", "we go home", {2: Gap.ELLIPSIS}),
        ("   “We go (…) home”", "we go home", {2: Gap.ELLIPSIS}),
        ("   “We go home.”", "we go home", {}),
        ("   “[the men] go home …”", "go home", {0: Gap.BRACKET, 2: Gap.ELLIPSIS}),
        ("   “[W]e go home”", "we go home", {}),
        ("   “we go [sic] home”", "we go home", {2: Gap.BRACKET}),
    ],
)
def test_marks_are_told_apart_from_words(text: str, words: str, gaps: dict[int, Gap]) -> None:
    quotation = read(text)
    assert quotation.words.words == words.split()
    assert quotation.gaps == gaps


def test_words_and_marks_have_their_place_in_the_source() -> None:
    text = "He: “[W]e [all] go … home”"
    quotation = read_quotation("a.txt", Span(4, len(text)), text)
    assert [quotation.place(each, each + 1).of(text) for each in range(3)] == ["W]e", "go", "home"]
    assert quotation.place(1, 3).of(text) == "go … home"
    assert [mark.span.of(text) for mark in quotation.marks.values()] == ["[all]", "…"]
    assert quotation.place(1, 1) == (9, 9)
    assert quotation.place(0, 0) == (4, 4)


def test_a_part_is_a_quotation_with_its_own_marks() -> None:
    text = "“One two … three four … five”"
    part = read_quotation("a.txt", Span(0, len(text)), text).part(1, 4)
    assert part.words.words == ["2", "3", "4"]
    assert part.gaps == {1: Gap.ELLIPSIS}
    assert part.span.of(text) == "two … three four"
    assert part.place(1, 3).of(text) == "three four"
