"""Offsets in other units than code points, for programs that count in them."""

from bisect import bisect_left
from enum import StrEnum
from itertools import accumulate

STEP = 1024  # code points between two places whose offset is known


class OffsetUnit(StrEnum):
    """What an offset counts: Unicode code points, or UTF-16 code units as JavaScript and Java do."""

    CODE_POINTS = "codepoints"
    UTF16 = "utf16"


class OffsetConverter:
    """Measures one text in one unit."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._text, self._is_plain = text, unit is OffsetUnit.CODE_POINTS or text.isascii()
        steps = () if self._is_plain else range(0, len(text), STEP)
        self._marks = list(accumulate((len(_utf16(text[at : at + STEP])) // 2 for at in steps), initial=0))

    def units(self, at: int) -> int:
        """How many units stand before a code point."""
        if self._is_plain:
            return at
        step = at // STEP
        return self._marks[step] + len(_utf16(self._text[step * STEP : at])) // 2

    def code_points(self, units: int) -> int:
        """How many code points these units are. Raises ValueError within a code point, and outside the text."""
        if self._is_plain:
            return units
        if not 0 <= units <= self._marks[-1]:
            raise ValueError(f"{units} is outside its text")
        step = max(0, bisect_left(self._marks, units) - 1)  # at the end of the text there is no other
        part = _utf16(self._text[step * STEP : (step + 1) * STEP])
        return step * STEP + len(part[: 2 * (units - self._marks[step])].decode("utf-16-le"))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
