"""Web pages: encoding, titles, and what is missing."""

import sys
from collections.abc import Callable

import pytest

from reader.errors import ReaderError
from reader.ingest.charset import decode
from reader.ingest.document import IngestedDocument
from reader.ingest.fetch import FetchedFile
from reader.ingest.html import read_html
from reader.ingest.pdf import read_pdf
from tests.support.documents import PAGE, a_pdf

NEEDED = "is missing: pip install -e '.[dev]'"
ADDRESS = "https://example.org/ferry"


def read(page: FetchedFile) -> IngestedDocument:
    return read_html(page, decode(page.data, page.url, [page.charset]).text)


def test_a_page_is_decoded_as_the_server_says() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    data = PAGE.replace("yard", "Höfe").encode("iso-8859-1")
    assert "Höfe" in read(FetchedFile(data, ADDRESS, "text/html", "iso-8859-1")).text


def test_a_page_has_a_title_first_and_knows_where_it_is_from() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    document = read(FetchedFile(PAGE.encode(), ADDRESS, "text/html"))
    assert document.text.startswith("# Ferry runs again\n")
    assert (document.title, document.url, document.date) == ("Ferry runs again", ADDRESS, "2024-05-06")
    bare = PAGE.replace("<h1>Ferry runs again</h1>", "").replace("Ferry runs again | The Pier", "")
    bare = bare.replace("<h2>Old engine</h2>", "")
    document = read(FetchedFile(bare.encode(), "page.html"))
    assert (document.title, document.url) == ("page.html", "page.html"), "the name, where the page has no title"
    assert document.text.startswith("# page.html\n\nThe ferry")


def test_a_page_without_an_article_is_said() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    with pytest.raises(ReaderError, match=r"ferry: no article found in this page; save its text as a \.txt file"):
        read(FetchedFile(b"<html></html>", ADDRESS))


@pytest.mark.parametrize(("library", "reading"), [("trafilatura", read), ("pypdf", read_pdf)])
def test_a_missing_library_is_said_with_the_way_to_get_it(
    library: str, reading: Callable[[FetchedFile], IngestedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReaderError, match=rf"x: .* {library}; install it with: pip install 'reader-tui\[add\]'"):
        reading(FetchedFile(a_pdf("One.")[:8] + b" One.", "x"))
