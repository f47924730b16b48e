"""Bytes that browsers read, though Python's codecs refuse them: the error handler `HANDLER` of codecs."""

import codecs

HANDLER = "reader.as_browsers_do"
_LOW, _HIGH = 0x21, 0x7E  # bytes of a pair of Japanese, without their eighth bit


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at, byte = error.start, error.object[error.start]
    if error.encoding == "charmap" and 0x80 <= byte < 0xA0:
        return chr(byte), at + 1  # an unassigned byte is a control character
    if error.encoding == "gb18030" and byte == 0x80:
        return "€", at + 1  # as in windows-936
    if error.encoding in ("euc_jp", "iso2022_jp"):
        pair = error.object[at : at + 2]
        return _japanese(pair, error), at + 2
    raise error


def _japanese(pair: bytes, error: UnicodeDecodeError) -> str:
    """Return a character that NEC and IBM added to Japan's standard, such as `①`, which windows-31j has."""
    row, cell = (pair[0] & 0x7F) - 0x20, (pair[-1] & 0x7F) - 0x20
    is_high = error.encoding == "euc_jp"
    if len(pair) < 2 or any((byte > 0x7F) != is_high or not _LOW <= byte & 0x7F <= _HIGH for byte in pair):
        raise error
    first = (row - 1) // 2 + (0x81 if row <= 62 else 0xC1)
    second = cell + (0x9E if row % 2 == 0 else 0x3F if cell < 64 else 0x40)
    try:
        return bytes((first, second)).decode("cp932")
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(HANDLER, _as_browsers_do)
