"""Fields in Label Studio: a control for each, results of it, and what is read of those."""

from typing import Any
from xml.etree import ElementTree

import pytest

from reader.formats.label_studio_fields import FieldControls, RegionFields
from reader.settings.fields import Field, choice

MOOD = choice("mood", "how it is said", "good", "bad")
MOODS = Field("moods", "choice", "", MOOD.choices, is_many=True)
FIELDS = {
    "quote": [MOOD, MOODS, Field("year", "number"), Field("day", "date"), Field("cue", "span"), Field("who", "person")],
    "claim": [Field("days", "date", is_many=True), Field("who", "person"), Field("url", "url")],
}
CONTROLS = FieldControls(FIELDS, "label", "text")


def test_each_field_has_a_control_that_is_shown_for_the_tags_that_have_it() -> None:
    view = ElementTree.fromstring(f"<View>{''.join(CONTROLS.config())}</View>")
    found = {each.get("name"): (each.tag, each.get("whenLabelValue")) for each in view}
    assert found == {
        "field-mood": ("Choices", "quote"),
        "field-moods": ("Choices", "quote"),
        "field-year": ("Number", "quote"),
        "field-day": ("DateTime", "quote"),
        "field-who": ("TextArea", "quote,claim"),
        "field-days": ("TextArea", "claim"),
        "field-url": ("TextArea", "claim"),
    }
    assert [each.get("choice") for each in view.iter("Choices")] == ["single", "multiple"]
    assert [each.get("value") for each in view.iter("Choice")] == ["good", "bad"] * 2
    for each in view:
        assert (each.get("whenTagName"), each.get("toName"), each.get("perRegion")) == ("label", "text", "true")


@pytest.mark.parametrize(
    ("tag", "name", "value", "result"),
    [
        ("quote", "mood", "good", {"type": "choices", "value": {"choices": ["good"]}}),
        ("quote", "moods", ["good", "bad"], {"type": "choices", "value": {"choices": ["good", "bad"]}}),
        ("quote", "year", 1999, {"type": "number", "value": {"number": 1999}}),
        ("quote", "day", "2026-01-02", {"type": "datetime", "value": {"datetime": "2026-01-02"}}),
        ("claim", "who", {"name": "Ann"}, {"type": "textarea", "value": {"text": ["Ann"]}}),
        ("claim", "days", ["2026-01-02", "2026-01-03"],
         {"type": "textarea", "value": {"text": ["2026-01-02", "2026-01-03"]}}),
        ("quote", "mood", "odd", None),  # not one of its values
        ("quote", "days", ["2026-01-02"], None),  # a field of another tag
        ("quote", "cue", "said", None),  # no control has a place
        ("quote", "other", "x", None),
        ("other", "mood", "good", None),
    ],
)  # fmt: skip
def test_a_valid_value_is_a_result_of_its_control(tag: str, name: str, value: Any, result: Any) -> None:
    assert list(CONTROLS.results(tag, {name: value})) == ([{"from_name": f"field-{name}", **result}] if result else [])


def read(result: Any, *others: Any) -> tuple[bool, dict[str, list[str]]]:
    fields = RegionFields([result, *others], {"r", "7"})
    return fields.has(result), fields.of("r")


@pytest.mark.parametrize(
    ("result", "fields"),
    [
        ({"type": "choices", "from_name": "sure", "value": {"choices": ["yes", "no"]}}, {"sure": ["yes", "no"]}),
        ({"type": "choices", "from_name": "field-sure", "value": {"choices": "yes"}}, {"sure": ["yes"]}),
        ({"type": "rating", "value": {"rating": 3}}, {"rating": ["3"]}),
        ({"type": "number", "from_name": "", "value": {"number": 0}}, {"number": ["0"]}),
        ({"type": "datetime", "from_name": "day", "value": {"datetime": "2026-01-02"}}, {"day": ["2026-01-02"]}),
        (
            {"type": "taxonomy", "from_name": "topic", "value": {"taxonomy": [["a", 1], ["b"]]}},
            {"topic": ["a / 1", "b"]},
        ),
        ({"type": "textarea", "from_name": "field-cue", "value": {"text": ["a", "b"]}}, {"cue": ["a", "b"]}),
        ({"type": "choices", "from_name": "sure", "value": None}, {"sure": []}),
    ],
)
def test_a_result_that_says_something_of_a_region_is_a_field(result: Any, fields: dict[str, list[str]]) -> None:
    assert read({"id": "r", **result}) == (True, fields)
    assert read({"id": "s", **result}) == (False, {}), "of another region, or of the whole task"


@pytest.mark.parametrize(
    "result",
    [
        {"id": "r", "type": "labels", "from_name": "field-x", "value": {"labels": ["x"]}},
        {"id": "r", "type": "textarea", "from_name": "note", "value": {"text": ["so"]}},
        {"id": "r", "type": "textarea", "from_name": 7, "value": {"text": ["so"]}},
        {"id": "r", "type": "textarea", "value": {"text": ["so"]}},
        {"type": "choices", "from_name": "sure", "value": {"choices": ["yes"]}},
        7,
        None,
    ],
)
def test_any_other_result_is_none(result: Any) -> None:
    assert read(result) == (False, {})


def test_the_results_of_one_control_are_joined() -> None:
    one, two = ({"id": "r", "type": "choices", "from_name": "sure", "value": {"choices": [each]}} for each in "ab")
    other = {"id": 7, "type": "rating", "from_name": "stars", "value": {"rating": 2}}
    fields = RegionFields([one, other, two], {"r", "7"})
    assert (fields.of("r"), fields.of("7"), fields.of("none")) == ({"sure": ["a", "b"]}, {"stars": ["2"]}, {})
