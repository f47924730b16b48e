"""Normalizing a text for comparison: line ends, white space, composition (NFC) and typography become uniform."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reader.text.span import Span

_LOOK_ALIKES = (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-"))
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_REPLACED = re.compile(r"(?P<space>[^\S ]\s*+| \s++)|(?P<nothing>[\u00ad\u200b\u2060\ufeff])|(?P<dots>…)")


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A normalized text, and the way between its offsets and those of its source.

    text: the normalized text. A run of white space is one blank in it, or a line feed where a paragraph ends.
    lines: the offsets in `text` at which lines of the source begin.

    `_source` and `_normalized` are offsets of the same places. Between two of them lies, by turns, a stretch that is
    the same on both sides, code point by code point, and one that was replaced. The first is of the former kind.
    """

    text: str
    lines: frozenset[int]
    _source: list[int]
    _normalized: list[int]

    def to_normalized(self, source: Span) -> Span:
        """Return the shortest span of the normalized text that covers what a source span became."""
        return _covering(source, self._source, self._normalized)

    def to_source(self, normalized: Span) -> Span:
        """Return the shortest span of the source that covers what a span of the normalized text came from."""
        return _covering(normalized, self._normalized, self._source)


def _covering(span: Span, source: list[int], target: list[int]) -> Span:
    first = min(bisect_right(source, span.start), len(source) - 1) - 1
    start = target[first] + (0 if first % 2 else span.start - source[first])
    last = max(1, bisect_left(source, span.end)) - 1
    end = target[last + 1] if last % 2 else target[last] + span.end - source[last]
    return Span(start, max(start, end))


def normalize(text: str) -> NormalizedText:
    """Normalize a text, in time proportional to its length."""
    pieces, source, normalized, lines = [], [0], [0], {0}
    here = length = 0
    for start, end, new in _replacements(text):
        pieces += [text[here:start], new]
        length += start - here
        source += [start, end]
        normalized += [length, length + len(new)]
        here, length = end, length + len(new)
        if _LINE_END.search(text, start, end):
            lines.add(length)
    pieces.append(text[here:])
    source.append(len(text))
    normalized.append(length + len(text) - here)
    return NormalizedText(_unify_look_alikes("".join(pieces)), frozenset(lines), source, normalized)


def _unify_look_alikes(text: str) -> str:
    """Replace quotation marks and dashes by their ASCII forms, one to one; str.translate takes ten times as long."""
    for signs, ascii_sign in _LOOK_ALIKES:
        for sign in signs:
            text = text.replace(sign, ascii_sign)
    return text


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what changes its length: start, end and replacement, in order."""
    found = [(*match.span(), _replacement(match)) for match in _REPLACED.finditer(text)]
    if not unicodedata.is_normalized("NFC", text):
        composed = ((*match.span(), unicodedata.normalize("NFC", match[0])) for match in _clusters().finditer(text))
        found = sorted([*found, *composed])
    return iter(found)


def _replacement(match: re.Match[str]) -> str:
    if match.lastgroup == "space":
        return "\n" if len(_LINE_END.findall(match[0])) > 1 else " "
    return "..." if match.lastgroup == "dots" else ""


@cache
def _clusters() -> re.Pattern[str]:
    """Return the pattern of what NFC composes: a character with its marks, or one that NFC writes as another.

    The pattern is built when a text first needs it.
    """
    marks, others = [], []
    for character in map(chr, range(0x300, 0x30000)):
        if unicodedata.category(character)[0] == "M" or character in _JAMO:
            marks.append(character)
        elif not unicodedata.is_normalized("NFC", character):
            others.append(character)
    mark = f"[{''.join(marks)}]"
    return re.compile(rf"[^\s\u00ad\u200b\u2060\ufeff…{''.join(marks)}]?{mark}+|[{''.join(others)}]")


_JAMO = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))  # of Hangul: vowels and final consonants
