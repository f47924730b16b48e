"""Clusters by average linkage: when they are joined, and that pairs within a source do not count."""

import pytest

from reader.insight.echoes.clusters import Clusters
from reader.insight.echoes.echo import SourceSpan
from reader.text.span import Span


def passage(name: str) -> SourceSpan:
    """Return a sentence by a letter for its source and a digit for its position."""
    return SourceSpan(name[0], Span(int(name[1]), int(name[1]) + 1))


def clusters(**scores: float) -> list[list[str]]:
    """Return the clusters, given scores of pairs such as `a1b1`."""
    pairs = {(passage(pair[:2]), passage(pair[2:])): score for pair, score in scores.items()}
    joined = Clusters(pairs).join()
    return sorted(sorted(f"{each.source}{each.span.start}" for each in cluster) for cluster in joined)


@pytest.mark.parametrize(("score", "found"), [(0.49, [["a1"], ["b1"]]), (0.5, [["a1", "b1"]])])
def test_two_sentences_are_joined_from_a_score_of_a_half(score: float, found: list[list[str]]) -> None:
    assert clusters(a1b1=score) == found


@pytest.mark.parametrize(("b1c1", "found"), [(0.4, [["a1", "b1", "c1"]]), (0.39, [["a1", "b1"], ["c1"]])])
def test_clusters_are_joined_by_the_mean_of_their_scores(b1c1: float, found: list[list[str]]) -> None:
    assert clusters(a1b1=0.9, a1c1=0.6, b1c1=b1c1) == found


def test_a_pair_without_a_score_counts_as_nothing() -> None:
    assert clusters(a1b1=0.9, b1c1=0.9, c1d1=0.8) == [["a1", "b1"], ["c1", "d1"]]


def test_a_pair_within_a_source_does_not_count() -> None:
    assert clusters(a1b1=0.9, a2b1=0.6) == [["a1", "a2", "b1"]]


def test_the_best_pair_is_joined_first() -> None:
    assert clusters(a1b1=0.6, a1c1=0.9, b1d1=0.9) == [["a1", "c1"], ["b1", "d1"]]


def test_scores_of_joined_clusters_add_up() -> None:
    found = clusters(a1b1=0.9, c1d1=0.8, a1c1=0.5, a1d1=0.5, b1c1=0.5, b1d1=0.5)
    assert found == [["a1", "b1", "c1", "d1"]]
    less = clusters(a1b1=0.9, c1d1=0.8, a1c1=0.5, a1d1=0.5, b1c1=0.5, b1d1=0.4)
    assert less == [["a1", "b1"], ["c1", "d1"]]
