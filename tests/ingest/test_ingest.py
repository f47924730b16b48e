"""`reader add`: what a page, a PDF or an EPUB says becomes a source; tried against a server on loopback."""

import argparse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.commands import add
from reader.errors import ReaderError
from reader.ingest import ingest as ingesting
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.ingest import ingest
from reader.text.article import make_article
from reader.text.block import Kind
from reader.text.source import Decoded, Source
from tests.support.commands import Commands
from tests.support.documents import a_pdf, an_epub

NEEDED = "is missing: pip install -e '.[dev]'"


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


@pytest.mark.parametrize("path", ["/refresh", "/refresh-pages"])
def test_a_page_that_leads_on_by_itself_is_followed(site: str, path: str) -> None:
    document = ingest(site + path)
    assert (document.title, document.url) == ("A note", f"{site}/note.txt")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/refresh-loop", "no article found|redirected more than"),
        ("/refresh-file", "not allowed|only files and addresses"),
    ],
)
def test_a_page_that_leads_nowhere_is_reported(site: str, path: str, words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        ingest(site + path)


@pytest.mark.parametrize("path", ["/typeless", "/typeless-words"])
def test_a_page_without_a_type_is_known_by_its_content(site: str, path: str) -> None:
    assert ingest(site + path).text.startswith("# Ferry" if path == "/typeless" else "A note\n\nIts")


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("A headline of a few words", "A headline of a few words"),
        ("The port shut on Monday. " * 9, "The port shut on Monday"),
        ("one word " * 30, " ".join(["one word"] * 9) + "…"),
    ],
)
def test_a_paragraph_lends_its_first_words_to_the_title(first: str, title: str, tmp_path: Path) -> None:
    (tmp_path / "saved.txt").write_text(f"{first}\n\nMore.\n")
    assert ingest(str(tmp_path / "saved.txt")).title == title


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
        ("/image", "not a web page, e-mail, PDF, EPUB or text file"),
    ],
)
def test_what_cannot_be_had_is_reported(site: str, path: str, said: str) -> None:
    with pytest.raises(ReaderError, match=said):
        ingest(site + path)


@pytest.mark.parametrize("name", ["ftp://127.0.0.1/x", "no such file", "http://", "http://127.0.0.1:1/"])
def test_a_bad_address_is_reported(name: str) -> None:
    with pytest.raises(ReaderError):
        ingest(name)


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"PK\x03\x04 broken", a_pdf(), an_epub(one="")])
def test_what_is_damaged_or_empty_is_reported(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(ReaderError, match=r"cannot be read|there is no text|needs pypdf"):
        ingest(str(tmp_path / "x"))


@pytest.mark.parametrize(
    ("text", "title", "front"),
    [
        ("---\ntitle: My own\nauthor: Me\n---\n\nOne. Two.\n", "My own", ["title: My own", "author: Me", "url:"]),
        ("---\r\nURL: x\r\n---\r\n# Heading\r\nOne.", "Heading", ["URL: x", "title:"]),
        ("---\nDate: 2020\ntags:\n  - title: a\n---\nOne.", "One.", ["Date: 2020", "tags:", "  - title: a", "title:"]),
        ("---\n\nOne.\n\n---\n\nTwo.", "One.", ["title:", "url:"]),
        ("***\n!!!\n# \n\n**Bold** words", "**Bold** words", ["title:"]),
        ("---", "---", ["title:"]),
    ],
)
def test_markdown_keeps_its_own_front_matter(text: str, title: str, front: list[str], tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes(text.encode())
    document = ingest(str(tmp_path / "own.md"))
    assert document.title == title
    lines = document.markdown().split("\n")
    assert [line.startswith(start) for line, start in zip(lines[1:], front, strict=False)] == [True] * len(front)
    names = [line.partition(":")[0].lower() for line in lines[1 : lines.index("---", 1)]]
    assert len(names) == len(set(names)), "no field twice"
    assert {"title", "url", "retrieved"} <= set(names)
    assert document.text.strip() in document.markdown()


def test_markdown_that_is_only_front_matter_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_text("---\ntitle: a\n---\n\n")
    with pytest.raises(ReaderError, match="there is no text"):
        ingest(str(tmp_path / "own.md"))


def test_a_source_is_never_replaced(tmp_path: Path) -> None:
    document = IngestedDocument("Ships: a “list”", "Text.", "http://x.example/?a=1")
    assert [document.save(tmp_path).name for _ in range(2)] == ["ships-a-list.md", "ships-a-list-2.md"]
    front = (tmp_path / "ships-a-list.md").read_text("utf-8").split("---")[1].strip().splitlines()
    assert front[:2] == ['title: "Ships: a “list”"', 'url: "http://x.example/?a=1"']
    assert front[2].startswith('retrieved: "20')


def test_a_defect_in_one_document_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ingest_or_fail(name: str) -> IngestedDocument:
        if name == "bad":
            raise ZeroDivisionError
        if name == "gone":
            raise ReaderError("gone: no such file")
        return IngestedDocument(name, "Text.", name, notes=("left out 2 words",))

    said = list[str]()
    monkeypatch.setattr(ingesting, "ingest", ingest_or_fail)
    monkeypatch.setattr(add, "say", lambda *messages: said.extend(messages))
    names = ["one", "bad", "gone", "two"]
    options = argparse.Namespace(names=names, path=None, workspace=tmp_path, sources=None, annotations=None)
    with pytest.raises(ZeroDivisionError):
        add.run(options)
    assert {file.name for file in tmp_path.rglob("*.md")} == {"one.md", "two.md"}
    assert [each.rpartition(": ")[2] for each in said] == ["left out 2 words", "left out 2 words", "no such file"]


def test_what_can_be_added_is_whatever_becomes_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note\n\nWords.\n")
    reader = Commands(tmp_path / "workspace")
    result = reader.run("add", "gone.pdf", tmp_path / "note.txt")
    assert result.returncode == 1
    assert "gone.pdf: cannot be read: No such file" in result.stderr
    assert result.stdout.strip() == "seeds/a-note.md"
    assert "A note" in reader.run("list").stdout


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]) | st.sampled_from(" #-+*_=~1.)>[]`<"), min_size=1))
def test_an_escaped_line_shows_what_it_says(line: str) -> None:
    line = " ".join(line.split())
    if line:
        document = IngestedDocument("t", f"x\n\n{escape_markdown(line)}", "u")
        assert shown_texts(document) == ["x", line]


def test_an_e_mail_is_called_by_its_subject(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text("From: Ann\nDate: Tue, 10 Mar 2026 8:00:00 +0000\nSubject: Tide\nMIME-Version: 1.0\n"
                    "Content-Type: text/plain\n\nThe tide was high.\n")  # fmt: skip
    document = ingest(str(file))
    assert (document.title, document.date, document.front_matter) == ("Tide", "2026-03-10", ('from: "Ann"',))
    assert shown_texts(document) == ["The tide was high."]
