"""Sentences that may say the same: who is grouped with whom, and in what order."""

import pytest

from reader.insight.echoes.clusters import Pair
from reader.insight.echoes.echo import SourceSpan
from reader.insight.echoes.likely_same import LEAST_LIKENESS, find_likely
from reader.text.span import Span

A, B, C, D = (SourceSpan(f"{name}.txt", Span(0, 9)) for name in "abcd")
A2 = SourceSpan("a.txt", Span(10, 19))


def test_a_group_names_the_numbers_and_dates_that_differ_in_any_of_its_pairs() -> None:
    likely = {(A, B): 0.3, (B, C): 0.2, (A, C): 0.1, (C, D): 0.05}
    (group,) = find_likely(likely, set(), {(A, C): ("date",), (B, C): ("number", "date"), (C, D): ("negation",)})
    assert group.unlike == ("number", "date")


@pytest.mark.parametrize(
    ("likely", "same", "expected"),
    [
        ({}, set(), []),
        ({(A, B): 0.2, (C, D): 0.4}, set(), [((C, D), 0.4), ((A, B), 0.2)]),  # the most alike first
        ({(A, B): LEAST_LIKENESS - 0.01}, set(), []),
        ({(A, B): 0.3, (B, C): 0.2}, set(), [((A, B), 0.3)]),  # nothing is known of A and C
        ({(A, B): 0.3, (B, C): 0.2, (A, C): 0.1}, set(), [((A, B, C), 0.2)]),
        ({(A, B): 0.3, (B, C): 0.2}, {(A, C)}, [((A, B, C), 0.25)]),
        ({(A, B): 0.3}, {(A, B)}, []),  # which is no longer a question
        ({(A, B): 0.3, (A2, B): 0.2}, set(), [((A, B), 0.3)]),  # of each source one at most
    ],
)
def test_each_of_a_group_may_say_the_same_as_every_other_one(
    likely: dict[Pair, float], same: set[Pair], expected: list[tuple[tuple[SourceSpan, ...], float]]
) -> None:
    assert [(each.passages, each.likeness) for each in find_likely(likely, same)] == expected
