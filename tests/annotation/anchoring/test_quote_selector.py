"""Finding a passage by its words and its context, with every bound at its edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring.haystack import MOST
from reader.annotation.anchoring.quote_selector import (
    LONG,
    MARGIN,
    SIMILAR,
    ContextMatch,
    QuoteSelector,
    occurs_once,
    similarity,
)
from reader.text.span import Span

LETTERS = "".join(chr(ord("a") + n % 26) for n in range(120))


# Similarity


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "abc", 1.0),
        ("abc", "", 0.0),
        ("abcd", "abcd", 1.0),
        ("abcd", "xaxbxcxdx", 1.0),
        ("abcd", "dcba", 0.25),
        ("abcd", "ab", 0.5),
        ("aab", "ab", 2 / 3),
        ("ab" * 40, "a" * 80, 0.5),
    ],
)
def test_similarity_is_the_share_that_is_there_in_order(one: str, other: str, share: float) -> None:
    assert similarity(one, other) == pytest.approx(share)


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the textbook."""
    row = [0] * (len(other) + 1)
    for character in one:
        last = 0
        for at, there in enumerate(other, 1):
            last, row[at] = row[at], last + 1 if character == there else max(row[at], row[at - 1])
    return row[-1]


@given(st.text("abc", min_size=1, max_size=90), st.text("abc", max_size=90))
def test_similarity_counts_the_longest_common_subsequence(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(common(one, other) / len(one))


def test_a_match_has_a_better_and_a_worse_side_and_their_mean() -> None:
    for match in (ContextMatch(0.2, 0.6), ContextMatch(0.6, 0.2)):
        assert (match.better, match.worse) == (0.6, 0.2)
        assert match.mean == pytest.approx(0.4)


# Words that occur once


@pytest.mark.parametrize(
    ("words", "text", "is_once"),
    [("ab", "xabx", True), ("ab", "abab", False), ("aa", "aaa", False), ("ab", "ba", False), ("ab", "ab", True)],
)
def test_words_that_overlap_themselves_occur_twice(words: str, text: str, is_once: bool) -> None:
    assert occurs_once(words, text) is is_once


@pytest.mark.parametrize(
    ("span", "prefix", "suffix"),
    [
        (Span(50, 60), LETTERS[18:50], LETTERS[60:92]),
        (Span(2, 4), LETTERS[:2], LETTERS[4:36]),
        (Span(110, 120), LETTERS[78:110], ""),
    ],
)
def test_a_selector_has_32_code_points_of_context(span: Span, prefix: str, suffix: str) -> None:
    assert QuoteSelector.at(span, LETTERS) == QuoteSelector(span.of(LETTERS), prefix, suffix)


@pytest.mark.parametrize(("size", "is_found"), [(LONG - 1, False), (LONG, True)])
def test_a_quote_alone_must_be_long(size: int, is_found: bool) -> None:
    exact = LETTERS[:size]
    assert LONG == 40
    assert QuoteSelector(exact, "", "").find_unique(f"1 {exact} 2") == (Span(2, 2 + size) if is_found else None)


def test_a_quote_is_long_enough_with_its_context_and_gives_the_span_of_the_quote() -> None:
    quote = QuoteSelector("ferry", "The long and winding ", " was late again.")
    text = f"Now: {quote.prefix}ferry{quote.suffix}"
    found = quote.find_unique(text)
    assert found and (found.of(text), found.start) == ("ferry", 5 + len(quote.prefix))


def test_a_unique_quote_occurs_once_in_every_text_and_its_span_is_in_the_last() -> None:
    quote = QuoteSelector(LETTERS[:40], "", "")
    assert quote.find_unique(LETTERS[:40], f"1{LETTERS[:40]}") == Span(1, 41)
    assert quote.find_unique(LETTERS[:40] * 2, f"1{LETTERS[:40]}") is None
    assert quote.find_unique(LETTERS[:40], "another text") is None


# Words whose context decides

BEFORE, AFTER = "abcdefghij", "klmnopqrst"
QUOTE = QuoteSelector("***", BEFORE, AFTER)


def place(before: int, after: int) -> str:
    """An occurrence with so many tenths of the context on each side, in a text of other letters."""
    return f"{'_' * (32 - before)}{BEFORE[:before]}***{AFTER[:after]}{'_' * (32 - after)}"


@pytest.mark.parametrize(
    ("before", "after", "is_found"),
    [(10, 10, True), (8, 0, True), (0, 8, True), (7, 7, False), (0, 0, False)],
)
def test_one_side_of_the_context_must_be_similar(before: int, after: int, is_found: bool) -> None:
    assert SIMILAR == 0.75
    found = QUOTE.find_by_context(place(before, after))
    assert found == (Span(32, 35) if is_found else None)


def test_three_quarters_of_a_side_are_enough() -> None:
    assert QuoteSelector("***", "abcd", "").match_context(Span(3, 6), "abc***").before == SIMILAR
    assert QuoteSelector("***", "abcd", "zz").find_by_context("abc***") == Span(3, 6)


@pytest.mark.parametrize(
    ("second", "is_found"),
    [((10, 10), False), ((10, 9), False), ((10, 7), True), ((9, 8), True), ((8, 8), True)],
)
def test_the_best_occurrence_must_lead_by_a_tenth(second: tuple[int, int], is_found: bool) -> None:
    assert MARGIN == 0.1
    for text, start in ((place(10, 10) + place(*second), 32), (place(*second) + place(10, 10), 67 + 32)):
        assert QUOTE.find_by_context(text) == (Span(start, start + 3) if is_found else None)


def test_an_occurrence_that_is_not_accepted_is_out_of_the_question() -> None:
    text = place(10, 10) + place(9, 0)
    assert QUOTE.find_by_context(text, lambda span: span.start > 32) == Span(99, 102)
    assert QUOTE.find_by_context(text, lambda _: False) is None


def test_no_more_than_fifty_occurrences_are_compared() -> None:
    assert MOST == 50
    assert QUOTE.find_by_context("***|" * 49 + place(10, 10)) is not None
    assert QUOTE.find_by_context("***|" * 50 + place(10, 10)) is None


def test_occurrences_may_overlap() -> None:
    quote = QuoteSelector("aa", "xyza", "wxyz")
    assert quote.find_by_context("xyzaaawxyz") == Span(4, 6)


@pytest.mark.parametrize(
    ("offset", "start"),
    [(0, 0), (5, 0), (6, 0), (7, 12), (12, 12), (13, 12), (18, 12), (19, 24), (24, 24), (99, 24)],
)
def test_the_nearest_of_several_places_is_found_in_any_context(offset: int, start: int) -> None:
    text = "ferry, then ferry, then ferry"
    assert QuoteSelector("ferry", "x", "y").find_nearest(text, offset) == Span(start, start + 5)


def test_words_that_are_nowhere_are_near_nothing() -> None:
    assert QuoteSelector("ferry", "", "").find_nearest("a boat", 0) is None
