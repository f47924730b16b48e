"""Finding words and regular expressions in an article, with a time limit.

This is the only module that imports `regex`, whose searches can be stopped. One of Python's own `re` cannot be
interrupted; even in a thread it keeps all others from running.
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

TIME_LIMIT = 1.0  # seconds that a search may take
MAX_HITS = 100_000


class FindError(ReaderError):
    """A query is not a regular expression, or takes too long."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find as they stand, or a regular expression.

    Case matters if `words` has capitals. A blank in plain words matches any white space, including a line end.
    """

    words: str
    is_regex: bool = False

    def matches(self, text: str, seconds: float = TIME_LIMIT) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each match in a text, in code points; empty matches are left out.

        Raises:
            FindError: The query is not a regular expression, or takes longer than `seconds`.
        """
        end = time.monotonic() + seconds
        for match in self._regex_matches(text, seconds):
            if match.end() > match.start():
                yield match.span()
            if time.monotonic() > end:
                raise FindError(_TOO_LONG)

    def _regex_matches(self, text: str, seconds: float) -> "Iterator[regex.Match[str]]":
        flags = regex.IGNORECASE if self.words == self.words.casefold() else 0
        try:
            pattern = regex.compile(self.words if self.is_regex else _literal(self.words), flags | regex.MULTILINE)
            yield from pattern.finditer(text, timeout=seconds, concurrent=True)
        except regex.error as error:
            raise FindError(f"not a regular expression: {error}") from error
        except TimeoutError as error:
            raise FindError(_TOO_LONG) from error


_TOO_LONG = "the search takes too long: use a simpler expression"


def _literal(words: str) -> str:
    return r"\s+".join(regex.escape(word, literal_spaces=True) for word in words.split()) or regex.escape(words)


class Hits:
    """The source spans of the matches, in order and without overlaps."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self._starts = array("Q", (span.start for span in spans))
        self._ends = array("Q", (span.end for span in spans))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Span:
        return Span(self._starts[number], self._ends[number])

    def touching(self, span: Span) -> list[Span]:
        """Return the hits that share at least one code point with a span."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [self[number] for number in range(first, last)]

    def number(self, span: Span) -> int | None:
        """Return the number, from 0, of the hit with exactly this span; None if there is none."""
        number = bisect_left(self._starts, span.start)
        return number if number < len(self) and self[number] == span else None

    def following(self, offset: int) -> int:
        """Return the number of the first hit that begins at an offset or after it; the number of hits if none does."""
        return bisect_left(self._starts, offset)


def find(rendered: RenderedText, query: Query) -> Hits:
    """Return the hits of a query in the rendered text of an article, at most `MAX_HITS`.

    Run it in a worker if the text is long or the query is a regular expression: it may take `TIME_LIMIT` seconds.

    Raises:
        FindError: The query is not a regular expression, or takes too long.
    """
    spans: list[Span] = []
    if query.words:
        for start, end in query.matches(rendered.text):
            span = rendered.span(start, end)
            if span and (not spans or span.start >= spans[-1].end):
                spans.append(span)
            if len(spans) == MAX_HITS:
                break
    return Hits(spans)
