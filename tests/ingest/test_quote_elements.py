"""The marks around quotations that a page marks as such."""

import pytest

from reader.ingest.elements import Element
from reader.ingest.quote_elements import OpenQuotes, quote_marks


@pytest.mark.parametrize(
    ("language", "depth", "marks"),
    [
        ("", 0, "“”"), ("", 1, "‘’"), ("", 2, "“”"), ("", 3, "‘’"), ("de", 0, "„“"), ("DE_at", 1, "‚‘"),
        ("fr-FR", 1, "«»"), ("hu", 1, "»«"), ("zh", 0, "“”"), ("zh-Hant-TW", 0, "「」"), ("zh-TW", 1, "『』"),
        ("pl", 0, "„”"), ("sv", 0, "””"), ("ru", 1, "„“"), ("x-klingon", 0, "“”"),
    ],
)  # fmt: skip
def test_a_language_has_its_marks(language: str, depth: int, marks: str) -> None:
    assert "".join(quote_marks(language, depth)) == marks


def test_a_quotation_that_never_ends_ends_with_its_element() -> None:
    quotes, body, first, second = OpenQuotes(), *(Element("p", number, {}, None) for number in (1, 2, 3))
    assert quotes.start([body, first]) == "“"
    assert quotes.end([body, second]) == ""
    assert quotes.start([body, first]) == "“"
    assert quotes.start([body, second]) == "“"
    assert quotes.end([body, second]) == "”"


def test_a_quotation_outside_of_all_elements_stays_open() -> None:
    quotes = OpenQuotes()
    assert quotes.start([]) + quotes.start([Element("p", 1, {}, None)]) == "“‘"
    assert quotes.end([]) == "”"
    assert quotes.end([]) == ""
