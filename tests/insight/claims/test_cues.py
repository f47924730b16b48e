"""Cues of claims: what each is worth, how often it counts, and which words show it."""

import pytest

from reader.insight.claims.cues import CLAIM_CUES, find_claim_cues
from reader.insight.claims.detector import MIN_SCORE, SURE_SCORE, score_sentence
from tests.support.scores import log_odds

PLAIN = "Boats lay at pier {} 7 off Skagen."


def worth(words: str) -> float:
    """Return the log odds that words add to a plain sentence."""
    with_words, without = (score_sentence(" ".join(PLAIN.format(each).split()))[0] for each in (words, ""))
    return round(log_odds(with_words) - log_odds(without), 3)


# A word, the cue that it shows, and what one to four of it are worth, each less a hundredth for its length.
WORTH = [
    ("told", "report", [0.49, 0.48, 0.47, 0.46]),
    ("NHO", "acronym", [0.49, 0.48, 0.47, 0.46]),
    ("9", "number", [0.39, 0.38, 0.37, 0.36]),  # there is a number already
    ("tons", "amount", [0.29, 0.58, 0.57, 0.56]),
    ("noon", "time", [0.29, 0.58, 0.57, 0.56]),
    ("sank", "past", [0.19, 0.38, 0.37, 0.36]),
    ("mayor", "actor", [0.14, 0.28, 0.42, 0.41]),
    ("Oslo", "name", [0.09, 0.18, 0.17, 0.16]),  # there is a name already
    ("awful", "opinion", [-0.71, -1.42, -2.13, -2.14]),
    ("liberty", "abstract", [-0.41, -0.82, -0.83, -0.84]),
    ("our", "person", [-0.41, -0.82, -0.83, -0.84]),
    ("always", "universal", [-0.31, -0.62, -0.63, -0.64]),
    ("their", "pointer", [-0.41, -0.82, -0.83, -0.84]),
    ("might", "modal", [-0.21, -0.42, -0.63, -0.64]),
    ("?", "ask", [-1.01, -1.02, -1.03, -1.04]),
    ("!", "ask", [-1.01, -1.02, -1.03, -1.04]),
    ("boat", "token", [-0.01, -0.02, -0.03, -0.04]),
]


@pytest.mark.parametrize(("word", "cue", "expected"), WORTH)
def test_each_word_counts_up_to_the_limit_of_its_cue(word: str, cue: str, expected: list[float]) -> None:
    assert cue in find_claim_cues(f"Boats {word}")
    assert [worth(" ".join([word] * count)) for count in (1, 2, 3, 4)] == expected


SENTENCES = [
    ("Boats lay at pier 7.", 0.75),
    ("Boats lay at pier 7", -0.75),
    ("But boats lay at pier 7.", 0.34),
    ("“Boats lay at pier” 7.", 1.45),
    ("“Boats lay at” pier 7.", 0.75),
    ("The ferry sank near Oslo on Monday.", 1.03),
    ("The mayor said the bridge was closed in 1987.", 1.76),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_cues_add_up(sentence: str, expected: float) -> None:
    assert log_odds(score_sentence(sentence)[0]) == expected


def test_every_cue_has_an_example() -> None:
    """So a weight that changes is noticed."""
    shown = {cue for _, cue, _ in WORTH} | {cue for sentence, _ in SENTENCES for cue in find_claim_cues(sentence)}
    assert shown == set(CLAIM_CUES)


def test_length_counts_up_to_sixty_words() -> None:
    scores = [log_odds(score_sentence(f"Pier 7 {'boat ' * count}.")[0]) for count in (57, 58, 59)]
    assert scores == [0.21, 0.2, 0.2]


@pytest.mark.parametrize(
    ("sentence", "is_scored"),
    [
        ("Boats left pier 7.", True),
        ("Boats left 7.", False),
        ("Boats are no better boats.", False),
        ("The boats are gone, they say.", True),
        ("“The boats are all gone”, they say.", False),
        ("“The boats are all gone”, they said in 1987.", True),
    ],
)
def test_a_claim_has_four_tokens_and_a_fact(sentence: str, is_scored: bool) -> None:
    """A report counts as a fact, unless it reports a quotation."""
    assert (score_sentence(sentence)[0] > 0) is is_scored


@pytest.mark.parametrize(
    ("token", "cues"),
    [
        ("docked", {"past"}),
        ("aided", {"past"}),
        ("used", set()),
        ("indeed", {"opinion"}),
        ("speed", set()),
        ("co-led", set()),
        ("accused", {"report"}),
        ("I", {"person"}),
        ("A", {"name"}),
        ("US", {"acronym"}),
        ("“US", {"person"}),
        ("“Oslo", set()),
        ("4th", {"number"}),
        ("²", {"number"}),
        ("$4.5", {"number"}),
        ("Monday", {"time", "name"}),
        ("So-called", {"name"}),
    ],
)
def test_what_a_token_shows_within_a_sentence(token: str, cues: set[str]) -> None:
    assert set(find_claim_cues(f"Boats {token}.")) - {"token"} == cues


@pytest.mark.parametrize(
    ("token", "cues"), [("Oslo", set()), ("US", {"person"}), ("But", {"opener"}), ("These", {"opener", "pointer"})]
)
def test_a_capital_at_the_beginning_of_a_sentence_shows_nothing(token: str, cues: set[str]) -> None:
    assert set(find_claim_cues(f"{token} boats.")) - {"token"} == cues


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("x" * 40, ["x" * 40]),
        ("x" * 41, ["x" * 40, "x"]),
        ("a-a-a-a-a-a", ["a-a-a-a-a-a"]),
        ("a-a-a-a-a-a-a", ["a-a-a-a-a-a", "a"]),
        ("1,200.50 5% $3", ["1,200.50", "5%", "$3"]),
        ("“so? ‘no’ (yes)", ["“so", "?", "‘no", "(yes"]),
    ],
)
def test_tokens_have_a_limited_length(text: str, tokens: list[str]) -> None:
    assert find_claim_cues(text)["token"] == tokens


@pytest.mark.parametrize(
    ("sentence", "is_ended"),
    [
        ("It sank.", True),
        ("It sank!", True),
        ("It sank?”)", True),
        ("It sank…", True),
        ("It sank:", False),
        ("It", False),
    ],
)
def test_the_end_of_a_sentence(sentence: str, is_ended: bool) -> None:
    assert ("unended" not in find_claim_cues(sentence)) is is_ended


def test_the_tiers() -> None:
    assert (MIN_SCORE, SURE_SCORE) == (0.5, 0.8)


@pytest.mark.parametrize(
    ("sentence", "is_appeal"),
    [
        ("Boil for 40 minutes at 90 degrees.", True),
        ("Leave the boat at pier 7 until Monday.", True),
        ("Press freedom fell by 40 percent in Skagen.", False),
        ("Skagen boils for 40 days each year.", False),
    ],
)
def test_a_sentence_that_begins_with_an_appeal_is_no_sure_claim(sentence: str, *, is_appeal: bool) -> None:
    assert ("ask" in find_claim_cues(sentence)) == is_appeal
    if is_appeal:
        assert score_sentence(sentence)[0] < SURE_SCORE
