"""The bytes of files and addresses: what is known about them, how much is read, and where a redirect must not lead."""

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.ingest import fetch as fetching
from reader.ingest.fetch import FetchedFile, fetch


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/note.md", FetchedFile(b"# A note\n\n*Words*.\n", "/note.md", "text/markdown", "")),
        ("/latin.txt", FetchedFile(b"Gr\xf6\xdfe\n", "/latin.txt", "text/plain", "iso-8859-1")),
    ],
)
def test_a_page_has_the_type_and_encoding_that_the_server_names(site: str, path: str, found: FetchedFile) -> None:
    assert fetch(site + path) == FetchedFile(found.data, site + found.url, found.media_type, found.charset)


def test_the_address_is_the_one_after_redirects(site: str) -> None:
    assert fetch(f"{site}/moved.txt").url == f"{site}/note.txt"
    assert fetch(f"{site.replace('http', 'HTTP')}/note.md").media_type == "text/markdown", "a scheme in capitals"


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.")
    assert fetch(str(tmp_path / "a.txt")) == FetchedFile(b"One.", "a.txt", "", "")


@pytest.mark.parametrize("is_on_the_web", [False, True])
def test_what_is_too_large_is_not_taken(
    is_on_the_web: bool, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fetch(f"{site}/note.md").data
    (tmp_path / "note.md").write_bytes(data)
    name = f"{site}/note.md" if is_on_the_web else str(tmp_path / "note.md")
    monkeypatch.setattr(fetching, "MAX_BYTES", len(data))
    assert fetch(name).data == data
    monkeypatch.setattr(fetching, "MAX_BYTES", len(data) - 1)
    with pytest.raises(ReaderError, match=r"note\.md: larger than 0 MB; save the part you want as a file"):
        fetch(name)


def test_no_more_is_read_of_a_file_than_is_needed_to_know_that_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[tuple[int, int]]()

    def read_regular(_path: Path, start: int, end: int) -> bytes:
        asked.append((start, end))
        return b""

    monkeypatch.setattr(fetching, "read_regular", read_regular)
    fetch(str(tmp_path / "x"))
    assert asked == [(0, fetching.MAX_BYTES + 1)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ftp://127.0.0.1/x", "ftp://127.0.0.1/x: only files and addresses with http or https can be added"),
        ("file:///etc/passwd", "only files and addresses with http or https"),
        ("no such file", "no such file: cannot be read: No such file or directory"),
        (".", ".: cannot be read: Is a directory"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/: cannot be downloaded: .*refused"),
        ("http://", "http://: cannot be downloaded: no host given"),
    ],
)
def test_what_cannot_be_had_is_reported_with_the_reason(name: str, words: str) -> None:
    with pytest.raises(ReaderError, match=words) as raised:
        fetch(name)
    assert "urlopen error" not in str(raised.value), "the reason, and not Python's name for it"


def test_an_answer_that_is_an_error_is_reported_with_its_number(site: str) -> None:
    with pytest.raises(ReaderError, match="/gone: the server answered 404 Not Found"):
        fetch(f"{site}/gone")


def test_a_redirect_does_not_lead_to_a_file(site: str) -> None:
    with pytest.raises(ReaderError, match=r"/away: the server answered 302 .*not allowed"):
        fetch(f"{site}/away")


@pytest.mark.parametrize("path", ["/gzip", "/members", "/deflate", "/raw-deflate", "/twice", "/identity"])
def test_what_a_server_packs_without_being_asked_is_unpacked(site: str, path: str) -> None:
    assert fetch(site + path).data == b"A note\n\nIts words.\n"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/brotli", "the server compressed the page as br, which is not read; save the page"),
        ("/not-packed", "the server says that it compressed the page as gzip, but did not"),
        ("/cut-gzip", "the page is cut off; try again"),
        ("/short", "the connection ended too early, after 19 of 99 bytes; try again"),
        ("/cut-chunk", r"the connection ended too early, after \d bytes; try again"),
        ("/loop", "it was redirected more than 10 times; try its final address"),
        ("/nowhere", "/nowhere: the server answered 302 and leads to an address that is not allowed"),
        ("/password", "leads to an address that is not allowed: .*addresses with a name and password are not read"),
        ("/inside", r"localhost \(.+\) is a private address, which is read only if you name it"),
        ("/metadata", r"169\.254\.169\.254 is a private address"),
    ],
)
def test_a_page_that_does_not_arrive_whole_or_is_not_allowed_is_refused(site: str, path: str, words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        fetch(site + path)


def test_a_bomb_ends(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000_000)
    assert len(fetch(f"{site}/bomb").data) == 1_000_000
    monkeypatch.setattr(fetching, "MAX_BYTES", 999_999)
    with pytest.raises(ReaderError, match="/bomb: larger than 0 MB"):
        fetch(f"{site}/bomb")


def test_a_page_in_chunks_is_whole(site: str) -> None:
    assert fetch(f"{site}/chunked").data == b"A note.\n"


def test_a_page_without_a_type_has_none(site: str) -> None:
    assert fetch(f"{site}/typeless").media_type == ""
    assert fetch(f"{site}/quoted").charset == "UTF-8"


def test_letters_in_addresses_are_encoded(site: str) -> None:
    assert fetch(f"{site}/straße?ü#part").url == f"{site}/stra%C3%9Fe?%C3%BC"
    assert fetch(f"{site}/letters").url == f"{site}/stra%C3%9Fe"


def test_a_download_ends_when_its_time_is_over(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.0)
    with pytest.raises(ReaderError, match=r"/note\.md: cannot be downloaded: it took too long"):
        fetch(f"{site}/note.md")
