"""What stands beside a passage."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import nearby
from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.nearby import NEAR, RELATIONS, Nearby, NearbyQuestion, RelationName
from reader.text.span import Span

TAGS = ("claim", "claim/number", "quote")


def annotation(id: int, start: int, end: int, tag: str, *, creator: str = "ann", source: str = "a.txt") -> Annotation:
    return Annotation(id=str(id), source=source, start=start, end=end, exact="", tag=tag, creator=creator)


@st.composite
def annotations(draw: st.DrawFn) -> list[Annotation]:
    people, sources = st.sampled_from(("ann", "bob", "")), st.sampled_from(("a.txt", "b.txt"))
    found = []
    for id in range(draw(st.integers(0, 14))):
        start, length, tag = draw(st.integers(0, 30)), draw(st.integers(1, 12)), draw(st.sampled_from(TAGS))
        found.append(annotation(id, start, start + length, tag, creator=draw(people), source=draw(sources)))
    return sorted(found, key=position_key)


def stands(name: RelationName, this: Span, other: Span, distance: int) -> bool:
    """Tell what each word means, in the plainest way."""
    match name:
        case "near":
            return other.start - this.end <= distance and this.start - other.end <= distance
        case "in":
            return other.start <= this.start and this.end <= other.end
        case "holds":
            return this.start <= other.start and other.end <= this.end
        case "overlaps":
            return other.start < this.end and this.start < other.end


@given(annotations(), st.sampled_from(RELATIONS), st.sampled_from(("", "claim", "=claim", "quote")),
       st.sampled_from(("", "an", "same")), st.integers(0, 5))  # fmt: skip
def test_it_answers_as_comparing_each_with_each_would(
    every: list[Annotation], name: RelationName, tag: str, person: str, distance: int
) -> None:
    def compared(this: Annotation) -> Iterator[bool]:
        for other in every:
            has_tag = other.tag == "claim" if tag == "=claim" else other.tag.startswith(tag)
            has_person = other.creator == this.creator if person == "same" else person in other.creator
            is_other = other is not this and other.source == this.source
            yield is_other and has_tag and has_person and stands(name, this.span, other.span, distance)

    test = Nearby(every, TAGS).test(NearbyQuestion(name, tag, person, distance))
    assert [test(each) for each in every] == [any(compared(each)) for each in every]


@pytest.mark.parametrize(
    ("value", "relation"),
    [
        ("", NearbyQuestion("near")),
        ("quote", NearbyQuestion("near", "quote")),
        ("claim/number~50", NearbyQuestion("near", "claim/number", distance=50)),
        ("quote~", NearbyQuestion("near", "quote")),
        ("quote~0@ann b", NearbyQuestion("near", "quote", "ann b", 0)),
        ("@same", NearbyQuestion("near", person="same")),
        ("quote@", NearbyQuestion("near", "quote")),
        ("quote~far", NearbyQuestion("near", "quote~far")),
        ("quote~" + "9" * 5000, NearbyQuestion("near", "quote~" + "9" * 5000)),
    ],
)
def test_what_follows_the_colon_names_tag_distance_and_person(value: str, relation: NearbyQuestion) -> None:
    assert NearbyQuestion.of("near", value) == relation


def test_near_is_two_hundred_code_points_unless_somebody_says_more_or_less() -> None:
    assert NEAR == 200
    there = annotation(0, 0, 10, "quote")
    for start, is_near in ((210, True), (211, False)):
        here = annotation(1, start, start + 5, "claim")
        assert Nearby([there, here]).test(NearbyQuestion("near", "quote"))(here) is is_near


@pytest.mark.parametrize(
    ("spans", "within"),
    [
        ([(0, 9), (0, 5)], [False, True]),
        ([(0, 9), (0, 5), (0, 2)], [False, True, True]),
        ([(0, 9), (0, 9), (0, 5)], [True, True, True]),
        ([(0, 9), (2, 9), (2, 5), (3, 9)], [False, True, True, True]),
        ([(0, 9), (9, 12)], [False, False]),
    ],
)
def test_no_passage_lies_in_itself_whatever_begins_where_it_does(
    spans: list[tuple[int, int]], within: list[bool]
) -> None:
    every = [annotation(id, *span, "quote") for id, span in enumerate(spans)]
    test = Nearby(every).test(NearbyQuestion("in", "quote"))
    assert [test(each) for each in every] == within


def test_very_many_are_looked_through_in_steps_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "SLICE", 3)
    every = Nearby([annotation(number, number, number + 1, "quote") for number in range(10)])
    assert len(list(every.prepare(NearbyQuestion("near", "quote")))) == 4
    assert list(every.prepare(NearbyQuestion("overlaps", "quote"))) == [], "the same places answer this, too"
    assert len(list(every.prepare(NearbyQuestion("holds", "quote")))) == 4, "these are asked for from the other end"
