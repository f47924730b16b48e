"""Finding words in a text. The only place that knows `regex`: it can stop a pattern that would take for ever.

Python's own `re` cannot be interrupted, not even in a thread, where it keeps all others from running as well.
"""

import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from reader.errors import ReaderError
from reader.text.rendered_text import RenderedText
from reader.text.span import Span

LIMIT = 1.0  # seconds that a search may take
MOST = 100_000  # hits


class FindError(ReaderError):
    """It cannot be searched for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: `words` as they stand, or as a regular expression.

    Capitals matter if there are any. A blank of plain words stands for any white space: also for the end of a line.
    """

    words: str
    is_regex: bool = False

    def places(self, text: str, seconds: float = LIMIT) -> Iterator[tuple[int, int]]:
        """Where it stands, as (start, end), none empty. Raises FindError if it is no expression, or takes longer."""
        end = time.monotonic() + seconds
        for match in self._matches(text, seconds):
            if match.end() > match.start():
                yield match.span()
            if time.monotonic() > end:
                raise FindError(_TOO_LONG)

    def _matches(self, text: str, seconds: float) -> "Iterator[regex.Match[str]]":
        flags = regex.IGNORECASE if self.words == self.words.casefold() else 0
        try:
            pattern = regex.compile(self.words if self.is_regex else _literal(self.words), flags | regex.MULTILINE)
            yield from pattern.finditer(text, timeout=seconds, concurrent=True)
        except regex.error as error:
            raise FindError(f"this is no regular expression: {error}") from error
        except TimeoutError as error:
            raise FindError(_TOO_LONG) from error


_TOO_LONG = "this takes too long to search for: write a simpler expression"


def _literal(words: str) -> str:
    return r"\s+".join(regex.escape(word, literal_spaces=True) for word in words.split()) or regex.escape(words)


class Hits:
    """The spans of a source that were found, in order; none overlaps another one."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self._starts = array("Q", (span.start for span in spans))
        self._ends = array("Q", (span.end for span in spans))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Span:
        return Span(self._starts[number], self._ends[number])

    def touching(self, span: Span) -> list[Span]:
        """Those with at least one code point in a span."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [self[number] for number in range(first, last)]

    def number(self, span: Span) -> int | None:
        """Which one this is, counted from 0."""
        number = bisect_left(self._starts, span.start)
        return number if number < len(self) and self[number] == span else None

    def following(self, offset: int) -> int:
        """The number of the first that begins at an offset or after it; `len` if none does."""
        return bisect_left(self._starts, offset)


def find(shown: RenderedText, query: Query) -> Hits:
    """Raises FindError. Not for a screen's thread where the text is long, or the query an expression."""
    spans: list[Span] = []
    if query.words:
        for start, end in query.places(shown.text):
            span = shown.span(start, end)
            if span and (not spans or span.start >= spans[-1].end):
                spans.append(span)
            if len(spans) == MOST:
                break
    return Hits(spans)
