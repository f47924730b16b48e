"""Finding words and regular expressions in an article, with a time limit.

Words are folded, so that `cafe` finds `Café`. They are searched with `regex`, which, unlike Python's `re`, lets other
threads run. A regular expression is matched by another process, whose time and memory are limited.
"""

import json
import os
import subprocess
import sys
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from reader.errors import ReaderError
from reader.text.fold import fold
from reader.text.rendered_text import RenderedText
from reader.text.span import Span

TIME_LIMIT = 1.0  # seconds that a search may take
MAX_HITS = 100_000
STARTING = 4.0  # seconds besides that the process of an expression may take: to start, and to read the text
PROCESS = Path(__file__).with_name("expression_process.py")
PROBLEMS = {
    "TIME": "the search takes too long: use a simpler expression",
    "MEMORY": "the search takes too much memory: use a simpler expression",
    "DEPTH": "the regular expression is nested too deeply: use a simpler one",
}


class FindError(ReaderError):
    """A query is not a regular expression, or takes too much time or memory."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find, or a regular expression.

    Attributes:
        words: The words. A blank in them matches any white space, including a line end.
        is_regex: Whether they are a regular expression, which is matched against the text as it is written.
        is_exact: Whether case, accents and marks matter. If not, words are folded, as `reader.text.fold` says, and
            case matters in an expression that has capitals.
    """

    words: str
    is_regex: bool = False
    is_exact: bool = False

    def matches(self, text: RenderedText, seconds: float = TIME_LIMIT) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each match in a text, in code points, in order and without overlaps.

        Empty matches are left out.

        Raises:
            FindError: The query is not a regular expression, or takes longer than `seconds`, or too much memory.
        """
        if self.is_regex:
            yield from _matches_of_expression(self, text.text, seconds)
            return
        words = "" if self.is_exact else " ".join(fold(self.words).split())
        folded = text.folded if words else None  # words of nothing but accents are found unchanged
        pattern = regex.compile(_literal(words or self.words), 0 if self.is_exact else regex.IGNORECASE)
        passed = 0
        for start, end in _spans(pattern, folded.text if folded else text.text, seconds):
            span = folded.to_source(start, end) if folded else Span(start, end)
            if passed <= span.start < span.end:
                yield span
                passed = span.end


def _spans(pattern: "regex.Pattern[str]", text: str, seconds: float) -> Iterator[tuple[int, int]]:
    end = time.monotonic() + seconds
    try:
        for match in pattern.finditer(text, timeout=seconds, concurrent=True):
            yield match.span()
            if time.monotonic() > end:
                raise FindError(PROBLEMS["TIME"])
    except TimeoutError as error:
        raise FindError(PROBLEMS["TIME"]) from error


def _matches_of_expression(query: Query, text: str, seconds: float) -> Iterator[tuple[int, int]]:
    """Yield the matches of a regular expression, which another process finds."""
    ignores_case = not query.is_exact and query.words == query.words.casefold()
    question = {"expression": query.words, "ignores_case": ignores_case, "seconds": seconds, "most": MAX_HITS}
    asked = json.dumps(question).encode() + b"\n" + text.encode("utf-8", "surrogatepass")
    command = [sys.executable, "-P", str(PROCESS)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command,
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # ctrl+c must not reach it
            timeout=seconds + STARTING,
        )
    except subprocess.TimeoutExpired as error:
        raise FindError(PROBLEMS["TIME"]) from error
    except OSError as error:
        raise FindError(
            f"regular expressions need another process, which cannot be started: {error.strerror}"
        ) from error
    problem, _, found = done.stdout.partition(b"\n")
    if done.returncode or problem:
        name = "MEMORY" if done.returncode else problem.decode("utf-8", "replace")
        raise FindError(PROBLEMS.get(name, name))
    offsets = array("Q", found)
    yield from zip(offsets[::2], offsets[1::2], strict=True)


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

    def __iter__(self) -> Iterator[Span]:
        return (Span(start, end) for start, end in zip(self._starts, self._ends, strict=True))

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
        FindError: The query is not a regular expression, or takes too much time or memory.
    """
    spans: list[Span] = []
    if query.words:
        for start, end in query.matches(rendered):
            span = rendered.span(start, end)
            if span and (not spans or span.start >= spans[-1].end):
                spans.append(span)
            if len(spans) == MAX_HITS:
                break
    return Hits(spans)
