"""Which tags stand beside which in one source."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.nearby import RELATIONS, Nearby, NearbyQuestion
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
