"""How much a word says, and how alike two sources are: counted over all sources."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from math import log, sqrt

from reader.insight.echoes.tokenized_source import Block, Sketch
from reader.system.bounded_cache import LRUCache

FUNCTION_WORD = 0.5  # what one adds to a run of words
TELLING = 100  # words of a source, the most telling ones, that its likeness to others goes by
KIN = 10.0  # what two sources of the same words add to what speaks for an echo between them
# A workspace may tell of one event only: it is counted as a part of a larger one, whose other sources and sentences
# have none of its words.
OTHER_SOURCES, OTHER_SENTENCES = 50, 300
KEPT = 256  # rows of kinships

Profile = Sequence[tuple[str, float]]


class Rarity:
    """The weights are the square roots of inverse frequencies: a rare word is not worth many."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        self._sentences = 0
        self._in_sentences = Counter[str]()
        self._in_sources = Counter[str]()
        self._weights = {"": FUNCTION_WORD}
        self._profiles = list[Profile]()
        self._having = defaultdict[str, list[tuple[int, float]]](list)  # by word: the sources that it tells of
        self._kinships: LRUCache[int, array[float]] = LRUCache(self._kinships_of, KEPT)

    def count(self, number: int) -> None:
        """Takes in a sketch, by its number."""
        sketch = self._sketches[number]
        self._in_sources.update(set(sketch.stems))
        for sentence in sketch.sentences:
            self._in_sentences.update(set(sketch.stems[sentence.first : sentence.end]))
        self._sentences += len(sketch.sentences)

    def compare(self, number: int, repeated: Collection[Block]) -> None:
        """Notes what is telling in a sketch, but for the blocks that others have word for word.

        All must be counted before, and all compared in order before anything is asked.
        """
        self._profiles.append(self._profile(self._sketches[number], repeated))
        for stem, weight in self._profiles[number]:
            self._having[stem].append((number, weight))

    def of(self, stem: str) -> float:
        """What it says that two sentences have the word in common."""
        weight = self._weights.get(stem)
        if weight is None:
            weight = self._weights[stem] = sqrt(
                log(1 + (OTHER_SENTENCES + self._sentences) / (0.5 + self._in_sentences[stem]))
            )
        return weight

    def of_run(self, number: int, first: int, end: int) -> float:
        return sum(map(self.of, self._sketches[number].stems[first:end]))

    def kinships(self, number: int) -> "array[float]":
        """How much more each source, by number, can be expected to tell the same as this one: 1 if they are unlike."""
        return self._kinships[number]

    def _kinships_of(self, number: int) -> "array[float]":
        likenesses = [0.0] * len(self._sketches)
        for stem, weight in self._profiles[number]:
            for other, its in self._having[stem]:
                likenesses[other] += weight * its
        return array("d", [1 + KIN * likeness for likeness in likenesses])

    def _profile(self, sketch: Sketch, without: Collection[Block]) -> Profile:
        """The most telling words of a source, in order, as a vector of length 1."""
        own = [block for block in sketch.blocks if block not in without]
        if 2 * sum(end - first for first, end in own) < len(sketch.words):
            own = list(sketch.blocks)  # others have copied the article itself
        counts = Counter(stem for first, end in own for stem in sketch.stems[first:end] if stem)
        weights = {stem: (1 + log(count)) * self._telling(stem) for stem, count in counts.items()}
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TELLING]
        length = sqrt(sum(weight * weight for _, weight in best))
        return sorted((stem, weight / length) for stem, weight in best)

    def _telling(self, stem: str) -> float:
        return log(1 + (OTHER_SOURCES + len(self._sketches)) / self._in_sources[stem])
