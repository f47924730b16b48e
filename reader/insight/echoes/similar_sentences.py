"""Similar sentences: those that share rare terms or neighbouring terms, found by an index from these to sentences."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

from reader.insight.echoes.background import weight
from reader.insight.echoes.judgement import Judgement, judge
from reader.insight.echoes.statement import Statement, statement_of
from reader.insight.echoes.tokenized_source import Sentence, TokenizedSource, WordRange
from reader.system.bounded_cache import LRUCache

MOST_SENTENCES = 96  # with a key, such as a term; one that is in more of them says too little
LEAST_SHARED = 4.0  # weight of the keys that two sentences must have in common
PAIR_WEIGHT = 1.0  # of two neighbouring terms
COMPARED = 12  # sentences, the most similar ones, that each sentence is compared with
MIN_LIKENESS = 0.3  # weighted Dice coefficient of the terms of sentences that are compared
MIN_KIN_LIKENESS = 0.12  # of the two most similar sentences of sources about the same event
KIN = 2.0  # the least kinship of such sources
CACHED_STATEMENTS = 8192
_PAIR_BITS = (
    32  # the key of two neighbouring terms is the number of the first, shifted by these, and that of the second
)

Row = int  # the number of a sentence among those of all sources
_TOO_MANY = array("L")  # of a key that is in too many sentences


class SimilarPair(NamedTuple):
    """Two similar sentences, `sentence` of source number `here` and `other` of `there`, and the judgement on them."""

    here: int
    sentence: int
    there: int
    other: int
    judgement: Judgement


class SimilarSentenceIndex:
    """The sentences of tokenized sources that may say the same.

    All sources must be added, `compare` be called for each of them, and `finish`, before pairs are asked for. Memory
    grows with the number of sentences alone, as no key leads to more than MOST_SENTENCES of them.
    """

    def __init__(self, sources: Sequence[TokenizedSource], kinship: Callable[[int, int], float]) -> None:
        """Prepare for sources, which are known by their numbers from here on.

        Args:
            sources: The sources.
            kinship: Returns by how much two sources are likelier than any two to say the same; it decides only which
                sentences are compared, and never what is said of them.
        """
        self._sources, self._kinship = sources, kinship
        self._table = list[tuple[int, int]]()  # by row: the number of a source and of its sentence
        self._rows: dict[tuple[int, int], Row] = {}
        self._numbers: dict[str, int] = {}  # of the terms
        self._totals = array("d")  # by row: the weight of a sentence's terms
        self._first: dict[int, Row] = {}  # the first sentence with a key
        self._all: dict[int, array[int]] = {}  # all sentences with a key that several have
        self._near = defaultdict[Row, "array[int]"](_no_rows)  # the sentences that each is compared with
        self._nearest: dict[Row, array[int]] = {}  # the most similar sentence of each kindred source
        self._statements: LRUCache[tuple[int, int], Statement] = LRUCache(self._statement, CACHED_STATEMENTS)

    def add(self, number: int, excluded: Collection[WordRange]) -> None:
        """Add the sentences of a source, without those of some blocks."""
        source = self._sources[number]
        for index, sentence in enumerate(source.sentences):
            if source.block_at(sentence.first) in excluded:
                continue
            row = self._rows[number, index] = len(self._table)
            self._table.append((number, index))
            self._totals.append(sum(self._weights(row).values()))
            for key in self._keys(source, sentence):
                self._add_key(key, row)

    def _keys(self, source: TokenizedSource, sentence: Sentence) -> dict[int, float]:
        """Return the keys of a sentence with their weights: the numbers of its terms, and of each two neighbours."""
        stems = [stem for stem in source.stems[sentence.first : sentence.end] if stem]
        terms = [self._numbers.setdefault(stem, len(self._numbers) + 1) for stem in stems]
        pairs = (one << _PAIR_BITS | other for one, other in pairwise(terms))
        return dict.fromkeys(pairs, PAIR_WEIGHT) | dict(zip(terms, map(weight, stems), strict=True))

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
        source = self._sources[number]
        for index in self.added(number):
            row = self._rows[number, index]
            terms = self._weights(row)
            nearest: dict[int, tuple[float, Row]] = {}  # among the sentences of each source about the same event
            for other in self._candidates(row, self._keys(source, source.sentences[index])):
                likeness, there = _dice(terms, self._weights(other)), self._table[other][0]
                if likeness >= MIN_LIKENESS:
                    self._note(row, other)
                    self._note(other, row)
                elif likeness >= max(MIN_KIN_LIKENESS, nearest.get(there, (0.0, 0))[0]) and self._are_kin(
                    number, there
                ):
                    nearest[there] = likeness, other
            self._nearest[row] = array("L", (other for _, other in nearest.values()))

    def _are_kin(self, one: int, other: int) -> bool:
        return self._kinship(one, other) >= KIN

    def finish(self) -> None:
        """Note the sentences that are the most similar ones of two kindred sources to each other; free memory."""
        for row, others in self._nearest.items():
            for other in others:
                if row < other and row in self._nearest.get(other, ()):
                    self._note(row, other)
                    self._note(other, row)
        for each in (self._all, self._numbers, self._nearest):
            each.clear()

    def _note(self, row: Row, other: Row) -> None:
        if other not in self._near[row]:
            self._near[row].append(other)

    def _candidates(self, row: Row, keys: Mapping[int, float]) -> list[Row]:
        """Return the sentences of other sources that have most in common with a sentence, for their length."""
        shared: dict[Row, float] = {}
        for key, value in keys.items():
            for other in self._all.get(key, _TOO_MANY):
                shared[other] = shared.get(other, 0.0) + value
        source = self._table[row][0]
        found = [
            (-value / (self._totals[row] + self._totals[other]), other)
            for other, value in shared.items()
            if value >= LEAST_SHARED and self._table[other][0] != source
        ]
        return [other for _, other in nsmallest(COMPARED, found)]

    def _weights(self, row: Row) -> dict[str, float]:
        number, index = self._table[row]
        sentence = self._sources[number].sentences[index]
        return {stem: weight(stem) for stem in self._sources[number].stems[sentence.first : sentence.end] if stem}

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
                yield SimilarPair(number, index, there, other, self.judge((number, index), (there, other)))

    def judge(self, one: tuple[int, int], other: tuple[int, int]) -> Judgement:
        """Return the judgement on two sentences, each the number of a source and of its sentence."""
        return judge(self._statements[min(one, other)], self._statements[max(one, other)])

    def _statement(self, place: tuple[int, int]) -> Statement:
        number, index = place
        return statement_of(self._sources[number].sentences[index].text)


def _dice(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(value for term, value in one.items() if term in other)
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0


def _no_rows() -> "array[int]":
    return array("L")
