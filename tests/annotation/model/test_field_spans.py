"""Passages in the fields and links of an annotation: what is one, and what is done to each."""

from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import digests_in, digests_of, has_span, map_spans, span_of, values_of
from reader.text.span import Span
from tests.support.stores import an_annotation

PLACE = {"start": 3, "end": 6, "exact": "Ann", "prefix": "", "suffix": "", "digest": "d"}


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        (PLACE, True),
        ({**PLACE, "name": "Ann"}, True),
        *(({name: each for name, each in PLACE.items() if name != left_out}, False) for left_out in PLACE),
        ({**PLACE, "start": "3"}, False),
        ({**PLACE, "start": True}, False),
        ({**PLACE, "end": False}, False),
        ({**PLACE, "digest": None}, False),
        ([PLACE], False),
        ("Ann", False),
        (None, False),
    ],
)
def test_a_passage_has_all_parts_of_a_span(value: Any, is_one: bool) -> None:
    assert has_span(value) is is_one


def test_its_span_is_that_of_its_offsets() -> None:
    assert span_of(PLACE) == Span(3, 6)


@pytest.mark.parametrize(
    ("value", "values"),
    [("a", ("a",)), (["a", "b"], ["a", "b"]), ([], []), (None, ()), (0, (0,)), ("", ("",)), (PLACE, (PLACE,))],
)
def test_a_field_has_none_one_or_many_values(value: Any, values: Any) -> None:
    assert values_of(an_annotation(fields={"x": value}), "x") == values
    assert values_of(an_annotation(fields={"x": value}), "y") == ()


def linked(**fields: Any) -> Annotation:
    links = {
        "a": {"type": "original", "to": {"source": "two.txt", **PLACE, "digest": "l"}},
        "b": {"type": "original", "to": {"url": "https://example.org"}},
        "c": {"type": "original"},
        "d": "damaged",
    }
    return an_annotation(fields=fields, links=links)


def test_each_passage_counts_in_the_text_of_its_digest() -> None:
    one = linked(speaker=[PLACE, {"name": "Bo"}, {**PLACE, "digest": "e"}], cue={**PLACE, "digest": "f"}, note="g")
    assert list(digests_of(one)) == ["d", "e", "f"]
    assert list(digests_in(one)) == ["d", "e", "f", "l"]
    assert list(digests_in(an_annotation())) == []


def test_passages_are_replaced_wherever_they_are_and_nothing_else_is() -> None:
    fields = {"speaker": [PLACE, "Bo", [PLACE]], "cue": PLACE, "note": {"start": 1}}
    assert map_spans(fields, lambda value: value["exact"]) == {
        "speaker": ["Ann", "Bo", ["Ann"]],
        "cue": "Ann",
        "note": {"start": 1},
    }
