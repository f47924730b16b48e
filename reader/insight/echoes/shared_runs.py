"""Shared runs: words that are in the same order in two sources, found by their n-grams."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from sys import maxsize
from typing import NamedTuple

from reader.insight.echoes.tokenized_source import TokenizedSource, WordRange

NGRAM = 4  # words of an n-gram, and so the fewest in a run
MAX_OCCURRENCES = 96  # an n-gram with more is an idiom or boilerplate
_WORD_BITS = 32  # an occurrence is the number of the source, shifted by these, and that of its first word


class SharedRun(NamedTuple):
    """A run of `length` words that two sources share, from word `first` of `here` and from word `other` of `there`."""

    here: int
    first: int
    there: int
    other: int
    length: int


class SharedRunIndex:
    """The occurrences of the n-grams that are in several tokenized sources.

    An n-gram is kept as a number made of its words; a run is compared word by word. The n-grams of all sources must be
    collected before any source is added, and all added before runs are asked for.
    """

    def __init__(self, sources: Sequence[TokenizedSource]) -> None:
        """Prepare for sources, which are known by their numbers from here on."""
        self._sources = sources
        self._words: dict[str, int] = {}
        self._seen = set[int]()
        self._shared = set[int]()
        self._excluded: dict[int, Collection[WordRange]] = {}
        self._occurrences: dict[int, array[int]] = {}

    def collect(self, number: int) -> None:
        """Note which n-grams a source shares with those collected before."""
        ngrams = {ngram for _, ngram in self._ngrams(number)}
        self._shared |= ngrams & self._seen
        self._seen |= ngrams

    def add(self, number: int, excluded: Collection[WordRange]) -> None:
        """Add the shared n-grams of a source, without those of some blocks."""
        self._seen.clear()
        self._excluded[number] = excluded
        for first, ngram in self._ngrams(number):
            if ngram in self._shared:
                occurrences = self._occurrences.setdefault(ngram, array("Q"))
                if len(occurrences) <= MAX_OCCURRENCES:
                    occurrences.append(number << _WORD_BITS | first)

    def _ngrams(self, number: int, low: int = 0, high: int = maxsize) -> Iterator[tuple[int, int]]:
        """Yield the n-grams that begin among the words `[low, high)` of a source, each with its first word."""
        source, excluded = self._sources[number], self._excluded.get(number, ())
        for block in source.blocks_in(low, high):
            first, end = max(block[0], low), min(block[1] - NGRAM + 1, high)
            if block in excluded or first >= end:
                continue
            words = [self._words.setdefault(word, len(self._words)) for word in source.words[first : end + NGRAM - 1]]
            runs = zip(*(words[offset:] for offset in range(NGRAM)), strict=False)
            yield from enumerate(map(hash, runs), first)

    def runs_in(self, number: int, first: int, end: int) -> Iterator[SharedRun]:
        """Yield each of the longest runs that have any of the words `[first, end)` of a source, once."""
        run_ends: dict[tuple[int, int], int] = {}  # where the last run ends, by other source and distance
        for here, ngram in self._ngrams(number, first - NGRAM + 1, end):
            occurrences = self._occurrences.get(ngram, ())
            for occurrence in occurrences if len(occurrences) <= MAX_OCCURRENCES else ():
                there, other = occurrence >> _WORD_BITS, occurrence & (1 << _WORD_BITS) - 1
                if there != number and here >= run_ends.get((there, other - here), 0):
                    run = self._grow(number, here, there, other)
                    run_ends[there, other - here] = run.first + run.length
                    if run.length >= NGRAM:
                        yield run

    def _grow(self, here: int, first: int, there: int, other: int) -> SharedRun:
        """Return the longest run, within a block of each source, that has the words at `first` and `other`."""
        one, two = self._sources[here].words, self._sources[there].words
        low, high = self._sources[here].block_at(first)
        floor, ceiling = self._sources[there].block_at(other)
        before, after = 0, 0
        while first - before > low and other - before > floor and one[first - before - 1] == two[other - before - 1]:
            before += 1
        while first + after < high and other + after < ceiling and one[first + after] == two[other + after]:
            after += 1
        return SharedRun(here, first - before, there, other - before, before + after)
