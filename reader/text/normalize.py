"""A text as it is compared: line ends, white space, composition and typographic forms made the same."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reader.text.span import Span

_LIKE = (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-"))
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FOLDS = re.compile(r"(?P<space>[^\S ]\s*+| \s++)|(?P<nothing>[\u00ad\u200b\u2060\ufeff])|(?P<dots>…)")


@dataclass(frozen=True, slots=True)
class Normalized:
    """`text` is what is compared: a run of white space is one blank in it, a line feed where a paragraph ends.

    lines: where lines begin in it. `_raw` and `_folded` are offsets of the same places. Stretches that run side by
    side and those that do not take turns between them; the first does.
    """

    text: str
    lines: frozenset[int]
    _raw: list[int]
    _folded: list[int]

    def folded(self, raw: Span) -> Span:
        """The shortest span of this text that covers what a span of the raw text became."""
        return _covering(raw, self._raw, self._folded)

    def raw(self, folded: Span) -> Span:
        """The shortest span of the raw text that covers what a span of this one comes from."""
        return _covering(folded, self._folded, self._raw)


def _covering(span: Span, source: list[int], target: list[int]) -> Span:
    first = min(bisect_right(source, span.start), len(source) - 1) - 1
    start = target[first] + (0 if first % 2 else span.start - source[first])
    last = max(1, bisect_left(source, span.end)) - 1
    end = target[last + 1] if last % 2 else target[last] + span.end - source[last]
    return Span(start, max(start, end))


def normalize(text: str) -> Normalized:
    pieces, raw, folded, lines = [], [0], [0], {0}
    here = length = 0
    for start, end, new in _changes(text):
        pieces += [text[here:start], new]
        length += start - here
        raw += [start, end]
        folded += [length, length + len(new)]
        here, length = end, length + len(new)
        if _BREAK.search(text, start, end):
            lines.add(length)
    pieces.append(text[here:])
    raw.append(len(text))
    folded.append(length + len(text) - here)
    return Normalized(_alike("".join(pieces)), frozenset(lines), raw, folded)


def _alike(text: str) -> str:
    """Written with one sign for all that look alike; each takes one place. (str.translate is ten times as slow.)"""
    for signs, one in _LIKE:
        for sign in signs:
            text = text.replace(sign, one)
    return text


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What does not fold one to one: start, end, and what stands for it."""
    found = [(*match.span(), _short(match)) for match in _FOLDS.finditer(text)]
    if not unicodedata.is_normalized("NFC", text):
        composed = ((*match.span(), unicodedata.normalize("NFC", match[0])) for match in _clusters().finditer(text))
        found = sorted([*found, *composed])
    return iter(found)


def _short(match: re.Match[str]) -> str:
    if match.lastgroup == "space":
        return "\n" if len(_BREAK.findall(match[0])) > 1 else " "
    return "..." if match.lastgroup == "dots" else ""


@cache
def _clusters() -> re.Pattern[str]:
    """What composes: a character with its marks, or one that NFC writes as another. Looked up when a text needs it."""
    marks, others = [], []
    for character in map(chr, range(0x300, 0x30000)):
        if unicodedata.category(character)[0] == "M" or character in _JAMO:
            marks.append(character)
        elif not unicodedata.is_normalized("NFC", character):
            others.append(character)
    mark = f"[{''.join(marks)}]"
    return re.compile(rf"[^\s\u00ad\u200b\u2060\ufeff…{''.join(marks)}]?{mark}+|[{''.join(others)}]")


_JAMO = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
