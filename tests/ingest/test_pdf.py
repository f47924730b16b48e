"""PDF: titles, ligatures, pages that cannot be read, and what is said about them."""

import pytest

from reader.ingest.fetch import FetchedFile
from reader.ingest.pdf import read_pdf
from tests.support.documents import a_pdf

NEEDED = "is missing: pip install -e '.[dev]'"


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
