"""Boilerplate that several sources share word for word, such as a menu or a call to subscribe."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import TokenizedSource, WordRange
from reader.system.bounded_cache import LRUCache

MIN_SOURCES = 3  # that share a block
SHORT_BLOCK = 8  # with fewer words, such a block is boilerplate
RELATED_FACTOR = 2.2  # least mean similarity of sources on one event; below it, a longer shared block is boilerplate
COMPARED_SOURCES = 4  # sources compared among those that share a block
CACHED_GROUPS = 1024  # of compared sources

Occurrence = tuple[int, WordRange]  # the number of a source, and a block of it


class SharedBoilerplate:
    """The blocks of tokenized sources, by their words."""

    def __init__(self, sources: Sequence[TokenizedSource]) -> None:
        """Prepare for sources, which are known by their numbers from here on."""
        self._sources = sources
        self._occurrences = defaultdict[str, list[Occurrence]](list)

    def add(self, number: int) -> None:
        """Add the blocks of a source."""
        source = self._sources[number]
        for first, end in source.blocks:
            self._occurrences[" ".join(source.words[first:end])].append((number, (first, end)))

    def repeated(self) -> dict[int, set[WordRange]]:
        """Return the blocks that several sources share, by the number of the source."""
        return _by_number(self._repeated())

    def boilerplate(self, weights: TermWeights) -> dict[int, set[WordRange]]:
        """Return the shared blocks that are boilerplate, by the number of the source."""
        are_related: LRUCache[tuple[int, ...], bool] = LRUCache(lambda some: _are_related(some, weights), CACHED_GROUPS)
        return _by_number(each for each in self._repeated() if _is_short(each) or not are_related[_compared(each)])

    def _repeated(self) -> Iterator[list[Occurrence]]:
        return (each for each in self._occurrences.values() if len({number for number, _ in each}) >= MIN_SOURCES)


def _is_short(occurrences: Sequence[Occurrence]) -> bool:
    first, end = occurrences[0][1]
    return end - first < SHORT_BLOCK


def _compared(occurrences: Sequence[Occurrence]) -> tuple[int, ...]:
    return tuple(sorted({number for number, _ in occurrences})[:COMPARED_SOURCES])


def _are_related(numbers: Sequence[int], weights: TermWeights) -> bool:
    factors = [weights.similarity_factor(one, other) for one, other in combinations(numbers, 2)]
    return sum(factors) >= RELATED_FACTOR * len(factors)


def _by_number(shared: Iterable[list[Occurrence]]) -> dict[int, set[WordRange]]:
    found = defaultdict[int, set[WordRange]](set)
    for occurrences in shared:
        for number, block in occurrences:
            found[number].add(block)
    return found
