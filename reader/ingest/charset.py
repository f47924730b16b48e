"""One rule by which all bytes become text: byte-order mark, header, declaration, and finally the bytes themselves.

Nothing is ever replaced by a question mark: bytes that no rule can read are refused.
"""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.ingest.browser_decoding import HANDLER
from reader.ingest.encoding_evidence import (
    as_western,
    is_japanese_in_escapes,
    utf_8_in_disguise,
    wide_codec,
    with_other_bytes,
)
from reader.ingest.labels import codec_of
from reader.text.source import detect_encoding

_SAMPLE = 4096  # characters in which a binary file is recognised
# Codecs that can read nearly any bytes, so that it proves nothing if they do.
_ONE_BYTE = "cp125", "iso8859", "koi8", "mac", "cp866", "cp874"
_ANY_BYTES = *_ONE_BYTE, "utf-16"
_CONTROLS = re.compile("[\x80-\x9f]")
_ADVICE = (
    "convert it from the encoding in which it was written, for example with iconv -f WINDOWS-1252 -t UTF-8, and add the"
    " new file"
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Bytes as text.

    Attributes:
        text: The text, without a byte-order mark.
        note: A sentence about how it was read, if the encoding differs from the one named or is a guess; else empty.
    """

    text: str
    note: str = ""


def decode_bytes(data: bytes, name: str, labels: Iterable[str] = ()) -> DecodedText:
    """Decode bytes from elsewhere.

    Args:
        data: The bytes.
        name: Their name in messages.
        labels: The encodings that a header and the document itself name, in the order of their weight.

    Raises:
        ReaderError: No rule can read them, or they are not text.
    """
    decoded = _decoded(data, name, labels)
    sample = decoded.text[:_SAMPLE]
    controls = sum(character < " " and character not in "\t\n\v\f\r\x1b" for character in sample)
    if controls * 100 > len(sample):
        raise ReaderError(f"{name}: it is a binary file, not text")
    return decoded


def _decoded(data: bytes, name: str, labels: Iterable[str]) -> DecodedText:
    marked = detect_encoding(data)
    if marked != "utf-8" or data.startswith(codecs.BOM_UTF8):
        return DecodedText(_strictly(data, marked, name, "its byte-order mark says so").removeprefix("\ufeff"))
    named = [label for label in labels if label]
    known = [(label, codec) for label in named if (codec := codec_of(label))]
    return _as_named(data, name, known) if known else _as_it_looks(data, name, named)


def _as_named(data: bytes, name: str, known: Sequence[tuple[str, str]]) -> DecodedText:
    doubtful: DecodedText | None = None
    for label, codec in known:
        if codec.startswith(_ANY_BYTES) and (disguised := _unmasked(data, label, codec)):
            return disguised
        try:
            decoded, controls = _read_as(data, label, codec, known[0][0])
        except UnicodeDecodeError:
            continue
        if not controls:
            return decoded
        doubtful = doubtful or decoded
    if doubtful:
        return doubtful
    label, codec = known[0]
    if (text := _as_utf_8(data)) and not text.isascii():
        return DecodedText(text, f"its encoding is said to be {label}, but it is UTF-8; it was read as UTF-8")
    return DecodedText(_strictly(data, codec, name, f"its encoding is said to be {label}"))


def _read_as(data: bytes, label: str, codec: str, first: str) -> tuple[DecodedText, int]:
    """Return bytes decoded with a codec, and the number of characters that suggest that it is the wrong one."""
    seen = (wide_codec(data) or codec) if codec.startswith("utf-16") else codec
    text = data.decode(seen, HANDLER).removeprefix("\ufeff")
    controls = len(_CONTROLS.findall(text)) if codec.startswith(_ONE_BYTE) else 0
    note = ""
    if seen != codec:
        note = f"its encoding is said to be {label}, but it looks like {seen.upper()}; it was read as that"
    elif label != first:
        note = f"its encoding is said to be {first}, but it is not; it was read as {label}"
    if controls:
        many = "1 of its characters is a control character" if controls == 1 else (
            f"{controls:,} of its characters are control characters"
        )  # fmt: skip
        note = f"{many} in {label}, as its encoding is said to be, so that may be wrong: check its letters and marks"
    return DecodedText(text, note), controls


def _unmasked(data: bytes, label: str, codec: str) -> DecodedText | None:
    """Return bytes decoded as UTF-8 if they are valid, or nearly valid, although other encodings are possible."""
    said = f"its encoding is said to be {label}, but it is UTF-8"
    if codec.startswith("utf-16") and data.isascii() and b"\0" not in data:
        return DecodedText(data.decode("ascii"), f"{said}; it was read as UTF-8")
    found = None if b"\0" in data else utf_8_in_disguise(data)
    if not found:
        return None
    text, broken = found
    if not broken:
        return DecodedText(text, f"{said}; it was read as UTF-8")
    if not codec.startswith(_ONE_BYTE):
        return None
    others = "1 byte, which was" if broken == 1 else f"{broken:,} bytes, which were"
    return DecodedText(with_other_bytes(text, codec, HANDLER), f"{said} but for {others} read as {label}")


def _as_it_looks(data: bytes, name: str, unknown: Sequence[str]) -> DecodedText:
    """Decode bytes whose encoding is not named or unknown."""
    said = f"its encoding, {unknown[0]}, is unknown" if unknown else "it names no encoding"
    if codec := wide_codec(data):
        text = _strictly(data, codec, name, f"{said}, and it looks like this one")
        is_plain = sum(map(str.isascii, text[:_SAMPLE])) * 2 > len(text[:_SAMPLE])  # its letters prove it
        return DecodedText(text, "" if is_plain else f"{said}; it was read as {codec.upper()}")
    if is_japanese_in_escapes(data):
        text = _strictly(data, "iso2022-jp", name, f"{said}, and it looks like this one")
        return DecodedText(text, f"{said}; it was read as ISO-2022-JP")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if western := as_western(data):
            return DecodedText(
                western, f"{said}; it was read as windows-1252, so check its accents and quotation marks"
            )
        where = f"byte 0x{data[error.start]:02X} at {error.start}"
        raise ReaderError(f"{name}: {said}, and it is not UTF-8 ({where}): {_ADVICE}") from error
    return DecodedText(text, f"{said}; it was read as UTF-8" if unknown else "")


def _strictly(data: bytes, codec: str, name: str, reason: str) -> str:
    try:
        return data.decode(codec, HANDLER)
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at {error.start}" if error.start < len(data) else "cut off at its end"
        encoding = codec.upper()
        raise ReaderError(
            f"{name}: it is not {encoding} ({where}), although {reason}: save it again as UTF-8"
        ) from error


def _as_utf_8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
