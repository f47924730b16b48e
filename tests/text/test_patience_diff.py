"""Patience diff: what it finds is in both texts, in order; and it finds what a reader would."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import patience_diff
from reader.text.patience_diff import Match, changed_spans, matching_blocks

texts = st.lists(
    st.sampled_from(["One. ", "The ferry is late. ", "Nobody knows why. ", "ferry ", "late\n", "港口。", "a", " "]),
    max_size=12,
).map("".join)


def kept(old: str, new: str) -> list[str]:
    """The stretches that both texts have."""
    return [old[match.old : match.old_end] for match in matching_blocks(old, new)]


def test_a_match_has_an_end_on_each_side() -> None:
    assert (Match(3, 5, 4).old_end, Match(3, 5, 4).new_end) == (7, 9)


@given(texts, texts)
def test_matches_are_in_both_texts_in_order_and_as_long_as_can_be(old: str, new: str) -> None:
    matches = matching_blocks(old, new)
    for match in matches:
        assert match.size > 0
        assert old[match.old : match.old_end] == new[match.new : match.new_end]
    for one, two in pairwise(matches):
        assert one.old_end <= two.old and one.new_end <= two.new
        assert (one.old_end, one.new_end) != (two.old, two.new)


@given(texts)
def test_a_text_matches_itself_as_a_whole(text: str) -> None:
    assert matching_blocks(text, text) == ([Match(0, 0, len(text))] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "stretches"),
    [
        ("", "abc", []),
        ("abc", "", []),
        ("abc", "xyz", []),
        # sentences
        (
            "The ferry is late. Nobody knows why it is.",
            "Nobody knows why it is. The ferry is late.",
            ["Nobody knows why it is."],
        ),
        (
            "One line of it.\nAnother line of it.",
            "One line of it.\nNew.\nAnother line of it.",
            ["One line of it.\n", "Another line of it."],
        ),
        # words of a sentence that changed
        ("The red ferry is late.", "The blue ferry is late.", ["The ", " ferry is late."]),
        ("The ferry is late today.", "The ferry is very late today.", ["The ferry is ", "late today."]),
        # characters of a word that changed
        ("He was overjoyed then.", "He was overjoyous then.", ["He was overjoy", " then."]),
        # white space between words that differs
        ("one two\nthree", "one two three", ["one two", "three"]),
        # scripts without blanks
        ("船今天晚了很久。", "船昨天晚了很久。", ["船", "天晚了很久。"]),
    ],
)
def test_what_is_the_same_is_found(old: str, new: str, stretches: list[str]) -> None:
    assert kept(old, new) == stretches


def test_a_word_that_is_repeated_is_aligned_by_the_words_around_it() -> None:
    old = "the one and the two and the three"
    new = "the one and the new two and the three"
    assert kept(old, new) == ["the one and the ", "two and the three"]


def test_of_sentences_that_cross_the_longer_chain_stays() -> None:
    one, two, three = "The first of the lines.", "The second of the lines.", "The third of the lines."
    assert kept(f"{one}\n{two}\n{three}", f"{two}\n{three}\n{one}") == [f"{two}\n{three}"]
    assert kept(f"{one}\n{two}\n{three}", f"{three}\n{one}\n{two}") == [f"{one}\n{two}"]


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("The red ferry.", "The blue ferry.", ["red"], ["blue"]),
        ("The ferry.", "The old ferry.", [], ["old"]),
        ("The old ferry.", "The ferry.", ["old"], []),
        ("overjoyed", "overjoyous", ["overjoyed"], ["overjoyous"]),
        ("It is so.", "It is so!", ["."], ["!"]),
        ("a  b", "a b", [], []),
        ("", "new", [], ["new"]),
        ("same", "same", [], []),
    ],
)
def test_changed_words_are_whole_words_and_no_white_space(
    old: str, new: str, removed: list[str], added: list[str]
) -> None:
    gone, come = changed_spans(old, new)
    assert [span.of(old) for span in gone] == removed
    assert [span.of(new) for span in come] == added


def test_a_long_text_of_one_repeated_word_takes_no_quadratic_time() -> None:
    old, new = "word " * 100_000, "word " * 100_001
    assert sum(match.size for match in matching_blocks(old, new)) >= len(old) - 1


# Limits


def test_a_very_long_gap_is_compared_at_its_ends_only(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "the slow red ferry left late", "the red ferry left very late"
    assert "red ferry left " in kept(old, new)
    monkeypatch.setattr(patience_diff, "LONGEST_GAP", len(old) - 1)
    assert kept(old, new) == ["the ", " late"]
    monkeypatch.setattr(patience_diff, "LONGEST_GAP", len(old))
    assert "red ferry left " in kept(old, new)


def test_a_line_without_a_full_stop_is_compared_in_pieces() -> None:
    line = " ".join(map(str, range(9_000)))
    assert len(line) > 30_000
    assert kept(f"One.\n\n{line}", f"Two.\n\n{line}")[-1].endswith(line)


def test_items_beyond_a_number_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"This is the sentence {number}. " for number in range(5))
    assert len(patience_diff._Items(text, patience_diff._SENTENCE).words) == 5
    monkeypatch.setattr(patience_diff, "MOST_ITEMS", 2)
    assert patience_diff._Items(text, patience_diff._SENTENCE).words == [text[:23], text[24:47]]


def test_the_limits_are_far_beyond_any_article() -> None:
    assert (patience_diff.LONGEST_GAP, patience_diff.MOST_ITEMS, patience_diff.AT_ONCE) == (1 << 19, 1_000_000, 10_000)


@given(st.text("ab", max_size=30), st.text("ab", max_size=30))
def test_common_edges_are_as_long_as_they_can_be(one: str, other: str) -> None:
    head = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    assert patience_diff._common_prefix_length(one, other) == head
    assert patience_diff._common_suffix_length(one[::-1], other[::-1]) == head


@given(st.lists(st.integers(0, 9), max_size=8))
def test_the_longest_chain_ascends_and_none_is_longer(seconds: list[int]) -> None:
    pairs = list(enumerate(seconds))
    chain = patience_diff._longest_ascending(pairs)
    assert all(pair in pairs for pair in chain)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(chain))
    longest = max((len(some) for some in _ascending(seconds)), default=0)
    assert len(chain) == longest


def _ascending(seconds: list[int]) -> list[list[int]]:
    """Return every chain of numbers that ascends."""
    chains: list[list[int]] = [[]]
    for second in seconds:
        chains += [[*chain, second] for chain in chains if not chain or chain[-1] < second]
    return chains


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("ab", "ab", [Match(0, 0, 2)]),
        ("aba", "ab", [Match(1, 1, 1)]),  # `a` stands twice in the old one
        ("ab", "aba", [Match(1, 1, 1)]),
        ("aa", "a", []),
        ("a", "aa", []),
    ],
)
def test_what_stands_once_in_each_sequence_is_paired(old: str, new: str, found: list[Match]) -> None:
    assert patience_diff._unique_in_both(list(old), list(new), 1) == found
