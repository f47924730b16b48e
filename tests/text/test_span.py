"""Spans: half open, so that two beside each other share nothing."""

import pytest

from reader.text.span import Span


@pytest.mark.parametrize(
    ("one", "other", "overlap", "covers"),
    [
        ((2, 5), (2, 5), True, True),
        ((2, 5), (3, 4), True, True),
        ((2, 5), (2, 4), True, True),
        ((2, 5), (3, 5), True, True),
        ((2, 5), (4, 6), True, False),
        ((2, 5), (1, 3), True, False),
        ((2, 5), (5, 6), False, False),
        ((2, 5), (0, 2), False, False),
        ((2, 5), (0, 9), True, False),
    ],
)
def test_spans_overlap_if_they_share_a_code_point(
    one: tuple[int, int], other: tuple[int, int], overlap: bool, covers: bool
) -> None:
    assert Span(*one).overlaps(Span(*other)) is Span(*other).overlaps(Span(*one)) is overlap
    assert Span(*one).covers(Span(*other)) is covers


def test_an_empty_span_is_false() -> None:
    assert [bool(Span(2, end)) for end in (1, 2, 3)] == [False, False, True]


def test_a_union_reaches_from_the_first_start_to_the_last_end() -> None:
    assert Span(2, 3).union(Span(7, 9)) == Span(7, 9).union(Span(2, 3)) == Span(2, 9)
    assert Span(2, 9).union(Span(3, 4)) == Span(2, 9)


def test_a_span_gives_its_part_of_a_text() -> None:
    assert Span(1, 3).of("abcd") == "bc"
