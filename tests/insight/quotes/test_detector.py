"""Suggested quotes: the cases are in tests/data/suggested_quotes.txt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.quotes import detector as quotes
from reader.insight.suggestion import Suggestion
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from tests.support import DATA
from tests.support.naughty import naughty_strings

CASES = DATA / "suggested_quotes.txt"
PIECES = [*"\"'“”„‘’«»‹›`.,:?!—-( \n\r\t\xa0\u200b", " said ", "told us, ", "I", "the ", "Mr. ", "\n\n"]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def suggested(text: str, name: str = "a.txt") -> list[Suggestion]:
    return list(quotes.find_quotes(name, make_article(Source(name, Path(name)), Decoded(text, "utf-8", "")).blocks))


def reasons(text: str) -> tuple[str, ...]:
    (only,) = suggested(text)
    return only.reasons


def cases() -> Iterator[tuple[str, list[str]]]:
    for case in CASES.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in case.splitlines() if line and not line.startswith("#")]
        if lines:
            text = "\n".join(line for line in lines if not line.startswith(" "))
            yield text, [line.strip() for line in lines if line.startswith(" ")]


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_speech_is_told_apart_from_titles_names_and_words_at_a_distance(text: str, expected: list[str]) -> None:
    found = [f"{'sure' if each.is_sure else 'likely'} {each.span.of(text)}" for each in suggested(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“We sank,” the pilot told us.", "closing mark followed by “told”"),
        ("The pilot added, “We sank.”", "“added” before the opening mark"),
        ("The pilot shouted “We sink!”", "“shouted” before the opening mark"),
        ("“We sank,” the pilot told us.", "a comma before the closing mark"),
        ("On the wall: “All boats must be in by nine.”", "a colon before it"),
        ("On the wall:\n“All boats must be in by nine.”", "a colon before it"),
        ("“All boats must be in by nine at night.”", "a sentence of its own"),
        ("“All boats must be in by nine at night.”", "9 words long"),
        ("“All of the boats must be in.\n“By nine.", "continues in the next paragraph"),
        ("They want “all of the boats” back.", "4 words, part of a sentence"),
    ],
)
def test_a_suggestion_says_why(text: str, reason: str) -> None:
    assert reason in suggested(text)[0].reasons


def test_the_weightiest_reason_comes_first() -> None:
    assert reasons("“We sank,” the pilot told us.") == (
        "closing mark followed by “told”",
        "a comma before the closing mark",
        "begins with a capital",
        "at most one sentence",
    )


def test_what_is_surer_has_the_higher_score() -> None:
    speech, phrase = suggested("“We sank,” she said of the boat that was “never meant to sink”.")
    assert speech.score > quotes.SURE_SCORE > phrase.score


def test_in_markdown_the_span_is_the_sources_and_code_is_left_alone() -> None:
    text = "She said: *“We **sank** at noon.”*\n\n    print(“We sank,” she said)\n"
    assert [each.span.of(text) for each in suggested(text, "a.md")] == ["*“We **sank** at noon.”*"]


@given(texts)
def test_any_text_has_suggestions_that_hold(text: str) -> None:
    for each in suggested(text):
        assert each.span.of(text).strip()
        assert (each.tag, each.is_sure) == ("quote", each.score >= quotes.SURE_SCORE)
        assert quotes.MIN_SCORE <= each.score <= 1
        assert each.reasons
        if each.attribution:
            assert each.attribution.name.strip()
            assert each.attribution.speaker.of(text).strip()
            assert each.attribution.cue
            assert each.attribution.cue.of(text).strip()


def test_naughty_strings_are_read() -> None:
    """No string makes the detector fail."""
    for text in naughty_strings():
        suggested(f"“{text},” she said: “{text}\n{text}”")


@pytest.mark.parametrize(
    "piece", ["“a ", "“", '"', " 'a' ", "a” ", "“ ‘ ", '"a," said b. ', '"a" and said Bo, a ', "a, an "]
)
def test_a_long_line_takes_linear_time(piece: str) -> None:
    # Were it quadratic, this would take a minute.
    suggested(piece * (40_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p class="a b">“We will wait for the tide,” said Bo.</p>', ["“We will wait for the tide,”"]),
        ("<p>Bo said: <q>We will wait for the tide.</q></p>", ["<q>We will wait for the tide.</q>"]),
        ("He left | “We will wait for the tide,” said Bo.\n-|-\n", ["“We will wait for the tide,”"]),
        ("| “We will wait for the tide | he said |\n|-|-|\n", ["“We will wait for the tide"]),
        ('<script>say("We will wait for the tide.")</script>', []),
    ],
)
def test_speech_in_html_and_in_the_cells_of_tables_is_suggested(text: str, expected: list[str]) -> None:
    assert [each.span.of(text) for each in suggested(text, "a.md")] == expected


def test_the_language_of_a_source_is_known_before_its_first_quotation() -> None:
    text = (
        "« Tout cède ! » raconte Ada Lefort, pilote.\n\n"
        "Le port est fermé depuis lundi, et il le restera pour des mois, car le toit du hall ne tient plus."
    )
    (only,) = suggested(text)
    assert only.attribution
    assert only.attribution.name == "Ada Lefort"
