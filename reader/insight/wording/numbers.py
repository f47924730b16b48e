"""Numbers in words and digits, brought to one value: `forty`, `40` and `8.7 million` to `40` and `8700000`.

English ones are read whole. In other languages, the words for 2 to 20 and the tens are read, unless they mean something
else in English or Portuguese.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

MAX_DIGITS = 15  # digits of a number; longer ones are compared as they are written


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: step * value for value, word in enumerate(words.split(), first)}


# Not those that mean something else elsewhere: Spanish `once` and `dos`, Italian `due` and `sei`, French `cent`.
_OTHER_UNITS = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
    " neunzehn",
    "deux trois quatre cinq - - huit neuf dix onze douze treize quatorze quinze",
    "- tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince dieciséis diecisiete dieciocho"
    " diecinueve",
    "dois três quatro - - sete oito nove dez",
    "- tre quattro cinque - sette - - dieci undici dodici tredici quattordici quindici sedici diciassette diciotto"
    " diciannove",
    "twee drie vier vijf zes zeven acht negen tien - twaalf dertien veertien vijftien zestien zeventien achttien",
    "två - fyra fem - sju åtta nio - elva tolv tretton fjorton femton sexton sjutton arton nitton",
)
_OTHER_TENS = (
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "vinte trinta quarenta cinquenta",
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
)
_TENS = {
    word: tens
    for words in ("twenty thirty forty fifty sixty seventy eighty ninety", *_OTHER_TENS)
    for word, tens in _numbered(words, 2, 10).items()
}
_CARDINALS = _TENS | _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    0,
)
_GERMAN_UNITS = _numbered("ein zwei drei vier fünf sechs sieben acht neun", 1)


def _other_languages() -> dict[str, int]:
    found = {word: value for words in _OTHER_UNITS for word, value in _numbered(words, 2).items()}
    for ten, tens in _numbered(_OTHER_TENS[0], 2, 10).items():
        found |= {f"{unit}und{ten}": value + tens for unit, value in _GERMAN_UNITS.items()}
    return {word: value for word, value in found.items() if word != "-"}


_ORDINALS = _numbered(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 2, 10
) | _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth",
    1,
)
_VALUES: Mapping[str, int] = _other_languages() | _CARDINALS | _ORDINALS
_SCALES: Mapping[str, int] = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12} | {
    "mn": 10**6, "bn": 10**9, "tn": 10**12, "tausend": 10**3, "mil": 10**3, "mio": 10**6, "mrd": 10**9,
    "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "millones": 10**6, "millón": 10**6,
    "milliard": 10**9, "milliards": 10**9, "milioni": 10**6, "miliardi": 10**9, "milhões": 10**6,
    "miljoen": 10**6, "miljard": 10**9, "miljoner": 10**6, "miljarder": 10**9,
}  # fmt: skip
NUMBER_WORDS = frozenset([*_VALUES, *_SCALES, "hundred"])
MAX_PARTS = 16  # words of one number: with all scales, and `and` after each hundred


class Number(NamedTuple):
    """A number in a list of words.

    Attributes:
        end: The index after its last word.
        value: Its value in digits, without commas; `th` at the end of an ordinal.
    """

    end: int
    value: str


def value_of_digits(word: str) -> str | None:
    """Return the value that digits stand for, such as `1000` for `1,000`; None if they are not a number."""
    if len(word) > MAX_DIGITS or not word[:1].isdecimal():
        return None
    parts = word.split(",")
    grouped = len(parts) > 1 and len(parts[0]) <= 3 and all(len(part.partition(".")[0]) == 3 for part in parts[1:])
    plain = "".join(parts) if grouped else word.replace(",", ".")
    if plain.count(".") > 1 or not plain.replace(".", "").isdecimal():
        return None
    return _plain(Decimal(plain))


def number_at(words: Sequence[str], index: int) -> Number | None:
    """Return the number that begins at an index; None if none does.

    Args:
        words: Consecutive words in lower case, with digits as from `value_of_digits`.
        index: The first word.
    """
    part = _DigitsOrWords(words[index : index + MAX_PARTS]).read()
    return Number(index + part.end, part.value) if part else None


class _DigitsOrWords:
    """Reads the number that words begin with."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words, self._at, self._ordinal = words, 0, False

    def read(self) -> Number | None:
        total, smallest, end = Decimal(0), 10**15, 0
        while not self._ordinal and (group := self._digits() if end == 0 else self._group()) is not None:
            scale = _SCALES.get(self._word(), 0)
            if not 0 < scale < smallest:
                total, end = total + group, self._at
                break
            self._at += 1
            total, smallest, end = total + group * scale, scale, self._at
            self._pass_and()
        return Number(end, _plain(total) + "th" * self._ordinal) if end else None

    def _word(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _digits(self) -> Decimal | None:
        """Read digits, `a` before a scale, a scale alone, or a number in words."""
        word = self._word()
        following = self._words[self._at + 1] if self._at + 1 < len(self._words) else ""
        if value_of_digits(word) == word:
            self._at += 1
            return Decimal(word) * self._hundred()
        if word in ("a", "an") and (following == "hundred" or following in _SCALES):
            self._at += 1
        elif word not in _SCALES:
            return self._group()
        return self._group() if self._word() == "hundred" else Decimal(1)

    def _group(self) -> Decimal | None:
        """Read a number below a thousand, or a year such as nineteen sixty-one."""
        value = 1 if self._word() == "hundred" else self._below_hundred()
        if value is None or self._ordinal:
            return None if value is None else Decimal(value)
        if 13 <= value <= 20 and self._word() in _TENS:
            return Decimal(100 * value + (self._below_hundred() or 0))
        if value > 0 and self._hundred() == 100:
            self._pass_and()
            return Decimal(100 * value + (self._below_hundred() or 0))
        return Decimal(value)

    def _below_hundred(self) -> int | None:
        value = _VALUES.get(word := self._word())
        if value is None:
            return None
        self._at += 1
        self._ordinal = word in _ORDINALS
        if word in _TENS and 0 < (unit := _VALUES.get(following := self._word(), 0)) < 10:
            self._at += 1
            self._ordinal = following in _ORDINALS
            return value + unit
        return value

    def _hundred(self) -> int:
        if self._word() != "hundred":
            return 1
        self._at += 1
        return 100

    def _pass_and(self) -> None:
        """Pass `and` if a number below a hundred follows, as in two hundred and five."""
        if self._word() == "and" and self._at + 1 < len(self._words) and self._words[self._at + 1] in _VALUES:
            self._at += 1


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
