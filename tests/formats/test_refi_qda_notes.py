"""Fields and links in REFI-QDA: as memos, and back."""

from typing import Any

import pytest

from reader.annotation.model.links import to_annotation
from reader.formats.refi_qda_notes import Memo, QdaLink, decoded, is_property, memos_on, parse_memos, split_links
from tests.support.stores import an_annotation

TWO = an_annotation("2", start=5, end=9, exact="Two.")
TO_TWO = {"type": "evidence", "to": to_annotation(TWO)}
TO_URL: dict[str, Any] = {"type": "original", "to": {"url": "https://example.org"}, "note": "see there"}


def test_a_field_is_a_memo_with_what_its_text_cannot_say_beside_it() -> None:
    one = an_annotation(fields={"cue": "said", "weight": 3, "who": [{"name": "Ann"}, {"name": "Bo"}], "none": ""})
    memos = memos_on(one, {})
    assert memos == [
        Memo("field: cue", "said", ""),
        Memo("field: weight", "3", "3"),
        Memo("field: who", "Ann, Bo", '[{"name":"Ann"},{"name":"Bo"}]'),
        Memo("field: none", "", '""'),
    ]
    assert parse_memos(memos) == {"fields": one.fields, "links": {}}


@pytest.mark.parametrize(
    ("link", "memo"),
    [
        (TO_URL, ("link: original", "https://example.org\nsee there")),
        ({"type": "original", "to": {"source": "a.txt", "exact": "so"}}, ("link: original", "so")),
        ({"type": "same-as", "to": {"annotation": "b"}}, ("link: same-as", "b")),
        ({"type": "same-as", "to": {"annotation": "b", "exact": "so"}}, ("link: same-as", "so")),
        ({"type": "x", "note": "so"}, ("link: x", "so")),
        ({}, ("link: ", "")),
        ("damaged", ("link: ", "")),
    ],
)
def test_a_link_is_a_memo_that_says_where_it_leads(link: Any, memo: tuple[str, str]) -> None:
    (found,) = memos_on(an_annotation(), {"l": link})
    assert (found.name, found.text) == memo
    assert parse_memos([found]) == {"fields": {}, "links": {"l": link}}


def test_links_between_passages_are_told_apart_from_others() -> None:
    one = an_annotation("1", links={"a": TO_TWO, "b": {**TO_TWO, "note": "so"}, "c": TO_URL})
    between, others = split_links([one, TWO])
    assert between == [
        QdaLink("1", "2", "evidence", Memo("link: evidence", "", '{"id":"a"}')),
        QdaLink("1", "2", "evidence", Memo("link: evidence", "so", '{"id":"b"}')),
    ]
    assert others == {"1": {"c": TO_URL}, "2": {}}


@pytest.mark.parametrize(
    ("memos", "fields"),
    [
        ([Memo("field: x", "4", "3")], {"x": "4"}),  # it was changed in the other program
        ([Memo("field: x", "3", "no JSON")], {"x": "3"}),
        ([Memo("field: x", "", "")], {}),
        ([Memo("field: x", "None", "null")], {"x": None}),
        ([Memo("field: x", "so", "null")], {"x": "so"}),
        ([Memo("x", "so", "")], {}),
        ([Memo("link: x", "so", "")], {}),
    ],
)
def test_a_memo_that_was_changed_counts_as_it_is(memos: list[Memo], fields: Any) -> None:
    assert parse_memos(memos) == {"fields": fields, "links": {}}


@pytest.mark.parametrize(
    ("name", "is_one"), [("field: x", True), ("link: x", True), ("a field: x", False), ("", False)]
)
def test_a_memo_is_recognised_by_its_name(name: str, is_one: bool) -> None:
    assert is_property(name) is is_one


@pytest.mark.parametrize(("description", "value"), [("[1]", [1]), ("null", None), ("", None), ("{", None)])
def test_a_description_may_be_anything(description: str, value: Any) -> None:
    assert decoded(Memo("", "", description)) == value
