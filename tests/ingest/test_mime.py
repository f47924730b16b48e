"""Pages in messages of MIME."""

import pytest

from reader.errors import ReaderError
from reader.ingest.fetch import FetchedFile
from reader.ingest.mime import MimePage, is_mime, page_in

PAGE = """From: <Saved by a browser>
Snapshot-Content-Location: https://a.example/tide
MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://a.example/tide?x=1

<p class=3Da>The =E2=80=9Ctide=E2=80=9D was=
 high.
--b
Content-Type: text/html

<p>A frame.
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""
MAIL = """From: ann@a.example
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: base64

R3L232U=
--b
Content-Type: text/html
Content-Disposition: attachment

<p>Other
--b--
"""


def read(message: str) -> MimePage:
    return page_in(FetchedFile(message.replace("\n", "\r\n").encode(), "x.mhtml"))


def test_the_page_of_a_message_is_unpacked() -> None:
    page, note = read(PAGE).file, read(PAGE).note
    assert page.data.decode().strip() == "<p class=a>The “tide” was high."
    assert (page.url, page.media_type, page.charset) == ("https://a.example/tide?x=1", "text/html", "utf-8")
    assert note == "left out 1 page in frames"


def test_the_text_of_an_e_mail_comes_before_what_is_attached() -> None:
    page, note = read(MAIL).file, read(MAIL).note
    assert (page.data, page.url, page.charset) == ("Größe".encode("latin-1"), "x.mhtml", "iso-8859-1")
    assert note == "left out 1 attached file"


def test_a_message_without_a_text_is_refused() -> None:
    with pytest.raises(ReaderError, match=r"x\.mhtml: there is no page in this message"):
        read(PAGE.replace("text/html", "image/gif"))
    with pytest.raises(ReaderError, match="there is no page"):
        read("MIME-Version: 1.0\nContent-Type: text/plain\n\n\n")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PAGE, True),
        (MAIL, True),
        ("\n" + PAGE, True),
        (PAGE.replace("MIME-Version", "Version"), False),
        ("Words.\n\n" + PAGE, False),
        (PAGE.replace("multipart/related", "application/pkcs7-mime"), True),
        ("From ann Mon Jan  1 10:00:00 2024\n" + MAIL, True),
        ("From ann on Monday\n" + MAIL, False),
        ("<p>MIME-Version: 1.0</p>", False),
        ("", False),
    ],
)
def test_a_message_is_known_by_its_headers(data: str, found: bool) -> None:
    assert is_mime(data.encode()) is found


def test_a_page_comes_before_a_text_and_both_before_what_is_attached() -> None:
    parts = [("text/html", "Content-Disposition: attachment\n"), ("text/plain", ""), ("text/html", "")]
    for count, found in ((3, "text/html"), (2, "text/plain"), (1, "text/html")):
        body = "".join(f"--b\nContent-Type: {kind}\n{more}\n{kind}\n" for kind, more in parts[:count])
        page = read(f"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{body}--b--\n").file
        assert (page.media_type, page.data.strip()) == (found, found.encode())


@pytest.mark.parametrize(
    ("headers", "title", "sent", "letterhead"),
    [
        (
            "From: =?utf-8?q?J=C3=B6rg?= <j@a.example>\nTo: b@a.example,\n c@a.example\nSubject: The\n tide\n"
            "Date: Tue, 10 Mar 2026 23:42:00 +0100\n",
            "The tide", "2026-03-10", {"from": "Jörg <j@a.example>", "to": "b@a.example, c@a.example"},
        ),
        ("Subject: =?no-such?q?a?=\nDate: soon\n", "=?no-such?q?a?=", "", {}),
        ("Date:\n", "", "", {}),
        ("Subject: =?utf-8?b?a?=\nDate: 1 Jan 99999999999 10:00 +0000\n", "=?utf-8?b?a?=", "", {}),
        ("Subject: Größe\nFrom: Jörg\n", "Größe", "", {"from": "Jörg"}),
    ],
)  # fmt: skip
def test_an_e_mail_says_who_wrote_it_and_when(headers: str, title: str, sent: str, letterhead: dict[str, str]) -> None:
    page = read(f"{headers}MIME-Version: 1.0\nContent-Type: text/plain\n\nWords.\n")
    assert (page.file.title, page.sent, page.letterhead) == (title, sent, letterhead)


def test_a_saved_page_has_the_headers_of_the_browser_which_say_nothing_of_it() -> None:
    page = read(PAGE.replace("MIME", "Subject: Tide\nDate: Tue, 10 Mar 2026 23:42:00 +0100\nMIME", 1))
    assert (page.file.title, page.sent, page.letterhead) == ("", "", {})


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        ("From: Ann\nSubject: Tide\n\nIt was high.\n", "a.EML", True),
        ("Date: today\nFrom: Ann\n\nIt was high.\n", "a.eml", True),
        ("From: Ann\nSubject: Tide\n\nIt was high.\n", "a.txt", False),
        ("Subject: Tide\n\nFrom: the tower.\n", "a.eml", False),
        ("It was high.\nFrom: Ann\n", "a.eml", False),
    ],
)
def test_an_old_e_mail_is_known_by_its_name_too(data: str, name: str, found: bool) -> None:
    assert is_mime(data.encode(), name) is found


def mixed(*parts: str, kind: str = "mixed") -> str:
    body = "".join(f"--b\nContent-Type: {each}\n" for each in parts)
    return f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n"


PLAIN, HTML = "text/plain\n\nOne.\n", "text/html\n\n<p>One\n"
PDF = 'application/pdf; name="a.pdf"\n\nx\n'
INNER = "message/rfc822\n\nSubject: In\nContent-Type: text/html\n\n<p>Inner\n"


@pytest.mark.parametrize(
    ("message", "text", "note"),
    [
        (mixed(PLAIN, PDF, PLAIN.replace("One", "Größe")), "One.\n\nGröße.", "left out 1 attached file"),
        (mixed(PLAIN, INNER), "One.", "left out 1 attached message"),
        (mixed(INNER), "<p>Inner", ""),
        (mixed(PLAIN, HTML, kind="alternative"), "<p>One", ""),
        (mixed(PLAIN, "text/html\n\n \n", kind="alternative"), "One.", ""),
        (mixed("text/plain\n\n\n", "text/plain\nContent-Disposition: attachment\n\nOne.\n"), "One.", ""),
        (mixed(HTML, PLAIN), "<p>One", "left out 1 further text"),
        (mixed(PLAIN, 'application/pgp-signature; name="s.asc"\n\nx\n', kind="signed"), "One.", ""),
    ],
)
def test_all_that_an_e_mail_shows_is_its_text_and_the_rest_is_reported(message: str, text: str, note: str) -> None:
    page = read(message)
    assert (page.file.data.decode().strip(), page.note) == (text, note)


@pytest.mark.parametrize("end", ["", "--"])
def test_a_message_that_ends_too_early_is_reported(end: str) -> None:
    assert ("ends too early" in read(mixed(PLAIN).removesuffix("--\n") + end).note) is (end == "")


def test_a_mailbox_of_several_messages_is_refused() -> None:
    one = f"From ann Mon Jan  1 10:00:00 2024\n{mixed(PLAIN)}\n"
    assert read(one).file.data.strip() == b"One."
    with pytest.raises(ReaderError, match="a mailbox of 2 messages"):
        read(one + one)


def test_a_message_in_the_files_of_apple_mail_is_what_its_first_line_says() -> None:
    message = "MIME-Version: 1.0\nContent-Type: text/plain\n\nWords.\n"
    data = f"{len(message)}  \n{message}<plist/>\n".encode()
    assert is_mime(data)
    assert page_in(FetchedFile(data, "1.emlx")).file.data == b"Words.\n"
