"""Web pages that a browser saved in one file (MHTML), and e-mails: the page is a part of a message of MIME."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from reader.errors import ReaderError
from reader.ingest.address import is_web_address, wire_address
from reader.ingest.fetch import FetchedFile
from reader.text.counted import counted

HEAD = 4096  # bytes in which the headers are looked for
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]*[^\r\n]*\r?\n")
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/|text/(?:html|plain))", re.IGNORECASE | re.MULTILINE)
MAIL = ".eml"
_LETTERHEAD = ("from", "to")
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def is_mime(data: bytes, name: str = "") -> bool:
    """Return whether a file begins with the headers of a message, and has a text in it.

    Args:
        data: The file.
        name: Its name; an e-mail that is called one need not say that it has a text.
    """
    head = data[:HEAD].lstrip()
    headers = b"\n" + head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    if not _HEADER.match(head):
        return False
    if b"\nmime-version:" in headers:
        return bool(_TYPE.search(headers))
    return name.lower().endswith(MAIL) and b"\nfrom:" in headers


@dataclass(frozen=True, slots=True)
class MimePage:
    """The page in a message.

    Attributes:
        file: The page, with the address that it was saved from.
        note: A sentence about what is left out; may be empty.
        sent: The day on which an e-mail was sent, ISO 8601; empty for a saved page, or if that is not known.
        letterhead: Who wrote an e-mail, and to whom; empty for a saved page.
    """

    file: FetchedFile
    note: str = ""
    sent: str = ""
    letterhead: Mapping[str, str] = field(default_factory=dict)


def page_in(file: FetchedFile) -> MimePage:
    """Return the page in a message.

    Raises:
        ReaderError: There is no text in it.
    """
    message = message_from_bytes(file.data.lstrip())
    parts = [part for part in message.walk() if not part.is_multipart()]
    texts = sorted((part for part in parts if part.get_content_type() in _TYPES), key=_rank)
    if not texts:
        raise ReaderError(f"{file.url}: there is no page in this message; save its text as a .txt file and add that")
    page = texts[0]
    location = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    attached = [part for part in parts if part is not page and part.get_content_disposition() == "attachment"]
    others = sum(part.get_content_type() == "text/html" and part not in attached for part in texts[1:])
    notes = [
        f"left out {counted(others, 'page')} in frames" if others else "",
        f"left out {counted(len(attached), 'attached file')}" if attached else "",
    ]
    data = page.get_payload(decode=True)
    saved = FetchedFile(
        data if isinstance(data, bytes) else b"", _address(location, file.url), page.get_content_type(), _charset(page)
    )
    note = "; ".join(filter(None, notes))
    if location:
        return MimePage(saved, note)
    letterhead = {name: value for name in _LETTERHEAD if (value := _header(message, name))}
    return MimePage(replace(saved, title=_header(message, "subject")), note, _day_of(message), letterhead)


def _header(message: Message, name: str) -> str:
    """Return a header as one line, with its words decoded as far as they can be."""
    value = str(message.get(name, ""))
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError):  # an encoding that nobody knows, or other bytes than it has
        return " ".join(value.split())


def _day_of(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except ValueError:
        return ""


def _rank(part: Message) -> int:
    return 2 * (part.get_content_disposition() == "attachment") + (part.get_content_type() == "text/plain")


def _charset(part: Message) -> str:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else ""


def _address(location: str, name: str) -> str:
    try:
        return wire_address(location) if is_web_address(location) else name
    except ReaderError:
        return name
