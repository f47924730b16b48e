"""The text of an e-mail: its plain parts, with lines that the sender's program broke joined again (RFC 3676)."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import InvalidBase64LengthDefect
from email.message import Message

from reader.errors import ReaderError
from reader.ingest.charset import decode_bytes

_SIGNATURE = "-- "  # the line before a signature


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text or HTML of an e-mail.

    Attributes:
        data: Its bytes.
        charset: The encoding that it names; empty if it names none.
        note: A sentence about how it was decoded; may be empty.
    """

    data: bytes
    charset: str
    note: str = ""


def plain_text(parts: Sequence[Message], name: str) -> PlainText:
    """Return the text of plain parts, one after another.

    Raises:
        ReaderError: A part is damaged, or cannot be decoded.
    """
    if len(parts) == 1 and not _is_flowed(parts[0]):
        return PlainText(payload_of(parts[0], name), charset_of(parts[0]))
    decoded = [decode_bytes(payload_of(part, name), name, [charset_of(part)]) for part in parts]
    texts = [
        unflowed(each.text, is_spaced=str(part.get_param("delsp")).lower() != "yes") if _is_flowed(part) else each.text
        for part, each in zip(parts, decoded, strict=True)
    ]
    text = "\n\n".join(each.strip("\r\n") for each in texts)
    return PlainText(text.encode(), "utf-8", next((each.note for each in decoded if each.note), ""))


def unflowed(text: str, *, is_spaced: bool) -> str:
    """Return a text in which each line that ends in a blank is joined with the next one of as many `>`.

    Args:
        text: The text.
        is_spaced: Whether that blank belongs to the text, as it does where a line was broken between words.
    """
    lines, depth, is_open = list[str](), 0, False
    for line in text.splitlines():
        rest = line.lstrip(">")
        level, rest = len(line) - len(rest), rest.removeprefix(" ")
        is_flowed = rest.endswith(" ") and rest != _SIGNATURE
        words = rest if is_spaced or not is_flowed else rest[:-1]
        if is_open and level == depth and rest not in ("", _SIGNATURE):
            lines[-1] += words
        else:
            lines.append(f"{'>' * level} {words}" if level else words)
        depth, is_open = level, is_flowed
    return "\n".join(lines)


def payload_of(part: Message, name: str) -> bytes:
    """Return the bytes of a part.

    Raises:
        ReaderError: They cannot be unpacked.
    """
    data = part.get_payload(decode=True)
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        raise ReaderError(f"{name}: its text is damaged, and cannot be unpacked; save it as a .txt file and add that")
    return data if isinstance(data, bytes) else b""


def charset_of(part: Message) -> str:
    """Return the encoding that a part names; empty if it names none."""
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else ""


def _is_flowed(part: Message) -> bool:
    return str(part.get_param("format")).lower() == "flowed"
