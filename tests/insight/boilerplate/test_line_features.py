"""Features of a line by itself: the value of each, and the lengths at which it changes."""

import pytest

from reader.insight.boilerplate.line_cues import PAGE_WORDS
from reader.insight.boilerplate.line_features import FEATURE_NAMES, line_features, line_key, text_lines


def value(line: str, name: str) -> float:
    return round(float(dict(zip(FEATURE_NAMES, line_features(line).values, strict=True))[name]), 3)


def of_words(count: int) -> str:
    return " ".join(["a"] * count)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("one word", {0: 0, 1: 1, 2: 0}),
        ("words up to five", {1: 0.2, 4: 0.8, 5: 1, 6: 1}),
        ("words up to twelve", {1: 0.083, 11: 0.917, 12: 1, 13: 1}),
        ("words up to thirty", {1: 0.033, 29: 0.967, 30: 1, 31: 1}),
        ("logarithm of words", {1: 0.139, 199: 1.06, 200: 1.061, 201: 1.061}),
        ("short, no word of a topic", {12: 1, 13: 0}),
    ],
)
def test_length(name: str, values: dict[int, float]) -> None:
    assert {count: value(of_words(count) or "-", name) for count in values} == values


def test_words_beyond_the_examined_part_are_estimated() -> None:
    assert line_features("oar " * 150).word_count == 150
    assert line_features("oar " * 149 + "row oars" * 9).word_count == 150 * (149 * 4 + 72) // 600
    assert line_features("Share " + "x" * 594).rule == line_features("Share " + "x" * 593).rule == ""
    assert line_features("sign in " + "x" * 591).rule == "prompt"
    assert line_features("sign in " + "x" * 592).rule == ""


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("Oar oar", "capitalised words", 0.5),
        ("Oar " * 12, "capitalised words of a short line", 1),
        ("Oar " * 13, "capitalised words of a short line", 0),
        ("oar", "begins in lower case", 1),
        ("Oar", "begins in lower case", 0),
        ("7 oars", "begins with a digit", 1),
        ("oars: 7", "begins with a digit", 0),
        ("ab 12", "digits", 0.4),
        ("1 2 " * 10, "digits", 0.513),
        ("1 2 " * 11, "digits", 0),
        ("12ab", "mostly digits", 0),
        ("123ab", "mostly digits", 1),
        ("see https://a.example", "link", 1),
        ("see www.a.example", "link", 1),
        ("a@b.example", "link", 1),
        ("see #boats", "link", 1),
        ("see # boats", "link", 0),
        ("Coast | Islands", "separator", 1),
        ("Coast - Islands", "separator", 1),
        ("Coast-Islands", "separator", 0),
        ("© Coast", "copyright or trademark sign", 1),
        ("Coast (c)", "copyright or trademark sign", 1),
        ("Coast™", "copyright or trademark sign", 1),
        ("Coast®", "copyright or trademark sign", 1),
        ('a "b"', "quotation mark", 1),
        ("a “b”", "quotation mark", 1),
        ("a «b»", "quotation mark", 1),
        ("a „b”", "quotation mark", 1),
        ("a ‘b’", "quotation mark", 0),
        ("- oar", "list item", 1),
        ("12. oar", "list item", 1),
        ("1234. oar", "list item", 0),
        ("oar - oar", "list item", 0),
        ("at 12:30 today", "date", 1),
        ("on 3/4/26", "date", 1),
        ("in 1987", "date", 1),
        ("in 1887", "date", 0),
        ("oar " * 11 + "1987", "date", 1),
        ("oar " * 12 + "1987", "date", 0),
        ("It sank.", "ends a sentence", 1),
        ("It sank!”", "ends a sentence", 1),
        ("It sank…", "ends a sentence", 0),
        ("It sank", "ends a sentence", 0),
        (of_words(12) + ".", "short, ends a sentence", 1),
        (of_words(13) + ".", "short, ends a sentence", 0),
        (of_words(20) + ".", "long, ends a sentence", 0),
        (of_words(21) + ".", "long, ends a sentence", 1),
        ("Read:", "ends in a colon", 1),
        ("It sank…", "cut off", 1),
        ("It sank...”", "cut off", 1),
        (of_words(12) + "…", "not short, cut off", 0),
        (of_words(13) + "…", "not short, cut off", 1),
        ("share oar", "words of a topic", 0.5),
        ("share oar", "speaks of share", 1),
        ("share oar", "short, no word of a topic", 0),
        ("share " * 12, "speaks of share", 1),
        ("share " * 13, "speaks of share", 0),
        ("log in", "words of a topic", 0.5),
        ("sign up", "words of a topic", 1),
        ("oar " * 12 + "cookies", "not short, words of a page", 0.333),
        ("oar " * 11 + "cookies", "not short, words of a page", 0),
        ("oar " * 12 + "cookies click website", "not short, words of a page", 1),
        ("oar " * 12 + "cookies click website email", "not short, words of a page", 1),
    ],
)
def test_the_value_of_a_feature(line: str, name: str, expected: float) -> None:
    assert value(line.strip(), name) == expected


@pytest.mark.parametrize(("count", "may_be"), [(3, False), (4, True), (15, True), (16, False)])
def test_a_heading_has_four_to_fifteen_words_and_no_end_mark(count: int, may_be: bool) -> None:
    assert line_features(of_words(count)).may_be_heading is may_be
    assert not line_features(of_words(count) + ".").may_be_heading


@pytest.mark.parametrize(
    ("line", "is_dated"),
    [("3 March", True), ("March", False), ("12:30", True), ("2 hours ago", True), ("in 3 boats", False)],
)
def test_a_line_is_dated_by_a_date_or_a_number_beside_a_word_of_time(line: str, is_dated: bool) -> None:
    assert line_features(line).is_dated is is_dated


def test_content_words_have_five_letters() -> None:
    assert line_features("The Ferry left town").content_words == {"ferry"}


def test_words_that_a_page_says_of_itself_have_five_letters() -> None:
    assert {"cookies", "terms", "click", "login"} <= PAGE_WORDS
    assert not {"cgu", "abo", "sign", "share", "agb"} & PAGE_WORDS


def test_lines_without_the_space_around_them() -> None:
    text = "\ufeff one \r\n\r\n two words\t\n\xa0\nx"
    assert [(each.of(text), line) for each, line in text_lines(text)] == [
        ("one", "one"), ("two words", "two words"), ("x", "x"),
    ]  # fmt: skip


def test_a_key_is_the_same_for_other_case_digits_and_space() -> None:
    assert line_key("Page  12 OF\t30") == line_key("page 34 of 56") == "page 00 of 00"
    assert line_key("Page one") == "page one"
