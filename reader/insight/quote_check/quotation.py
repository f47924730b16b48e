"""A quotation to check: its words, and the marks by which its author says that something was left out or put in."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.insight.wording.normal_words import NormalWords, normal_words
from reader.text.span import Span

_MARK = re.compile(
    r"(?P<ellipsis>[\[(]\s*(?:…|\.(?:\s?\.){1,5})\s*[\])]|…(?:\s?\.)?|\.(?:\s?\.){2,5})"
    r"|\[(?P<letters>[^\W\d_]{1,2})\](?=[^\W\d_])"
    r"|(?P<bracket>\[[^\[\]]{1,300}\])"
)


class Gap(StrEnum):
    """A mark between two words: `…` stands for words left out, `[words]` may replace some."""

    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"


class QuotationMark(NamedTuple):
    """A mark of a quotation, and its place in the source."""

    kind: Gap
    span: Span


@dataclass(frozen=True)
class Quotation:
    """The words of a quotation.

    Attributes:
        source: The id of its source.
        span: The quotation with its marks, in the source.
        words: Its normal words, without those in brackets; their places refer to `words.text`.
        marks: The marks, by the index of the word after them; at the end, by the number of words.
        offsets: The offset in the source of each code point of `words.text`.
        shown: The shown text of the source, of the same length: markup is blank.
        goes_on: True if the next quotation continues its sentence.
    """

    source: str
    span: Span
    words: NormalWords
    marks: Mapping[int, QuotationMark]
    offsets: "array[int]"
    shown: str
    goes_on: bool = False

    def __len__(self) -> int:
        return len(self.words)

    @property
    def gaps(self) -> dict[int, Gap]:
        """The kinds of the marks."""
        return {at: mark.kind for at, mark in self.marks.items()}

    def place(self, first: int, end: int) -> Span:
        """Return where the words `[first, end)` are in the source; an empty span if there are none."""
        if first < end:
            inside = self.words.span(first, end)
            return Span(self.offsets[inside.start], self.offsets[inside.end - 1] + 1)
        at = self.place(first - 1, first).end if first else self.span.start
        return Span(at, at)

    def part(self, first: int, end: int) -> "Quotation":
        """Return the words `[first, end)`, of which there must be one, as a quotation of their own."""
        start, stop = self.words.span(first, end)
        starts, ends = (
            array("I", (each - start for each in offsets[first:end]))
            for offsets in (self.words.starts, self.words.ends)
        )
        words = NormalWords(self.words.text[start:stop], self.words.words[first:end], starts, ends)
        marks = {at - first: mark for at, mark in self.marks.items() if first < at < end}
        return Quotation(self.source, self.place(first, end), words, marks, self.offsets[start:stop], self.shown)


def read_quotation(source: str, span: Span, shown: str, *, goes_on: bool = False) -> Quotation:
    """Return a quotation with its words.

    Args:
        source: The id of its source.
        span: The quotation in the source, with its marks.
        shown: The text of the source as it is shown.
        goes_on: Whether the next quotation continues its sentence.
    """
    text, offsets, marks = "", array("Q"), list[tuple[int, QuotationMark]]()
    here = span.start
    for mark in _MARK.finditer(shown, *span):
        kept = mark.span("letters") if mark["letters"] else (mark.start(), mark.start() + 1)
        text += shown[here : mark.start()] + (mark["letters"] or " ")
        offsets.extend([*range(here, mark.start()), *range(*kept)])
        if not mark["letters"]:
            kind = Gap.ELLIPSIS if mark["ellipsis"] else Gap.BRACKET
            marks.append((len(text), QuotationMark(kind, Span(*mark.span()))))
        here = mark.end()
    text += shown[here : span.end]
    offsets.extend(range(here, span.end))
    words = normal_words(text)
    placed = {bisect_left(words.starts, at): mark for at, mark in marks}
    return Quotation(source, span, words, placed, offsets, shown, goes_on)
