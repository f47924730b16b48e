"""Fields as bodies of a web annotation, and back."""

from typing import Any

import pytest

from reader.formats.loose_json import LARGEST
from reader.formats.w3c_fields import EXACT, FIELD, MANY, is_of_field, parse_fields, written_fields

PLACE = {"start": 3, "end": 6, "exact": "Ann", "prefix": "p", "suffix": "s", "digest": "0" * 64}


def written(value: Any) -> list[dict[str, Any]]:
    return list(written_fields({"x": value}, "a.txt"))


@pytest.mark.parametrize(
    ("value", "kind", "purpose", "words", "is_exact"),
    [
        ("said", "TextualBody", "describing", "said", False),
        (3, "TextualBody", "describing", "3", True),
        ({"name": "Ann"}, "TextualBody", "identifying", "Ann", False),
        ({"name": 7}, "TextualBody", "describing", "7", True),
        ("https://example.org", "SpecificResource", "linking", None, False),
        (PLACE, "SpecificResource", "describing", None, False),
        ({"name": "Ann Lee", **PLACE}, "SpecificResource", "identifying", "Ann Lee", False),
        ({**PLACE, "start": -1}, "TextualBody", "describing", "Ann", True),
        ({**PLACE, "start": 0}, "SpecificResource", "describing", None, False),
        ({**PLACE, "end": 3}, "TextualBody", "describing", "Ann", True),
        ({**PLACE, "end": LARGEST}, "SpecificResource", "describing", None, False),
        ({**PLACE, "end": LARGEST + 1}, "TextualBody", "describing", "Ann", True),
    ],
)
def test_a_value_is_a_body_with_its_purpose(
    value: Any, kind: str, purpose: str, words: str | None, is_exact: bool
) -> None:
    (body,) = written(value)
    assert (body["type"], body["purpose"], body.get("value"), EXACT in body) == (kind, purpose, words, is_exact)
    assert (body[FIELD], MANY in body, is_of_field(body)) == ("x", False, True)
    assert parse_fields([body]) == {"x": value}


@pytest.mark.parametrize("value", [["a", "b"], ["a"], [{"name": "Ann"}, {"name": "Bo", **PLACE}]])
def test_each_of_many_values_is_a_body(value: list[Any]) -> None:
    bodies = written(value)
    assert [body.get(MANY) for body in bodies] == [True] * len(value)
    assert not any(EXACT in body for body in bodies)
    assert parse_fields(bodies) == {"x": value}


@pytest.mark.parametrize("value", [[], "", [1, 2], [["a"]], {"other": 1}, None])
def test_what_bodies_cannot_tell_is_written_beside_them(value: Any) -> None:
    bodies = written(value)
    assert sum(EXACT in body for body in bodies) == (value != "")
    assert parse_fields(bodies) == {"x": value}


def test_what_somebody_changed_in_a_body_counts_before_the_exact_value() -> None:
    (body,) = written(3)
    assert parse_fields([{**body, "value": "4"}]) == {"x": "4"}
    assert parse_fields([{**body, EXACT: "no JSON"}]) == {"x": "3"}
    assert parse_fields([{**body, EXACT: 3}]) == {"x": "3"}
    one, two = written([1, 2])
    assert parse_fields([one, {**two, "value": "3"}]) == {"x": ["1", "3"]}
    assert parse_fields([one]) == {"x": ["1"]}


def test_fields_are_told_apart_by_their_names() -> None:
    bodies = [*written_fields({"x": "a", "y": ["b", "c"]}, "a.txt"), *written_fields({"z": "d"}, "a.txt")]
    assert parse_fields(bodies) == {"x": "a", "y": ["b", "c"], "z": "d"}


@pytest.mark.parametrize("body", [{}, {FIELD: 7}, "x", None, [FIELD]])
def test_any_other_body_is_of_no_field(body: Any) -> None:
    assert not is_of_field(body)
