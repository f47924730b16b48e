"""A stretch of a text: the one coordinate that everything in the program is said in."""

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)`: half open, in Unicode code points of the decoded source.

    The same unit as W3C's TextPositionSelector and a Python slice: `text[start:end]`.
    """

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def union(self, other: "Span") -> "Span":
        """The shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        return text[self.start : self.end]
