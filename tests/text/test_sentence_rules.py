"""The rules by which a stop ends a sentence, one by one and with every bound at its edge."""

import re

import pytest

from reader.text.abbreviations import _is_dotted, _is_without_vowels, is_abbreviation
from reader.text.sentence_marks import ends_by_script, following_word
from reader.text.sentences import (
    _LOOK_BACK,
    _goes_on,
    _has_words,
    _is_headline,
    _is_ideograph,
    _is_label,
    _is_latin,
    _is_pronoun,
    _is_small,
    _last_word,
    _opens,
    sentence_spans,
)


@pytest.mark.parametrize(
    ("before", "mark", "opens"),
    [
        ("So.", '"', True),
        ('"So.', '"', False),
        ('"So." He.', '"', True),
        ("＂So.", "＂", False),
        ('"So.', "＂", True),
        ("So.", "“", True),
        ("„So.", "“", False),  # as in „So.“
        ("„So“. „Or.", "“", False),
        ("“So” „or”.", "“", True),  # “…” comes first in this text
        ("He “said” „so.", "“", True),
        ("»So.", "«", False),
        ("«So» »or.", "«", True),
        ("‚So.", "‘", False),
        ("›So.", "‹", False),
    ],
)
def test_a_mark_behind_a_stop_opens_a_quotation_unless_one_is_open(before: str, mark: str, opens: bool) -> None:
    assert _opens(before + mark, mark, len(before)) is opens


def test_a_quotation_is_looked_for_a_limited_way_back() -> None:
    assert _opens(f"„So.“{'x' * 2 * _LOOK_BACK}", "“", 4) is False, "however much follows"
    for far, opens in ((_LOOK_BACK - 1, False), (_LOOK_BACK, True)):
        text = '"' + "x" * far
        assert _opens(text + '"', '"', len(text)) is opens


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("A", True), ("a", True), ("é", True), ("1", False), ("一", False),
        ("U.S", True), ("Ph.D", True), ("EE.UU", True), ("e.g", True), ("R.&B", True), ("a.k.a", True),
        ("t.co", False), ("co.uk", False), ("Phd.D", False), ("U.1", False), ("Co.UK", True), ("a.bcd", False),
        ("Corp", True), ("Blvd", True), ("hrs", True), ("Bldgs", True), ("Bldgss", False), ("GDP", False),
        ("BLvd", False), ("Bl1d", False), ("Blad", False), ("sky", False), ("Blñd", False), ("house", False),
    ],
)  # fmt: skip
def test_which_words_are_abbreviations(word: str, is_one: bool) -> None:
    assert is_abbreviation(word) is is_one


@pytest.mark.parametrize(("parts", "is_one"), [(["U", "S"], True), (["t", "co"], False), (["abc", "D"], False)])
def test_parts_of_an_abbreviation_are_short(parts: list[str], is_one: bool) -> None:
    assert _is_dotted(parts) is is_one


def test_a_word_without_vowels_is_short_and_small_after_its_first_letter() -> None:
    assert [_is_without_vowels(word) for word in ("Mrrrr", "Mrrrrr", "mrr", "MRr", "Mér")] == [
        True,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "start", "is_one"),
    [
        ("you and I", 0, True),
        ("Louis I", 0, False),
        ("and A", 0, False),
        ("I", 0, False),
        ("you and  I", 0, False),
        ("you and I", 8, False),  # the words before belong to another sentence
        (f"{'a' * 40} I", 0, False),  # the word begins too far back
        ("Aand I", 0, False),
        (f"{'a' * 14} I", 0, True),
    ],
)
def test_a_capital_i_after_a_small_word_is_a_pronoun(text: str, start: int, is_one: bool) -> None:
    word = re.compile(r"\w\Z").search(text)
    assert word
    assert _is_pronoun(text, start, word) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a", True), ("B", True), ("12", True), ("123", True), ("1234", False), ("xviii", True), ("xviiii", False),
        ("ab", False), ("(3", True), ("三", True), ("一二三四", False), ("", False),
        ("·········10", True), ("··········10", False),
    ],
)  # fmt: skip
def test_what_stands_before_a_stop_may_be_a_label(text: str, is_one: bool) -> None:
    assert _is_label(f"So. {text}.", 4, 4 + len(text)) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("The Mill And Town", True),
        ("The Mill And", False),
        ("The Mill 3 And", False),  # a number is not a word
        ("The Mill And Town of", False),
        ("The Mill And Town Of by", True),
        ("The Mill And Town of by", False),
    ],
)
def test_a_headline_has_a_capital_in_nearly_every_word(sentence: str, is_one: bool) -> None:
    assert _is_headline(sentence) is is_one


def test_only_the_last_eighty_code_points_before_a_stop_tell_a_headline() -> None:
    headline = "The Mill And Town Harbour Deal Of The Old Union And The Ferries By Holt And Wren Corp"
    assert len(headline) >= 80
    for before, count in (
        (f"it was late, so it was said: {headline}", 1),
        (f"{headline} was what they read in it Corp", 2),
    ):
        assert len(list(sentence_spans(f"{before}. The ferry left."))) == count


@pytest.mark.parametrize(
    ("character", "is_ideograph", "is_latin"),
    [
        ("\u303f", False, False), ("\u3040", True, False), ("\u30ff", True, False), ("\u3100", False, False),
        ("\u33ff", False, False), ("\u3400", True, False), ("\u9fff", True, False), ("\ua000", False, False),
        ("a", False, True), ("1", False, True), ("é", False, False), (".", False, False), ("", False, False),
        ("\uff0f", False, False), ("\uff10", False, True), ("\uff5a", False, True), ("\uff66", False, False),
        ("\uff1a", False, False),
    ],
)  # fmt: skip
def test_the_script_of_a_letter_is_known(character: str, is_ideograph: bool, is_latin: bool) -> None:
    assert (_is_ideograph(character), _is_latin(character)) == (is_ideograph, is_latin)


@pytest.mark.parametrize(
    ("letter", "is_small"), [("a", True), ("ä", True), ("A", False), ("Ǆ", False), ("1", False), ("ა", False)]
)
def test_a_small_letter_has_a_capital(letter: str, is_small: bool) -> None:
    assert _is_small(letter) is is_small


@pytest.mark.parametrize(
    ("following", "goes_on"),
    [
        ("and so", True), ("And so", False), ("eBay is", False), ("iP", False), ("i", True), ("1", False),
        ("«and", True),
        (", he", True), (";", True), (":", True), (")", True), ("]", True), ("}", True), ("!", False), ("", False),
        ("¿qué", False), ("¡ay", False), ("ა", False),
    ],
)  # fmt: skip
def test_a_small_letter_or_a_comma_goes_on(following: str, goes_on: bool) -> None:
    assert _goes_on(f". {following}", following_word(f". {following}", 2)) is goes_on


@pytest.mark.parametrize(
    ("text", "start", "end", "has"),
    [
        ("-" * 12, 0, 12, False),
        ("-" * 13, 0, 13, True),
        ("--a", 0, 3, True),
        ("--a", 0, 2, False),
        ("a--", 1, 3, False),
    ],
)
def test_a_sentence_has_words_or_is_too_long_to_look(text: str, start: int, end: int, has: bool) -> None:
    assert _has_words(text, start, end) is has


@pytest.mark.parametrize(
    ("text", "end", "at"), [("ab.", 3, 1), ("ab.", 2, 1), ("ab", 1, 0), ("...", 3, -1), ("", 0, -1)]
)
def test_the_last_word_is_where_the_last_letter_is(text: str, end: int, at: int) -> None:
    assert _last_word(text, end) == at


@pytest.mark.parametrize(
    ("mark", "before", "ends"),
    [
        (";", "Άν", True),
        (";", "Άν ab", False),  # as many letters of Latin
        (";", "Άνω ab", True),
        (";", "ab", False),
        (":", "Ան", True),
        (":", "Άν", False),
        (";", f"Άνω{' ' * 80}", False),  # they are too far away
        (";", f"ΆΆ{' ' * 78}", True),
    ],
)
def test_a_semicolon_ends_a_sentence_in_greek_and_a_colon_in_armenian(mark: str, before: str, ends: bool) -> None:
    assert ends_by_script(mark, before + mark, 0, len(before)) is ends
    assert not ends_by_script(mark, before + mark, len(before), len(before))


@pytest.mark.parametrize(
    "case",
    [
        # an ellipsis
        "He went... |Ann came.",
        "He went… |Ann came.",
        "He went ... Ann came.",
        "He went ... |The end came.",
        "He went ... I came.",
        "He went .... |Ann came.",
        "He went. |. . . That was all.",
        "He went.\xa0|.\xa0.\xa0. That was all.",
        "He went . . . . |That was all.",
        "He “went. . . .” |That was all.",
        # an exclamation or a question
        "It is Yahoo! Ann came.",
        "It is Yahoo! |The end came.",
        "It is “Yahoo!” |Ann came.",
        "It is Yoohoo! |Ann came.",
        "Why! — Ann came.",
        "Why? -- Ann came.",
        "“Why?” Ann said.",
        "“Why?” Ann van Lee said.",
        "“Why?” Dr. Ann said.",
        "“Why?” |Ann went.",
        "“Why?” |The man said so.",
        "“Why?” |“Ann said so.”",
        "Why? |Ann said so.",
        # a stop without a blank
        "He said.|The end came.",
        "He said.Ann came.",
        "HE SAID.The end came.",
        "He said.|“Ann came.”",
        "He said.“ann came.”",
        "HE SAID.“Ann came.”",
        "He “said.”|Ann came.",
        "He “said.”ann came.",
        "He «said.»|Ann came.",
        "He (said.)Ann came.",
        "他说好！，她说不。",
        "他说好！|她说不。",
        "他用A．|你用它。",
        "他用３．５，我用A．B。",
        "HE用。|你用它。",
        # an hour
        "It was late, and well after 5 p.m. |A man came.",
        "It was late, and well after 5 p.m. |Ann came.",
        "It was late, and well after 5 p.m. EST that day.",
        "It was late, and well after 5 p.m. Monday in the town.",
        "It was late, and well after 5 p.m. Mountain Time.",
        "It was late, and well after 5 p.m. New York time.",
        "It was late, and well after 5 p.m. then.",
        # an abbreviation
        "He met Mr. Lee.",
        "He read No. 5 of it.",
        "He said no. |Ann came.",
        "He works at Lee Co. |The firm is small.",
        "He works at Lee Co. Ann does, too.",
        "He works at “Lee Co.” |Ann does, too.",
        "He works at Lee Co. — The firm is small.",
        "The Works Of Lee Co. The Firm Is Small",
        "It is between you and I. |Ann came.",
        "It is Louis I. Ann came.",
        "He said.|No. 5 is there.",
        "He read abc.d.e.f.g.h.IJ. |Ann came.",  # a word of 16 code points, too long for an abbreviation
        "He read abc.d.e.f.gh.i.JK. Ann came.",  # of 17, without its first one
        # marks that belong to no sentence
        "(...) Ann came.",
        "He wrote (! and ?) |Ann came.",
        "... Ann came.",
        "“Yes,” it was.[1]|So it is.",
    ],
)  # fmt: skip
def test_a_stop_ends_a_sentence_or_it_does_not(case: str) -> None:
    text = case.replace("|", "")
    assert [span.of(text) for span in sentence_spans(text)] == [part.strip() for part in case.split("|")]
