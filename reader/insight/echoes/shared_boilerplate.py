"""Furniture: what several sources have word for word and none of them tells, such as a menu or a call to subscribe."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reader.insight.echoes.term_weights import Rarity
from reader.insight.echoes.tokenized_source import Block, Sketch
from reader.system.bounded_cache import LRUCache

SOURCES = 3  # that have a block in common
SHORT = 8  # words of a block, below which it is furniture then
ALIKE = 2.2  # kinship of sources that tell of one event; a longer block that others share is furniture
LOOKED_AT = 4  # sources of a block
KEPT = 1024

Place = tuple[int, Block]  # the number of a sketch, and a block of it


class Furniture:
    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        self._places = defaultdict[str, list[Place]](list)

    def look(self, number: int) -> None:
        """Takes in a sketch, by its number."""
        sketch = self._sketches[number]
        for first, end in sketch.blocks:
            self._places[" ".join(sketch.words[first:end])].append((number, (first, end)))

    def repeated(self) -> dict[int, set[Block]]:
        """The blocks that stand in several sources, by the number of the sketch."""
        return _by_number(self._several())

    def found(self, rarity: Rarity) -> dict[int, set[Block]]:
        """Those among them that are furniture."""
        alike: LRUCache[tuple[int, ...], bool] = LRUCache(lambda numbers: _are_alike(numbers, rarity), KEPT)
        return _by_number(places for places in self._several() if _is_short(places) or not alike[_sources(places)])

    def _several(self) -> Iterator[list[Place]]:
        return (each for each in self._places.values() if len({number for number, _ in each}) >= SOURCES)


def _is_short(places: Sequence[Place]) -> bool:
    first, end = places[0][1]
    return end - first < SHORT


def _sources(places: Sequence[Place]) -> tuple[int, ...]:
    return tuple(sorted({number for number, _ in places})[:LOOKED_AT])


def _are_alike(numbers: Sequence[int], rarity: Rarity) -> bool:
    kinships = [rarity.kinships(one)[other] for one, other in combinations(numbers, 2)]
    return sum(kinships) >= ALIKE * len(kinships)


def _by_number(groups: Iterator[list[Place]]) -> dict[int, set[Block]]:
    found = defaultdict[int, set[Block]](set)
    for places in groups:
        for number, block in places:
            found[number].add(block)
    return found
