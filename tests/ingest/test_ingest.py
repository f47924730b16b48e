"""`reader add`: what a page, a PDF or an EPUB says becomes a source; tried against a server on loopback."""

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.epub import markdown_blocks
from reader.ingest.ingest import ingest
from reader.ingest.pdf import join_lines
from reader.text.article import make_article
from reader.text.block import Kind
from reader.text.source import Decoded, Source
from tests.support.commands import Commands

NEEDED = "is missing: pip install -e '.[dev]'"
PAGE = """<html><head><title>Ferry runs again | The Pier</title>
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry runs again</h1>
<p>The ferry to the island runs again from Monday, the harbour office said in a notice on its door this week.</p>
<h2>Old engine</h2>
<p>It had lain in the yard for *eight* weeks while its engine was taken apart, cleaned and put together again.</p>
</article><footer>Share this page</footer></body></html>"""


def a_pdf(*lines: str) -> bytes:
    """One page, as small as a PDF can be."""
    words = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F 12 Tf 14 TL 50 700 Td {words} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + end.encode()


def an_epub(**pages: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>',
        )
        items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in pages)
        spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
        book.writestr(
            "book/package.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>Tides</dc:title><dc:date>2020-01-02</dc:date></metadata>"
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, page in pages.items():
            book.writestr(f"book/{name}.xhtml", f"<html><head><title>x</title></head><body>{page}</body></html>")
    return file.getvalue()


ANSWERS = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/tides.epub": ("application/epub+zip", an_epub(two="<h1>Second</h1><p>And on.</p>", one="<p>Last.</p>")),
    "/note.txt": ("text/plain", b"A note\n# not a heading\nEach line is a paragraph.\n"),
    "/image": ("image/png", b"\x89PNG\r\n\0\0"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        if self.path not in ANSWERS:
            self.send_error(404)
            return
        kind, data = ANSWERS[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' screen."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def shown(document: IngestedDocument) -> list[tuple[Kind, str]]:
    """The blocks of the source that it becomes, without the front matter."""
    source = Source("x.md", Path())
    article = make_article(source, Decoded(document.markdown(), "utf-8", ""))
    return [(block.kind, block.rendered) for block in article.blocks if block.kind is not Kind.FRONT_MATTER]


def shown_texts(document: IngestedDocument) -> list[str]:
    return [text for _, text in shown(document)]


def test_a_web_page_gives_its_article(site: str) -> None:
    pytest.importorskip("trafilatura", reason=f"trafilatura {NEEDED}")
    document = ingest(f"{site}/page")
    assert (document.title, document.date, document.url) == ("Ferry runs again", "2024-05-06", f"{site}/page")
    kinds, texts = zip(*shown(document), strict=True)
    assert kinds == (Kind.HEADING, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH)
    assert texts[0] == "Ferry runs again"
    assert not any("Share" in text or "Home" in text for text in texts)


def test_a_pdf_gives_its_paragraphs(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason=f"pypdf {NEEDED}")
    file = tmp_path / "report.pdf"
    file.write_bytes(
        a_pdf("The har-", "bour was closed on Monday because of the wind, which", "blew hard.", "1. It opens.")
    )
    document = ingest(str(file))
    assert (document.title, document.url) == ("report", "report.pdf")
    assert shown_texts(document) == [
        "The harbour was closed on Monday because of the wind, which blew hard.",
        "1. It opens.",
    ]


def test_an_epub_is_read_in_the_order_of_its_spine(site: str) -> None:
    document = ingest(f"{site}/tides.epub")
    assert (document.title, document.date) == ("Tides", "2020-01-02")
    assert shown(document) == [(Kind.HEADING, "Second"), (Kind.PARAGRAPH, "And on."), (Kind.PARAGRAPH, "Last.")]


def test_plain_text_stays_as_it_is(site: str) -> None:
    assert shown_texts(ingest(f"{site}/note.txt")) == [
        "A note",
        "# not a heading",
        "Each line is a paragraph.",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "404"),
        ("/away", "not allowed"),
        ("/image", "not a web page, PDF, EPUB or text file"),
    ],
)
def test_what_cannot_be_had_is_said(site: str, path: str, said: str) -> None:
    with pytest.raises(ReaderError, match=said):
        ingest(site + path)


@pytest.mark.parametrize("name", ["ftp://127.0.0.1/x", "no such file", "http://", "http://127.0.0.1:1/"])
def test_a_bad_address_is_said(name: str) -> None:
    with pytest.raises(ReaderError):
        ingest(name)


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"PK\x03\x04 broken", a_pdf(), an_epub(one="")])
def test_what_is_damaged_or_empty_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(ReaderError, match=r"cannot be read|there is no text|needs pypdf"):
        ingest(str(tmp_path / "x"))


def test_a_source_is_never_replaced(tmp_path: Path) -> None:
    document = IngestedDocument("Ships: a “list”", "Text.", "http://x.example/?a=1")
    assert [document.save(tmp_path).name for _ in range(2)] == ["ships-a-list.md", "ships-a-list-2.md"]
    front = (tmp_path / "ships-a-list.md").read_text("utf-8").split("---")[1].strip().splitlines()
    assert front[:2] == ['title: "Ships: a “list”"', 'url: "http://x.example/?a=1"']
    assert front[2].startswith('retrieved: "20')


def test_what_can_be_added_is_whatever_becomes_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note\n\nWords.\n")
    reader = Commands(tmp_path / "workspace")
    result = reader.run("add", "gone.pdf", tmp_path / "note.txt")
    assert result.returncode == 1
    assert "gone.pdf: cannot be read: No such file" in result.stderr
    assert result.stdout.strip() == "seeds/a-note.md"
    assert "A note" in reader.run("list").stdout


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["One", "two.", "", "Three."], ["One two.", "Three."]),
        (["A long line of words that", "ends here.", "Then another one that goes"], [
            "A long line of words that ends here.",
            "Then another one that goes",
        ]),
        (["half-", "way, Half-", "Way"], ["halfway, Half- Way"]),
        ([], []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], found: list[str]) -> None:
    assert list(join_lines(lines)) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<h2>A <em>small</em> head</h2>text", ["## A small head", "text"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["- a", "- b"]),
        ("<script>x()</script><p>a &amp; b<br>c</p>", [r"a \& b c"]),
        ("<p>unclosed", ["unclosed"]),
    ],
)
def test_a_page_of_a_book_has_blocks(page: str, found: list[str]) -> None:
    assert markdown_blocks(page) == found


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]) | st.sampled_from(" #-+*_=~1.)>[]`<"), min_size=1))
def test_an_escaped_line_shows_what_it_says(line: str) -> None:
    line = " ".join(line.split())
    if line:
        document = IngestedDocument("t", f"x\n\n{escape_markdown(line)}", "u")
        assert shown_texts(document) == ["x", line]
