"""Quotations of a block: the cases are in tests/data/quotations.txt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.quotations import quotation_spans
from tests.support import DATA

CASES = DATA / "quotations.txt"
texts = st.one_of(st.text(), st.text("\"'“”„‘’‚«»‹›「」`a1s .,!?(—\n\xa0\u200b", max_size=60))


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def quotations(text: str) -> list[str]:
    return [span.of(text) for span in quotation_spans(text)]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_quotations_come_with_their_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_a_holder_comes_before_what_it_holds() -> None:
    assert list(quotation_spans(" “a” \"b 'c' d\" ”")) == [(1, 16), (1, 4), (5, 14), (8, 11)]


def test_an_unclosed_quotation_ends_before_trailing_white_space() -> None:
    assert quotations("He said: “We go. \n") == ["“We go."]


@given(texts)
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    spans = list(quotation_spans(text))
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(texts)
def test_quotations_hold_more_than_marks_and_white_space_at_their_ends(text: str) -> None:
    assert all(len(span.of(text)) >= 2 for span in quotation_spans(text))


@given(texts)
def test_white_space_around_a_block_changes_nothing(text: str) -> None:
    assert quotations(f" \n{text}\t ") == quotations(text)


@pytest.mark.parametrize("piece", ['"', "“", "”", "‘", "' ", "“‘", "‘” ", ' "a', "«", "``''", "“”"])
def test_a_long_line_of_marks_takes_linear_time(piece: str) -> None:
    # Were it quadratic, this would take many minutes.
    text = piece * (100_000 // len(piece))
    assert all(span.end <= len(text) for span in quotation_spans(text))
