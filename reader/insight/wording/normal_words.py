"""The normal words of a text: their spoken form, whatever the spelling, with the place of each word in the text.

Counted as the same are: capitals and small letters; straight and curly apostrophes; `we've` and `we have`; `forty` and
    `40`;
`per cent` and `%`; `F.B.I.` and `FBI`; British and American spelling. Contractions and spellings are those of
English; in other languages, only numbers are also read, and any other word is compared as it is written.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reader.insight.wording.contractions import initials, same_word, written_out
from reader.insight.wording.numbers import MAX_PARTS, NUMBER_WORDS, number_at, value_of_digits
from reader.insight.wording.spelling import one_spelling, without_accents
from reader.text.abbreviations import word_set
from reader.text.span import Span

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # without spaces, each character is a word
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_TOKEN = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}(?!\w))+\.?(?:['’]s\b)?"
    rf"|{_LETTER}[^\W_{_UNSPACED}]*(?:['’]{_LETTER}+)*"
    rf"|\d(?:(?<!0)(?<![\d.,]\d)\d{{0,2}}(?:[ \u00a0\u202f\u2009]\d{{3}})+(?![\d.])"
    rf"|\d*(?:[.,]\d+)*(?:['’]?s\b|st\b|nd\b|rd\b|th\b)?)"
    rf"|[$€£%&]"
    rf"|['’](?:[Tt]is|[Tt]was|[Ee]m|[Cc]ause)\b"
    rf"|[{_UNSPACED}]"
)
_NUMBER_AFTER_NO = re.compile(r"\.\s?\d")
# Thousands as most of Europe writes them, `480.000` and `1 200`; `1.125 million` and `1.125 percent` are decimals.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+")
_BETWEEN_GROUPS = re.compile(r"\D")
_IS_DECIMAL = re.compile(
    r"[ \u00a0\u202f]?(?:%|per ?cent|por cien|pour cent|Prozent"
    r"|(?:m|b|tr)ill[io]|[Mm]il(?:li|jo|ja|h)|Mio|Mrd|[bmt]n\b)"
)
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_UNITS = {"dollar": "dollars", "euro": "euros", "pound": "pounds"}
_GAPS_IN_A_NUMBER = frozenset({"", "-", "‐", "‑", "–"})  # white space aside
_FILLERS = frozenset({"uh", "uhm", "erm", "hmm"})
_FILLERS_BEFORE_A_MARK = frozenset({"um", "er", "ah", "eh"})  # elsewhere they are words, as in German
_MARKS = frozenset(",;.…-–—")
_NEAR = 12  # characters around capitals that tell an abbreviation from a text in capitals
_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}  # as in World War II
_MONTHS = word_set("jan feb march apr may june july aug sep oct nov dec")
_PERCENT = {("per", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento"), ("pour", "cent")}
_MILLIONS = word_set("millón millones milione milioni miliardo miliardi milhão milhões")
_OF = ["de"], ["di"]
_PERCENT_ALONE = frozenset({"%", "prozent"})
_GERMAN = word_set("der das und ist nicht ein eine einen einem dem des zu mit sich auf für von im es auch wir ich sie")
MIN_GERMAN, GERMAN_SHARE = 2, 0.1  # such words, and their share, in a German text
_FOLDED = NUMBER_WORDS | _CURRENCIES.keys() | {"a", "an", "per", "por", "pour"}


@dataclass(frozen=True)
class NormalWords:
    """The words of a text in their normal form, with their places.

    Attributes:
        text: The text.
        words: The normal words. Several can stand for one word of the text, and then have its place; one can stand for
            several, such as `25` for `twenty-five`.
        starts: The offset in the text at which each begins, in code points.
        ends: The offset after the last character of each.
    """

    text: str
    words: list[str]
    starts: "array[int]"
    ends: "array[int]"

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def is_german(self) -> bool:
        """True if they seem to be German, in which every noun has a capital."""
        return sum(word in _GERMAN for word in self.words) >= max(MIN_GERMAN, GERMAN_SHARE * len(self.words))

    def span(self, first: int, end: int) -> Span:
        """Return the part of the text with the words `[first, end)`; there must be at least one."""
        return Span(self.starts[first], self.ends[end - 1])

    def written(self, first: int, end: int) -> str:
        """Return the words `[first, end)` as written in the text; empty if there are none."""
        return self.span(first, end).of(self.text) if first < end else ""


def normal_words(text: str) -> NormalWords:
    """Return the normal words of a text, in order."""
    words, starts, ends = list[str](), array("I"), array("I")
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for word in _of_token(match.group(), start, end, text):
            words.append(word)
            starts.append(start)
            ends.append(end)
    return _fold(NormalWords(text, words, starts, ends))


def same_words(left: list[str], right: list[str]) -> bool:
    """Return whether two runs of normal words are the same, even if joined differently, as in `to-day` and `today`."""
    if len(left) == len(right) and all(map(same_word, left, right)):
        return True
    return bool(left and right) and "".join(left) == "".join(right)


def _of_token(token: str, start: int, end: int, text: str) -> tuple[str, ...]:
    if token[0].isdecimal() and _GROUPED.fullmatch(token) and not ("." in token and _IS_DECIMAL.match(text, end)):
        token = _BETWEEN_GROUPS.sub(",", token)
    words = _normal(token)
    if len(words) == 1 and len(token) <= len("uhm"):
        word = words[0]
        if word in _FILLERS or (word in _FILLERS_BEFORE_A_MARK and text[end : end + 1] in _MARKS):
            return ()
        if (meant := initials(token)) and any(map(str.islower, text[max(0, start - _NEAR) : end + _NEAR])):
            return meant
        if token == "No" and _NUMBER_AFTER_NO.match(text, end):
            return ("number",)
    return words


@lru_cache(1 << 16)
def _normal(token: str) -> tuple[str, ...]:
    """Return the normal words of one word, number or sign of a text."""
    if token[0].isdecimal():
        return (_of_digits(token),)
    if "." in token:
        letters = token.rstrip("s").rstrip("'’").replace(".", "")
        return (*(initials(letters.upper()) or (letters.lower(),)), *["'s"] * (token[-1] == "s"))
    if token in _ROMAN:
        return (_ROMAN[token],)
    word = token.casefold().replace("’", "'")
    if not word.isascii() and token[0].isupper():
        word = without_accents(word)
    return tuple(map(one_spelling, written_out(word)))


def _of_digits(token: str) -> str:
    digits = token.rstrip("sthndr'’")
    ending = token[len(digits) :].lstrip("'’")
    value = value_of_digits(digits) or digits
    return value + ("th" if len(ending) == len("th") else ending)


def _fold(found: NormalWords) -> NormalWords:
    """Return words with each number as one word, before the name of a currency, and `percent` as one."""
    folded = NormalWords(found.text, [], array("I"), array("I"))
    for word, first, end in _folded(found):
        folded.words.append(word)
        folded.starts.append(found.starts[first])
        folded.ends.append(found.ends[end - 1])
    return folded


def _folded(found: NormalWords) -> Iterator[tuple[str, int, int]]:
    """Yield words with the first and the end of the words that they stand for."""
    words, at = found.words, 0
    while at < len(words):
        word, end = words[at], at + 1
        if word not in _FOLDED and not word[0].isdecimal():
            yield ("percent" if word in _PERCENT_ALONE else word), at, end
        elif (word, *words[end : end + 1]) in _PERCENT:
            end += 1
            yield "percent", at, end
        else:
            for word, first, end in _folded_number(found, at):
                yield word, first, end
        at = end


def _folded_number(found: NormalWords, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield the number at a word that can begin one, and its currency or unit; where there is none, the word."""
    words, currency = found.words, _CURRENCIES.get(found.words[at])
    first = at + 1 if currency else at
    number = number_at(_side_by_side(found, first), 0)
    is_day = at > 0 and words[at - 1] in _MONTHS
    if number is None:
        word = words[at]
        yield currency or (word.removesuffix("th") if is_day and word[0].isdecimal() else word), at, at + 1
        return
    end = _end_of_number(words, first + number.end)
    yield (number.value.removesuffix("th") if is_day else number.value), at, end
    if currency:
        yield currency, at, end
    elif words[end : end + 1] and (unit := _UNITS.get(words[end])):
        yield unit, end, end + 1


def _end_of_number(words: Sequence[str], end: int) -> int:
    """Return the end of a number with the preposition that Romance languages put after it: `1,2 millones de euros`."""
    return end + (words[end - 1] in _MILLIONS and words[end : end + 1] in _OF)


def _side_by_side(found: NormalWords, first: int) -> list[str]:
    """Return the words from an index that could be one number: only white space or a hyphen is between them."""
    end = first + 1
    while end < min(len(found), first + MAX_PARTS):
        if found.text[found.ends[end - 1] : found.starts[end]].strip() not in _GAPS_IN_A_NUMBER:
            break
        end += 1
    return found.words[first:end]
