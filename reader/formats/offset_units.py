"""Offsets in units other than code points, for programs that count in them."""

from enum import StrEnum
from itertools import accumulate

STRIDE = 1024  # code points between two positions whose offset is known


class OffsetUnit(StrEnum):
    """The unit that offsets count: code points, UTF-16 code units as in JavaScript and Java, or bytes of UTF-8."""

    CODE_POINTS = "codepoints"
    UTF16 = "utf16"
    BYTES = "bytes"


class OffsetConverter:
    """Converts offsets into a text from code points to another unit.

    Each conversion encodes at most `STRIDE` code points, however long the text is.
    """

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        """Index a text; nothing is indexed if its offsets are the same in both units."""
        self._text, self._is_same = text, unit is OffsetUnit.CODE_POINTS or text.isascii()
        starts = () if self._is_same else range(0, len(text), STRIDE)
        # Units before each multiple of STRIDE, and before the end of the text.
        self._known = list(accumulate((len(_utf16(text[at : at + STRIDE])) // 2 for at in starts), initial=0))

    def to_units(self, code_points: int) -> int:
        """Return how many units precede the code point at an offset."""
        if self._is_same:
            return code_points
        stride = code_points // STRIDE
        return self._known[stride] + len(_utf16(self._text[stride * STRIDE : code_points])) // 2


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
