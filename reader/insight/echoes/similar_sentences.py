"""Likes: sentences that share telling words, by an index from words to sentences."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.insight.echoes.term_weights import Rarity
from reader.insight.echoes.tokenized_source import Block, Sentence, Sketch
from reader.system.bounded_cache import LRUCache

CONTEXT = 0.3  # what a word of the sentence before is worth, which says who "he" is
RARE = 300  # sentences with a word, up to which the word alone makes others come into question
RARE_SHARE = 100  # so is one that stands in one sentence of so many
PROMISING = 0.5  # of the least evidence, that a pair must have before its context is looked at
CONFLICT = 0.8  # of the evidence, that is left if the numbers in two sentences are others
_KEPT = 8192  # vectors


class Vector(NamedTuple):
    """weights: of the telling words of a sentence, and less of those before it. numbers: the words that are some."""

    weights: Mapping[str, float]
    total: float
    numbers: frozenset[str]


class Like(NamedTuple):
    """Two sentences, each as the number of its sketch and that in it; evidence: what they share, 0 to 1, by kinship."""

    here: int
    sentence: int
    there: int
    other: int
    evidence: float


class Likes:
    def __init__(self, sketches: Sequence[Sketch], rarity: Rarity) -> None:
        self._sketches, self._rarity = sketches, rarity
        self._table = list[tuple[int, int]]()  # the sketch, and the sentence in it
        self._rows: dict[tuple[int, int], int] = {}
        self._lengths = array("d")
        self._having = defaultdict[str, "array[int]"](_rows)
        self._vectors: LRUCache[tuple[int, int], Vector] = LRUCache(self._vector, _KEPT)

    def note(self, number: int, furniture: Collection[Block]) -> None:
        """Takes in the sentences of a sketch, but for those in furniture."""
        sketch = self._sketches[number]
        for index, sentence in enumerate(sketch.sentences):
            if sketch.block_at(sentence.first) in furniture:
                continue
            row = self._rows[number, index] = len(self._table)
            self._table.append((number, index))
            vector = self._own(number, sentence)
            self._lengths.append(sum(vector.values()))
            for stem in vector:
                self._having[stem].append(row)

    def noted(self, number: int) -> list[int]:
        """The sentences of a sketch that are taken in."""
        return [index for index in range(len(self._sketches[number].sentences)) if (number, index) in self._rows]

    def of(self, number: int, index: int, least: float, beyond: int = -1) -> Iterator[Like]:
        """The sentences that share at least so much with this one, in other sources of numbers beyond one."""
        row = self._rows.get((number, index))
        if row is None:
            return
        kinships, length = self._rarity.kinships(number), self._lengths[row]
        for candidate, shared in self._candidates(row).items():
            there, other = self._table[candidate]
            if there == number or there <= beyond:
                continue
            kinship = kinships[there]
            if 2 * shared * kinship < PROMISING * least * (length + self._lengths[candidate]):
                continue
            evidence = kinship * self._likeness((number, index), (there, other))
            if evidence >= least:
                yield Like(number, index, there, other, evidence)

    def _candidates(self, row: int) -> dict[int, float]:
        """The sentences with one of the rare words of this one, with the weight of those that they share."""
        found: dict[int, float] = {}
        number, index = self._table[row]
        most = max(RARE, len(self._table) // RARE_SHARE)
        for stem, weight in self._own(number, self._sketches[number].sentences[index]).items():
            having = self._having[stem]
            if len(having) <= most:
                for other in having:
                    found[other] = found.get(other, 0.0) + weight
        return found

    def _likeness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """The weighted Dice coefficient of two sentences, each with a little of the one before."""
        a, b = self._vectors[min(one, other)], self._vectors[max(one, other)]
        shared = 0.0
        for stem, weight in a.weights.items():
            its = b.weights.get(stem)
            if its is not None:
                shared += min(weight, its)
        likeness = 2 * shared / (a.total + b.total)
        return likeness * CONFLICT if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers) else likeness

    def _vector(self, place: tuple[int, int]) -> Vector:
        number, index = place
        sentences = self._sketches[number].sentences
        before = self._own(number, sentences[index - 1]) if index else {}
        own = self._own(number, sentences[index])
        weights = {stem: CONTEXT * weight for stem, weight in before.items()} | own
        return Vector(weights, sum(weights.values()), frozenset(stem for stem in own if stem.isdecimal()))

    def _own(self, number: int, sentence: Sentence) -> dict[str, float]:
        """The telling words of a sentence, with their weights; in an order that does not change from run to run."""
        stems = self._sketches[number].stems[sentence.first : sentence.end]
        return {stem: self._rarity.of(stem) for stem in stems if stem}


def _rows() -> "array[int]":
    return array("L")
