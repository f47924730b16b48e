"""Web pages that a browser saved in one file (MHTML), and e-mails: the page is a part of a message of MIME."""

import re
from email import message_from_bytes
from email.message import Message

from reader.errors import ReaderError
from reader.ingest.address import is_web_address, wire_address
from reader.ingest.fetch import FetchedFile
from reader.text.counted import counted

HEAD = 4096  # bytes in which the headers are looked for
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]*[^\r\n]*\r?\n")
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/|text/(?:html|plain))", re.IGNORECASE | re.MULTILINE)
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def is_mime(data: bytes) -> bool:
    """Return whether a file begins with the headers of a message, and has a text in it."""
    head = data[:HEAD].lstrip()
    headers = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER.match(head)) and b"mime-version:" in headers.lower() and bool(_TYPE.search(headers))


def page_in(file: FetchedFile) -> tuple[FetchedFile, str]:
    """Return the page in a message, with the address that it was saved from, and a sentence about what is left out.

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
    return saved, "; ".join(filter(None, notes))


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
