"""Normal words: what is said, however it is written, with the place of each word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.wording.normal_words import normal_words, same_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We’ve paid", "we have paid"),
        ("They won't, can't and shan't", "they will not cannot and shall not"),
        ("I'm gonna go", "I am going to go"),
        ("’Tis over", "it's over"),
        ("forty men", "40 men"),
        ("twenty-five", "25"),
        ("two hundred and fifty thousand", "250,000"),
        ("a hundred and five", "105"),
        ("one million two hundred thousand", "1.2 million"),
        ("the hundred", "the 100"),
        ("$500 billion", "five hundred billion dollars"),
        ("$1.5bn", "1.5 billion dollars"),
        ("a ten-dollar bill", "a $10 bill"),
        ("nineteen sixty-one", "1961"),
        ("two thousand and one", "2001"),
        ("the twenty-first", "the 21st"),
        ("the 1980's", "the 1980s"),
        ("8.70", "8.7"),
        ("40 per cent", "40%"),
        ("forty percent", "40 per cent"),
        ("the F.B.I.’s men", "the FBI's men"),
        ("at 5 p.m. sharp", "at five pm sharp"),
        ("the U.S. Senate", "the United States Senate"),
        ("Sen. Doe on Jan. 5", "Senator Doe on January 5"),
        ("labour programme centre", "labor program center"),
        ("Uh, we, um, agree", "we agree"),
        ("World War II", "World War Two"),
        ("No. 10 was shut", "Number 10 was shut"),
        ("on January 5th", "on Jan. 5"),
        ("sea & sand", "sea and sand"),
        ("González", "Gonzalez"),
        ("naïve", "naive"),
        ("Straße", "STRASSE"),
        ("drei Boote und vierundzwanzig Ruder", "3 Boote und 24 Ruder"),
        ("vingt-deux bateaux", "22 bateaux"),
        ("zwölf Millionen Euro", "12 Mio. Euro"),
        ("480.000 barcos", "480000 barcos"),
        ("1.500 personas", "1 500 personas"),
        ("2.500 militares", "2500 militares"),
        ("1.125 Millionen", "1.125 million"),
        ("1.125 millones", "1.125 million"),
        ("1,2 millones de euros", "1.200.000 euros"),
        ("due miliardi di euro", "due miliardi euro"),
        ("1 200 bateaux", "1\u202f200 bateaux"),
        ("18 por ciento", "18 %"),
        ("18 Prozent", "18 %"),
    ],
)
def test_what_is_said_alike_has_the_same_words(left: str, right: str) -> None:
    assert same_words(normal_words(left).words, normal_words(right).words)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("we can", "we can't"),
        ("forty", "fourteen"),
        ("8.7 million", "7.8 million"),
        ("$10", "€10"),
        ("40 percent", "40"),
        ("1.500 Euro", "1,5 Euro"),
        ("1.125 million", "1125"),
        ("12.345 percent", "12345 percent"),
        ("drei", "vier"),
        ("the first", "the one"),
        ("help us now", "help the US now"),
        ("one, two", "three"),
        ("twenty, five", "twenty-five"),
        ("No. Ten came", "Number. Ten came"),
        ("the 5th", "the 5"),
        ("könnte", "konnte"),
        ("Könnte", "Konnte"),
        ("five hundred and", "five hundred"),
        ("filed", "filled"),
    ],
)
def test_what_is_said_otherwise_has_other_words(left: str, right: str) -> None:
    assert not same_words(normal_words(left).words, normal_words(right).words)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("to-day", "today", True),
        ("health care", "healthcare", True),
        ("", "", True),
        ("a", "", False),
        ("a", "b", False),
    ],
)
def test_words_may_be_written_together(left: str, right: str, same: bool) -> None:
    assert same_words(normal_words(left).words, normal_words(right).words) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We've won.", [("we", "We've"), ("have", "We've"), ("won", "won")]),
        ("twenty-five men", [("25", "twenty-five"), ("men", "men")]),
        ("$5 million", [("5000000", "$5 million"), ("dollars", "$5 million")]),
        ("東京 is", [("東", "東"), ("京", "京"), ("is", "is")]),
        ("LET US GO", [("let", "LET"), ("us", "US"), ("go", "GO")]),
        ("er und sie", [("er", "er"), ("und", "und"), ("sie", "sie")]),
        ("Madam, er, no", [("madam", "Madam"), ("no", "no")]),
    ],
)
def test_each_word_has_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    found = normal_words(text)
    assert [(word, found.written(index, index + 1)) for index, word in enumerate(found.words)] == expected


def test_a_range_of_words_has_a_span_and_may_be_empty() -> None:
    found = normal_words("So we, too, have it.")
    assert found.span(1, 4) == (3, 16)
    assert found.written(1, 4) == "we, too, have"
    assert found.written(2, 2) == ""


def test_a_long_row_of_digits_stays_as_it_is_written() -> None:
    assert normal_words("007").words == ["7"]
    assert normal_words("0" * 15).words == ["0"]
    assert normal_words("0" * 16).words == ["0" * 16]


PIECES = st.sampled_from(
    [*"ab19$%.,-’' \n", "two ", "hundred ", "million ", "and ", "a ", "n't", "é", "京", "U.S. ", "[", "½"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_words_stand_in_the_text_in_order(text: str) -> None:
    found = normal_words(text)
    spans = [found.span(index, index + 1) for index in range(len(found))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert all(found.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("030 123", ["30", "123"]),
        ("in 2010 300 men", ["in", "2010", "300", "men"]),
        ("1 200 men", ["1200", "men"]),
        ("1.5 100", ["1.5", "100"]),
    ],
)
def test_digits_with_blanks_are_one_number_only_in_groups_of_three(text: str, words: list[str]) -> None:
    assert normal_words(text).words == words


@pytest.mark.parametrize(
    ("text", "is_german"),
    [
        ("und der Hund", True),
        ("und so", False),  # one word tells nothing
        ("und der Hund" + " schlief" * 17, True),
        ("und der Hund" + " schlief" * 18, False),
    ],
)
def test_a_text_is_german_that_has_two_german_words_in_twenty(text: str, is_german: bool) -> None:
    assert normal_words(text).is_german is is_german
