"""Suggested claims: the cases are in tests/data/claims.txt."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.claims import detector as claims
from reader.insight.suggestion import Suggestion
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from tests.support import DATA
from tests.support.naughty import naughty_strings

CASES = DATA / "claims.txt"
PIECES = [*'"“”’.?!$%½²I \n', "1,200 ", "NHO ", "Oslo ", "said ", "might ", "on Monday", "The ", "5.", "“a b c d e"]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def suggested(text: str, name: str = "a.txt") -> list[Suggestion]:
    return list(claims.find_claims(name, make_article(Source(name, Path(name)), Decoded(text, "utf-8", "")).blocks))


def exact(text: str, name: str = "a.txt") -> list[str]:
    return [each.span.of(text) for each in suggested(text, name)]


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split(" ", 1) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("tier", "text"), cases())
def test_what_can_be_checked_is_told_apart_from_what_cannot(tier: str, text: str) -> None:
    assert ["sure" if each.is_sure else "likely" for each in suggested(text)] == ([] if tier == "none" else [tier])


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        ("Inflation fell to 3.2% in May.", ("a number: “3.2%”", "past tense: “fell”", "a name: “May”")),
        ("The NHO denies it.", ("an organisation: “NHO”", "reports: “denies”")),
        (
            "The minister said: “It will sink by noon tomorrow.”",
            ("quotes somebody", "a time: “noon”", "reports: “said”", "an official or institution: “minister”"),
        ),
        ("Half of the boats leaked on Sunday.", ("an amount: “half”", "a time: “Sunday”", "past tense: “leaked”")),
    ],
)
def test_a_suggestion_says_why(sentence: str, reasons: tuple[str, ...]) -> None:
    (only,) = suggested(sentence)
    assert only.reasons[: len(reasons)] == reasons


def test_more_facts_make_a_higher_score() -> None:
    one, two = suggested("The ferry sank near Oslo.\nThe ferry sank near Oslo on 4 May, the NHO reported.")
    assert one.score < two.score


def test_opinion_makes_a_lower_score() -> None:
    one, two = suggested("The ferry sank on 4 May in Oslo.\nThe wonderful ferry sank on 4 May in Oslo.")
    assert one.score > two.score


def test_a_sentence_of_a_longer_quotation_is_somebody_elses() -> None:
    text = "Weir left on 4 May. “We sank on 5 May. We had 3 boats,” he said. The boats sank on 6 May."
    assert exact(text) == ["Weir left on 4 May.", "The boats sank on 6 May."]


def test_headings_and_code_are_not_claims() -> None:
    text = "# Weir left Oslo on 4 May.\n\n- The boats *sank* on 6 May.\n\n      Weir left on 4 May.\n"
    assert exact(text, "a.md") == ["The boats *sank* on 6 May."]


@given(texts)
def test_any_text_has_suggestions_that_hold(text: str) -> None:
    for each in suggested(text):
        assert each.span.of(text).strip()
        assert (each.tag, each.is_sure) == ("claim", each.score >= claims.SURE_SCORE)
        assert claims.MIN_SCORE <= each.score <= 1
        assert each.reasons


def test_naughty_strings_are_read() -> None:
    """No string makes the detector fail."""
    for text in naughty_strings():
        suggested(f"{text}. On 4 May {text} was in Oslo.\n{text}")


@pytest.mark.parametrize("piece", ["a", "1", "1.", "A-", "“a b c d. ", "said ", "Oslo 4 May. ", '"', "I’"])
def test_a_long_line_takes_linear_time(piece: str) -> None:
    # Were it quadratic, this would take minutes.
    suggested(piece * (100_000 // len(piece)))
