"""Moving a tag: all annotations of it and of nested tags get the new name, and those that become equal are one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, dismissal
from reader.workspace.tag_moves import FOREIGN, LINK, TagMove, move_tag
from tests.support.stores import an_annotation

ANN = an_annotation("ann", tag="rumour", creator="ann")
THERE = replace(ANN, id="there", tag="witness")


def after(move: TagMove, annotations: Sequence[Annotation]) -> dict[str, Annotation]:
    """Return the annotations after a move, by id."""
    found = {each.id: each for each in annotations}
    for change in move.changes:
        assert change.before == found[change.annotation.id]
        if change.after:
            found[change.annotation.id] = change.after
        else:
            del found[change.annotation.id]
    return found


def moved(*annotations: Annotation, foreign: Sequence[str] = ()) -> tuple[TagMove, dict[str, Annotation]]:
    move = move_tag(annotations, "rumour", "witness", lambda id: ["their"] if id in foreign else ())
    return move, after(move, annotations)


def link_to(id: str, **more: Any) -> dict[str, Any]:
    return {"type": "evidence", "to": {"annotation": id, "source": "a.txt", "exact": "x"}, **more}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("rumour", "witness"),
        ("rumour/old", "witness/old"),
        ("rumours", "rumours"),
        ("witness", "witness"),
        ("a/rumour", "a/rumour"),
    ],
)
def test_nested_tags_move_with_the_tag_above(tag: str, expected: str) -> None:
    _, found = moved(replace(ANN, tag=tag))
    assert found["ann"].tag == expected


def test_everybodys_annotations_and_dismissals_move_wherever_they_are() -> None:
    others = [
        replace(ANN, id="bea", creator="bea"),
        replace(ANN, id="gone", source="gone.txt"),
        dismissal(replace(ANN, id="no", start=5, end=6)),
    ]
    move, found = moved(ANN, *others)
    assert {each.tag for each in found.values()} == {"witness"}
    assert (len(move.moved), len(move.dismissed)) == (3, 1)
    assert found["bea"] == replace(others[0], tag="witness", revision=2, modified=found["bea"].modified)


def test_what_becomes_equal_is_one_with_both_notes_and_all_fields_and_links() -> None:
    goes = replace(
        ANN,
        note="heard",
        fields={"place": "Ulm", "who": [{"name": "A"}]},
        links={"l": link_to("x")},
        created="2026-01-01",
    )
    stays = replace(
        THERE,
        note="seen",
        fields={"who": [{"name": "B"}, {"name": "A"}]},
        links={"l": link_to("y")},
        created="2026-02-02",
    )
    move, found = moved(stays, goes)
    assert list(found) == ["there"]
    one = found["there"]
    assert (move.united, one.note, one.revision, one.created) == (1, "seen\nheard", 2, "2026-01-01")
    assert one.fields == {"who": [{"name": "B"}, {"name": "A"}], "place": "Ulm"}
    assert one.links == {"l": link_to("y"), "l-2": link_to("x")}


@pytest.mark.parametrize(
    ("goes", "stays", "joined"),
    [
        ({"start": 1, "digest": "new"}, {"start": 1, "digest": "old"}, {"start": 1, "digest": "new"}),
        (["x", "y"], ["z"], ["z", "x", "y"]),
        ("x", None, "x"),
    ],
)
def test_values_that_say_the_same_or_are_lists_are_not_contradictions(goes: Any, stays: Any, joined: Any) -> None:
    fields = {"a": stays} if stays else {}
    _, found = moved(replace(ANN, fields={"a": goes}), replace(THERE, fields=fields))
    one = found.pop("there").fields["a"]
    assert found == {}
    assert one == (stays if isinstance(goes, dict) else joined)


def test_a_link_that_another_program_broke_stays_as_it_is() -> None:
    links = {"1": {"type": "evidence", "to": {"annotation": {"id": "ann"}}}, "2": "ann"}
    _, found = moved(ANN, THERE, replace(ANN, id="other", tag="claim", links=links))
    assert found["other"].links == links


def test_an_equal_one_says_nothing_new_so_that_the_other_stays_as_it_is() -> None:
    move, found = moved(THERE, replace(ANN, note=""))
    assert (found, move.united) == ({"there": THERE}, 1)


def test_links_lead_to_the_one_that_stays_and_none_is_there_twice() -> None:
    linked = replace(
        ANN,
        id="other",
        tag="claim",
        creator="bea",
        links={"1": link_to("ann"), "2": link_to("there", note="n"), "3": link_to("ann")},
    )
    _, found = moved(ANN, THERE, linked)
    assert found["other"].links == {"1": link_to("there"), "2": link_to("there", note="n")}
    _, found = moved(ANN, THERE, replace(linked, links={"1": link_to("ann"), "2": link_to("there")}))
    assert found["other"].links == {"2": link_to("there")}


@pytest.mark.parametrize(
    ("goes", "stays", "names"),
    [
        ({"fields": {"a": 1, "b": 1}}, {"fields": {"a": 2, "b": 1}}, ("a",)),
        ({"fields": {"who": [1]}}, {"fields": {"who": 1}}, ("who",)),
        ({"links": {"1": link_to("there")}}, {}, (LINK,)),
        ({}, {"links": {"1": link_to("ann")}}, (LINK,)),
    ],
)
def test_what_contradicts_stays_two_and_is_named(
    goes: dict[str, Any], stays: dict[str, Any], names: tuple[str, ...]
) -> None:
    move, found = moved(replace(ANN, **goes), replace(THERE, **stays))
    assert {each.tag for each in found.values()} == {"witness"}
    assert len(found) == 2
    assert [each.names for each in move.apart] == [names]
    assert move.united == 0


def test_a_link_to_one_that_was_united_before_is_a_link_between_the_two() -> None:
    linked = replace(ANN, id="twin", links={"1": link_to("ann")})
    move, found = moved(ANN, linked, THERE)
    assert (set(found), move.united) == ({"there", "twin"}, 1)
    assert [each.names for each in move.apart] == [(LINK,)]


def test_what_another_program_noted_is_not_lost() -> None:
    move, found = moved(ANN, THERE, foreign=["ann"])
    assert (len(found), move.apart[0].names) == (2, (FOREIGN,))


@pytest.mark.parametrize("other", [{"creator": "bea"}, {"start": 1}, {"source": "b.txt"}, {"exact": "?"}])
def test_what_somebody_else_said_or_of_another_passage_stays(other: dict[str, Any]) -> None:
    _, found = moved(ANN, replace(THERE, **other))
    assert len(found) == 2


def test_those_that_were_equal_before_are_two_afterwards() -> None:
    _, found = moved(ANN, replace(ANN, id="twin"))
    assert len(found) == 2
    move, found = moved(ANN, replace(ANN, id="twin"), THERE, replace(THERE, id="there too"))
    assert (set(found), move.united) == ({"there", "there too"}, 2)


@pytest.mark.parametrize(
    ("others", "left", "given_way"),
    [
        ([dismissal(ANN), THERE], {"there"}, 1),
        ([ANN, dismissal(THERE)], {"ann"}, 1),
        ([dismissal(ANN), dismissal(THERE)], {"there"}, 1),
        ([dismissal(ANN), replace(THERE, creator="bea")], {"ann", "there"}, 0),
        ([dismissal(ANN), replace(ANN, id="both")], {"ann", "both"}, 0),
    ],
)
def test_a_dismissal_gives_way_to_a_tag_of_the_same_person(
    others: list[Annotation], left: set[str], given_way: int
) -> None:
    move, found = moved(*others)
    assert (set(found), move.given_way) == (left, given_way)


ANNOTATIONS = st.lists(
    st.builds(
        lambda start, tag, creator, note, field, to: replace(
            ANN, start=start, tag=tag, creator=creator, note=note, fields={"f": field} if field else {},
            links={"1": link_to(str(to))} if to else {},
        ),
        st.integers(0, 1), st.sampled_from(["rumour", "witness", "rumour/x", "witness/x"]),
        st.sampled_from(["ann", "bea"]), st.sampled_from(["", "n", "m"]),
        st.sampled_from([None, 1, 2, [1], [2]]), st.integers(0, 4),
    ),
    max_size=7,
).map(lambda found: [replace(each, id=str(number)) for number, each in enumerate(found, 1)])  # fmt: skip


@given(ANNOTATIONS)
def test_no_note_field_or_link_is_lost_and_to_move_twice_is_to_move_once(annotations: list[Annotation]) -> None:
    _, found = moved(*annotations)
    for each in annotations:
        at = [one for one in found.values() if (one.start, one.creator) == (each.start, each.creator)]
        same = [one for one in at if one.tag == each.tag.replace("rumour", "witness")]
        assert not each.note or any(each.note in one.note.split("\n") for one in same)
        values = each.fields.get("f", [])
        assert any(set(values if isinstance(values, list) else [values]) <= _values(one) for one in same)
        is_there = each.links and each.links["1"]["to"]["annotation"] in [one.id for one in annotations]
        assert not is_there or any(link["to"]["annotation"] in found for one in same for link in one.links.values())
    again, _ = moved(*found.values())
    assert again == TagMove()


def _values(annotation: Annotation) -> set[Any]:
    value = annotation.fields.get("f", [])
    return set(value if isinstance(value, list) else [value])
