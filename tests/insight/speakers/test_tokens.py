"""A paragraph as words, marks and quotations."""

import pytest

from reader.insight.speakers.tokens import LONGEST_INSERTION, LONGEST_NAME, LONGEST_SENTENCE, QUOTATION, Tokens
from reader.text.span import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Weir said so.", ["Mr.", "Weir", "said", "so", "."]),
        ("Sen. A. B. Weir (D-Me.) left.", ["Sen.", "A.", "B.", "Weir", "(", "D-Me.", ")", "left", "."]),
        ("the U.S. coast", ["the", "U.S.", "coast"]),
        ("Weir Corp. said", ["Weir", "Corp.", "said"]),
        ("It is Weir Corp. They said", ["It", "is", "Weir", "Corp", ".", "They", "said"]),
        ("so ... it’s R&D-led, isn't it?", ["so", "...", "it’s", "R&D-led", ",", "isn't", "it", "?"]),
        ("the “wide” sea", ["the", "wide", "sea"]),  # a mark around a word is no token
    ],
)
def test_abbreviations_keep_their_full_stop(text: str, words: list[str]) -> None:
    tokens = Tokens(text, [])
    assert tokens.words == words
    assert [tokens.span(at, at + 1).of(text) for at in range(len(tokens))] == words


def test_a_quotation_is_one_token_with_its_own_end() -> None:
    text = "He said, “So. It is.” Then “so.”"
    tokens = Tokens(text, [Span(9, 21), Span(27, 32)])
    assert tokens.words == ["He", "said", ",", QUOTATION, "Then", QUOTATION]
    assert [tokens.span(at, at + 1).of(text) for at in tokens.quotations] == ["“So. It is.”", "“so.”"]
    assert [tokens.last_char(at) for at in tokens.quotations] == [".", "."]
    assert [tokens.sentence_start(at) for at in (3, 5)] == [0, 4]
    assert [tokens.sentence_end(at) for at in (0, 4)] == [3, 5]


def test_the_end_of_a_sentence_is_not_looked_for_without_end() -> None:
    tokens = Tokens("word " * 400, [])
    assert tokens.sentence_start(390) == 390 - LONGEST_SENTENCE
    assert tokens.sentence_end(5) == 5 + LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ada — the pilot — left", 2),
        ("Ada – the pilot – left", 2),
        ("Ada - the pilot - left", 2),
        ("Ada—the pilot—left", 2),
        ("the 3–5 boats and 7–9 more", 0),
        ("Ada—the pilot; and Bo—left", 0),
        ("Ada — the pilot. Bo — left", 0),
        ("Ada — the pilot left", 0),
        ("the pilot —", 0),
        ("the pilot — Ada Weir.", 1),
        (f"the pilot — {'Ada ' * (LONGEST_NAME - 1)}.", 1),
        (f"the pilot — {'Ada ' * LONGEST_NAME}.", 0),
        (f"Ada — {'so ' * (LONGEST_INSERTION - 1)}— left", 2),
        (f"Ada — {'so ' * LONGEST_INSERTION}— left", 0),
    ],
)
def test_dashes_around_an_insertion_count_as_commas(text: str, parts: int) -> None:
    assert Tokens(text, []).small.count(",") == parts


def test_dashes_beside_a_quotation_part_nothing() -> None:
    assert "," not in Tokens("Ada — “so” — left — the pilot", [Span(6, 10)]).small
