"""Similar sentences: those that share rare terms or neighbouring terms, found by an index from these to sentences."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from reader.insight.echoes.background import term_weight
from reader.insight.echoes.foreign import is_foreign
from reader.insight.echoes.judgement import Judgement, judge_statements
from reader.insight.echoes.statement import Statement, statement_of
from reader.insight.echoes.tokenized_source import Sentence, TokenizedSource, WordRange
from reader.system.bounded_cache import LRUCache

MOST_SENTENCES = 96  # the most sentences with a key, such as a term; a more common key says too little
LEAST_SHARED = 4.0  # weight of the keys that two sentences must have in common
PAIR_WEIGHT = 1.0  # the weight of two neighbouring terms
COMPARED = 12  # sentences, the most similar ones, that each sentence is compared with
MIN_LIKENESS = 0.3  # weighted Dice coefficient of the terms of sentences that are compared
MIN_KIN_LIKENESS = 0.12  # the same of sentences of sources about the same event
COMPARED_KIN = 3  # sentences of such sources, the most similar ones, that each sentence is compared with besides
# Among a few sources, as there are about one event, it takes less: nobody waits for it, and each pair is worth a look.
FEW_SOURCES, LEAST_SHARED_OF_FEW, MIN_KIN_LIKENESS_OF_FEW = 100, 2.0, 0.08
KIN = 2.0  # the least kinship of such sources
CACHED_STATEMENTS = 8192
SAMPLE = 400  # words of a source that tell its language
_PAIR_BITS = (
    32  # the key of two neighbouring terms is the number of the first, shifted by these, and that of the second
)

Row = int  # the number of a sentence among those of all sources
_TOO_MANY = array("L")  # marks a key that is in too many sentences


class SimilarPair(NamedTuple):
    """Two similar sentences, `sentence` of source number `here` and `other` of `there`, and the judgement on them."""

    here: int
    sentence: int
    there: int
    other: int
    judgement: Judgement


class SimilarSentenceIndex:
    """The sentences of tokenized sources that may say the same thing.

    All sources must be added, `compare` be called for each of them, and `finish`, before pairs are asked for. Memory
    grows with the number of sentences alone, as no key leads to more than MOST_SENTENCES of them.
    """

    def __init__(
        self,
        sources: Sequence[TokenizedSource],
        kinship: Callable[[int, int], float],
        rarity: Callable[[str], float],
    ) -> None:
        """Prepare for sources, which are known by their numbers from here on.

        Args:
            sources: The sources.
            kinship: Returns how much likelier two sources are to say the same thing than any two.
            rarity: Returns how rare a term is in these sources. Both decide which sentences are compared, and the order
                of pairs that are not sure, but never what is sure.
        """
        self._sources, self._kinship, self._rarity = sources, kinship, rarity
        self._is_few = len(sources) <= FEW_SOURCES
        self._table = list[tuple[int, int]]()  # by row: the number of a source and of its sentence
        self._rows: dict[tuple[int, int], Row] = {}
        self._numbers: dict[str, int] = {}  # of the terms
        self._totals = array("d")  # by row: the weight of a sentence's terms
        self._first: dict[int, Row] = {}  # the first sentence with a key
        self._all: dict[int, array[int]] = {}  # all sentences with a key that several have
        self._near = defaultdict[Row, "array[int]"](_no_rows)  # the sentences that each is compared with
        self._kindred: dict[Row, Sequence[Row]] = {}  # the most similar sentences of sources about the same event
        self._foreign: dict[int, bool] = {}
        self._statements: LRUCache[tuple[int, int], Statement] = LRUCache(self._statement, CACHED_STATEMENTS)

    def add(self, number: int, excluded: Collection[WordRange]) -> None:
        """Add the sentences of a source, without those of some blocks."""
        source = self._sources[number]
        for index, sentence in enumerate(source.sentences):
            if source.block_at(sentence.first) in excluded:
                continue
            row = self._rows[number, index] = len(self._table)
            self._table.append((number, index))
            self._totals.append(fsum(map(term_weight, self._terms(number, index))))
            for key in self._keys(source, sentence):
                self._add_key(key, row)

    def _keys(self, source: TokenizedSource, sentence: Sentence) -> dict[int, float]:
        """Return the keys of a sentence with their weights: the numbers of its terms, and of each two neighbours."""
        stems = [stem for stem in source.stems[sentence.first : sentence.end] if stem]
        terms = [self._numbers.setdefault(stem, len(self._numbers) + 1) for stem in stems]
        pairs = (one << _PAIR_BITS | other for one, other in pairwise(terms))
        return dict.fromkeys(pairs, PAIR_WEIGHT) | dict(zip(terms, map(term_weight, stems), strict=True))

    def _add_key(self, key: int, row: Row) -> None:
        first = self._first.setdefault(key, row)
        if first == row:
            return
        rows = self._all.get(key)
        if rows is None:
            self._all[key] = array("L", (first, row))
        elif len(rows) == MOST_SENTENCES:
            self._all[key] = _TOO_MANY
        elif rows is not _TOO_MANY:
            rows.append(row)

    def compare(self, number: int) -> None:
        """Note which sentences each one of a source must be compared with."""
        self._first.clear()
        source, least = self._sources[number], MIN_KIN_LIKENESS_OF_FEW if self._is_few else MIN_KIN_LIKENESS
        for index in self.added(number):
            row = self._rows[number, index]
            terms = self._terms(number, index)
            kindred = list[tuple[float, Row]]()  # those that are less similar, in sources about the same event
            for other in self._candidates(row, self._keys(source, source.sentences[index])):
                there = self._table[other]
                common = terms & self._terms(*there)
                likeness = 2 * fsum(map(term_weight, common)) / (self._totals[row] + self._totals[other])
                if likeness >= MIN_LIKENESS:
                    self._note(row, other)
                elif likeness >= least and self._kinship(number, there[0]) >= KIN:
                    kindred.append((-self._likeness((number, index), there), other))
            self._kindred[row] = [other for _, other in nsmallest(COMPARED_KIN, kindred)]

    def finish(self) -> None:
        """Note kindred sentences: all if there are few sources, else those that are kindred from both sides.

        Free memory.
        """
        for row, others in self._kindred.items():
            for other in others:
                if self._is_few or row in self._kindred.get(other, ()):
                    self._note(row, other)
        for each in (self._all, self._numbers, self._kindred):
            each.clear()

    def _note(self, row: Row, other: Row) -> None:
        for one, there in ((row, other), (other, row)):
            if there not in self._near[one]:
                self._near[one].append(there)

    def _candidates(self, row: Row, keys: Mapping[int, float]) -> list[Row]:
        """Return the sentences of other sources that have most in common with a sentence, relative to their length."""
        shared: dict[Row, float] = {}
        for key, value in keys.items():
            for other in self._all.get(key, _TOO_MANY):
                shared[other] = shared.get(other, 0.0) + value
        source, least = self._table[row][0], LEAST_SHARED_OF_FEW if self._is_few else LEAST_SHARED
        found = [
            (-value / (self._totals[row] + self._totals[other]), other)
            for other, value in shared.items()
            if value >= least and self._table[other][0] != source
        ]
        return [other for _, other in nsmallest(COMPARED, found)]

    def _terms(self, number: int, index: int) -> frozenset[str]:
        source = self._sources[number]
        sentence = source.sentences[index]
        return frozenset(stem for stem in source.stems[sentence.first : sentence.end] if stem)

    def added(self, number: int) -> list[int]:
        """Return the sentences of a source that were added."""
        return [index for index in range(len(self._sources[number].sentences)) if (number, index) in self._rows]

    def pairs_of(self, number: int, index: int, beyond: int = -1) -> Iterator[SimilarPair]:
        """Yield the sentences of other sources that are similar to a sentence, with the judgement on each.

        Args:
            number: The number of the source.
            index: The number of its sentence.
            beyond: The number of a source; only sentences of later ones are looked at.
        """
        row = self._rows.get((number, index))
        for near in self._near.get(row, ()) if row is not None else ():
            there, other = self._table[near]
            if there > beyond:
                yield SimilarPair(number, index, there, other, self.judge_among_others((number, index), (there, other)))

    def judge(self, one: tuple[int, int], other: tuple[int, int]) -> Judgement:
        """Return the judgement on two sentences alone, each given by the numbers of its source and itself."""
        return judge_statements(self._statements[min(one, other)], self._statements[max(one, other)])

    def judge_among_others(self, one: tuple[int, int], other: tuple[int, int]) -> Judgement:
        """Return the judgement on two sentences; if it is not sure, the probability depends on the other sentences."""
        judgement = self.judge(one, other)
        if judgement.is_sure:
            return judgement
        return judgement.among(self._likeness(one, other), self._kinship(one[0], other[0]))

    def _likeness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Return the Dice coefficient of the terms of two sentences, by how rare these are in the sources at hand."""
        ours, theirs = self._terms(*one), self._terms(*other)
        rarity = self._rarity
        total = fsum(map(rarity, ours)) + fsum(map(rarity, theirs))
        return 2 * fsum(map(rarity, ours & theirs)) / total if total else 0.0

    def _statement(self, place: tuple[int, int]) -> Statement:
        number, index = place
        return statement_of(self._sources[number].sentences[index].text, among_foreign=self._is_foreign(number))

    def _is_foreign(self, number: int) -> bool:
        """Return whether a source is in a language other than English."""
        if number not in self._foreign:
            self._foreign[number] = is_foreign(self._sources[number].words[:SAMPLE])
        return self._foreign[number]


def _no_rows() -> "array[int]":
    return array("L")
