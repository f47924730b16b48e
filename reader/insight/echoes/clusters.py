"""Clusters of sentences that say the same, by average linkage: the best echoes are joined first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from reader.insight.echoes.echo import SourceSpan

MIN_MEAN_SCORE = 0.5  # between the sentences of two clusters, for them to be joined

Pair = tuple[SourceSpan, SourceSpan]  # of sentences, in order of source and position
Scores = Mapping[Pair, float]


class Clusters:
    """Clusters of sentences, at first one for each; pairs within a source count neither for nor against joining."""

    def __init__(self, scores: Scores) -> None:
        """Make a cluster of every sentence that is in a pair with a score."""
        self._scores = scores
        self._members = {passage: [passage] for pair in scores for passage in pair}
        self._cluster = {passage: passage for passage in self._members}  # known by its first member
        self._sources = {passage: Counter([passage.source]) for passage in self._members}
        self._sums = defaultdict[SourceSpan, dict[SourceSpan, float]](dict)  # of the scores between two clusters
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = score

    def join(self) -> Iterable[list[SourceSpan]]:
        """Join clusters, the best pairs first, and return the sentences of each."""
        for one, other in sorted(self._scores, key=lambda pair: (-self._scores[pair], pair)):
            a, b = self._cluster[one], self._cluster[other]
            if a != b and self._mean_score(a, b) >= MIN_MEAN_SCORE:
                self._join(*sorted((a, b), key=lambda cluster: -len(self._members[cluster])))
        return self._members.values()

    def _mean_score(self, a: SourceSpan, b: SourceSpan) -> float:
        """Return the mean score of all pairs from different sources; a pair without an echo has the score 0."""
        few, many = sorted((self._sources[a], self._sources[b]), key=len)
        same_source = sum(count * many[source] for source, count in few.items())
        return self._sums[a].get(b, 0.0) / (len(self._members[a]) * len(self._members[b]) - same_source)

    def _join(self, large: SourceSpan, small: SourceSpan) -> None:
        for passage in self._members[small]:
            self._cluster[passage] = large
        self._members[large] += self._members.pop(small)
        self._sources[large] += self._sources.pop(small)
        for other, score in self._sums.pop(small).items():
            sums = self._sums[other]
            del sums[small]
            if other != large:
                sums[large] = self._sums[large][other] = self._sums[large].get(other, 0.0) + score
