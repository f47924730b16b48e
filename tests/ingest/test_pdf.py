"""PDF: lines of a page become paragraphs again."""

import pytest

from reader.ingest.fetch import FetchedFile
from reader.ingest.pdf import join_lines, read_pdf
from tests.support.documents import a_pdf

NEEDED = "is missing: pip install -e '.[dev]'"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["One", "two.", "", "Three."], ["One two.", "Three."]),
        (["A long line of words that", "ends here.", "Then another one that goes"], [
            "A long line of words that ends here.",
            "Then another one that goes",
        ]),
        (["0123456789", "abcdefg.", "Then"], ["0123456789 abcdefg. Then"]),  # just long enough not to end one
        (["0123456789", "abcdef.", "Then"], ["0123456789 abcdef.", "Then"]),
        (["0123456789", "abc", "Then"], ["0123456789 abc Then"]),  # short, but no sentence ends
        (["half-", "way, Half-", "Way"], ["halfway, Half- Way"]),
        (["a -", "b", "5-", "a"], ["a - b 5a"]),
        (["  One ", "\t", " two"], ["One", "two"]),
        (["", ""], []),
        ([], []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], found: list[str]) -> None:
    assert list(join_lines(lines)) == found


@pytest.mark.parametrize("end", '.!?:”"’»')
def test_a_short_line_that_ends_a_sentence_ends_a_paragraph(end: str) -> None:
    assert list(join_lines(["0123456789", f"abc{end}", "Then"])) == [f"0123456789 abc{end}", "Then"]


@pytest.mark.parametrize(
    ("information", "found"),
    [("/Title ( Tides )", "Tides"), ("/Title ( )", "report.v2"), ("/Author (Ann)", "report.v2"), ("", "report.v2")],
)
def test_a_title_is_the_document_s_or_the_file_s(information: str, found: str) -> None:
    pytest.importorskip("pypdf", reason=f"pypdf {NEEDED}")
    document = read_pdf(FetchedFile(a_pdf("One *two*.", information=information), "report.v2.pdf"))
    assert (document.title, document.text, document.url, document.date) == (
        found, r"One \*two\*.", "report.v2.pdf", "",
    )  # fmt: skip
