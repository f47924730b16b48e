"""Many passages looked up in one pass are found where a search for each one finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring import haystack
from reader.annotation.anchoring.haystack import (
    COMMON,
    GRAM,
    GRAMS,
    MOST,
    TRIED,
    WORTHWHILE,
    Haystack,
    _fits,
    _offsets,
    _word_offsets,
)
from reader.system.threads import run_to_end
from tests.support.spies import spy


def places(words: str, text: str) -> list[int]:
    """The first places of some words, by the plainest of rules."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)][:MOST] if words else []


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bound is so small that a short text crosses it."""
    for name, value in {"WORTHWHILE": 1, "STEP": 7, "SLICE": 5, "COMMON": 3, "VERIFIED": 2}.items():
        monkeypatch.setattr(haystack, name, value)


@pytest.mark.usefixtures("small")
@given(st.text("ab", max_size=120), st.lists(st.text("ab", max_size=20), max_size=12))
def test_one_pass_finds_what_a_search_for_each_finds(text: str, all_words: list[str]) -> None:
    together, alone = Haystack(text), Haystack(text)
    run_to_end(together.look_up(all_words))
    for words in all_words:
        assert list(together.places(words)) == list(alone.places(words)) == places(words, text)
        assert together.occurs_once(words) == (len(places(words, text)) == 1)


@pytest.mark.usefixtures("small")
@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.text("xyz é漢", max_size=30))
def test_passages_of_the_text_itself_are_found_in_it(start: int, size: int, step: int, more: str) -> None:
    text = "The ferry left at noon, and the ferry came back. The end." + more
    asked = [text[at : at + size] for at in range(start, len(text), step)]
    stack = Haystack(text)
    run_to_end(stack.look_up(asked))
    assert [list(stack.places(words)) for words in asked] == [places(words, text) for words in asked]


def test_a_pass_is_made_for_many_passages_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (WORTHWHILE, GRAM, GRAMS, TRIED, COMMON, MOST) == (256, 8, (12, 24, 48, 96), 4, 200, 50)
    passes: list[tuple[int, ...]] = []
    spy(monkeypatch, Haystack, "_pass", lambda _self, lengths, _found, **_at: passes.append(lengths))
    few, many = [f"{number:09}" for number in range(255)], [f"{number:03}" for number in range(256)]
    of_words = [f"number {number} of very many" for number in range(256)]
    for asked, lengths in ((few, []), (many, [(3,)]), (of_words, [GRAMS])):
        passes.clear()
        run_to_end(Haystack("abc" * 100).look_up([*few, *asked]))
        assert passes == lengths


@pytest.mark.usefixtures("small")
@given(
    st.lists(st.sampled_from(["the ferry left", "the ferry came", "at noon", "and\n", "x" * 30, "漢字"]), max_size=40)
)
def test_words_that_begin_alike_are_told_apart_by_a_longer_beginning(parts: list[str]) -> None:
    text = " ".join(parts)
    asked = {text[start:end] for start in range(0, len(text), 5) for end in range(start + 9, len(text), 40)}
    stack = Haystack(text)
    run_to_end(stack.look_up(asked))
    assert {words: list(stack.places(words)) for words in asked} == {words: places(words, text) for words in asked}


def test_a_pass_can_be_stopped_after_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haystack, "WORTHWHILE", 1)
    steps = Haystack("a" * 200_001).look_up(["b" * 9])
    assert sum(1 for _ in steps) == 5 + 1, "50,000 code points a step, then the passages"


def test_a_search_looks_at_a_slice_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haystack, "SLICE", 10)
    text = "x" * 8 + "needle" + "x" * 20 + "needle"
    assert Haystack(text).places("needle") == [8, 34]


@pytest.mark.usefixtures("small")
@given(st.text("ab", max_size=80), st.text("ab", max_size=3), st.text("ab", min_size=1, max_size=3), st.text("ab"))
def test_words_in_their_context_are_where_all_of_it_stands(text: str, before: str, words: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(haystack, "MOST", 5)
        found = Haystack(text).places_in_context(before, words, after)
        whole = [match.start() for match in re.finditer(f"(?={re.escape(before + words + after)})", text)]
        assert list(found)[:5] == [at + len(before) for at in whole][:5]


@pytest.mark.parametrize(
    ("length", "offsets"), [(1, [0]), (8, [0]), (9, [0, 1]), (20, [0, 4, 8, 12]), (11, [0, 1, 2, 3])]
)
def test_the_grams_of_a_passage_are_spread_over_it(length: int, offsets: list[int]) -> None:
    assert list(_offsets("x" * length)) == offsets


@pytest.mark.parametrize(
    ("words", "offsets"),
    [
        (" ".join("a" * 20), [2, 10, 18, 26]),
        ("a passage of words", [2]),
        ("a passage of many words", [2, 10]),
        ("a passage\nof many words", [2, 10]),
        ("a short one", []),
        ("passage", []),
    ],
)
def test_those_of_words_begin_after_white_space(words: str, offsets: list[int]) -> None:
    assert list(_word_offsets(words)) == offsets


@pytest.mark.parametrize(("at", "length", "fits"), [(0, 4, True), (1, 3, True), (1, 4, False), (4, 0, True)])
def test_a_gram_lies_within_its_passage(at: int, length: int, fits: bool) -> None:
    assert _fits("abcd", at, length) is fits


@pytest.mark.parametrize(
    ("text", "before", "words", "after", "places"),
    [
        ("a b c, x b c", "a ", "b", " c", [2]),
        ("a b c, x b c", "", "b", " c", [2, 9]),
        ("b c", "a ", "b", " c", []),  # nothing stands before it
        ("a b", "a ", "b", " c", []),
    ],
)
def test_words_are_found_between_others(text: str, before: str, words: str, after: str, places: list[int]) -> None:
    assert list(Haystack(text).places_in_context(before, words, after)) == places


def test_the_right_one_of_very_many_is_found_by_its_context() -> None:
    text = "x b " * MOST + "a b c"
    assert list(Haystack(text).places_in_context("a ", "b", " c")) == [len(text) - 3]
    assert len(Haystack(text).places("b")) == MOST
