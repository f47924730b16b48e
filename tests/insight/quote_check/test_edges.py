"""The words at both ends of a quotation, and what they stand for in the original."""

import pytest

from reader.insight.quote_check.alignment import align
from reader.insight.quote_check.edges import MOST_LEFT_OUT, with_edges
from reader.insight.quote_check.quotation import Gap
from reader.insight.wording.normal_words import normal_words

SAID = "Thanks. In this town we do not close ferries for a storm, and we will never ever do that gladly. Nor now."


def place(quoted: str, gaps: "dict[int, Gap] | None" = None, said: str = SAID) -> str:
    """Return the words of the original that a quotation stands for."""
    ours, theirs = normal_words(quoted), normal_words(said)
    aligned = with_edges(ours.words, theirs, align(ours.words, theirs.words, gaps or {}), gaps or {})
    return theirs.span(*aligned.range).of(said)


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        ("We close ferries for a storm", "we do not close ferries for a storm"),
        ("Surely we close ferries for a storm", "town we do not close ferries for a storm"),
        ("Ministers close ferries for a storm", "not close ferries for a storm"),
        ("we do not close ferries for a gale", "we do not close ferries for a storm"),
        ("and we will gladly", "and we will never"),  # too far away: it stands for another word
        ("and we will never do that gladly", "and we will never ever do that gladly"),
        ("we will never that", "we will never ever do that"),
        ("This close ferries for a storm", "not close ferries for a storm"),
        ("Lately this town we do not close ferries", "In this town we do not close ferries"),
        ("for a gale now", "for a storm, and"),
    ],
)
def test_a_word_at_an_end_stands_for_the_same_word_a_little_further_out(quoted: str, words: str) -> None:
    assert place(quoted) == words


@pytest.mark.parametrize(("left_out", "first"), [(MOST_LEFT_OUT, "we"), (MOST_LEFT_OUT + 1, "n3")])
def test_it_may_be_three_words_away_and_no_more(left_out: int, first: str) -> None:
    between = " ".join(f"n{number}" for number in range(left_out))
    assert place("we do a b c d", said=f"so we {between} do a b c d").split()[0] == first
    assert MOST_LEFT_OUT == 3


@pytest.mark.parametrize(
    ("quoted", "said", "words"),
    [
        ("know close the old port", "We know. Right now close the old port", "now close the old port"),
        ("Surely we close the old port", "so we do not close the old port", "so we do not close the old port"),
        ("Surely we close the old port", "we do not close the old port", "we do not close the old port"),
        ("we close the old port soon", "we close the old port not so soon", "we close the old port not so soon"),
        ("we close the old port gladly", "we close the old port so", "we close the old port so"),
    ],
)
def test_it_stays_in_its_sentence_and_in_the_text(quoted: str, said: str, words: str) -> None:
    assert place(quoted, said=said) == words


def test_behind_a_mark_words_were_left_out_on_purpose() -> None:
    assert place("Ministers … close ferries for a storm", {1: Gap.ELLIPSIS}).endswith("close ferries for a storm")


def test_common_words_stand_for_what_is_beside_the_others() -> None:
    assert place("a close ferries for a storm", said="it was a man who did close ferries for a storm").startswith("did")
