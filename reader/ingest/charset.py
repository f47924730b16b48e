"""One rule by which all bytes become text: byte-order mark, header, declaration, and last what the bytes look like.

Nothing is ever replaced by a question mark: bytes that no rule can read are refused.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.ingest.labels import codec_of
from reader.text.abbreviations import word_set
from reader.text.source import detect_encoding

_SAMPLE = 4096  # bytes or characters by which a binary file is recognised, and UTF-16 without a mark
_MOSTLY = 0.4  # of the characters of such a text are Latin, at least
# Codecs that can read nearly any bytes, so that it proves nothing if they do.
_ANY_BYTES = "cp125", "iso8859", "koi8", "mac", "cp866", "cp874", "utf-16"
_FEW_WORDS = 0.08  # of the words: so many are function words in a text of a western European language
# Words that are written without accents and are common in one language of windows-1252, but in no language of the
# code pages beside it.
_WESTERN = word_set(
    "the and of is was that with for from this are his her not which der die das und ist nicht ein eine"
    " mit den dem des auf von sich auch es im er sie wird le les des et est une dans pour qui que pas sur"
    " avec sont el los las una por con para del como pero il della che per sono gli het een van zijn niet"
    " voor och att det som inte den med til ikke av os uma com mais foi"
)
_SYMBOLS = re.compile(r"(?<=[^\W\d_])[^\W\d_a-zA-ZÀ-ÖØ-öø-ÿŒœŠšŽžŸ]|(?<=[a-zà-öø-ÿ])[À-ÖØ-Þ×÷¡-©«-´¶-¹»-¿](?=[^\W_])")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Bytes as text.

    Attributes:
        text: The text, without a byte-order mark.
        note: A sentence about how it was read, if the reading contradicts what was named or is a guess; else empty.
    """

    text: str
    note: str = ""


def decode(data: bytes, name: str, labels: Iterable[str] = ()) -> DecodedText:
    """Decode bytes from elsewhere.

    Args:
        data: The bytes.
        name: What they are called in messages.
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


def _as_named(data: bytes, name: str, known: list[tuple[str, str]]) -> DecodedText:
    for label, codec in known:
        if codec.startswith(_ANY_BYTES) and (text := _as_utf_8(data)) and _is_proof(text, codec):
            return DecodedText(text, f"its encoding is said to be {label}, but it is UTF-8; it was read as UTF-8")
        try:
            text = data.decode(codec, _HANDLER)
        except UnicodeDecodeError:
            continue
        first = known[0][0]
        note = f"its encoding is said to be {first}, but it is not; it was read as {label}" if label != first else ""
        return DecodedText(text.removeprefix("\ufeff"), note)
    label, codec = known[0]
    if text := _as_utf_8(data):
        return DecodedText(text, f"its encoding is said to be {label}, but it is UTF-8; it was read as UTF-8")
    return DecodedText(_strictly(data, codec, name, f"its encoding is said to be {label}"))


def _as_it_looks(data: bytes, name: str, unknown: list[str]) -> DecodedText:
    """Decode bytes whose encoding nobody names, or none that the web knows."""
    said = f"its encoding, {unknown[0]}, is unknown" if unknown else "it names no encoding"
    if codec := _wide_codec(data):
        return DecodedText(_strictly(data, codec, name, f"{said}, and it looks like this one"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        western = _as_western(data)
        if western:
            return DecodedText(
                western, f"{said}; it was read as windows-1252, so check its accents and quotation marks"
            )
        where = f"byte 0x{data[error.start]:02X} at {error.start}"
        advice = "convert it, for example with iconv -f WINDOWS-1252 -t UTF-8, and add the new file"
        raise ReaderError(f"{name}: {said}, and it is not UTF-8 ({where}): {advice}") from error
    return DecodedText(text, f"{said}; it was read as UTF-8" if unknown else "")


def _is_proof(text: str, codec: str) -> bool:
    """Return whether a text that could be read as UTF-8 cannot have been meant in another encoding."""
    return "\0" not in text and (codec.startswith("utf-16") or not text.isascii())


def _strictly(data: bytes, codec: str, name: str, reason: str) -> str:
    try:
        return data.decode(codec, _HANDLER)
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


def _wide_codec(data: bytes) -> str:
    """Return the codec of a text in UTF-16 without a mark: every second byte is NUL wherever its letters are Latin."""
    sample = data[:_SAMPLE]
    low, high = (sample[start::2].count(0) * 2 > _MOSTLY * len(sample) for start in (0, 1))
    return "" if low == high else "utf-16-be" if low else "utf-16-le"


def _as_western(data: bytes) -> str:
    """Return bytes read as windows-1252 if they are plainly prose of a western European language; else empty."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    if "\0" in text or _has_utf_8(data) or _SYMBOLS.search(text):
        return ""
    words = [word.lower() for word in _WORD.findall(text)]
    common = [word for word in words if word in _WESTERN]
    return text if len(set(common)) > 1 and len(common) >= _FEW_WORDS * len(words) else ""


def _has_utf_8(data: bytes) -> bool:
    return bool(re.search(rb"[\xc3-\xf4][\x80-\xbf]", data))


def _keep_controls(error: UnicodeError) -> tuple[str, int]:
    """Read an unassigned byte from 0x80 to 0x9F as the control character that browsers take it for."""
    if (
        isinstance(error, UnicodeDecodeError)
        and error.encoding == "charmap"
        and 0x80 <= error.object[error.start] < 0xA0
    ):
        return chr(error.object[error.start]), error.start + 1
    raise error


_HANDLER = "reader.keep_controls"
codecs.register_error(_HANDLER, _keep_controls)
