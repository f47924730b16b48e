"""Hints: two letters on every sentence in sight, to go there by typing them. Plain code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from reader.text.span import Span
from reader.tui.article.rows import Row
from reader.tui.article.window import Window

LETTERS = "fjdkslaghrueiwotyqpnvmcbxz"  # those under the fingers first
Places = dict[tuple[int, int], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Hint:
    """`letters` stand at a cell of a row, where a sentence begins, or goes on at the top of the screen."""

    letters: str
    row: Row
    cell: int
    sentence: Span


def hints(window: Window) -> list[Hint]:
    """One for each sentence in sight, as long as there are letters."""
    pairs = ("".join(pair) for pair in product(LETTERS, repeat=2))
    return [Hint(letters, *place) for letters, place in zip(pairs, _places(window), strict=False)]


def _places(window: Window) -> Iterator[tuple[Row, int, Span]]:
    last = Span(0, 0)
    for row in window.text_rows:
        for sentence in row.block.sentences:
            if sentence.overlaps(row.span) and sentence != last:
                last = sentence
                yield row, window.layout.cell_of(row, max(sentence.start, row.span.start)), sentence


def chosen(among: Sequence[Hint], typed: str) -> list[Hint]:
    """Those that what was typed is the beginning of."""
    return [each for each in among if each.letters.startswith(typed)]


def by_row(shown: Sequence[Hint]) -> Places:
    places: Places = {}
    for each in shown:
        places.setdefault(each.row.place, []).append((each.cell, each.letters))
    return places
