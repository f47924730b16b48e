"""Normalizing: what becomes the same, and that every span has its way there and back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import normalize as normalizing
from reader.text.normalize import _cut, as_it_is, normalize
from reader.text.span import Span

ALPHABET = "ab .\n\r\t\u2028“'–…\u00ad\ufeffe\u0301각\u1100\u1161\u11a8\u0344Å港"
texts = st.text(ALPHABET, max_size=40)


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("", ""),
        ("a  b", "a b"),
        ("a\tb", "a b"),
        ("a\nb", "a b"),
        ("a \r\n b", "a b"),
        ("a\n\nb", "a\nb"),
        ("a \r\n \r\n b", "a\nb"),
        ("a\r\nb", "a b"),
        ("a\r\rb", "a\nb"),
        ("a\u2029\u2029b", "a\nb"),
        ("a\u00a0b", "a b"),
        (" a ", " a "),
        ("“a” ‘b’ «c» `d´", "\"a\" 'b' \"c\" 'd'"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("a…", "a..."),
        ("a\u00adb\u200bc\u2060d\ufeffe", "abcde"),
        ("e\u0301", "é"),
        ("\u1100\u1161\u11a8", "각"),
        ("\u212b", "Å"),
        ("x\u0301", "x\u0301"),
    ],
)
def test_what_is_only_written_otherwise_is_the_same(text: str, normalized: str) -> None:
    assert normalize(text).text == normalized


def test_it_knows_where_lines_of_the_source_begin() -> None:
    whole = normalize("one\ntwo\r\n\r\nthree  four")
    assert whole.text == "one two\nthree four"
    assert list(whole.lines) == [0, 4, 8]
    assert [at for at in range(20) if whole.begins_line(at)] == [0, 4, 8]


@pytest.mark.parametrize(
    ("source", "normalized"),
    [
        ((0, 1), (0, 1)),  # a
        ((1, 4), (1, 2)),  # the white space as a whole
        ((2, 3), (1, 2)),  # and a part of it
        ((0, 5), (0, 3)),
        ((5, 6), (3, 6)),  # the dots
        ((6, 7), (6, 7)),
        ((4, 8), (2, 7)),  # a soft hyphen at its end has become nothing
        ((7, 8), (7, 7)),
        ((8, 9), (7, 8)),
        ((0, 9), (0, 8)),
    ],
)
def test_a_span_is_mapped_there(source: tuple[int, int], normalized: tuple[int, int]) -> None:
    """The text: `a`, three white spaces, `b`, an ellipsis, `c`, a soft hyphen, `d`."""
    assert normalize("a \t b…c\u00add").to_normalized(Span(*source)) == normalized


@pytest.mark.parametrize(
    ("normalized", "source"),
    [
        ((0, 1), (0, 1)),
        ((1, 2), (1, 4)),
        ((2, 3), (4, 5)),
        ((3, 6), (5, 6)),
        ((4, 5), (5, 6)),  # a part of the dots is the ellipsis
        ((6, 7), (6, 7)),
        ((6, 8), (6, 9)),
        ((7, 8), (8, 9)),
        ((0, 8), (0, 9)),
    ],
)
def test_and_back(normalized: tuple[int, int], source: tuple[int, int]) -> None:
    assert normalize("a \t b…c\u00add").to_source(Span(*normalized)) == source


@given(st.text(ALPHABET.replace("\u00ad", "").replace("\ufeff", ""), max_size=40))
def test_composition_and_the_length_of_white_space_make_no_difference(text: str) -> None:
    once = normalize(text).text
    assert not set(once) & set("\t\r\u2028“–…")
    assert "  " not in once
    assert normalize(unicodedata.normalize("NFD", text)).text == normalize(unicodedata.normalize("NFC", text)).text
    assert normalize(text.replace(" ", "  ")).text == once


@given(texts, st.data())
def test_from_the_normalized_text_and_back_a_span_stays_what_it_is(text: str, data: st.DataObject) -> None:
    whole = normalize(text)
    start = data.draw(st.integers(0, len(text)))
    there = whole.to_normalized(Span(start, data.draw(st.integers(start, len(text)))))
    assert 0 <= there.start <= there.end <= len(whole.text)
    if there:
        back = whole.to_source(there)
        assert 0 <= back.start < back.end <= len(text)
        assert whole.to_normalized(back) == there


@given(st.text("ab.\n", max_size=30), st.data())
def test_where_nothing_is_replaced_a_span_stays_where_it_is(text: str, data: st.DataObject) -> None:
    text = text.replace("\n", " x")
    if "  " in text:
        return
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert normalize(text).text == text
    assert normalize(text).to_normalized(span) == normalize(text).to_source(span) == span


@given(st.text("ab \t\n…é\u0301\u200b“漢\u1100\u1161", max_size=60), st.integers(1, 9))
def test_a_text_is_normalized_alike_in_slices_of_any_size(text: str, size: int) -> None:
    whole = normalize(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normalizing, "SLICE", size)
        sliced = normalize(text)
    assert (sliced.text, list(sliced.lines)) == (whole.text, list(whole.lines))


def test_where_there_is_no_good_place_to_cut_none_is_looked_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(normalizing, "SLICE", 8)
    monkeypatch.setattr(normalizing, "NEAR", 4)
    assert normalize("a" + " " * 30 + "b").text == "a    b"


@pytest.mark.parametrize("text", ["1234567  abcdefghijklmnop", "1234567e\u0301\u0323bcdefghijklm"])
def test_a_text_is_not_cut_where_something_is_replaced_as_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = normalize(text).text
    monkeypatch.setattr(normalizing, "SLICE", 8)
    monkeypatch.setattr(normalizing, "NEAR", 4)
    assert normalize(text).text == whole


def test_a_text_that_is_not_normalized_is_its_own_map() -> None:
    whole = as_it_is("“a”  \r\nb")
    assert list(whole.lines) == [0], "it is one line"
    assert whole.text == "“a”  \r\nb"
    assert whole.to_normalized(Span(2, 5)) == whole.to_source(Span(2, 5)) == Span(2, 5)
    assert not whole.begins_line(7)


@pytest.mark.parametrize(
    ("text", "wanted", "at"),
    [
        ("abcdefghijk", 3, 3),
        ("abc\u0301efghijk", 3, 4),  # a mark belongs to the letter before it
        ("abc defghijk", 3, 5),  # and white space is replaced as one
        ("ab cdefghijk", 3, 4),
        ("a" + "\u0301" * 10, 3, 3),  # there is no good place near it
        ("a" + "\u0301" * 7, 3, 3),
        ("a" + "\u0301" * 6, 3, 7),  # but the end is near
        ("a" + "\u0301" * 5 + "b", 3, 6),
    ],
)
def test_a_text_is_cut_where_nothing_is_replaced_as_one(
    text: str, wanted: int, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.text.normalize.NEAR", 4)
    assert _cut(text, wanted) == at
