"""Similar sentences: those that share distinctive terms, found by an index from terms to sentences."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import Sentence, TokenizedSource, WordRange
from reader.system.bounded_cache import LRUCache

CONTEXT_WEIGHT = 0.3  # of a term of the sentence before, which says who "he" is
RARE = 300  # sentences with a term, up to which the term alone makes a sentence a candidate
RARE_SHARE = 100  # a term also does so if it is in one sentence of this many
PROMISING = 0.5  # the share of the least strength that a candidate must have before its context is looked at
NUMBER_CONFLICT = 0.8  # factor for two sentences whose numbers are all different
CACHED_VECTORS = 8192


class SentenceVector(NamedTuple):
    """A sentence as a vector of weighted terms.

    Attributes:
        weights: The weights of its terms, and reduced ones of the terms of the sentence before it.
        total: The sum of the weights.
        numbers: Its terms that are numbers.
    """

    weights: Mapping[str, float]
    total: float
    numbers: frozenset[str]


class SimilarPair(NamedTuple):
    """Two similar sentences, `sentence` of source number `here` and `other` of `there`.

    The strength is the similarity of the sentences, from 0 to 1, multiplied by the factor of their sources.
    """

    here: int
    sentence: int
    there: int
    other: int
    strength: float


class SimilarSentenceIndex:
    """The sentences of tokenized sources, by their terms; all sources must be added before pairs are asked for."""

    def __init__(self, sources: Sequence[TokenizedSource], weights: TermWeights) -> None:
        """Prepare for sources, which are known by their numbers from here on."""
        self._sources, self._weights = sources, weights
        self._table = list[tuple[int, int]]()  # by row: the number of a source and of its sentence
        self._rows: dict[tuple[int, int], int] = {}
        self._totals = array("d")  # by row: the weights of a sentence's own terms
        self._rows_by_term = defaultdict[str, "array[int]"](_no_rows)
        self._vectors: LRUCache[tuple[int, int], SentenceVector] = LRUCache(self._vector, CACHED_VECTORS)

    def add(self, number: int, excluded: Collection[WordRange]) -> None:
        """Add the sentences of a source, without those of some blocks."""
        source = self._sources[number]
        for index, sentence in enumerate(source.sentences):
            if source.block_at(sentence.first) in excluded:
                continue
            row = self._rows[number, index] = len(self._table)
            self._table.append((number, index))
            terms = self._terms(number, sentence)
            self._totals.append(sum(terms.values()))
            for stem in terms:
                self._rows_by_term[stem].append(row)

    def added(self, number: int) -> list[int]:
        """Return the sentences of a source that were added."""
        return [index for index in range(len(self._sources[number].sentences)) if (number, index) in self._rows]

    def pairs_of(self, number: int, index: int, min_strength: float, beyond: int = -1) -> Iterator[SimilarPair]:
        """Yield the sentences of other sources that are similar to a sentence.

        Args:
            number: The number of the source.
            index: The number of its sentence.
            min_strength: The least strength of a pair.
            beyond: The number of a source; only sentences of later ones are looked at.
        """
        row = self._rows.get((number, index))
        if row is None:
            return
        factors, total = self._weights.similarity_factors(number), self._totals[row]
        for candidate, shared in self._candidates(row).items():
            there, other = self._table[candidate]
            if there == number or there <= beyond:
                continue
            if 2 * shared * factors[there] < PROMISING * min_strength * (total + self._totals[candidate]):
                continue
            strength = factors[there] * self._similarity((number, index), (there, other))
            if strength >= min_strength:
                yield SimilarPair(number, index, there, other, strength)

    def _candidates(self, row: int) -> dict[int, float]:
        """Return the rows that share a rare term with a row, with the weight of the rare terms that they share."""
        found: dict[int, float] = {}
        number, index = self._table[row]
        max_rows = max(RARE, len(self._table) // RARE_SHARE)
        for stem, weight in self._terms(number, self._sources[number].sentences[index]).items():
            rows = self._rows_by_term[stem]
            if len(rows) <= max_rows:
                for other in rows:
                    found[other] = found.get(other, 0.0) + weight
        return found

    def _similarity(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Return the weighted Dice coefficient of two sentences, each with a little of the one before it."""
        a, b = self._vectors[min(one, other)], self._vectors[max(one, other)]
        shared = 0.0
        for stem, weight in a.weights.items():
            other_weight = b.weights.get(stem)
            if other_weight is not None:
                shared += min(weight, other_weight)
        similarity = 2 * shared / (a.total + b.total)
        has_conflict = a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers)
        return similarity * NUMBER_CONFLICT if has_conflict else similarity

    def _vector(self, place: tuple[int, int]) -> SentenceVector:
        number, index = place
        sentences = self._sources[number].sentences
        before = self._terms(number, sentences[index - 1]) if index else {}
        own = self._terms(number, sentences[index])
        weights = {stem: CONTEXT_WEIGHT * weight for stem, weight in before.items()} | own
        return SentenceVector(weights, sum(weights.values()), frozenset(stem for stem in own if stem.isdecimal()))

    def _terms(self, number: int, sentence: Sentence) -> dict[str, float]:
        """Return the weights of a sentence's terms in the order of the text, so that all runs add them up alike."""
        stems = self._sources[number].stems[sentence.first : sentence.end]
        return {stem: self._weights.weight(stem) for stem in stems if stem}


def _no_rows() -> "array[int]":
    return array("L")
