"""Clusters by complete linkage: each sentence says the same as every other one of another source."""

from reader.insight.echoes.clusters import clusters
from reader.insight.echoes.echo import SourceSpan
from reader.text.span import Span


def passage(name: str) -> SourceSpan:
    """Return a sentence by a letter for its source and a digit for its position."""
    return SourceSpan(name[0], Span(int(name[1]), int(name[1]) + 1))


def found(*also_same: str, **scores: float) -> list[list[str]]:
    """Return the clusters, given scores of pairs such as `a1b1`, and pairs without a score that say the same."""
    pairs = {(passage(pair[:2]), passage(pair[2:])): score for pair, score in scores.items()}
    others = {(passage(pair[:2]), passage(pair[2:])) for pair in also_same}
    joined = clusters(pairs, lambda one, other: (one, other) in others)
    return sorted(sorted(f"{each.source}{each.span.start}" for each in cluster) for cluster in joined)


def test_three_sentences_are_one_cluster_if_all_three_pairs_say_the_same() -> None:
    assert found(a1b1=0.9, b1c1=0.8, a1c1=0.6) == [["a1", "b1", "c1"]]
    assert found(a1b1=0.9, b1c1=0.8) == [["a1", "b1"], ["c1"]]
    assert found("a1c1", a1b1=0.9, b1c1=0.8) == [["a1", "b1", "c1"]]


def test_the_best_pair_is_joined_first() -> None:
    assert found(a1b1=0.8, b1c1=0.9) == [["a1"], ["b1", "c1"]]


def test_a_pair_within_a_source_does_not_count() -> None:
    assert found(a1b1=0.9, a2b1=0.6) == [["a1", "a2", "b1"]]


def test_clusters_of_several_are_joined_if_every_pair_says_the_same() -> None:
    assert found("a1d1", "b1c1", "b1d1", a1b1=0.9, c1d1=0.8, a1c1=0.7) == [["a1", "b1", "c1", "d1"]]
    assert found("a1d1", "b1c1", a1b1=0.9, c1d1=0.8, a1c1=0.7) == [["a1", "b1"], ["c1", "d1"]]
