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


@pytest.mark.parametrize(
    ("size", "grams"), [(1, ["a", "b", "c"]), (2, [("a", "b"), ("b", "c")]), (3, [("a", "b", "c")]), (4, [])]
)
def test_grams_begin_at_each_item(size: int, grams: list[object]) -> None:
    assert list(patience_diff._grams(["a", "b", "c"], size)) == grams


def test_grams_are_counted_some_at_a_time_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience_diff, "AT_ONCE", 2)
    assert patience_diff._counted(["a", "b", "a", "c", "a"]) == {"a": 3, "b": 1, "c": 1}


@pytest.mark.parametrize(
    ("old", "new", "size", "found"),
    [
        ("xabcd", "abcd", 2, [Match(1, 0, 4)]),
        ("abcd", "xabcd", 2, [Match(0, 1, 4)]),
        ("abcd", "abcd", 2, [Match(0, 0, 4)]),  # grams that overlap are one stretch
        ("abcd", "abxcd", 2, [Match(0, 0, 2), Match(2, 3, 2)]),
        ("abc", "abxbc", 2, [Match(0, 0, 2)]),  # the second one would begin inside the first
        ("abxbc", "abc", 2, [Match(0, 0, 2)]),
        ("abyycd", "abxcd", 2, [Match(0, 0, 2), Match(4, 3, 2)]),
    ],
)
def test_grams_in_both_sequences_are_stretches_that_do_not_overlap(
    old: str, new: str, size: int, found: list[Match]
) -> None:
    assert patience_diff._unique_in_both(list(old), list(new), size) == found


@pytest.mark.parametrize(
    ("levels", "is_found"),
    [
        (((1, 5),), True),
        (((1, 4),), False),  # five items are too many for it, and at the edges nothing is the same
        (((4, 5),), False),  # four in a row are nowhere the same
        (((5, 5), (1, 5)), True),
        (((4, 5), (1, 5)), True),
        ((), False),
    ],
)
def test_a_level_needs_so_many_items_and_takes_no_more_than_so_many(
    levels: tuple[tuple[int, int], ...], is_found: bool
) -> None:
    found = list(patience_diff._align("pabq", "rabst", (0, 4, 0, 5), levels))
    assert sum(match.size for match in found) == (2 if is_found else 0)


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ((0, 5, 0, 5), [Match(0, 0, 5)]),
        ((1, 4, 1, 4), [Match(1, 1, 3)]),
        ((1, 4, 0, 5), [Match(1, 1, 3)]),
        ((2, 2, 0, 5), []),
        ((0, 5, 2, 2), []),
    ],
)
def test_only_what_a_box_bounds_is_aligned(box: tuple[int, int, int, int], found: list[Match]) -> None:
    assert list(patience_diff._align("abcde", "abcde", box, ((1, 9),))) == found


def test_a_long_diff_is_found_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience_diff, "STEP", 2)
    old = "\n".join(f"This is the sentence number {number}." for number in range(9))
    steps = sum(1 for _ in patience_diff.matching_blocks_in_steps(old, old.replace("number ", "with ")))
    assert steps >= 5
    assert patience_diff._NO_LIMIT > 1 << 40
    assert patience_diff._WORD_LEVELS == ((8, 1 << 60), (4, 20_000), (2, 2_000), (1, 200))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One two three. Four five six.", ["One two three.", "Four five six."]),
        ("One. Two. Three.", ["One. Two. Three."]),  # too short to be recognised
        ("One two three.”) Four five six.", ["One two three.”) Four five six."]),
        ('One two three.") Four five six.', ['One two three.")', "Four five six."]),
        ("一二三四五六七八九十一二。三", ["一二三四五六七八九十一二。", "三"]),
        ("One\n\n two three four.\n", ["One", "two three four."]),
    ],
)
def test_sentences_are_long_enough_to_be_recognised(text: str, sentences: list[str]) -> None:
    assert patience_diff._Items(text, patience_diff._SENTENCE).words == sentences


def test_stretches_of_items_become_stretches_of_the_texts() -> None:
    old, new = (
        patience_diff._Items(text, patience_diff._WORD) for text in ("one two  three four", "one two three four")
    )
    found = list(patience_diff._in_code_points(old, new, iter([Match(0, 0, 2), Match(1, 1, 2), Match(3, 3, 1)])))
    assert found == [Match(0, 0, 7), Match(4, 4, 3), Match(9, 8, 5), Match(15, 14, 4)]
