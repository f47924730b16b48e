"""Agreement on fields: kappa of choices and F1 of everything else, over passages that both tagged."""

from collections.abc import Mapping, Sequence

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.people import TABLE, Name, People, values_of_name
from reader.annotation.model.row import new_row
from reader.collaboration.agreement.field_measures import compare_fields, differing_fields, matched
from reader.settings import TAGS
from tests.support.stores import an_annotation

LEE, ANN = Name("Lee"), Name("Ann Lee")
PEOPLE = People(new_row(TABLE, name.id, values_of_name(name, to), "") for name, to in ((LEE, ANN), (ANN, None)))


def tagged(who: str, tag: str, *fields: Mapping[str, object], start: int = 0) -> list[Annotation]:
    return [
        an_annotation(f"{who}{number}", start=start + 10 * number, end=10 * number + 8, tag=tag, fields=each)
        for number, each in enumerate(fields)
    ]


def ratings(who: str, *values: str) -> list[Annotation]:
    return tagged(who, "claim", *({"rating": value} if value else {} for value in values))


def found(
    ones: Sequence[Annotation], others: Sequence[Annotation]
) -> list[tuple[str, int, float | None, float | None]]:
    return [
        (each.field, each.matched, each.kappa and round(each.kappa, 3), each.f1 and round(each.f1, 3))
        for each in compare_fields(ones, others, TAGS, PEOPLE)
    ]


@pytest.mark.parametrize(
    ("ones", "others", "kappa"),
    [
        (("open", "refuted", "open", "refuted"), ("open", "refuted", "open", "refuted"), 1.0),
        (("open", "refuted", "open", "refuted"), ("open", "refuted", "refuted", "open"), 0.0),
        (("open", "open", "refuted"), ("open", "", "refuted"), 0.5),  # by hand: 2/3 agree, 1/3 by chance
        (("open",), ("open",), None),  # chance could not have given anything else
    ],
)
def test_a_choice_has_kappa(ones: Sequence[str], others: Sequence[str], kappa: float | None) -> None:
    assert found(ratings("a", *ones), ratings("b", *others)) == [("rating", len(ones), kappa, None)]


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ({"wording": "The ferry is late."}, {"wording": "the  ferry is late."}, 0.0),
        ({"wording": "The ferry is late."}, {"wording": "the ferry is late."}, 1.0),
        ({"wording": "x"}, {}, 0.0),
        ({}, {}, "left out"),
    ],
)
def test_a_text_has_f1(one: Mapping[str, object], other: Mapping[str, object], f1: float | str) -> None:
    expected = [] if f1 == "left out" else [("wording", 1, None, f1)]
    assert found(tagged("a", "claim", one), tagged("b", "claim", other)) == expected


def test_names_of_one_person_are_one_speaker() -> None:
    ones = tagged("a", "quote", {"speaker": [{"name": "Lee"}, {"name": "Bob"}]}, {"speaker": [{"name": "Cem"}]})
    others = tagged("b", "quote", {"speaker": [{"name": "Ann Lee"}]}, {"speaker": [{"name": "Cem"}]})
    assert found(ones, others) == [("speaker", 2, None, 0.8)]


def test_passages_with_the_same_edges_match_first_and_each_once() -> None:
    ones = [an_annotation("a", start=0, end=10), an_annotation("b", start=2, end=8)]
    others = [an_annotation("c", start=2, end=8), an_annotation("d", start=50, end=60), an_annotation("e", tag="claim")]
    assert [(one.id, other.id) for one, other in matched(ones, others)] == [("b", "c")]
    assert [(one.id, other.id) for one, other in matched(ones, others[1:])] == []


def test_a_missing_value_differs_from_none() -> None:
    one, other, third = ratings("a", "open", "refuted", "")
    assert differing_fields([one, other], PEOPLE) == ["rating"]
    assert differing_fields([one, third], PEOPLE) == []
    assert differing_fields([one], PEOPLE) == []
