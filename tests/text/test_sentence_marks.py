"""The marks that end a sentence, compared with Unicode's property as the library `regex` has it."""

import unicodedata

import pytest
import regex

from reader.text.sentence_marks import (
    end_of_notes,
    ends_a_date,
    following_word,
    is_chinese_attribution,
    is_indic_abbreviation,
    is_tag,
    needs_no_gap,
    stops,
)

ALSO_USED_OTHERWISE = "\u2024\u104a"  # one dot leader, and the comma of Myanmar


@pytest.fixture(scope="module")
def characters() -> str:
    """Every character but the surrogates."""
    return "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))


@pytest.fixture(scope="module")
def terminals(characters: str) -> set[str]:
    return set(regex.findall(r"\p{Sentence_Terminal}", characters))


def test_every_terminal_of_unicode_is_a_stop(terminals: set[str]) -> None:
    known = {each for each in terminals if unicodedata.category(each) != "Cn"}  # of this Python's version of Unicode
    assert len(known) > 150
    assert {each for each in known if not stops(each).match(each)} == set(ALSO_USED_OTHERWISE)


def test_nothing_else_is_a_stop_but_the_ellipsis_the_tibetan_shads_and_the_greek_question_mark(
    characters: str, terminals: set[str]
) -> None:
    found = set(stops(characters).findall("\n".join(characters)))
    marks = {mark[0] for mark, _, _ in found} - terminals
    assert marks - set("…\u0f0d\u0f0e\u0f0f\u0f10\u0f11\u0f12\u037e;:") == set()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (
            "a; b: c.",
            [
                ".",
            ],
        ),
        ("“a; b: c.", ["."]),
        ("α; b: c.", [";", "."]),
        ("ա; b: c:", [":", ":"]),
        ("ሀ፡፡ ለ።", ["፡፡", "።"]),
        ("\U00011041;\U00011047", ["\U00011047"]),
    ],
)
def test_the_script_of_a_text_decides_which_marks_are_stops(text: str, marks: list[str]) -> None:
    assert [stop["marks"] for stop in stops(text).finditer(text)] == marks


@pytest.mark.parametrize(
    ("mark", "expected"), [(".", False), ("…", False), (";", False), ("。", True), ("।", True), ("។", True)]
)
def test_a_script_without_blanks_needs_none_after_a_stop(mark: str, expected: bool) -> None:
    assert needs_no_gap(mark) is expected


@pytest.mark.parametrize(
    ("text", "at", "is_one"),
    [("a <b>c", 2, True), ("<b>", 0, True), ("<b>", 1, False), ("a < b", 2, False), ("a", 1, False)],
)
def test_a_tag_of_html_begins_where_its_bracket_is(text: str, at: int, is_one: bool) -> None:
    assert is_tag(text, at) is is_one


@pytest.mark.parametrize(
    ("text", "openers", "word"),
    [
        ("The ferry", "", "The"),
        (" “The ferry", " “", "The"),
        ("<b>The ferry", "<b>", "The"),
        ("—<br> <i class='a'>(The", "—<br> <i class='a'>(", "The"),
        ("<3 is a heart", "", ""),
        (" ", " ", ""),
        ("", "", ""),
    ],
)
def test_quotation_marks_and_tags_may_stand_before_the_word_after_a_stop(text: str, openers: str, word: str) -> None:
    found = following_word(text, 0)
    assert (found["openers"], found["word"]) == (openers, word)


@pytest.mark.parametrize(
    ("after", "notes"),
    [
        ("[1] The", "[1]"),
        (" [1][2] The", " [1][2]"),
        ("[^note] The", "[^note]"),
        ("¹² The", "¹²"),
        ("</b> The", "</b>"),
        (" The", ""),
        (" (1) The", ""),
        ("", ""),
    ],
)
def test_notes_and_tags_after_a_stop_belong_to_its_sentence(after: str, notes: str) -> None:
    assert end_of_notes(f"It is so.{after}", 9) == 9 + len(notes)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("w 1997 r", True), ("in 700 a.C", True), ("at 2 °C", True), ("in the year", False), ("1997 rz", False)],
)
def test_an_era_or_a_temperature_may_end_with_a_letter_that_no_word_is(text: str, is_one: bool) -> None:
    assert ends_a_date(text, 0, len(text)) is is_one
    assert not ends_a_date(text, len(text) - 1, len(text)), "the sentence begins after it"


@pytest.mark.parametrize(("text", "is_one"), [("यह डॉ", True), ("बी", True), ("यह घर", False), ("कडॉ", False)])
def test_titles_and_names_of_letters_are_abbreviations_in_hindi(text: str, is_one: bool) -> None:
    assert is_indic_abbreviation(text, 0, len(text)) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"), [("他问。", True), ("王小明说道：", True), ("他走。", False), ("他问她。", False)]
)
def test_who_spoke_may_follow_a_quotation_in_chinese(text: str, is_one: bool) -> None:
    assert is_chinese_attribution(text, 0) is is_one
