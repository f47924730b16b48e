"""Sentences that say the same, by average linkage: the best echoes are joined first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from reader.insight.echoes.echo import SourceSpan

LINKED = 0.5  # mean score between two groups of sentences that makes them one

Pair = tuple[SourceSpan, SourceSpan]  # sentences, that of the source that comes first before the other
Scores = Mapping[Pair, float]


class Groups:
    """At first every sentence is a group. Sentences of one source count neither for nor against being joined."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        self._members = {passage: [passage] for pair in scores for passage in pair}
        self._group = {passage: passage for passage in self._members}  # the first of its members names a group
        self._sources = {passage: Counter([passage.source]) for passage in self._members}
        self._sums = defaultdict[SourceSpan, dict[SourceSpan, float]](dict)
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = score

    def joined(self) -> Iterable[list[SourceSpan]]:
        for one, other in sorted(self._scores, key=lambda pair: (-self._scores[pair], pair)):
            a, b = self._group[one], self._group[other]
            if a != b and self._mean(a, b) >= LINKED:
                self._join(*sorted((a, b), key=lambda group: -len(self._members[group])))
        return self._members.values()

    def _mean(self, a: SourceSpan, b: SourceSpan) -> float:
        """Of the scores of all pairs from different sources; 0 for those that are no echoes."""
        few, many = sorted((self._sources[a], self._sources[b]), key=len)
        same = sum(count * many[source] for source, count in few.items())
        return self._sums[a].get(b, 0.0) / (len(self._members[a]) * len(self._members[b]) - same)

    def _join(self, large: SourceSpan, small: SourceSpan) -> None:
        for passage in self._members[small]:
            self._group[passage] = large
        self._members[large] += self._members.pop(small)
        self._sources[large] += self._sources.pop(small)
        for other, score in self._sums.pop(small).items():
            sums = self._sums[other]
            del sums[small]
            if other != large:
                sums[large] = self._sums[large][other] = self._sums[large].get(other, 0.0) + score
