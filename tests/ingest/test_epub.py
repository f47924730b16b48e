"""EPUB: blocks of its pages as Markdown, and books that are damaged."""

import io
import zipfile

import pytest

from reader.errors import ReaderError
from reader.ingest import epub
from reader.ingest.epub import read_epub, xhtml_blocks
from reader.ingest.fetch import FetchedFile
from tests.support.documents import an_epub


def without(data: bytes, name: str) -> bytes:
    """The book without one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as copy:
        for each in book.namelist():
            if each != name:
                copy.writestr(each, book.read(each))
    return out.getvalue()


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<h2>A <em>small</em> head</h2>text", ["## A small head", "text"]),
        ("<h1>a</h1><h6>b</h6>", ["# a", "###### b"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["- a", "- b"]),
        ("<blockquote>a</blockquote><p>b</p>", ["> a", "b"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["> a", "> b"]),
        ("<li>a<div>b</div></li>c", ["- a", "b", "c"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("a<hr/>b", ["a", "b"]),
        ("<p>a<br/>b<br>c</p>", ["a b c"]),
        ("<p> a \n b </p><p> </p>", ["a b"]),
        ("<script>x()</script><p>a &amp; b<br>c</p>", [r"a \& b c"]),
        ("<head><title>x</title></head><style>y</style><svg><text>z</text></svg>a", ["a"]),
        ("<script/>a<style/>b", ["ab"]),
        ("</script>a<template>x<script>y</script>z</template>b", ["ab"]),
        ("<p>unclosed", ["unclosed"]),
        ("", []),
    ],
)
def test_a_page_of_a_book_has_blocks(page: str, blocks: list[str]) -> None:
    assert xhtml_blocks(page) == blocks


def test_a_book_has_a_title_or_is_called_as_its_file() -> None:
    page = "<p>One.</p>"
    document = read_epub(FetchedFile(an_epub(one=page), "x.epub"))
    assert (document.title, document.date, document.url, document.text) == ("Tides", "2020-01-02", "x.epub", "One.")
    assert read_epub(FetchedFile(an_epub(title=" ", one=page), "x.epub")).title == "x.epub"


@pytest.mark.parametrize("name", ["META-INF/container.xml", "book/package.opf", "book/one.xhtml"])
def test_a_book_without_one_of_its_parts_is_said_to_be_damaged(name: str) -> None:
    with pytest.raises(ReaderError, match=r"x\.epub: this EPUB cannot be read: "):
        read_epub(FetchedFile(without(an_epub(one="<p>One.</p>"), name), "x.epub"))


def test_a_container_without_a_package_is_said_to_be_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("META-INF/container.xml", "<container/>")
    with pytest.raises(ReaderError, match=r"cannot be read: META-INF/container\.xml names no package"):
        read_epub(FetchedFile(out.getvalue(), "x.epub"))


def test_a_page_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    book = an_epub(one=f"<p>{'x' * 1000}</p>")
    largest = max(info.file_size for info in zipfile.ZipFile(io.BytesIO(book)).infolist())
    monkeypatch.setattr(epub, "MAX_PAGE", largest)
    assert len(read_epub(FetchedFile(book, "x.epub")).text) == 1000
    monkeypatch.setattr(epub, "MAX_PAGE", largest - 1)
    with pytest.raises(ReaderError, match=r"this EPUB cannot be read: book/one\.xhtml is too large"):
        read_epub(FetchedFile(book, "x.epub"))
