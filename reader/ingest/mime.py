"""Web pages that a browser saved in one file (MHTML), and e-mails: the page is a part of a message of MIME."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    HeaderParseError,
    InvalidBase64CharactersDefect,
    InvalidBase64PaddingDefect,
)
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from reader.errors import ReaderError
from reader.ingest.address import is_web_address, wire_address
from reader.ingest.fetch import FetchedFile
from reader.ingest.mail_text import PlainText, charset_of, payload_of, plain_text
from reader.text.counted import counted

HEAD = 4096  # bytes in which the headers are looked for
_HEADER = re.compile(rb"[!-9;-~]+:[^\r\n]*\r?\n")
MAIL = ".eml"
# The line before each message of a mailbox.
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n(?=[!-9;-~]+:)")
_LENGTH = re.compile(rb"(\d{1,12})[ \t]*\r?\n(?=[!-9;-~]+:)")  # of a message, before it in the files of Apple Mail
_LETTERHEAD = ("from", "to")
_PLAIN = "text/plain"
_TYPES = ("text/html", "application/xhtml+xml", _PLAIN)
_MESSAGE = "message/rfc822"
_SHOWN_BESIDE = ("text", "image", "multipart")  # types that are not files unless they are marked as attached
_DAMAGE = (CloseBoundaryNotFoundDefect, InvalidBase64CharactersDefect, InvalidBase64PaddingDefect)


def is_mime(data: bytes, name: str = "") -> bool:
    """Return whether a file begins with the headers of a message.

    Args:
        data: The file.
        name: Its name; an e-mail that is called one need not say which version of MIME it is in.
    """
    head = _ENVELOPE.sub(b"", _unwrapped(data[:HEAD]), count=1)
    headers = b"\n" + head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    is_mail = name.lower().endswith(MAIL) and b"\nfrom:" in headers
    return bool(_HEADER.match(head)) and (is_mail or b"\nmime-version:" in headers)


def _unwrapped(data: bytes) -> bytes:
    """Return a message without white space before it, and without what Apple Mail stores around it."""
    data = data.lstrip()
    length = _LENGTH.match(data)
    return data[length.end() :][: int(length[1])] if length else data


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
    """Return the page in a message, or all of its text if that is plain.

    Raises:
        ReaderError: There is no text in it, its text is damaged, or it is a mailbox of several messages.
    """
    data = _unwrapped(file.data)
    if (count := len(_ENVELOPE.findall(data))) > 1:
        raise ReaderError(
            f"{file.url}: it is a mailbox of {count} messages; save each as a file of its own, and add those"
        )
    message = message_from_bytes(data)
    texts = sorted(_texts(message), key=_rank)
    if not texts:
        raise ReaderError(f"{file.url}: there is no page in this message; save its text as a .txt file and add that")
    page = texts[0]
    location = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    is_plain = page.get_content_type() == _PLAIN
    body = plain_text(texts, file.url) if is_plain else PlainText(payload_of(page, file.url), charset_of(page))
    saved = FetchedFile(body.data, _address(location, file.url), page.get_content_type(), body.charset)
    others = _of_page(texts[1:]) if location else _of_mail(message, texts)
    damage = "it is damaged or ends too early, so that some of its text may be missing"
    note = "; ".join(filter(None, [body.note, *others, damage if _is_damaged(message) else ""]))
    if location:
        return MimePage(saved, note)
    letterhead = {name: value for name in _LETTERHEAD if (value := _header(message, name))}
    return MimePage(replace(saved, title=_header(message, "subject")), note, _day_of(message), letterhead)


def _texts(message: Message) -> list[Message]:
    """Return the texts of a message; if it has none, those of a message attached to it, or an attached text."""
    parts = list(_parts(message))
    attached = (each for part in parts for each in _inside(part))
    found = [*map(_shown, (message, *attached)), *([part] for part in sorted(filter(_is_text, parts), key=_rank))]
    return next(filter(None, found), [])


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message, and attached messages as one part each."""
    if message.is_multipart() and message.get_content_type() != _MESSAGE:
        for each in _inside(message):
            yield from _parts(each)
    else:
        yield message


def _inside(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _shown(part: Message) -> list[Message]:
    """Return the texts that a program for e-mails shows: of alternatives the one with a page, and nothing attached."""
    if _is_attached(part):
        return []
    if not part.is_multipart():
        return [part] if _is_text(part) else []
    groups = [shown for each in _inside(part) if (shown := _shown(each))]
    if part.get_content_subtype() == "alternative":
        return min(groups, key=lambda group: min(map(_rank, group)), default=[])
    return [text for group in groups for text in group]


def _is_text(part: Message) -> bool:
    """Return whether a part is a text that is not empty."""
    return part.get_content_type() in _TYPES and bool(str(part.get_payload()).strip())


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() == _MESSAGE


def _of_page(frames: Sequence[Message]) -> Iterator[str]:
    """Say how many other pages a saved page has."""
    if count := sum(part.get_content_type() != _PLAIN for part in frames):
        yield f"left out {counted(count, 'page')} in frames"


def _of_mail(message: Message, texts: Sequence[Message]) -> Iterator[str]:
    """Say what an e-mail has besides its text, which is the first of these, or all of them if they are plain."""
    is_plain = texts[0].get_content_type() == _PLAIN
    others = [part for part in _parts(message) if texts[0] not in part.walk()]
    messages = sum(part.get_content_type() == _MESSAGE for part in others)
    files = sum(_is_attached(part) or _is_file(part) for part in others) - messages
    counts = {"further text": 0 if is_plain else len(texts) - 1, "attached file": files, "attached message": messages}
    yield from (f"left out {counted(count, what)}" for what, count in counts.items() if count)


def _is_file(part: Message) -> bool:
    """Return whether a part is a file that its program did not call attached; a signature is none."""
    is_beside = part.get_content_maintype() in _SHOWN_BESIDE or part.get_content_subtype().endswith("signature")
    return part.get_filename() is not None and not is_beside


def _is_damaged(message: Message) -> bool:
    return any(isinstance(defect, _DAMAGE) for part in message.walk() for defect in part.defects)


def _header(message: Message, name: str) -> str:
    """Return a header as one line, with its words decoded as far as they can be."""
    found: object = message.get(name, "")
    # A header with other bytes than ASCII is an object, which shows none of them.
    value = decode_header(found)[0][0].decode(errors="replace") if isinstance(found, Header) else str(found)
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError, HeaderParseError):  # an unknown encoding, or bytes that it does not have
        return " ".join(value.split())


def _day_of(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _rank(part: Message) -> int:
    return 2 * (part.get_content_disposition() == "attachment") + (part.get_content_type() == _PLAIN)


def _address(location: str, name: str) -> str:
    try:
        return wire_address(location) if is_web_address(location) else name
    except ReaderError:
        return name
