"""Folding a text for a search: differences in case, accents, composition, typography and ligatures disappear.

`Café`, `cafe` and `CAFÉ` written with a combining accent fold to the same, as do `Straße` and `STRASSE`, `ﬁ` and `fi`,
curly and straight quotation marks, dashes, full-width, half-width and ordinary letters, the digits of each script, and
the letters that Arabic and Persian keyboards write differently. Invisible characters are dropped.
Marks that make a different letter stay: й, が, the vowels of Hindi. ASCII text only loses its case.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, starmap

from reader.system.lazy_pattern import lazy_pattern
from reader.text.normalize import covering
from reader.text.span import Span

_LOOK_ALIKES = {
    "'": "‘’‚‛′´‹›ʹʻʼʽˈ׳՚",
    '"': "“”„‟″«»ʺ״〝〞〟「」『』",
    "-": "‐‑‒–—―−⁃־",
    "...": "…",
    " ": "\u2028\u2029",
    "/": "⁄∕",
}
_LETTERS = {
    "o": "ø",
    "d": "đð",
    "h": "ħ",
    "i": "ı",
    "l": "ł",
    "t": "ŧ",
    "th": "þ",
    "ae": "æ",
    "oe": "œ",
    "ك": "ک",
    "ي": "یى",
}
_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០"
_DIGITS = {str(number): [chr(ord(zero) + number) for zero in _ZEROS] for number in range(10)}
_ALIKE = str.maketrans({sign: plain for plain, signs in (_LOOK_ALIKES | _LETTERS | _DIGITS).items() for sign in signs})
# Accents, points of Hebrew and Arabic, the tatweel, variation selectors, and characters without a width.
_DROPPED = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_SHORT_I, _BREVE = "й", "\u0306"  # this breve makes another letter
# Where characters are that fold to others. Ideographs and syllables of Hangul, which fold to themselves, are left out.
_RANGES = ((0xA0, 0x1100), (0x1200, 0x3400), (0xA640, 0xAC00), (0xF900, 0xFFFE))
_RANGES_OF_MARKS = (*_RANGES, (0x10000, 0x20000))
_BEYOND = "\U00010000-\U0010ffff"
_JAMO = "\u1161-\u1175\u11a8-\u11c2"  # vowels and final consonants, which compose with the letter before them
_WINDOW = 65_536  # code points that are searched at once, so that other threads run between
_SHORT = 4096  # code points up to which it is faster to fold all of a text than to look for what must be folded
_ASCII = lazy_pattern(r"[\x00-\x7f]")
_NOT_ASCII = lazy_pattern(r"[^\x00-\x7f]+")


class FoldedText:
    """A folded text, and the way back to the source. ASCII letters in it keep their case.

    Attributes:
        text: The folded text.
    """

    def __init__(self, source: str) -> None:
        pieces, self._source, self._folded = list[str](), array("Q", [0]), array("Q", [0])
        here = length = 0
        for start, end, new in _replacements(source):
            pieces += [source[here:start], new]
            length += start - here
            self._source.extend((start, end))
            self._folded.extend((length, length + len(new)))
            here, length = end, length + len(new)
        pieces.append(source[here:])
        self.text = "".join(pieces)
        self._source.append(len(source))
        self._folded.append(len(self.text))

    def to_source(self, start: int, end: int) -> Span:
        """Return the shortest span of the source that covers the origin of `text[start:end]`."""
        return covering(Span(start, end), self._folded, self._source)


def fold(text: str) -> str:
    """Return a text folded, in lower case."""
    if text.isascii():
        return text.lower()
    return (_folded(text) if len(text) < _SHORT else FoldedText(text).text).lower()


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the characters that fold to something else: start, end and replacement, in order."""
    foldable, here, start = _foldable(), 0, 0
    while start < len(text):
        ascii_character = _ASCII.search(text, start + _WINDOW)
        end = ascii_character.end() if ascii_character else len(text)
        for run in _NOT_ASCII.finditer(text, start, end):
            for match in foldable.finditer(text, max(here, run.start() - 1), run.end()):  # with the letter under a mark
                here = match.end()
                yield *match.span(), _folded_cluster(match[0])
        start = end


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.translate(_ALIKE).casefold()).casefold()
    if _BREVE in folded:  # another mark may stand between the letter and its breve
        parts = unicodedata.normalize("NFC", folded).split(_SHORT_I)
        folded = _SHORT_I.join(unicodedata.normalize("NFD", part) for part in parts)
    return unicodedata.normalize("NFC", _dropped().sub("", folded).translate(_ALIKE))


_folded_cluster = lru_cache(4096)(_folded)


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"[{_DROPPED}]+")


@cache
def _foldable() -> re.Pattern[str]:
    """Return the pattern of a character that folds to something else, with its marks.

    Two marks that fold to themselves may change places, so they belong together. The pattern is built when a text is
    first searched that is not ASCII.
    """
    others, marks = list[str](), {"\uff9e", "\uff9f"}  # the sound marks of half-width kana
    for character in map(chr, chain.from_iterable(starmap(range, _RANGES))):
        if (folded := _folded(character)) != character:
            others.append(character)
            marks.update(character if re.match(f"[{_JAMO}]", folded) else "")
        if (parts := unicodedata.decomposition(character)) and parts[0] != "<":
            marks.update(chr(int(part, 16)) for part in parts.split()[1:])
    changing = f"{_DROPPED}{_JAMO}{''.join(sorted(marks))}"
    steady, beyond = _steady_marks(changing)
    mark = f"(?:[{changing}{steady}]|(?=[{_BEYOND}])[{beyond}])"
    letter_with_marks = rf"[^\s{changing}{steady}]?(?:[{changing}]|{mark}(?={mark})){mark}*"
    return re.compile(rf"{letter_with_marks}|[{''.join(others)}{_BEYOND}]{mark}*")


def _steady_marks(changing: str) -> tuple[str, str]:
    """Return the combining marks that are not among `changing`: those up to U+FFFF, and those beyond."""
    every = filter(unicodedata.combining, map(chr, chain.from_iterable(starmap(range, _RANGES_OF_MARKS))))
    steady = re.sub(f"[{changing}]", "", "".join(every))
    # A set of characters is slow if some of them are beyond U+FFFF, so these have a set of their own.
    return re.sub(f"[{_BEYOND}]", "", steady), re.sub(f"[^{_BEYOND}]", "", steady)
