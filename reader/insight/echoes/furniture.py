"""Furniture: what several sources have word for word and none of them tells, such as a menu or a call to subscribe."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reader.insight.echoes.rarity import Rarity
from reader.insight.echoes.sketch import Sketch

SOURCES = 3  # that have a block in common
SHORT = 12  # words of a block, below which it is furniture then
ALIKE = 2.2  # kinship of sources that tell of one event; a longer block that others share is furniture
LOOKED_AT = 8  # sources of a block

Block = tuple[int, int]


def furniture(sketches: Sequence[Sketch], rarity: Rarity) -> defaultdict[int, set[Block]]:
    """The blocks that are furniture, by the number of the sketch."""
    found = defaultdict[int, set[Block]](set)
    for places in _repeated(sketches):
        first, end = places[0][1]
        if end - first < SHORT or not _are_alike([number for number, _ in places], rarity):
            for number, block in places:
                found[number].add(block)
    return found


def _repeated(sketches: Sequence[Sketch]) -> Iterator[list[tuple[int, Block]]]:
    """Where the same block stands in several sources."""
    places = defaultdict[str, list[tuple[int, Block]]](list)
    for number, sketch in enumerate(sketches):
        for first, end in sketch.blocks:
            places[" ".join(sketch.words[first:end])].append((number, (first, end)))
    return (each for each in places.values() if len({number for number, _ in each}) >= SOURCES)


def _are_alike(numbers: Sequence[int], rarity: Rarity) -> bool:
    some = sorted(set(numbers))[:LOOKED_AT]
    kinships = [rarity.kinships(one)[other] for one, other in combinations(some, 2)]
    return sum(kinships) >= ALIKE * len(kinships)
