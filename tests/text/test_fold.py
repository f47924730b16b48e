"""Folding: what differs only in case, accents, composition, typography or ligatures becomes one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.fold import FoldedText, fold

LETTERS = "ｶﾊﾞﾟ٣یـ「aeéñßﬁŒøıİΣςйЙё—“’…½ﷺ각가ㄱ一क़ा्गأُـשְָ\u0301\u0306\u0323\u3099か\u00ad\u200e\ufe0f\u1161𝐀👩 \n\xa0（Ａ"
texts = st.one_of(st.text(st.sampled_from(LETTERS), max_size=20), st.text(max_size=20))


@pytest.mark.parametrize(
    "same",
    [
        ["café", "CAFÉ", "cafe\u0301", "Cafe", "ｃａｆｅ", "ca\u00adfe", "𝐜𝐚𝐟𝐞"],
        ["straße", "STRASSE", "STRAẞE"],
        ["finance", "\ufb01nance"],
        ["œuvre", "oeuvre", "ŒUVRE"],
        ["Łódź", "lodz"],
        ["wouldn’t", "wouldn't", "wouldnʼt", "wouldn‘t"],
        ["“no”", '"no"', "„no“", "«no»", "＂no＂"],
        ["a–b", "a-b", "a—b", "a\u2011b"],
        ["wait…", "wait..."],
        ["İstanbul", "ISTANBUL", "ıstanbul"],
        ["ΣΊΣΥΦΟΣ", "Σίσυφος"],
        ["ещё", "ЕЩЕ"],
        ["مُحَمَّد", "محمد", "محـمد"],
        ["שָׁלוֹם", "שלום"],
        ["각", "\u1100\u1161\u11a8"],
        ["क़", "क\u093c"],
        ["が", "か\u3099"],
        ["ガラス", "ｶﾞﾗｽ"],
        ["パ", "ﾊﾟ"],
        ["「no」", '"no"', "『no』", "｢no｣"],
        ["½", "1/2"],
        ["كتاب ي", "کتاب ی", "کتاب ى"],
        ["123", "١٢٣", "۱۲۳", "१२३", "๑๒๓", "１２３"],
        ["a b", "a\xa0b", "a\u3000b"],
        ["x\u200ey", "xy", "x\u2066y"],
    ],
)
def test_these_fold_to_the_same(same: list[str]) -> None:
    assert len({fold(each) for each in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("й", "и"), ("が", "か"), ("की", "के"), ("각", "가"), ("a", "b"), ("ไม่", "ไม")]
)
def test_these_are_other_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts)
def test_a_text_in_any_composition_folds_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", ["か\u3099", "क\u093c", "に\u3099は\u309a", "र\u093c", "\u0d46\u0d3e", "и\u0306"])
def test_with_offsets_a_mark_that_makes_another_letter_is_composed_with_it(text: str) -> None:
    assert FoldedText(f"a {text} b").text == f"a {fold(text)} b"


def test_with_offsets_half_width_kana_are_composed_with_their_sound_mark() -> None:
    folded = FoldedText("ｶﾞｽ")
    assert (folded.text, folded.to_source(0, 1)) == ("ガス", (0, 2))


@pytest.mark.parametrize(
    "text",
    [
        "\u094d\u094d\u3099",  # two viramas and a sound mark
        "\U00010f50\U00011d45",  # marks beyond U+FFFF
        "\u0a36\u0b4d\U00010a39",  # a letter that decomposes, and marks
        "ㅋㅠ",  # a consonant and a vowel that compose
        "ㄳㅏ",
    ],
)
def test_with_offsets_marks_are_ordered_and_composed_as_in_the_whole_text(text: str) -> None:
    assert FoldedText(f"a {text} b").text == f"a {fold(text)} b"


@given(texts)
def test_with_offsets_it_folds_to_the_same(text: str) -> None:
    assert FoldedText(text).text.lower() == fold(text)


@given(texts)
def test_every_folded_character_leads_back_to_what_folds_to_it(text: str) -> None:
    folded = FoldedText(text)
    end = 0
    for at in range(len(folded.text)):
        span = folded.to_source(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert folded.text[at].lower() in fold(span.of(text))
        assert span.start >= end or span.end == end  # in order; parts of one character lead to all of it
        end = span.end


def test_ascii_folds_to_itself_but_for_its_case() -> None:
    text = "".join(map(chr, range(128)))
    assert (fold(text), FoldedText(text).text) == (text.lower(), text)


@pytest.mark.parametrize("piece", ["a\u0301", "\u0301", "文", "é", "\u1161", "’ ", "𝐀"])
def test_a_long_text_of_anything_folds_in_linear_time(piece: str) -> None:
    # Were it quadratic, this would take minutes.
    count = 100_000 // len(piece)
    folded = FoldedText("x" + piece * count)
    assert folded.text.startswith("x")
    assert folded.to_source(len(folded.text) - 1, len(folded.text)).end == 1 + len(piece) * count or not fold(piece)
