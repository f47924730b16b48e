"""Relations of other programs' files, which are links between the passages of one text."""

from dataclasses import replace
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import to_annotation
from reader.formats.format import ImportedRecord, LeftOut, Record, RejectedRecord
from reader.formats.relations import Relation, link_type, relations_among, with_relations
from tests.support.stores import an_annotation


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("evidence", "evidence"),
        ("said by", "said-by"),
        ("  (said -- by)  ", "said----by"),
        ("_part_of_", "part_of"),
        ("Über", "Über"),
        ("a", "a"),
        ("x2", "x2"),
        ("a" * 32, "a" * 32),
        ("a" * 33, ""),
        ("2x", ""),
        ("", ""),
        ("?!", ""),
    ],
)
def test_a_name_of_a_relation_is_a_type_of_link_as_far_as_it_can_be_one(label: str, kind: str) -> None:
    assert link_type(label) == kind


def a_record(handle: str, id: str = "") -> ImportedRecord:
    return ImportedRecord(f"line {handle}", replace(an_annotation(handle), id=id), handle=handle)


def read(*relations: Relation, records: tuple[Record, ...] = ()) -> tuple[dict[str, dict[str, Any]], list[LeftOut]]:
    """The links by the handle of the record that they start from, and the relations that were left out."""
    found = list(with_relations(records or (a_record("1"), a_record("2", "b")), relations, "doc"))
    taken = [each for each in found if isinstance(each, ImportedRecord)]
    links = {each.handle: dict(each.annotation.links) for each in taken if each.annotation.links}
    return links, [each for each in found if isinstance(each, LeftOut)]


def test_a_relation_is_a_link_from_its_start_to_its_end() -> None:
    links, left = read(Relation("r", "1", "2", "said by", "l1", "see there"), Relation("r", "2", "1", "x", "l2"))
    assert links["doc 1"]["l1"]["type"] == "said-by"
    assert links["doc 1"]["l1"]["note"] == "see there"
    assert links["doc 1"]["l1"]["to"]["annotation"] == "b"
    assert links["doc 2"]["l2"]["to"]["annotation"] == "doc 1", "which has no id: its handle stands for it"
    assert "note" not in links["doc 2"]["l2"]
    assert left == []


def test_a_relation_without_an_id_gets_the_same_one_each_time() -> None:
    one, other = (read(Relation(where, "1", "2", "x"))[0]["doc 1"] for where in ("here", "there"))
    assert one == other
    assert one.keys() != read(Relation("here", "1", "2", "y"))[0]["doc 1"].keys()


@pytest.mark.parametrize(
    "relation",
    [
        Relation("r", "1", "9", "x", what="events"),
        Relation("r", "9", "1", "x", what="events"),
        Relation("r", "1", "1", "x", what="events"),
        Relation("r", "1", "2", "?", what="events"),
        Relation("r", "", "2", "x", what="events"),
    ],
    ids=["no end", "no start", "to itself", "no type", "no handle"],
)
def test_a_relation_that_leads_nowhere_is_left_out(relation: Relation) -> None:
    records = (a_record("1"), a_record("2"), a_record(""), RejectedRecord("line 9", "why"))
    assert read(relation, records=records) == ({}, [LeftOut("r", "events")])


def test_other_records_stay_where_they_are_and_keep_the_links_that_they_have() -> None:
    own = {"own": {"type": "original", "to": {"url": "https://example.org"}}}
    linked = a_record("2")
    linked = replace(linked, annotation=replace(linked.annotation, links=own))
    rejected = RejectedRecord("line 1", "why")
    first, second, third, fourth = with_relations(
        [rejected, linked, a_record("3"), a_record("")], [Relation("r", "2", "3", "x", "l")], "doc"
    )
    assert first is rejected
    assert isinstance(second, ImportedRecord)
    assert isinstance(third, ImportedRecord)
    assert isinstance(fourth, ImportedRecord)
    assert list(second.annotation.links) == ["own", "l"]
    assert third == replace(a_record("3"), handle="doc 3")
    assert fourth.handle == "", "what has none before has none after"


# What a relation says completely

ONE, TWO = an_annotation("1"), an_annotation("2", start=5, end=9, exact="Two.")


@pytest.mark.parametrize(
    ("link", "is_whole"),
    [
        ({"type": "evidence", "to": to_annotation(TWO)}, True),
        ({"type": "evidence", "to": to_annotation(TWO), "note": "so"}, True),
        ({"type": "evidence", "to": to_annotation(TWO), "note": ""}, False),
        ({"type": "evidence", "to": to_annotation(TWO), "more": 1}, False),
        ({"type": "evidence", "to": {**to_annotation(TWO), "start": 4}}, False),
        ({"type": "evidence", "to": to_annotation(an_annotation("3"))}, False),
        ({"type": "no type!", "to": to_annotation(TWO)}, False),
        ({"type": "evidence", "to": {"url": "https://example.org"}}, False),
        ("damaged", False),
    ],
)
def test_only_what_comes_back_as_it_is_can_be_a_relation(link: Any, is_whole: bool) -> None:
    one: Annotation = replace(ONE, links={"l": link})
    assert list(relations_among([one, TWO])) == ([(one, "l", TWO)] if is_whole else [])
