"""Offsets in units other than code points, for programs that count in them."""

from bisect import bisect_left
from enum import StrEnum
from itertools import accumulate

STRIDE = 1024  # code points between two positions whose offset is known


class OffsetUnit(StrEnum):
    """The unit that offsets count: code points, UTF-16 code units as in JavaScript and Java, or bytes of UTF-8."""

    CODE_POINTS = "codepoints"
    UTF16 = "utf16"
    BYTES = "bytes"


class OffsetConverter:
    """Converts offsets into one text between code points and another unit.

    Each conversion encodes at most `STRIDE` code points, however long the text is.
    """

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        """Index a text; nothing is indexed if its offsets are the same in both units."""
        self._text, self._is_same = text, unit is OffsetUnit.CODE_POINTS or text.isascii()
        starts = () if self._is_same else range(0, len(text), STRIDE)
        # Units before each multiple of STRIDE, and before the end of the text.
        self._known = list(accumulate((len(_utf16(text[at : at + STRIDE])) // 2 for at in starts), initial=0))

    def to_units(self, code_points: int) -> int:
        """Return how many units precede a code point, given by its offset."""
        if self._is_same:
            return code_points
        stride = code_points // STRIDE
        return self._known[stride] + len(_utf16(self._text[stride * STRIDE : code_points])) // 2

    def to_code_points(self, units: int) -> int:
        """Return an offset in units as an offset in code points.

        Raises:
            ValueError: The offset lies inside a code point or outside the text. This is not checked where both units
                are the same.
        """
        if self._is_same:
            return units
        if not 0 <= units <= self._known[-1]:
            raise ValueError(f"offset {units} is outside its text")
        stride = max(0, bisect_left(self._known, units) - 1)
        part = _utf16(self._text[stride * STRIDE : (stride + 1) * STRIDE])
        return stride * STRIDE + len(part[: 2 * (units - self._known[stride])].decode("utf-16-le"))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
