"""The quantities of a sentence on one scale: `half of them` is `50 percent`, and `90 minutes` are `1.5 hours`."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.text.abbreviations import word_set

ROUNDING = 0.02  # two quantities are equal if they differ by no more than this share of the larger one
FIRST_YEAR, LAST_YEAR = 1000, 2200  # numbers that may be years are equal only to themselves

_FRACTIONS = {"half": 1 / 2, "halves": 1 / 2, "quarter": 1 / 4, "quarters": 1 / 4, "thirds": 1 / 3, "fifths": 1 / 5}
_ORDINAL_FRACTIONS = {"3th": 1 / 3, "4th": 1 / 4, "5th": 1 / 5, "10th": 1 / 10}
_MULTIPLES = {"dozen": 12.0, "dozens": 24.0, "twice": 2.0, "double": 2.0, "triple": 3.0}
_SCALES = {"dozen": 12.0, "minute": 60.0, "minutes": 60.0, "hour": 3600.0, "hours": 3600.0}
_HOURS, _MINUTES = word_set("hour hours"), word_set("minute minutes")
_ARTICLES = word_set("a an")


class Quantity(NamedTuple):
    """A quantity: its value, the words `[first, end)` that say it, and the number of percent if it is such a share."""

    value: float
    first: int
    end: int
    percent: float | None = None

    def equals(self, other: "Quantity") -> bool:
        """Return whether two quantities are the same up to rounding; `percent` may be missing after one of them."""
        if (self.percent is None) != (other.percent is None):
            one, another = (each.value if each.percent is None else each.percent for each in (self, other))
            return _are_equal(one, another) or _are_equal(self.value, other.value)
        return _are_equal(self.value, other.value)


def _are_equal(one: float, other: float) -> bool:
    are_years = FIRST_YEAR <= one <= LAST_YEAR and FIRST_YEAR <= other <= LAST_YEAR
    return abs(one - other) <= (0 if are_years else ROUNDING * max(abs(one), abs(other)))


def quantities(words: Sequence[str]) -> list[Quantity]:
    """Return the quantities of a sentence in order; `words` are normal words."""
    found, at = list[Quantity](), 0
    while at < len(words):
        quantity = _quantity_at(words, at)
        if quantity:
            found.append(quantity)
        at = quantity.end if quantity else at + 1
    return _joined(words, found)


def _quantity_at(words: Sequence[str], at: int) -> Quantity | None:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _ARTICLES and (following in _ORDINAL_FRACTIONS or following in _FRACTIONS):
        return Quantity((_ORDINAL_FRACTIONS | _FRACTIONS)[following], at, at + 2)
    if word in _ARTICLES and (following in ("hour", "dozen")):
        return _with_half(words, at, at + 2, _SCALES[following], _SCALES[following])
    if word in _FRACTIONS or word in _MULTIPLES:
        return Quantity((_FRACTIONS | _MULTIPLES)[word], at, at + 1)
    if not word[:1].isdecimal():
        return None
    value = _value(word)
    if value is None:
        return None
    if following in _FRACTIONS or following in _ORDINAL_FRACTIONS:
        return Quantity(value * (_FRACTIONS | _ORDINAL_FRACTIONS)[following], at, at + 2)
    if following == "in" and at + 2 < len(words) and (whole := _value(words[at + 2])) and value < whole <= 10:
        return Quantity(value / whole, at, at + 3)
    if following == "percent":
        return Quantity(value / 100, at, at + 2, value)
    if following in _SCALES:
        return _with_half(words, at, at + 2, value * _SCALES[following], _SCALES[following])
    return _with_half(words, at, at + 1, value, 1.0)


def _with_half(words: Sequence[str], first: int, end: int, value: float, unit: float) -> Quantity:
    """Return a quantity, with `and a half` if that follows; a scale may come after it."""
    if list(words[end : end + 3]) == ["and", "a", "half"]:
        scale = _value(words[end + 3]) if end + 3 < len(words) else None
        if scale and scale >= 1000:
            return Quantity((value + 0.5) * scale, first, end + 4)
        if end + 3 < len(words) and words[end + 3] in _HOURS | _MINUTES and unit == 1.0:
            return Quantity((value + 0.5) * _SCALES[words[end + 3]], first, end + 4)
        return Quantity(value + unit / 2, first, end + 3)
    return Quantity(value, first, end)


def _joined(words: Sequence[str], found: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities with hours and the minutes after them as one."""
    joined = list[Quantity]()
    for each in found:
        before = joined[-1] if joined else None
        follows = before and words[before.end : each.first] in (["and"], [])
        if before and follows and words[before.end - 1] in _HOURS and words[each.end - 1] in _MINUTES:
            joined[-1] = Quantity(before.value + each.value, before.first, each.end)
        else:
            joined.append(each)
    return joined


def _value(word: str) -> float | None:
    try:
        return float(word.removesuffix("th"))
    except ValueError:
        return None
