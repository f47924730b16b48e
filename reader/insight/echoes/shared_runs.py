"""Runs: words that stand in the same order in two sources."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from sys import maxsize
from typing import NamedTuple

from reader.insight.echoes.tokenized_source import Block, Sketch

GRAM = 4  # words that a run has at least
MOST_PLACES = 200  # of the same words: what stands in more is a figure of speech, or furniture


class SharedRun(NamedTuple):
    """`length` words, at `first` in the sketch of number `here`, at `other` in that of `there`."""

    here: int
    first: int
    there: int
    other: int
    length: int


class Runs:
    """Where groups of words stand that are in several sketches."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        self._seen = set[str]()
        self._shared = set[str]()
        self._furniture: dict[int, Collection[Block]] = {}
        self._places = defaultdict[str, list[tuple[int, int]]](list)

    def look(self, number: int) -> None:
        """The first time: what does the sketch of this number share with those before?"""
        grams = {gram for _, gram in self._grams(number)}
        self._shared |= grams & self._seen
        self._seen |= grams

    def note(self, number: int, furniture: Collection[Block]) -> None:
        """The second time, when all were looked at. furniture: the blocks that are left out."""
        self._seen.clear()
        self._furniture[number] = furniture
        for first, gram in self._grams(number):
            if gram in self._shared:
                self._places[gram].append((number, first))

    def _grams(self, number: int, low: int = 0, high: int = maxsize) -> Iterator[tuple[int, str]]:
        """The groups of words that begin among the words `[low, high)`, with where they do."""
        sketch, furniture = self._sketches[number], self._furniture.get(number, ())
        for block in map(sketch.blocks.__getitem__, sketch.block_range(low, high)):
            first, end = max(block[0], low), min(block[1] - GRAM + 1, high)
            for here in range(first, end) if block not in furniture else ():
                yield here, " ".join(sketch.words[here : here + GRAM])

    def of(self, number: int, first: int, end: int) -> Iterator[SharedRun]:
        """The longest runs that touch the words `[first, end)` of a sketch, each once."""
        done: dict[tuple[int, int], int] = {}  # by sketch and distance: where the last run ended
        for here, gram in self._grams(number, first - GRAM + 1, end):
            places = self._places.get(gram, ())
            for there, other in places if len(places) <= MOST_PLACES else ():
                if there != number and here >= done.get((there, other - here), 0):
                    run = self._grown(number, here, there, other)
                    done[there, other - here] = run.first + run.length
                    yield run

    def _grown(self, here: int, first: int, there: int, other: int) -> SharedRun:
        """The longest run, within a block of each, that holds the group of words at `first` and `other`."""
        one, two = self._sketches[here].words, self._sketches[there].words
        low, high = self._sketches[here].block_at(first)
        floor, ceiling = self._sketches[there].block_at(other)
        before, after = 0, 0
        while first - before > low and other - before > floor and one[first - before - 1] == two[other - before - 1]:
            before += 1
        while first + after < high and other + after < ceiling and one[first + after] == two[other + after]:
            after += 1
        return SharedRun(here, first - before, there, other - before, before + after)
