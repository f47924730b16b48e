"""Spans: the coordinates by which every part of the program refers to a stretch of text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a text, in Unicode code points of the decoded source.

    W3C's TextPositionSelector and Python's slices count the same way: `text[start:end]`. An empty span is false.
    """

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.start < self.end

    def covers(self, other: "Span") -> bool:
        """Return True if the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return True if both spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def union(self, other: "Span") -> "Span":
        """Return the shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        """Return the part of a text that the span covers."""
        return text[self.start : self.end]
