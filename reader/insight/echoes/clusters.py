"""Clusters of sentences that say the same thing, by complete linkage: every two in a cluster say the same thing."""

from collections.abc import Callable, Collection, Mapping

from reader.insight.echoes.echo import SourceSpan

Pair = tuple[SourceSpan, SourceSpan]  # two sentences, in order of source and position
AreSame = Callable[[SourceSpan, SourceSpan], bool]


def clusters(scores: Mapping[Pair, float], are_same: AreSame) -> Collection[list[SourceSpan]]:
    """Return the clusters of sentences, the best pairs joined first.

    Args:
        scores: The score of each pair of sentences that say the same thing.
        are_same: Tells whether two sentences of different sources that are not a pair say the same thing.
    """
    cluster_of = {passage: [passage] for pair in scores for passage in pair}

    def belong_together(one: SourceSpan, other: SourceSpan) -> bool:
        pair = min(one, other), max(one, other)
        return one.source == other.source or pair in scores or are_same(*pair)

    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        a, b = cluster_of[one], cluster_of[other]
        if a is not b and all(belong_together(x, y) for x in a for y in b):
            a += b
            cluster_of |= dict.fromkeys(b, a)
    return {id(cluster): cluster for cluster in cluster_of.values()}.values()
