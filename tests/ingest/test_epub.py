"""EPUB: blocks of its pages as Markdown, and books that are damaged."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from reader.errors import ReaderError
from reader.ingest import epub
from reader.ingest.epub import read_epub
from reader.ingest.fetch import FetchedFile
from reader.ingest.markup import read_page
from tests.support.documents import an_epub


def without(data: bytes, name: str) -> bytes:
    """The book without one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as copy:
        for each in book.namelist():
            if each != name:
                copy.writestr(each, book.read(each))
    return out.getvalue()


def changed(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """The book with files that were changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as copy:
        for name in dict.fromkeys([*book.namelist(), *changes]):
            content = book.read(name) if name in book.namelist() else b""
            copy.writestr(name, changes.get(name, bytes)(content))
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
        ("<li>a<div>b</div></li>c", ["- a", "  b", "c"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("a<hr/>b", ["a", "b"]),
        ("<p>a<br/>b<br>c</p>", ["a\\\nb\\\nc"]),
        ("<p> a \n b </p><p> </p>", ["a b"]),
        ("<script>x()</script><p>a &amp; b<br>c</p>", ["a \\& b\\\nc"]),
        ("<head><title>x</title></head><style>y</style><svg><text>z</text></svg>a", ["a"]),
        ("<script/>a<style/>b", ["ab"]),
        ("</script>a<template>x<script>y</script>z</template>b", ["ab"]),
        ("<p>unclosed", ["unclosed"]),
        ("", []),
    ],
)
def test_a_page_of_a_book_has_blocks(page: str, blocks: list[str]) -> None:
    assert [block.source for block in read_page(page, with_emphasis=False).blocks] == blocks


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


def test_a_book_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    book = an_epub(one=f"<p>{'x' * 1000}</p>", two="<p>y</p>")
    total = sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(book)).infolist())
    monkeypatch.setattr(epub, "MAX_TEXT", total)
    assert len(read_epub(FetchedFile(book, "x.epub")).text) == 1003
    monkeypatch.setattr(epub, "MAX_TEXT", total - 1)
    with pytest.raises(ReaderError, match=r"x\.epub: this EPUB cannot be read: its pages unpack to more than 0 MB"):
        read_epub(FetchedFile(book, "x.epub"))


def test_a_page_that_the_spine_names_again_and_again_counts_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "MAX_TEXT", 50_000)
    with pytest.raises(ReaderError, match="unpack to more than"):
        read_epub(
            FetchedFile(changed(an_epub(one=f"<p>{'x' * 9000}</p>"), **{"book/package.opf": repeat_spine}), "x.epub")
        )
    monkeypatch.setattr(epub, "MAX_PAGES", 9)
    with pytest.raises(ReaderError, match="it has more than 9 pages"):
        read_epub(FetchedFile(changed(an_epub(one="<p>x</p>"), **{"book/package.opf": repeat_spine}), "x.epub"))


def repeat_spine(package: bytes) -> bytes:
    return package.replace(b'<itemref idref="one"/>', b'<itemref idref="one"/>' * 10)


CONTAINER, SECOND, PACKAGE = "META-INF/container.xml", "book/two.xhtml", "book/package.opf"
TWO = an_epub(one="<p>First.</p>", two="<p>Second.</p>")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: without(data, "book/two.xhtml"), "book/two.xhtml is missing"),
        (lambda data: changed(data, **{SECOND: lambda _: b"\x80\x81\xfe" * 99}), f"{SECOND}: it names no enc"),
        (lambda data: changed(data, **{SECOND: lambda _: b"\0\1\2a" * 99}), f"{SECOND}: it is a binary file"),
        (lambda data: changed(data, **{"book/package.opf": lambda opf: opf.replace(b'"two" href', b'"x" href')}),
         "two is in no list of its files"),
        (lambda data: changed(data, **{PACKAGE: lambda opf: opf.replace(b'"two" ', b'"two" media-type="image/png" ')}),
         "book/two.xhtml is of the type image/png"),
        (lambda data: data.replace(b"Second.", b"Zecond."), "Bad CRC-32 for file 'book/two.xhtml'"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_read_is_left_out_and_named(change: Callable[[bytes], bytes], words: str) -> None:
    document = read_epub(FetchedFile(change(TWO), "x.epub"))
    assert document.text == "First."
    note = document.notes[0]
    assert note.startswith(f"left out 1 page of the book: {words}")


def test_many_pages_that_cannot_be_read_are_counted() -> None:
    book = an_epub(**{f"p{number}": "<p>Text.</p>" for number in range(9)})
    for number in range(1, 8):
        book = without(book, f"book/p{number}.xhtml")
    (note,) = read_epub(FetchedFile(book, "x.epub")).notes
    assert note.startswith("left out 7 pages of the book: book/p1.xhtml is missing; ")
    assert note.endswith("book/p5.xhtml is missing; and 2 more")


@pytest.mark.parametrize(
    "change",
    [
        {"book/one.xhtml": lambda _: bytes(range(256)) * 9, "META-INF/encryption.xml": lambda _: b"<encryption/>"},
        {"META-INF/encryption.xml": lambda _: (
            b'<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>'
            b'<e:CipherReference URI="book/one.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
        )},
    ],
)  # fmt: skip
def test_an_encrypted_book_is_refused(change: dict[str, Callable[[bytes], bytes]]) -> None:
    book = changed(an_epub(one="<p>One.</p>"), **change)
    with pytest.raises(ReaderError, match=r"none of its pages can be read: book/one\.xhtml is .*encrypted"):
        read_epub(FetchedFile(book, "x.epub"))


def test_fonts_may_be_encrypted() -> None:
    fonts = (
        b'<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>'
        b'<e:CipherReference URI="book/font.otf"/></e:CipherData></e:EncryptedData></encryption>'
    )
    book = changed(an_epub(one="<p>One.</p>"), **{"META-INF/encryption.xml": lambda _: fonts})
    document = read_epub(FetchedFile(book, "x.epub"))
    assert (document.text, document.notes) == ("One.", ())


def test_a_password_of_the_archive_is_reported() -> None:
    data = bytearray(an_epub(one="<p>One.</p>"))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(ReaderError, match=r"book/one\.xhtml is encrypted with a password"):
        read_epub(FetchedFile(bytes(data), "x.epub"))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<?xml version="1.0" encoding="utf-16"?><html><p>Größe.</p></html>'.encode("utf-16"), "Größe."),
        ("<html><p>Größe, he said.</p></html>".encode("utf-16-le"), "Größe, he said."),
        ('<?xml version="1.0" encoding="iso-8859-1"?><html><p>Größe.</p></html>'.encode("latin-1"), "Größe."),
        ('<?xml version="1.0" encoding="koi8-r"?><html><p>Вода.</p></html>'.encode("koi8-r"), "Вода."),
        ('<html><head><meta charset="windows-1251"/></head><p>Вода.</p></html>'.encode("cp1251"), "Вода."),
        ('<?xml version="1.0" encoding="utf-16"?><html><p>Größe.</p></html>'.encode(), "Größe."),
    ],
)
def test_a_page_is_decoded_as_it_says(page: bytes, text: str) -> None:
    document = read_epub(FetchedFile(changed(an_epub(one=""), **{"book/one.xhtml": lambda _: page}), "x.epub"))
    assert (document.text, document.notes) == (text, ())


def test_a_guess_about_a_page_is_reported() -> None:
    page = "<p>The size, “Größe”, is not in the book.</p>".encode("cp1252")
    book = changed(an_epub(one="", two=""), **{"book/one.xhtml": lambda _: page, "book/two.xhtml": lambda _: page})
    (note,) = read_epub(FetchedFile(book, "x.epub")).notes
    assert note.startswith("book/one.xhtml: it names no encoding; it was read as windows-1252")
    assert note.endswith("(and 1 more page like it)")


@pytest.mark.parametrize("href", ["ONE.xhtml", "o%6Ee.xhtml", "./x/../one.xhtml"])
def test_a_page_is_found_however_its_path_is_spelled(href: str) -> None:
    package = {"book/package.opf": lambda opf: opf.replace(b"one.xhtml", href.encode())}
    assert read_epub(FetchedFile(changed(an_epub(one="<p>One.</p>"), **package), "x.epub")).text == "One."


def test_pages_that_the_order_of_a_book_lacks_are_named() -> None:
    book = changed(TWO, **{PACKAGE: lambda opf: opf.replace(b'<itemref idref="two"/>', b"")})
    assert read_epub(FetchedFile(book, "x.epub")).notes == (
        "left out 1 page missing from the order of the book: book/two.xhtml",
    )
    contents = {
        PACKAGE: lambda opf: opf.replace(b'<itemref idref="two"/>', b"").replace(b'"two" ', b'"two" properties="nav" ')
    }
    assert read_epub(FetchedFile(changed(TWO, **contents), "x.epub")).notes == ()


def test_words_in_damaged_markup_are_counted() -> None:
    (note,) = read_epub(FetchedFile(an_epub(one="<p>One.</p><!-- two three"), "x.epub")).notes
    assert note == "left out 2 words in damaged markup"


def test_a_zip_file_that_is_not_a_book_is_reported() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(ReaderError, match=r"x\.docx: it is a Word document, not a web page"):
        read_epub(FetchedFile(out.getvalue(), "x.docx"))


def text_of(**changes: Callable[[bytes], bytes]) -> str:
    return read_epub(FetchedFile(changed(an_epub(one="<p>One.</p>"), **changes), "x.epub")).text


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CONTAINER, b'"book/package', b'"/book/package'),
        (CONTAINER, b'"book/package', b'"./book%2Fpackage'),
        (CONTAINER, b"urn:oasis:names:tc:opendocument:xmlns:container", b"x"),
        (
            CONTAINER,
            b"<rootfile ",
            b'<rootfile full-path="x.pdf"/><rootfile media-type="application/oebps-package+xml" ',
        ),
        (CONTAINER, b"<container", b"\n\n<container"),
        (PACKAGE, b'xmlns="http://www.idpf.org/2007/opf"', b""),
        (PACKAGE, b"Tides", b"Tides&nbsp;&amp; &mdash;"),
        (PACKAGE, b"one.xhtml", b"one.xhtml#top"),
        (PACKAGE, b"one.xhtml", b"/book/one.xhtml"),
        ("META-INF/encryption.xml", b"", b" "),
    ],
)
def test_a_book_is_found_in_an_unusual_container(path: str, old: bytes, new: bytes) -> None:
    assert text_of(**{path: lambda data: data.replace(old, new) if old else new}) == "One."


def test_an_accent_in_a_path_may_be_written_in_two_ways() -> None:
    package = {PACKAGE: lambda opf: opf.replace(b"one.xhtml", "\xfc.xhtml".encode())}
    assert text_of(**{"book/u\u0308.xhtml": lambda _: b"<p>U.</p>"}, **package) == "U."


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ("<dc:title/><dc:title>A\n tide</dc:title>", ("A tide", "")),
        ("<dc:date opf:event='modification'>2021</dc:date><dc:date>2020-05</dc:date>", ("x.epub", "2020-05")),
        ("<dc:date>2020</dc:date><dc:date opf:event='publication'>1999</dc:date>", ("x.epub", "1999")),
        ("<dc:date>last year</dc:date>", ("x.epub", "")),
    ],
)
def test_a_book_has_a_title_and_the_date_when_it_came_out(metadata: str, found: tuple[str, str]) -> None:
    head = (f"<metadata xmlns:opf='http://www.idpf.org/2007/opf'>{metadata}</metadata>").encode()
    package = {PACKAGE: lambda opf: re.sub(rb"<metadata>.*</metadata>", lambda _: head, opf)}
    document = read_epub(FetchedFile(changed(an_epub(one="<p>One.</p>"), **package), "x.epub"))
    assert (document.title, document.date) == found


@pytest.mark.parametrize(
    ("page", "note"),
    [
        ("<html><body><p>Two", f"text may be missing at the end of 1 page, cut off: {SECOND}"),
        ("<html><img/></html>", f"there is no text on 1 page, perhaps only a picture: {SECOND}"),
        ("", f"there is no text on 1 page, perhaps only a picture: {SECOND}"),
        ("<p hidden=''>One two.</p>", "left out 2 words that the book hides"),
        ("<nav hidden=''>Contents</nav>", ""),
        ("<aside epub:type='footnote' hidden=''>Note.</aside>", ""),
    ],
)
def test_what_a_page_lacks_is_reported(page: str, note: str) -> None:
    assert read_epub(FetchedFile(changed(TWO, **{SECOND: lambda _: page.encode()}), "x.epub")).notes == tuple(
        filter(None, [note])
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: changed(data, **{PACKAGE: lambda opf: opf.replace(b"</package>", b"")}),
         "cannot be read: book/package.opf is damaged: "),
        (lambda data: changed(data, **{PACKAGE: lambda opf: re.sub(rb"<itemref[^>]*>", b"", opf)}),
         "cannot be read: it does not say in which order its pages are"),
        (lambda data: data[:-30], "cannot be read: File is not a zip file; it is damaged or cut off"),
    ],
)  # fmt: skip
def test_a_damaged_book_is_refused_with_the_reason(change: Callable[[bytes], bytes], words: str) -> None:
    with pytest.raises(ReaderError, match=rf"x\.epub: this EPUB {words}"):
        read_epub(FetchedFile(change(TWO), "x.epub"))
