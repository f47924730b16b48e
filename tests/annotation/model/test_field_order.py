"""Annotations in the order of what a field says, and counted by it."""

from collections.abc import Sequence

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_order import FieldOrder, field_orders, fields_of
from reader.annotation.model.people import TABLE, Name, People, values_of_name
from reader.annotation.model.row import new_row
from reader.settings import TAGS, Tag
from reader.settings.fields import Field

LEE, ANN = Name("Lee"), Name("Ann Lee")
PEOPLE = People(new_row(TABLE, name.id, values_of_name(name, to), "") for name, to in ((LEE, ANN), (ANN, None)))
NUMBERED = Tag("sum", "s", "", "", "", "red", (Field("amount", "number"),))


def annotations(name: str, values: Sequence[object], tag: str) -> list[Annotation]:
    return [
        Annotation(
            id=str(number), source="a.txt", start=number, end=number + 1, exact="x", tag=tag,
            fields={} if value is None else {name: value},
        )
        for number, value in enumerate(values)
    ]  # fmt: skip


def names(*texts: str) -> list[dict[str, str]]:
    return [{"name": text} for text in texts]


@pytest.mark.parametrize(
    ("name", "tag", "values", "order", "counts"),
    [
        ("rating", "claim", ["refuted", None, "open", "odd"], "2031", {"open": 1, "refuted": 1, "odd": 1, "none": 1}),
        ("amount", "sum", [10, None, 9.5, -1], "3201", {"-1": 1, "9.5": 1, "10": 1, "none": 1}),
        ("speaker", "quote", [names("Lee"), names("Bob"), names("Ann Lee", "Bob")], "021", {"Ann Lee": 2, "Bob": 2}),
        ("wording", "claim", ["b", "É", "a"], "201", {"a": 1, "b": 1, "É": 1}),
        ("rating", "boilerplate", [None, "open"], "10", {"open": 1}),
    ],
)  # fmt: skip
def test_order_and_counts(name: str, tag: str, values: Sequence[object], order: str, counts: dict[str, int]) -> None:
    found = annotations(name, values, tag)
    by = FieldOrder.of(name, (*TAGS, NUMBERED), PEOPLE)
    assert "".join(each.id for each in sorted(found, key=by.key)) == order
    assert dict(by.counts(found)) == counts
    assert list(by.counts(found)) == list(counts)


def test_only_fields_that_are_used_can_be_ordered_by() -> None:
    found = [
        *annotations("odd", [1], "claim"),
        *annotations("rating", ["open"], "claim"),
        *annotations("cue", [1], "quote"),
    ]
    assert field_orders(found, TAGS) == ["place", "cue", "rating", "odd"]
    assert fields_of([], TAGS) == []
