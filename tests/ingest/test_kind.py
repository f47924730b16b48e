"""The kind of what is added: by its first bytes, its type, its name."""

import pytest

from reader.errors import ReaderError
from reader.ingest.fetch import FetchedFile
from reader.ingest.kind import DocumentKind, kind_of

HTML = b"<!doctype html><html><p>One.</html>"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (b"%PDF-1.4", "x", "text/html", DocumentKind.PDF),
        (b"junk\n%PDF-1.4", "x.txt", "", DocumentKind.PDF),
        (b"PK\x03\x04", "x.txt", "", DocumentKind.ZIP),
        (HTML, "http://x/", "", DocumentKind.HTML),
        (HTML, "http://x/", "text/plain", DocumentKind.HTML),
        (HTML, "x.txt", "", DocumentKind.HTML),
        (HTML, "x", "application/octet-stream", DocumentKind.HTML),
        (HTML, "x", "application/rss+xml", DocumentKind.HTML),
        (HTML.decode().encode("utf-16"), "x", "", DocumentKind.HTML),
        (b"\xef\xbb\xbf" + HTML, "x", "", DocumentKind.HTML),
        (b"<?xml version='1.0'?>\n<!-- a --><html>", "x", "", DocumentKind.HTML),
        (b"<p>One <b>two</b>.", "x", "", DocumentKind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html [ <!ENTITY a 'b'> ]><html>", "x", "", DocumentKind.HTML),
        (b"<?xml version='1.0'?><rss/>", "x.txt", "", DocumentKind.TEXT),
        (b"<p>One <b>two</b>.", "x.txt", "", DocumentKind.TEXT),
        (b"words", "x.html", "", DocumentKind.HTML),
        (b"words", "x", "text/html", DocumentKind.HTML),
        (b"words", "x", "", DocumentKind.TEXT),
        (b"a < b > c", "x", "", DocumentKind.TEXT),
        (b"words", "http://x/y.md", "text/plain", DocumentKind.MARKDOWN),
        (b"words", "http://x/y.md?a.txt", "application/octet-stream", DocumentKind.MARKDOWN),
        (b"words", "http://x/y", "text/markdown", DocumentKind.MARKDOWN),
        (b"words", "http://x/y.md", "text/html", DocumentKind.HTML),
        (HTML, "x.md", "", DocumentKind.MARKDOWN),
        (b"words", "x", "text/csv", DocumentKind.TEXT),
        (b"", "x", "", DocumentKind.TEXT),
    ],
)
def test_a_file_is_of_a_kind(data: bytes, name: str, media_type: str, kind: DocumentKind) -> None:
    assert kind_of(FetchedFile(data, name, media_type)) is kind


@pytest.mark.parametrize(
    ("data", "name", "media_type", "words"),
    [
        (
            b"{\\rtf1 words}",
            "x.txt",
            "",
            "x.txt: it is an RTF document, not a web page, e-mail, PDF, EPUB or text file",
        ),
        (b"\xff\xd8\xff\xe0 JFIF", "x", "image/jpeg", "it is an image"),
        (b"\x1f\x8b\x08", "x.html.gz", "", "it is a file packed with gzip"),
        (b"bplist00", "x.webarchive", "", "it is a web archive of Safari"),
        (b"<?xml version='1.0'?><rss/>", "x.xml", "", "it is an XML document, such as a feed"),
        (b"{}", "x", "application/json", "it is of the type application/json"),
        (b"<rss/>", "x", "application/rss+xml", "it is of the type application/rss"),
    ],
)
def test_what_is_something_else_is_refused_by_its_name(data: bytes, name: str, media_type: str, words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        kind_of(FetchedFile(data, name, media_type))
