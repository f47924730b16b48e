"""What the lines of a brat file say of its passages."""

from typing import Any

import pytest

from reader.formats.brat_lines import BratLines, parts_of
from reader.formats.relations import Relation
from reader.text.span import Span

TEXT = "Ann said it rains. Bo did not."
PASSAGES = ("T1\tPerson 0 3\tAnn", "T2\tSaying 4 8\tsaid", "T3\tClaim 9 17\tit rains", "T4\tPerson 19 21\tBo")
SPEAKER = ("T5\tfield-speaker 0 3\tAnn", "R5\tfield-speaker Arg1:T3 Arg2:T5")


def read(*lines: str, text: str | None = TEXT) -> BratLines:
    return BratLines([*PASSAGES, *lines], text, "a.ann, line")


@pytest.mark.parametrize(
    ("offsets", "spans"),
    [("0 4", [Span(0, 4)]), ("5 8;0 4", [Span(0, 4), Span(5, 8)]), ("10 12;9 10", [Span(9, 10), Span(10, 12)])],
)
def test_the_parts_of_a_passage_are_in_order(offsets: str, spans: list[Span]) -> None:
    assert parts_of(offsets) == spans


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["A1\tSure T3 yes"], {"Sure": "yes"}),
        (["A1\tSure T3 yes", "A2\tSure T3 no"], {"Sure": ["yes", "no"]}),
        (["A1\tNegated T3"], {"Negated": "true"}),
        (["A1\tNegated T3  "], {"Negated": "true"}),
        (["#1\tfield-wording T3\tIt rains."], {"wording": "It rains."}),
        (["#1\tfield-wording T3"], {"wording": ""}),
        (["E1\tClaim:T3 By:T1", "A1\tTense E1 past"], {"Tense": "past"}),
        (["A1\tSure T9 yes"], {}),
        (["A1\tSure R1 yes"], {}),
        (["A1\tSure T3 \udc80"], {}),  # a line that is not UTF-8 says nothing
    ],
)
def test_a_line_sets_a_field_of_the_passage_that_it_names(lines: list[str], fields: dict[str, Any]) -> None:
    found = read(*lines)
    assert found.fields("T3") == fields
    assert found.has(lines[-1]) is bool(fields)
    assert found.fields("T1") == {}


def test_notes_are_those_of_people_and_stand_on_a_line_each() -> None:
    lines = ["#1\tAnnotatorNotes T3\tone", "#2\tAnnotatorNotes T3", "#3\tNote T3\ttwo", "#4\tAnnotatorNotes T9\tthree"]
    found = read(*lines, "R1\tBy Arg1:T3 Arg2:T1", "#5\tAnnotatorNotes R1\tfour")
    assert [found.note(id) for id in ("T3", "T9", "R1", "T1")] == ["one\ntwo", "", "four", ""]
    assert [found.has(line) for line in lines] == [True, True, True, False]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("R1\tBy Arg1:T3 Arg2:T1", [("T3", "T1", "By", "relations")]),
        ("R1\tBy Arg1:T3 Arg2:T1 ", [("T3", "T1", "By", "relations")]),
        ("R1\tBy Arg1:E1 Arg2:T1", [("T2", "T1", "By", "relations")]),
        ("*\tEquiv T1 T4", [("T1", "T4", "same-as", "relations")]),
        ("*\tEquiv T1 T4 E1", [("T1", "T4", "same-as", "relations"), ("T1", "T2", "same-as", "relations")]),
        ("E2\tSaying:T2 Speaker:T1", [("T2", "T1", "Speaker", "events")]),
        ("E2\tSaying:T2 Speaker:T1 Of:E1", [("T2", "T1", "Speaker", "events"), ("T2", "T2", "Of", "events")]),
        ("*\tEquiv T1", []),
        ("R1\tBy Arg1:T3", []),
        ("X1\tsomething", []),
    ],
)
def test_relations_and_events_lead_from_passage_to_passage(line: str, ends: list[tuple[str, ...]]) -> None:
    found = read("E1\tSaying:T2", line)
    expected = [Relation("a.ann, line 6", start, end, kind, note="", what=what) for start, end, kind, what in ends]
    assert found.relations == expected
    assert found.has(line) is bool(ends)
    assert not found.has("E1\tSaying:T2"), "it says nothing beside its passage"


def test_a_place_of_a_field_is_a_hidden_passage_with_a_relation_to_it() -> None:
    found = read(*SPEAKER)
    place = found.fields("T3")["speaker"]
    assert (place["start"], place["end"], place["exact"], "name" in place) == (0, 3, "Ann", False)
    assert found.relations == []
    assert all(found.has(line) for line in SPEAKER)
    named = read(*SPEAKER, "#1\tfield-speaker T5\tAnn Lee").fields("T3")["speaker"]
    assert named == {"name": "Ann Lee", **place}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (None, "", "Ann"),
        (None, "Ann Lee", "Ann Lee"),
        ("Bob said it rains.", "", "Ann"),
        ("Bob said it rains.", "Ann Lee", "Ann Lee"),
    ],
)
def test_where_other_words_stand_a_field_has_no_place(text: str | None, name: str, value: str) -> None:
    note = [f"#1\tfield-speaker T5\t{name}"] if name else []
    assert read(*SPEAKER, *note, text=text).fields("T3") == {"speaker": value}


def test_a_place_of_a_field_may_have_no_words() -> None:
    found = read("T5\tfield-speaker 0 3", SPEAKER[1])
    assert found.fields("T3") == {"speaker": ""}
    assert found.has("T5\tfield-speaker 0 3")


@pytest.mark.parametrize(
    "lines",
    [
        ["T5\tPerson 0 3\tAnn", "R5\tfield-speaker Arg1:T3 Arg2:T5"],
        ["T5\tfield-speaker 0 3\tAnn", "R5\tfield-other Arg1:T3 Arg2:T5"],
        ["T5\tBy 0 3\tAnn", "R5\tBy Arg1:T3 Arg2:T5"],
    ],
    ids=["another passage", "another relation", "no field"],
)
def test_a_passage_that_does_not_belong_to_a_field_is_none_of_its_places(lines: list[str]) -> None:
    found = read(*lines)
    assert found.fields("T3") == {}
    assert not found.has(lines[0])
    assert [(each.start, each.end) for each in found.relations] == [("T3", "T5")]
