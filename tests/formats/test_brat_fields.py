"""Fields in brat: what its attributes, notes and passages can hold of a value."""

from typing import Any

import pytest

from reader.formats.brat_fields import Numbers, as_held, choices, has_place, one_or_several, place_of, written_lines
from reader.settings.fields import Field, choice
from reader.text.span import Span
from tests.support.stores import an_annotation

TEXT = "Ann  said it. \nBo did not."
NOWHERE = {"prefix": "", "suffix": "", "digest": ""}


def a_place(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "exact": TEXT[start:end], **NOWHERE, **more}


def test_choices_that_are_one_word_can_be_attributes_each_once() -> None:
    sure = choice("sure", "how sure", "yes", "not quite", "a|b", "no")
    fields = {"quote": [sure, Field("note", "text")], "claim": [choice("sure", "how sure", "no", "maybe")]}
    assert choices(fields) == {"sure": ["yes", "no", "maybe"]}


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"cue": " said\n so "}, {"cue": "said so"}),
        ({"cue": ""}, {}),
        ({"cue": []}, {}),
        ({"cue": ["", "said"]}, {"cue": "said"}),
        ({"cue": ["said", "so"]}, {"cue": ["said", "so"]}),
        ({"weight": 3}, {"weight": "3"}),
        ({"two words": "x"}, {}),
        ({"who": a_place(0, 5)}, {"who": a_place(0, 3)}),
        ({"who": a_place(3, 9)}, {"who": a_place(5, 9)}),
        ({"who": a_place(5, 17, name=" B  L ")}, {"who": {"name": "B L", **a_place(5, 17)}}),
        ({"who": a_place(0, 3, name="")}, {"who": {"name": "Ann", **a_place(0, 3)}}),
        ({"who": a_place(3, 5)}, {}),
        ({"who": {**a_place(0, 3), "start": -1, "end": 2}}, {"who": "Ann"}),
        ({"who": {**a_place(0, 3), "end": 4}}, {"who": "Ann"}),
    ],
)
def test_a_value_is_held_on_one_line_and_a_place_without_its_margins(fields: Any, held: Any) -> None:
    assert as_held(fields) == held


@pytest.mark.parametrize(("values", "value"), [(["a"], "a"), (["a", "b"], ["a", "b"])])
def test_one_value_is_not_a_list(values: list[Any], value: Any) -> None:
    assert one_or_several(values) == value


@pytest.mark.parametrize(
    ("value", "has"), [("a", False), (a_place(0, 3), True), (["a", a_place(0, 3)], True), (["a"], False), ([], False)]
)
def test_a_value_or_one_of_many_may_have_a_place(value: Any, has: bool) -> None:
    assert has_place(value) is has


def test_lines_are_attributes_notes_and_passages_with_a_relation() -> None:
    speaker = {**a_place(5, 17), "name": "Bo Lee"}
    held = an_annotation(fields={"sure": ["yes", "perhaps"], "who": [speaker, a_place(0, 3)], "cue": "said"})
    lines = list(written_lines("T1", held, TEXT, {"sure": ["yes", "no"]}, Numbers(2)))
    assert lines == [
        "A1\tsure T1 yes\n",
        "#3\tfield-sure T1\tperhaps\n",
        "T3\tfield-who 5 13;15 17\tsaid it. Bo\n",
        "R1\tfield-who Arg1:T1 Arg2:T3\n",
        "#4\tfield-who T3\tBo Lee\n",
        "T4\tfield-who 0 3\tAnn\n",
        "R2\tfield-who Arg1:T1 Arg2:T4\n",
        "#5\tfield-cue T1\tsaid\n",
    ]


@pytest.mark.parametrize(
    ("words", "parts", "span"),
    [
        ("said it. Bo", [Span(5, 13), Span(15, 17)], Span(5, 17)),
        ("Ann", [Span(0, 3)], Span(0, 3)),
        ("Bo", [Span(0, 3)], None),  # other words stand there
        ("Ann it.", [Span(0, 3), Span(10, 13)], None),  # and here words are left out
    ],
)
def test_a_field_has_a_passage_only_where_its_words_are(words: str, parts: list[Span], span: Span | None) -> None:
    found = place_of(words, parts, TEXT, "d")
    assert (found and (found["start"], found["end"], found["exact"], found["digest"])) == (
        span and (*span, span.of(TEXT), "d")
    )
