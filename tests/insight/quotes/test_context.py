"""Quotations in their context: how much of the text around one is looked at, and where sentences end there."""

import pytest

from reader.insight.quotes.context import CONTEXT_LENGTH, MAX_DEPTH, quotation_contexts, split_words


def test_quotations_are_nested_to_a_depth_of_three() -> None:
    found = list(quotation_contexts("“a «b “c «d» c” b» a”"))
    assert [each.content for each in found] == ["a «b “c «d» c” b» a", "b “c «d» c” b", "c «d» c"]
    assert [each.is_nested for each in found] == [False, True, True]
    assert len(found) == MAX_DEPTH


def test_quotations_side_by_side_are_not_nested() -> None:
    assert [each.is_nested for each in quotation_contexts("“a” and “b”")] == [False, False]


def test_nothing_but_marks_is_not_a_quotation() -> None:
    assert not list(quotation_contexts("“…” and “-”"))


def test_the_context_has_ninety_code_points_on_each_side() -> None:
    assert CONTEXT_LENGTH == 90
    filler = "x" * 84
    (just,) = quotation_contexts(f"said {filler} “No,” {filler} said it")
    assert (just.words_before, just.words_after) == (["said", filler], [filler, "said"])
    (beyond,) = quotation_contexts(f"said {filler}x “No,” {filler}x said it")
    assert (beyond.words_before, beyond.words_after) == (["aid", f"{filler}x"], [f"{filler}x", "sai"])


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("He left. Then she said, ", ["Then", "she", "said"]),
        ("No. Then she said, ", ["Then", "she", "said"]),
        ("(He left.) Then she said, ", ["Then", "she", "said"]),
        ("Did he? She said, ", ["She", "said"]),
        ("Was it Mr. Weir, ", ["Was", "it", "Mr", "Weir"]),
        ("Was it J. Weir, ", ["Was", "it", "J", "Weir"]),
        ("In the U.S. Weir said, ", ["In", "the", "U", "S", "Weir", "said"]),
        ("As of x.abcdefg. Weir said, ", ["As", "of", "x", "abcdefg", "Weir", "said"]),
        ("As of x.abcdefgh. Weir said, ", ["Weir", "said"]),
        ("It’s so-called ", ["It’s", "so-called"]),
    ],
)
def test_the_words_before_are_those_of_the_same_sentence(before: str, words: list[str]) -> None:
    (found,) = quotation_contexts(f"{before}“No.”")
    assert found.words_before == words


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (" he said. Then he left.", ["he", "said"]),
        (" said Mr. Weir! Then he left.", ["said", "Mr", "Weir"]),
        (" said J. Weir", ["said", "J", "Weir"]),
        (".", []),
    ],
)
def test_the_words_after_are_those_of_the_same_sentence(after: str, words: list[str]) -> None:
    (found,) = quotation_contexts(f"“No,”{after}")
    assert found.words_after == words


@pytest.mark.parametrize(
    ("text", "above", "char"),
    [("a “b”", "", "a"), ("a: “b”", "", ":"), ("“b”", "He said:", ":"), ("“b”", "He said.", ""), ("a “b”", "x:", "a")],
)
def test_the_character_before_the_mark(text: str, above: str, char: str) -> None:
    (found,) = quotation_contexts(text, above)
    assert found.char_before == char


def test_marks_at_both_ends() -> None:
    (whole,), (unclosed,), (unopened,) = map(list, map(quotation_contexts, ("“a”", "“a", "a”")))
    assert (whole.is_opened, whole.is_closed, whole.last_char) == (True, True, "a")
    assert (unclosed.is_opened, unclosed.is_closed) == (True, False)
    assert (unopened.is_opened, unopened.is_closed) == (False, True)


def test_words_are_split_at_all_but_hyphens_and_apostrophes() -> None:
    assert split_words("Don’t so-called_x, 'No'.") == ["Don’t", "so-called", "x", "No"]
