"""Term weights: how informative a word is, and how similar two sources are, counted over all sources."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log, sqrt

from reader.insight.echoes.tokenized_source import TokenizedSource, WordRange
from reader.system.bounded_cache import LRUCache

FUNCTION_WORD_WEIGHT = 0.5  # in a shared run
PROFILE_TERMS = 100  # the most distinctive terms of a source, by which sources are compared
SIMILARITY_GAIN = 10.0  # added to the factor of two sources with the same profile
# A workspace may be about a single event, in which no word would be rare. It counts as a part of a larger collection,
# whose other sources and sentences have none of its words.
OTHER_SOURCES, OTHER_SENTENCES = 50, 300
CACHED_FACTORS = 1 << 14  # of pairs of sources

Profile = Mapping[str, float]


class TermWeights:
    """Weights of words and similarities of sources, over all tokenized sources.

    The weights are square roots of inverse sentence frequencies, so that one rare word does not outweigh many.
    All sources must be counted before any is profiled, and all must be profiled, in order, before similarities are
    asked for.
    """

    def __init__(self, sources: Sequence[TokenizedSource]) -> None:
        """Prepare for sources, which are known by their numbers from here on."""
        self._sources = sources
        self._sentence_count = 0
        self._sentence_counts = Counter[str]()  # by stem
        self._source_counts = Counter[str]()
        self._weights = {"": FUNCTION_WORD_WEIGHT}
        self._rarities: dict[str, float] = {}
        self._profiles = list[Profile]()
        self._factors: LRUCache[tuple[int, int], float] = LRUCache(self._factor_of, CACHED_FACTORS)

    def count(self, number: int) -> None:
        """Count the words of a source."""
        source = self._sources[number]
        self._source_counts.update(set(source.stems))
        for sentence in source.sentences:
            self._sentence_counts.update(set(source.stems[sentence.first : sentence.end]))
        self._sentence_count += len(source.sentences)

    def add_profile(self, number: int, repeated: Collection[WordRange]) -> None:
        """Profile a source by its distinctive terms, without the blocks that other sources repeat."""
        self._profiles.append(self._profile(self._sources[number], repeated))

    def weight(self, stem: str) -> float:
        """Return how informative a stem is in a run of words that two sources share."""
        weight = self._weights.get(stem)
        if weight is None:
            sentences = OTHER_SENTENCES + self._sentence_count
            weight = self._weights[stem] = sqrt(log(1 + sentences / (0.5 + self._sentence_counts[stem])))
        return weight

    def rarity(self, stem: str) -> float:
        """Return how rare a stem is, which separates pairs of sentences more sharply than its weight."""
        rarity = self._rarities.get(stem)
        if rarity is None:
            rarity = self._rarities[stem] = self.weight(stem) ** 3
        return rarity

    def run_weight(self, number: int, first: int, end: int) -> float:
        """Return the sum of the weights of the words `[first, end)` of a source."""
        return sum(map(self.weight, self._sources[number].stems[first:end]))

    def similarity_factor(self, one: int, other: int) -> float:
        """Return how much likelier two sources are to share a run of words than any two: 1 if they are unlike."""
        return self._factors[min(one, other), max(one, other)]

    def _factor_of(self, pair: tuple[int, int]) -> float:
        one, other = (self._profiles[number] for number in pair)
        similarity = sum(weight * other[stem] for stem, weight in one.items() if stem in other)
        return 1 + SIMILARITY_GAIN * similarity

    def _profile(self, source: TokenizedSource, repeated: Collection[WordRange]) -> Profile:
        """Return the most distinctive terms of a source as a vector of length 1."""
        own = [block for block in source.blocks if block not in repeated]
        if 2 * sum(end - first for first, end in own) < len(source.words):
            own = list(source.blocks)  # the article itself is repeated
        counts = Counter(stem for first, end in own for stem in source.stems[first:end] if stem)
        weights = {stem: (1 + log(count)) * self._inverse_source_frequency(stem) for stem, count in counts.items()}
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:PROFILE_TERMS]
        length = sqrt(sum(weight * weight for _, weight in best))
        return {stem: weight / length for stem, weight in best}

    def _inverse_source_frequency(self, stem: str) -> float:
        return log(1 + (OTHER_SOURCES + len(self._sources)) / self._source_counts[stem])
