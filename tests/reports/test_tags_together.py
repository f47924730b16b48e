"""Which tags stand beside which, in how many passages and sources."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.filter import Filter
from reader.reports.chosen_tags import ChosenTags
from reader.reports.tags_together import COUNTED, TagPair, TagsTogether

TAGS = ("claim", "claim/number", "quote", "quote/partial")


def annotation(id: int, source: str, start: int, end: int, tag: str) -> Annotation:
    return Annotation(id=str(id), source=source, start=start, end=end, exact="", tag=tag)


def together(every: Sequence[Annotation], distance: int = 200) -> TagsTogether:
    sources = sorted({each.source for each in every})
    here = [ChosenTags(id, None, "", [each for each in every if each.source == id], {}) for id in sources]
    return TagsTogether.of(here, distance)


passages = st.lists(
    st.tuples(st.sampled_from(("a", "b")), st.integers(0, 40), st.integers(1, 15), st.sampled_from(TAGS)), max_size=12
)


@given(passages, st.integers(0, 5))
def test_the_counts_are_those_of_the_filters_that_ask_the_same(
    given: list[tuple[str, int, int, str]], distance: int
) -> None:
    every = [annotation(id, source, at, at + size, tag) for id, (source, at, size, tag) in enumerate(given)]
    found = together(every, distance)

    def filtered(tag: str, relation: str, other: str) -> tuple[int, int]:
        term = f"{relation}:{other}~{distance}"
        matching = [each for some in Filter(f"tag:{tag} {term}").matching(every, {}) for each in some]
        return len(matching), len({each.source for each in matching})

    for relation in COUNTED:
        for tag, other in (
            ("claim", "quote"),
            ("quote", "claim"),
            ("claim/number", "quote"),
            ("claim", "quote/partial"),
        ):
            pair = TagPair(tag, relation, other)
            assert (found.nested.passages[pair], found.nested.sources[pair]) == filtered(
                f"{tag}/", relation, f"{other}/"
            )
            assert (found.alone.passages[pair], found.alone.sources[pair]) == filtered(f"={tag}", relation, f"={other}")
        within = TagPair("claim/number", relation, "claim")
        assert found.nested.passages[within] == filtered("=claim/number", relation, "=claim")[0], (
            "these are counted alone"
        )


SOME = [
    annotation(0, "a", 0, 50, "quote"),
    annotation(1, "a", 10, 20, "claim/number"),
    annotation(2, "a", 100, 120, "claim"),
    annotation(3, "b", 0, 5, "quote"),
    annotation(4, "b", 3, 9, "claim"),
]


def test_it_is_printed_with_the_most_frequent_pairs_first() -> None:
    assert list(together(SOME).lines())[:4] == [
        "tag           other tag     overlaps     in   near",
        "claim         quote            2 (2)  1 (1)  3 (2)",
        "quote         claim            2 (2)      ·  2 (2)",
        "claim/number  quote            1 (1)  1 (1)  1 (1)",
    ]
    assert list(together(SOME[:1]).lines()) == ["no two tags occur together"]


def test_records_have_the_counts_of_nested_tags_and_of_a_tag_alone() -> None:
    found = {
        (each["tag"], each["relation"], each["other"]): tuple(each.values())[3:] for each in together(SOME).records()
    }
    assert found["claim", "overlaps", "quote"] == (2, 2, 1, 1)
    assert found["claim/number", "near", "claim"] == (1, 1, 1, 1)
    assert ("quote", "in", "claim") not in found
    assert together(SOME).csv().splitlines()[1] == "claim,near,quote,3,2,2,2"


def test_tags_nested_in_one_tag_are_a_pair_and_it_makes_none_with_them() -> None:
    found = together([annotation(0, "a", 0, 5, "claim/number"), annotation(1, "a", 6, 9, "claim/year")])
    near = {(pair.tag, pair.other) for pair in found.nested.passages if pair.relation == "near"}
    assert near == {("claim/number", "claim/year"), ("claim/year", "claim/number")}


@pytest.mark.parametrize(("width", "room"), [(0, 20), (60, 12), (64, 12), (66, 13), (120, 30)])
def test_names_have_as_much_room_as_the_terminal_gives(width: int, room: int) -> None:
    long = [annotation(0, "a", 0, 5, "n" * 40), annotation(1, "a", 0, 5, "quote")]
    assert max(len(line.split("  ")[0]) for line in list(together(long).lines(width))[1:3]) == room


def test_only_a_distance_makes_passages_near() -> None:
    assert together(SOME, 49).nested.passages[TagPair("claim", "near", "quote")] == 2
    assert together(SOME, 50).nested.passages[TagPair("claim", "near", "quote")] == 3
    assert "at most 50 characters away" in "\n".join(together(SOME, 50).lines())


def test_what_has_lost_its_place_stands_beside_nothing() -> None:
    lost = ChosenTags("a", None, "", SOME[:3], {"0": Status.ORPHAN})
    assert TagsTogether.of([lost]).nested.passages[TagPair("claim", "near", "quote")] == 0


def test_many_pairs_stay_legible_and_the_rest_is_counted() -> None:
    many = [annotation(number, "a", number, number + 40, f"a very long name of a tag {number}") for number in range(30)]
    *rows, _, _, _ = found = list(together(many).lines())
    assert max(map(len, found)) <= 80
    assert rows[-1] == "850 more: --csv has all"
    assert "a very lon…f a tag 0  a very lon…f a tag 1 " in found[1], "the end of a name often tells it from others"
