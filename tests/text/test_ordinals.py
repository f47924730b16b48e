"""Ordinals with a full stop: which numbers end a sentence, with every bound at its edge."""

import re

import pytest

from reader.text.ordinals import is_ordinal

FOLLOWING = re.compile(r"\s*(?P<openers>[\"(\s]*)(?P<word>[^\W_]+)")


def ordinal(text: str, start: int = 0) -> bool:
    """Whether the number before the mark `|` belongs to one sentence with the word after it."""
    at = text.index("|")
    text = text.replace("|", "")
    number = re.compile(r"\w+\Z").search(text, start, at - 1)
    following = FOLLOWING.match(text, at)
    assert number
    assert following
    return is_ordinal(text, start, number, following)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Im 19.| Jahrhundert war das so.", True),
        ("Am 3.| Oktober", True),  # a word that follows only ordinals
        ("3.| Oktober", True),
        ("123.| Oktober", False),  # a number of three digits needs more
        ("Es ist am 123.| Tor und das ist so.", True),
        ("XIV.| Oktober", False),
        ("Das ist der XIV.| Ludwig und er ist tot.", True),
        ("Das ist der XIVXIVX.| Ludwig und er ist tot.", False),
        ("Das ist der 0.| Ludwig und er ist tot.", False),
        ("Das ist der 1234.| Ludwig und er ist tot.", False),
        ("Das ist der 12.| ludwig und er ist tot.", False),
        ("Das ist der 12.| Der Ludwig ist tot.", False),  # it begins a sentence
        ('Das ist der 12.| "Ludwig ist tot und er ist so."', False),
        ("Das ist, der 12.| Ludwig und er ist tot.", True),
        ("Das ist: 12.| Ludwig und er ist tot.", False),  # no word of the language stands before it
        ("12.| Ludwig und er ist tot.", False),
        ("It was on 12.| Street of the town.", False),
    ],
)
def test_a_number_before_a_noun_is_an_ordinal_in_some_languages(text: str, is_one: bool) -> None:
    assert ordinal(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("der 5.| Ludwig ist", True),  # `der` and `ist`: two words show that it is German
        ("der 5.| Ludwig", False),
        ("DER 5.| Ludwig Ist", True),  # in capitals, too
        ("der 5.| Ludwig ist the", True),
        ("der 5.| Ludwig ist the of", False),  # more English than German
        ("der 5.| Ludwig ist und the of", True),
    ],
)
def test_there_must_be_more_words_of_that_language_than_of_english(text: str, is_one: bool) -> None:
    assert ordinal(text) is is_one


def test_only_the_words_around_it_count() -> None:
    assert ordinal(f"der 5.| Ludwig {'x' * 180} ist")
    assert not ordinal(f"der 5.| Ludwig {'x' * 200} ist")
    assert ordinal(f"ist {'x' * 180} der 5.| Ludwig")
    assert not ordinal(f"ist {'x' * 200} der 5.| Ludwig")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Am 3.| 10. 2026 war es.", True),
        ("Am 3.| 10.2026 war es.", True),
        ("Am 3. 10.| 2026 war es.", True),
        ("Am 3. 10.| 20265 war es.", False),
        ("Am 13. 10.| 20 war es.", False),
        ("Am 3. 20.| 2026 war es.", False),
        ("Am 43.| 10. 2026 war es.", False),
        ("Er hat 3.| 10 sind es.", False),
    ],
)
def test_a_date_of_numbers_is_one_sentence(text: str, is_one: bool) -> None:
    assert ordinal(text) is is_one


def test_a_date_begins_in_its_sentence() -> None:
    assert ordinal("Es war 3. 10.| 2026 so.")
    assert not ordinal("Es war 3. 10.| 2026 so.", start=10)


def test_the_word_before_a_number_is_one_of_its_sentence() -> None:
    assert ordinal("So. der 5.| Ludwig ist", start=4)
    assert not ordinal("So der 5.| Ludwig ist", start=7)
