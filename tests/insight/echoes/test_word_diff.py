"""The words in which two passages differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.echoes.stems import WORD, normalized_word
from reader.insight.echoes.word_diff import differences, word_similarity
from reader.text.span import Span


def without(text: str, spans: list[Span]) -> list[str]:
    """The words of a text that stand in none of the spans."""
    words = WORD.finditer(text)
    return [normalized_word(word[0]) for word in words if not any(span.covers(Span(*word.span())) for span in spans)]


@pytest.mark.parametrize(
    ("one", "other", "here", "there"),
    [
        ("We drive over steel.", "We walk over steel!", ["drive"], ["walk"]),
        ("Ten people came.", "Ten people came at noon.", [], ["at noon"]),
        ("“It’s over”, he said", '"It\'s over," he said', [], []),
        ("", "a word", [], ["a word"]),
    ],
)
def test_differing_words(one: str, other: str, here: list[str], there: list[str]) -> None:
    a, b = differences(one, other)
    assert [span.of(one) for span in a] == here
    assert [span.of(other) for span in b] == there


@given(st.text("ab ,", max_size=30), st.text("ab ,", max_size=30))
def test_what_does_not_differ_is_the_same(one: str, other: str) -> None:
    a, b = differences(one, other)
    assert without(one, a) == without(other, b)
    assert 0 <= word_similarity(one, other) <= 1
    assert word_similarity(one, one) == 1
