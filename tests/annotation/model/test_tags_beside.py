"""Which tags stand beside which in one source."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.nearby import RELATIONS, Nearby, NearbyQuestion, RelationName
from reader.annotation.model.tags_beside import Beside, tags_beside

TAGS = ("claim", "quote", "tone")
passages = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(TAGS)), max_size=16)


@given(passages, st.integers(0, 6))
def test_it_counts_what_asking_of_each_passage_would(given: list[tuple[int, int, str]], distance: int) -> None:
    every = sorted(
        (
            Annotation(id=str(id), source="a", start=start, end=start + length, exact="", tag=tag)
            for id, (start, length, tag) in enumerate(given)
        ),
        key=position_key,
    )
    nearby, expected = Nearby(every), Counter[Beside]()
    for relation in (each for each in RELATIONS if each != "holds"):
        tests = {tag: nearby.test(NearbyQuestion(relation, tag, distance=distance)) for tag in TAGS}
        for each in every:
            others = frozenset(tag for tag in TAGS if tag != each.tag and tests[tag](each))
            expected += Counter([Beside(each.tag, relation, others)] if others else [])
    assert tags_beside(every, distance) == expected


def beside(*places: tuple[str, int, int], distance: int = 2) -> set[tuple[str, RelationName, str]]:
    """Return each tag, its relation, and the initials of the tags to which it has that relation."""
    every = [Annotation(id=tag, source="a", start=start, end=end, exact="", tag=tag) for tag, start, end in places]
    found = tags_beside(sorted(every, key=position_key), distance)
    assert set(found.values()) <= {1}
    return {(each.tag, each.relation, "".join(sorted(tag[0] for tag in each.others))) for each in found}


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([], set()),
        ([("quote", 0, 9)], set()),
        ([("quote", 0, 9), ("claim", 12, 15)], set()),
        ([("quote", 0, 9), ("claim", 11, 15)], {("quote", "near", "c"), ("claim", "near", "q")}),
        (
            [("quote", 0, 9), ("claim", 8, 15)],
            {("quote", "near", "c"), ("claim", "near", "q"), ("quote", "overlaps", "c"), ("claim", "overlaps", "q")},
        ),
        (
            [("quote", 0, 9), ("claim", 0, 1)],
            {
                ("quote", "near", "c"), ("claim", "near", "q"), ("quote", "overlaps", "c"),
                ("claim", "overlaps", "q"), ("claim", "in", "q"),
            },
        ),
        (
            [("quote", 0, 1), ("claim", 3, 4), ("tone", 6, 7)],
            {("quote", "near", "c"), ("claim", "near", "qt"), ("tone", "near", "c")},
        ),
    ],
)  # fmt: skip
def test_what_is_near_overlaps_or_holds_a_passage_stands_beside_it(
    places: list[tuple[str, int, int]], found: set[tuple[str, RelationName, str]]
) -> None:
    assert beside(*places) == found


def test_a_long_passage_is_beside_what_begins_long_after_it_began() -> None:
    found = beside(("quote", 0, 90), ("claim", 10, 12), ("tone", 80, 99), ("claim/number", 92, 95), distance=2)
    assert ("claim/number", "near", "qt") in found
    assert ("tone", "overlaps", "cq") in found
    assert ("claim", "in", "q") in found
    assert ("tone", "in", "q") not in found
