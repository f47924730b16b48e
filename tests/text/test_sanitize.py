"""The display map: nothing from a text reaches the terminal as a command, and nothing stays invisible."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.block import line_runs
from reader.text.sanitize import escape_for_terminal, sanitize, sanitize_line

C0 = [chr(code) for code in range(0x20)]
C1 = [chr(code) for code in range(0x80, 0xA0)]
OVERRIDES = [*"\u202d\u202e"]  # these turn Latin letters round
DIRECTIONS = [*"\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"]
ZERO_WIDTH = [*"\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2063\u206a\ufeff"]
SEPARATORS = [*"\u2028\u2029"]
TAGS = [chr(code) for code in (0xE0001, *range(0xE0020, 0xE0080))]
SURROGATES = [chr(code) for code in (0xD800, 0xDBFF, 0xDC00, 0xDFFF)]
NONCHARACTERS = [chr(code) for code in range(0xFDD0, 0xFDF0)] + [
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
]
FAMILY = "👨\u200d👩\u200d👧"
PERSIAN = "می\u200cخواهم"

# Unicode's Default_Ignorable_Code_Point: what a terminal draws as nothing.
IGNORABLE = [
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
]  # fmt: skip


def test_each_c0_control_has_its_own_picture() -> None:
    assert sanitize("".join(C0)) == "".join(chr(0x2400 + code) for code in range(0x20))
    assert sanitize("\x7f") == "␡"


@pytest.mark.parametrize(
    ("characters", "mark"),
    [
        (C1, "\ufffd"),
        (OVERRIDES, "\ufffd"),
        (DIRECTIONS, "·"),
        (SEPARATORS, "␤"),
        (TAGS, "\ufffd"),
        (SURROGATES, "\ufffd"),
        (NONCHARACTERS, "\ufffd"),
        (ZERO_WIDTH, "·"),
    ],
)
def test_what_is_invisible_is_shown_by_a_mark(characters: list[str], mark: str) -> None:
    for character in characters:
        assert sanitize(f"a{character}b") == f"a{mark}b"
        assert sanitize(character) == mark


def test_what_a_terminal_draws_as_nothing_is_shown_between_latin_letters() -> None:
    assert [c for c in IGNORABLE if sanitize(f"a{c}b") not in ("a·b", "a\ufffdb")] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words, 12 % of them; “quoted” — and so on…",
        "naïve café, cafe\u0301",
        "Zürich, Łódź, Ελλάδα, Москва",
        "日本語、한국어、ไทย",
        "हिन्दी, क्\u200dष",
        PERSIAN,
        FAMILY,
        f"A {FAMILY}, and more.",
        "❤\ufe0f and ❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3 🇩🇪 👍🏽",
        "no\u00a0break\u202fhere\u3000",
        "[@click=app.quit]x[/] {not} <markup>",
    ],
)
def test_what_can_be_seen_is_left_as_it_is(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "a·b"),
        ("\u200d👩", "·👩"),
        ("👩\u200d", "👩·"),
        ("👩\u200d x", "👩· x"),
        ("pass\u200cword", "pass·word"),
        ("a\u200d\u200d\u200db", "a···b"),
    ],
)
def test_a_joiner_that_joins_nothing_is_shown(text: str, shown: str) -> None:
    assert sanitize(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31mred", "\ufffd31mred"),
        ("\x1b[2J\x1b[H", "␛[2J␛[H"),
        ("\x90q#0~\x9c", "\ufffdq#0~\ufffd"),
        ("evil\u202etxt.exe", "evil\ufffdtxt.exe"),
        ("a\r\nb\x08", "a␍␊b␈"),
    ],
)
def test_a_sequence_for_the_terminal_becomes_text(text: str, shown: str) -> None:
    assert sanitize(text) == shown


@given(st.text())
def test_the_length_stays_and_no_control_is_left(text: str) -> None:
    shown = sanitize(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Mn", "Mc", "Zs"], max_codepoint=0xCFFF)))
def test_letters_marks_and_blanks_are_shown_as_themselves(text: str) -> None:
    for character, shown in zip(text, sanitize(text), strict=True):
        assert shown == character or character in IGNORABLE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  a \t b\r\n\n c\u3000d ", "a b c d"),
        ("a\x1bb\nc", "a␛b c"),
        ("\u202eabc\u200b", "\ufffdabc·"),
    ],
)
def test_one_line_folds_white_space_and_shows_the_rest(text: str, line: str) -> None:
    assert sanitize_line(text) == line


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = sanitize_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


@given(st.text(), st.text(), st.text())
def test_runs_show_just_the_stretch_that_was_asked_for(before: str, text: str, after: str) -> None:
    runs = list(line_runs(before + text + after, len(before), len(before) + len(text)))
    assert "".join((before + text + after)[run.start : run.end] for run in runs) == text
    assert "".join(run.rendered for run in runs) == "".join(
        "    " if index % 2 else sanitize(part) for index, part in enumerate(split_at_tabs(text))
    )


def split_at_tabs(text: str) -> list[str]:
    """Every other part is a tab."""
    return [part for piece in text.split("\t") for part in (piece, "\t")][:-1]


@given(st.text())
def test_harmless_json_means_the_same_and_has_nothing_that_a_terminal_obeys(text: str) -> None:
    said = escape_for_terminal(json.dumps([text, {text: text}], ensure_ascii=False))
    assert json.loads(said) == [text, {text: text}]
    assert not any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in (OVERRIDES + DIRECTIONS)
        for character in said
    )
