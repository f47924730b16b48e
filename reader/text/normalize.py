"""Normalizing a text for comparison: line ends, white space, composition (NFC) and typography become uniform."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.system.threads import run_to_end
from reader.text.span import Span

SLICE = 1 << 16  # code points normalized at once
NEAR = 1 << 12  # code points in which a place to cut is looked for
_LOOK_ALIKES = (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-"))
_LINE_END = lazy_pattern(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_REPLACED = lazy_pattern(r"(?P<space>[^\S ]\s*+| \s++)|(?P<nothing>[\u00ad\u200b\u2060\ufeff])|(?P<dots>…)")


class NormalizedText(NamedTuple):
    """A normalized text, and the way between its offsets and those of its source.

    text: the normalized text. A run of white space is one blank in it, or a line feed where a paragraph ends.
    lines: the offsets in `text` at which lines of the source begin, ascending.

    `source_offsets` and `normalized_offsets` are offsets of the same places. The stretches between them alternate: one
    that is the same on both sides, code point by code point, then one that was replaced, and so on.
    """

    text: str
    lines: Sequence[int]
    source_offsets: Sequence[int]
    normalized_offsets: Sequence[int]

    def begins_line(self, at: int) -> bool:
        """Return whether a line of the source begins at an offset of the normalized text."""
        place = bisect_left(self.lines, at)
        return place < len(self.lines) and self.lines[place] == at

    def to_normalized(self, source: Span) -> Span:
        """Return the shortest span of the normalized text that covers a source span."""
        return covering(source, self.source_offsets, self.normalized_offsets)

    def to_source(self, normalized: Span) -> Span:
        """Return the shortest span of the source that covers a span of the normalized text."""
        return covering(normalized, self.normalized_offsets, self.source_offsets)


def covering(span: Span, source: Sequence[int], target: Sequence[int]) -> Span:
    """Return the shortest span on one side of a normalization that covers a span of the other side.

    Args:
        span: The span.
        source: Offsets of places on its side. The stretches between them alternate: one that is the same on both sides,
            then one that was replaced, and so on.
        target: Offsets of the same places on the other side.
    """
    first = bisect_right(source, span.start) - 1
    start = target[first] + (0 if first % 2 else span.start - source[first])
    last = max(1, bisect_left(source, span.end)) - 1
    end = target[last + 1] if last % 2 else target[last] + span.end - source[last]
    return Span(start, max(start, end))


def normalize(text: str) -> NormalizedText:
    """Normalize a text, in time proportional to its length."""
    return run_to_end(normalize_in_steps(text))


def normalize_in_steps(text: str) -> Generator[None, None, NormalizedText]:
    """Normalize a text slice by slice: one search through all of it would block the interpreter, and so the screen."""
    pieces, source, normalized, lines = list[str](), array("q", [0]), array("q", [0]), array("q", [0])
    length = 0
    for begin, stop in _slices(text):
        here = begin
        unified = list[str]()
        for start, end, new in _replacements(text, begin, stop):
            unified += [text[here:start], new]
            length += start - here
            source.extend((start, end))
            normalized.extend((length, length + len(new)))
            here, length = end, length + len(new)
            if _LINE_END.search(text, start, end):
                lines.append(length)
        unified.append(text[here:stop])
        length += stop - here
        pieces.append(_unify_look_alikes("".join(unified)))
        yield
    source.append(len(text))
    normalized.append(length)
    return NormalizedText("".join(pieces), lines, source, normalized)


def as_it_is(text: str) -> NormalizedText:
    """Return a text without normalizing it, if it is too long for that."""
    ends = array("q", [0, len(text)])
    return NormalizedText(text, array("q", [0]), ends, ends)


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """Yield the slices of a text, cut so that nothing that is replaced as one is divided."""
    begin = 0
    while begin < len(text):
        stop = _cut(text, begin + SLICE) if begin + SLICE < len(text) else len(text)
        yield begin, stop
        begin = stop


def _cut(text: str, wanted: int) -> int:
    """Return the first good place to cut from `wanted` on; `wanted` itself if there is none near it."""
    for at in range(wanted, min(wanted + NEAR, len(text))):
        if not (text[at - 1].isspace() or text[at].isspace() or is_joined(text[at])):
            return at
    return wanted if wanted + NEAR < len(text) else len(text)


def is_joined(character: str) -> bool:
    """Return whether a character may be composed with the one before it."""
    return character in _JAMO or unicodedata.category(character)[0] == "M"


def _unify_look_alikes(text: str) -> str:
    """Replace quotation marks and dashes by their ASCII forms, one to one; str.translate takes ten times as long."""
    for signs, ascii_sign in _LOOK_ALIKES:
        for sign in signs:
            text = text.replace(sign, ascii_sign)
    return text


def _replacements(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the replacements in a slice that change its length: start, end and replacement, in order."""
    found = [(*match.span(), _replacement(match)) for match in _REPLACED.finditer(text, begin, stop)]
    if not unicodedata.is_normalized("NFC", text[begin:stop]):
        clusters = _clusters().finditer(text, begin, stop)
        composed = ((*match.span(), unicodedata.normalize("NFC", match[0])) for match in clusters)
        found = sorted([*found, *composed])
    return iter(found)


def _replacement(match: re.Match[str]) -> str:
    if match.lastgroup == "space":
        return "\n" if len(_LINE_END.findall(match[0])) > 1 else " "
    return "..." if match.lastgroup == "dots" else ""


@cache
def _clusters() -> re.Pattern[str]:
    """Return the pattern of characters that NFC changes: one with its marks, or one that NFC writes as another.

    The pattern is built when a text first needs it.
    """
    marks, others = [], []
    for character in map(chr, range(0x300, 0x30000)):
        if is_joined(character):
            marks.append(character)
        elif not unicodedata.is_normalized("NFC", character):
            others.append(character)
    mark = f"[{''.join(marks)}]"
    return re.compile(rf"[^\s\u00ad\u200b\u2060\ufeff…{''.join(marks)}]?{mark}+|[{''.join(others)}]")


_JAMO = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))  # Hangul's vowels and final consonants
