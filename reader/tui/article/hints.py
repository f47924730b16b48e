"""Hints: two letters on every visible sentence, which is reached by typing them. Plain code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from reader.text.span import Span
from reader.tui.article.rows import Row
from reader.tui.article.window import Window

LETTERS = "fjdkslaghrueiwotyqpnvmcbxz"  # the easiest to reach come first
LettersByRow = dict[tuple[int, int], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Hint:
    """Two letters at the cell of a row where a sentence begins.

    The letters of a sentence that begins above the window are at the top, where it continues.
    """

    letters: str
    row: Row
    cell: int
    sentence: Span


def hints(window: Window) -> list[Hint]:
    """Return a hint for each visible sentence, as far as the letters last."""
    pairs = ("".join(pair) for pair in product(LETTERS, repeat=2))
    return [Hint(letters, *start) for letters, start in zip(pairs, _sentence_starts(window), strict=False)]


def _sentence_starts(window: Window) -> Iterator[tuple[Row, int, Span]]:
    last = Span(0, 0)
    for row in window.text_rows:
        for sentence in row.block.sentences:
            if sentence.overlaps(row.span) and sentence != last:
                last = sentence
                yield row, window.layout.cell_of(row, max(sentence.start, row.span.start)), sentence


def matching(hints: Sequence[Hint], typed: str) -> list[Hint]:
    """Return the hints whose letters begin with the typed ones."""
    return [each for each in hints if each.letters.startswith(typed)]


def by_row(hints: Sequence[Hint]) -> LettersByRow:
    """Return the cells and letters of hints, by the place of their row."""
    found: LettersByRow = {}
    for each in hints:
        found.setdefault(each.row.place, []).append((each.cell, each.letters))
    return found
