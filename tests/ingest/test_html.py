"""Web pages: encoding, titles, and what is missing."""

import sys
from collections.abc import Callable

import pytest

from reader.errors import ReaderError
from reader.ingest import html
from reader.ingest.charset import decode_bytes
from reader.ingest.document import IngestedDocument
from reader.ingest.fetch import FetchedFile
from reader.ingest.html import read_html
from reader.ingest.pdf import read_pdf
from tests.support.documents import PAGE, a_pdf

NEEDED = "is missing: pip install -e '.[dev]'"
ADDRESS = "https://example.org/ferry"


def read(page: FetchedFile) -> IngestedDocument:
    return read_html(page, decode_bytes(page.data, page.url, [page.charset]).text)


def test_a_page_is_decoded_as_the_server_says() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    data = PAGE.replace("yard", "Höfe").encode("iso-8859-1")
    assert "Höfe" in read(FetchedFile(data, ADDRESS, "text/html", "iso-8859-1")).text


@pytest.mark.parametrize(("subject", "count"), [("", 1), ("Tide", 0)])
def test_a_short_page_may_be_cut_off_and_a_short_e_mail_is_whole(subject: str, count: int) -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    page = FetchedFile(b"<html><body><p>The ferry waits for the tide.</p></body></html>", "a.eml", title=subject)
    assert len(read(page).notes) == count


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


def test_a_page_without_an_article_is_reported() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    with pytest.raises(ReaderError, match=r"ferry: no article found in this page; save its text as a \.txt file"):
        read(FetchedFile(b"<html></html>", ADDRESS))


@pytest.mark.parametrize(("library", "reading"), [("trafilatura", read), ("pypdf", read_pdf)])
def test_a_missing_library_is_reported_with_the_way_to_get_it(
    library: str, reading: Callable[[FetchedFile], IngestedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReaderError, match=rf"x: .* {library}; install it with: .*-m pip install 'reader-tui\[add\]'"):
        reading(FetchedFile(a_pdf("One.")[:8] + b" One.", "x"))


LINES = [f"Boat number {number} came in at night, and nobody on board was hurt, said the pilot." for number in range(6)]


def page_with(part: str, head: str = "<title>Boats</title>") -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    article = f"<h1>Boats</h1>{lines}{part}<p>That is all.</p>"
    return f"<html><head>{head}</head><body><article>{article}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("part", "markdown"),
    [
        ("<p>The pilot said <q>we wait</q> and left the room.</p>", "The pilot said “we wait” and left the room."),
        ("<blockquote><p>A speech of some words.</p><p>And its end.</p></blockquote>",
         "> A speech of some words.\n\n> And its end."),
        ("<p>This broke:</p><ul><li><p><a href=/a>The pier</a></p></li><li><a href=/b>Rope</a></li></ul>",
         "This broke:\n\n- The pier\n\n- Rope"),
        ("<ol start=4><li>First the pier broke</li><li>and then the quay</li></ol>",
         "4. First the pier broke\n\n5. and then the quay"),
        ("<dl><dt>Pier</dt><dd>A long thing that stands in the sea</dd></dl>",
         "Pier\n\nA long thing that stands in the sea"),
        ("<pre>if pier:\n    close()</pre>", "```\nif pier:\n    close()\n```"),
        ("<h2>At nine</h2><p>All was well again.</p><h2>At ten</h2><p>It was not.</p>",
         "## At nine\n\nAll was well again.\n\n## At ten\n\nIt was not."),
        ("<p>All was well.<sup><a href='#1'>1</a></sup> A &lt;b&gt; &amp; c.</p>",
         r"All was well.\[1\] A \<b\> \& c."),
    ],
)  # fmt: skip
def test_what_the_library_loses_is_taken_from_the_page(part: str, markdown: str) -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    document = read(FetchedFile(page_with(part), ADDRESS))
    assert document.text == "\n\n".join(["# Boats", *LINES, markdown, "That is all."])
    assert document.notes == ()


@pytest.mark.parametrize(
    ("head", "name", "address"),
    [
        ("<link rel=canonical href=/boats>", f"{ADDRESS}?utm=1", "https://example.org/boats"),
        ("<link rel=canonical href=https://example.com/>", ADDRESS, ADDRESS),
        ("<base href=https://example.com/>", ADDRESS, ADDRESS),
        ("<base href=https://example.com/><link rel=canonical href=/boats>", ADDRESS, ADDRESS),
        ("<link rel=canonical href=https://example.com/boats>", "boats.html", "https://example.com/boats"),
        ("<link rel=canonical href=/boats>", "boats.html", "boats.html"),
        ("<link rel=canonical href='http://[::1'>", ADDRESS, ADDRESS),
    ],
)
def test_a_page_is_known_by_its_address_on_its_own_site(head: str, name: str, address: str) -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    assert read(FetchedFile(page_with("", head), name)).url == address


def test_a_year_in_the_text_is_not_a_date() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    assert read(FetchedFile(page_with("<p>5 &lt; 6, &copy; 2020, and more words.</p>"), ADDRESS)).date == ""
    dated = page_with("<p>Written <time datetime=2024-05-06>in May</time>, and more words.</p>")
    assert read(FetchedFile(dated, ADDRESS)).date == "2024-05-06"


def test_an_unusual_page_is_taken_as_the_library_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    trafilatura = pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "Other words, that no block of the page contains.")
    document = read(FetchedFile(page_with(""), ADDRESS))
    assert document.text == "# Boats\n\nOther words, that no block of the page contains."
    assert document.notes[0] == "its lists and quotations may be missing, as the page is built in an unusual way"


def test_many_words_in_drawings_are_counted() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    drawing = "<svg><text>{}</text></svg>"
    assert not any(
        "drawings" in note for note in read(FetchedFile(page_with(drawing.format("a b c d")), ADDRESS)).notes
    )
    notes = read(FetchedFile(page_with(drawing.format("a b c d e")), ADDRESS)).notes
    assert "left out 5 words in drawings, such as charts" in notes


def test_words_that_nobody_sees_at_first_are_counted() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    page = page_with("<div style='color: red; Display:none'><p>Four words are here.</p></div><p>Then more of it.</p>")
    assert (
        "words that the page does not show at first, but that are in the text: 4"
        in read(FetchedFile(page, ADDRESS)).notes
    )
    assert not any(
        "at first" in note for note in read(FetchedFile(page_with("<p style='x'>Words.</p>"), ADDRESS)).notes
    )


def test_a_page_of_frames_is_refused_with_their_addresses() -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    page = b"<html><frameset><frame src='a.html'><FRAME name=x src=b.html></frameset></html>"
    with pytest.raises(
        ReaderError, match=r"this page only shows others in frames \(a\.html, b\.html\); add one of these"
    ):
        read(FetchedFile(page, ADDRESS))


def test_a_library_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    trafilatura = pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: 1 / 0)
    with pytest.raises(ReaderError, match="no article can be found in this page: division by zero"):
        read(FetchedFile(page_with(""), ADDRESS))


def test_a_page_may_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    monkeypatch.setattr(html, "MAX_PAGE", len(page_with("")))
    assert read(FetchedFile(page_with(""), ADDRESS)).title == "Boats"
    monkeypatch.setattr(html, "MAX_PAGE", len(page_with("")) - 1)
    with pytest.raises(ReaderError, match="this page is longer than"):
        read(FetchedFile(page_with(""), ADDRESS))
