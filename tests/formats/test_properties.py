"""Fields and links as texts with the exact values beside them, and what is lost of them."""

from dataclasses import replace
from typing import Any

import pytest

from reader.annotation.model.link_targets import linked_id
from reader.formats.properties import (
    as_list,
    bare,
    exact_of,
    from_list,
    has_places,
    joined_text,
    link_content,
    link_id,
    links_between,
    lost_properties,
    map_texts,
    restored_fields,
    standing,
    texts_of,
    with_ends,
    without_nulls,
)
from tests.support.stores import an_annotation

TEXT = "Ann said so."
ANN = {"start": 0, "end": 3, "exact": "Ann", "prefix": "", "suffix": " said so.", "digest": "d"}


# Texts and exact values


@pytest.mark.parametrize(
    ("value", "texts", "joined"),
    [
        ("a", ["a"], ["a"]),
        ("", [], []),
        (3, ["3"], ["3"]),
        (0, ["0"], ["0"]),
        ([], [], []),
        (["a", "", "b"], ["a", "b"], ["a, , b"]),
        ({"name": "Ann"}, ["Ann"], ["Ann"]),
        ([{"name": "Ann"}, {"name": "Bo"}], ["Ann", "Bo"], ["Ann, Bo"]),
        ({"other": 1}, [], []),
    ],
)
def test_a_value_shows_texts(value: Any, texts: list[str], joined: list[str]) -> None:
    assert (texts_of(value), joined_text(value)) == (texts, joined)


@pytest.mark.parametrize(
    ("value", "is_exact"),
    [
        ("a", False),
        (["a", "b"], False),
        (["a"], True),
        (3, True),
        ("", True),
        ([], True),
        (ANN, True),
        (["a", ""], True),
    ],
)
def test_only_what_its_texts_do_not_give_back_is_written_exactly(value: Any, is_exact: bool) -> None:
    exact = exact_of({"x": value})
    assert exact == ({"x": value} if is_exact else {})
    assert restored_fields({"x": texts_of(value)}, exact) == {"x": value}


@pytest.mark.parametrize(
    ("texts", "exact", "fields"),
    [
        ({"x": ["a"]}, {}, {"x": "a"}),
        ({"x": ["a", "b"]}, {}, {"x": ["a", "b"]}),
        ({"x": []}, {}, {}),
        ({"x": ["4"]}, {"x": 3}, {"x": "4"}),  # it was changed in the other program
        ({"x": ["3"]}, {"x": 3}, {"x": 3}),
        ({}, {"x": 3}, {}),  # and here it was removed
        ({}, {"x": ""}, {"x": ""}),
        ({"x": ["a"]}, {"y": []}, {"x": "a", "y": []}),
        ({"x": ["a"]}, None, {"x": "a"}),
        ({"x": ["a"]}, ["x"], {"x": "a"}),
    ],
)
def test_an_exact_value_counts_as_long_as_its_text_is_the_same(texts: Any, exact: Any, fields: Any) -> None:
    assert restored_fields(texts, exact) == fields


@pytest.mark.parametrize(
    ("place", "stands"),
    [
        (ANN, True),
        ({**ANN, "start": 4, "end": 7}, False),
        ({**ANN, "start": -12, "end": -9}, False),
        ({**ANN, "start": 0, "end": 0, "exact": ""}, False),
        ({**ANN, "start": 9, "end": 12, "exact": "so."}, True),
        ({**ANN, "start": 9, "end": 13, "exact": "so."}, False),
    ],
)
def test_a_field_has_a_place_only_where_its_words_stand(place: dict[str, Any], stands: bool) -> None:
    one = an_annotation(fields={"who": [place, "Bo"], "note": "so"})
    found = standing(one, TEXT)
    assert found.fields == {"who": [place if stands else place["exact"], "Bo"], "note": "so"}
    assert (found is one) is stands
    assert has_places(found) is stands


@pytest.mark.parametrize(
    ("value", "without"),
    [
        ({"a": None, "b": {"c": None, "d": 0}}, {"b": {"d": 0}}),
        ([None, 1, [None]], [1, []]),
        ("a", "a"),
        (None, None),
    ],
)
def test_nulls_are_left_out_at_any_depth(value: Any, without: Any) -> None:
    assert without_nulls(value) == without


def test_every_text_of_a_value_is_changed() -> None:
    assert map_texts({"a": ["b", {"c": 1}], "d": None}, str.upper) == {"A": ["B", {"C": 1}], "D": None}


# Links

URL: dict[str, Any] = {"type": "evidence", "to": {"url": "https://example.org"}}
TO_B: dict[str, Any] = {"type": "same-as", "to": {"annotation": "b", "source": "one.txt", "exact": "Two."}}


@pytest.mark.parametrize(
    ("link", "item"),
    [
        (URL, {"id": "l", **URL}),
        ({}, {"id": "l"}),
        ("damaged", {"id": "l", "value": "damaged"}),
        ({"id": "other", "type": "x"}, {"id": "l", "value": {"id": "other", "type": "x"}}),
        ({"value": 1}, {"id": "l", "value": {"value": 1}}),
        ({"value": 1, "type": "x"}, {"id": "l", "value": 1, "type": "x"}),
    ],
)
def test_a_link_comes_back_from_a_list(link: Any, item: dict[str, Any]) -> None:
    assert as_list({"l": link}) == [item]
    assert from_list([item]) == {"l": link}


@pytest.mark.parametrize("values", [None, "x", {"id": "l"}, [], [7, None, "l"]])
def test_anything_else_is_not_a_list_of_links(values: Any) -> None:
    assert from_list(values) == {}


def test_a_link_without_an_id_gets_the_same_one_each_time() -> None:
    (id,) = from_list([URL])
    assert id == next(iter(from_list([dict(URL)]))) == link_id(str(URL))
    assert len(id) == 12
    assert from_list([{**URL, "id": 7}]) == {"7": URL}
    assert id not in from_list([TO_B])


@pytest.mark.parametrize(
    ("link", "id"),
    [(TO_B, "b"), (URL, ""), ({"to": {"annotation": 7}}, ""), ({"to": "b"}, ""), ({}, ""), ("b", ""), (None, "")],
)
def test_a_link_leads_to_the_annotation_that_it_names(link: Any, id: str) -> None:
    assert linked_id(link) == id


def test_the_ends_of_links_can_be_renamed() -> None:
    links = {"1": TO_B, "2": URL, "3": {"to": {"annotation": "c"}}, "4": "damaged"}
    renamed = with_ends(links, {"b": "x"})
    assert renamed == {**links, "1": {**TO_B, "to": {**TO_B["to"], "annotation": "x"}}}
    nothing: dict[str, Any] = {}
    assert with_ends(nothing, {"b": "x"}) is nothing


def test_only_valid_links_to_the_same_source_are_between_passages() -> None:
    elsewhere = {"type": "same-as", "to": {"annotation": "c", "source": "two.txt", "exact": ""}}
    links = {"1": TO_B, "2": URL, "3": elsewhere, "4": {**TO_B, "type": "?"}, "5": "damaged"}
    assert list(links_between(an_annotation(links=links))) == [("1", TO_B)]


@pytest.mark.parametrize(
    ("link", "content"),
    [
        (TO_B, ("same-as", "b")),
        (URL, ("evidence", "https://example.org")),
        ({"type": "original", "to": {"source": "a.txt", "exact": "so", "start": 1}}, ("original", "a.txt", "so")),
        ({"to": {}}, ("None", "None", "None")),
        ({"type": "x"}, ("{'type': 'x'}",)),
        ("damaged", ("damaged",)),
    ],
)
def test_a_link_is_known_again_by_what_it_says(link: Any, content: tuple[str, ...]) -> None:
    assert link_content(link) == content


# Losses


def test_what_follows_from_a_place_is_left_out() -> None:
    assert bare([{**ANN, "name": "Ann"}, "Bo"]) == [{"start": 0, "end": 3, "exact": "Ann", "name": "Ann"}, "Bo"]
    assert bare({"prefix": "so"}) == {"prefix": "so"}


WIDE = {**ANN, "start": 10, "end": 15, "exact": " Ann "}


@pytest.mark.parametrize(
    ("value", "kept", "lost"),
    [
        ("a", "a", []),
        ("a", ["a"], []),
        ("a", "b", ["fields"]),
        (["a", "b"], ["a"], ["fields"]),
        (ANN, ANN, []),
        (ANN, {**ANN, "digest": "e", "suffix": ""}, []),
        (ANN, "Ann", ["places of what fields name"]),
        (ANN, {**ANN, "start": 4, "end": 7}, ["places of what fields name"]),
        (ANN, {**ANN, "start": 0, "end": 4, "exact": "Ann"}, []),
        ([ANN, "Bo"], ["Ann", "Bo"], ["places of what fields name"]),
        ({**WIDE, "name": "A"}, {**ANN, "start": 11, "end": 14, "name": "A"}, []),
        ({**WIDE, "name": "A"}, {**ANN, "start": 10, "end": 13, "name": "A"}, ["places of what fields name"]),
    ],
)
def test_a_loss_of_a_field_is_named(value: Any, kept: Any, lost: list[str]) -> None:
    one = an_annotation(fields={"x": value})
    assert list(lost_properties(one, replace(one, fields={"x": kept}))) == lost


def test_a_field_or_a_link_that_is_gone_is_lost() -> None:
    one = an_annotation(fields={"x": "", "y": "a"}, links={"l": URL, "m": {**TO_B, "note": "so"}})
    assert list(lost_properties(one, one)) == []
    assert list(lost_properties(one, an_annotation())) == ["fields", "fields", "links", "links"]
    without_note = replace(one, links={"l": URL, "m": TO_B})
    assert list(lost_properties(one, without_note)) == ["notes of links"]
    assert list(lost_properties(without_note, replace(one, links={"l": URL, "m": {**TO_B, "note": ""}}))) == []
    torn = {"l": {**URL, "to": {"url": "https://x.org/?"}}}
    assert list(lost_properties(an_annotation(links={"l": URL}), an_annotation(links=torn))) == [
        "words at the ends of links"
    ]
    damaged = an_annotation(links={"l": "x"})
    assert list(lost_properties(damaged, an_annotation(links={"l": "y"}))) == []
