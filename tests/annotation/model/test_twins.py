"""Twins: equal tags by the program are one tag; people's tags, and tags that contradict each other, are not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.model.revision import Document
from reader.annotation.model.twins import READER, twin_key, twin_key_of_document, unite_twins
from tests.support.stores import an_annotation

LINK = {"type": "evidence", "to": {"annotation": "b", "source": "one.txt", "exact": "One."}}


def tag(id: str, **parts: object) -> Document:
    return to_document(an_annotation(id, **{"creator": READER, **parts}))


# What is there, the ids of those that go and of those that stay for them.
CASES: dict[str, tuple[Sequence[Document], dict[str, str]]] = {
    "the first stays": ([tag("a"), tag("b"), tag("c")], {"b": "a", "c": "a"}),
    "another passage": ([tag("a"), tag("b", start=5, end=9)], {}),
    "other words at the place": ([tag("a"), tag("b", exact="Two.")], {}),
    "another source": ([tag("a"), tag("b", source="two.txt")], {}),
    "another tag": ([tag("a"), tag("b", tag="claim")], {}),
    "a person's": ([tag("a", creator="ann"), tag("b", creator="ann")], {}),
    "a person's and the program's": ([tag("a", creator="ann"), tag("b")], {}),
    "dismissals": ([to_document(dismissal(an_annotation(id, creator=READER))) for id in "ab"], {}),
    "one with a note": ([tag("a"), tag("b", note="so")], {"b": "a"}),
    "two notes": ([tag("a", note="so"), tag("b", note="not so")], {}),
    "the same note": ([tag("a", note="so"), tag("b", note="so")], {"b": "a"}),
    "a field more": ([tag("a"), tag("b", fields={"cue": "said"})], {"b": "a"}),
    "two values of a field": ([tag("a", fields={"cue": "said"}), tag("b", fields={"cue": "told"})], {}),
    "only the digest of a field differs": (
        [tag("a", fields={"cue": [{"exact": "said", "digest": "1"}]}), tag("b", fields={"cue": [{"exact": "said"}]})],
        {"b": "a"},
    ),
    "the third is a twin of the second": (
        [tag("a", note="so"), tag("b", note="not so"), tag("c", note="not so")], {"c": "b"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_equal_tags_by_the_program_are_one(name: str) -> None:
    documents, dropped = CASES[name]
    assert unite_twins(documents).dropped == dropped


def test_the_one_that_stays_has_what_only_others_have() -> None:
    first = tag("a", fields={"cue": "said"}, modified="2026-01-01", revision=3)
    second = tag(
        "b", note="so", fields={"rating": "open"}, links={"l": LINK | {"to": {"url": "https://example.org"}}},
        origin={"suggested": "quote"}, modified="2026-01-02", revision=1,
    )  # fmt: skip
    (joined,) = unite_twins([first, second]).changed.values()
    assert (joined["id"], joined["note"], joined["fields"]) == ("a", "so", {"rating": "open", "cue": "said"})
    assert (joined["origin"], [*joined["links"]]) == ({"suggested": "quote"}, ["l"])
    assert (joined["modified"], joined["revision"]) == ("2026-01-02", 4)


def test_nothing_changes_where_the_others_say_nothing_new() -> None:
    assert unite_twins([tag("a", fields={"cue": "said"}), tag("b")]).changed == {}


def test_a_note_is_enough_to_change_the_one_that_stays() -> None:
    (joined,) = unite_twins([tag("a"), tag("b", note="so")]).changed.values()
    assert (joined["id"], joined["note"], joined["revision"]) == ("a", "so", 2)
    assert unite_twins([tag("a", note="so"), tag("b", note="so")]).changed == {}
    assert unite_twins([tag("a", note="so"), tag("b")]).changed == {}


def test_links_lead_to_the_one_that_stays() -> None:
    linked = to_document(an_annotation("c", creator="ann", links={"l": LINK}))
    united = unite_twins([tag("a"), tag("b", links={"m": LINK}), linked, {"id": 7}])
    assert united.changed.keys() == {"a", "c"}, "what goes needs no change"
    assert united.changed["a"]["links"]["m"]["to"]["annotation"] == "a"
    assert united.changed["c"]["links"]["l"]["to"]["annotation"] == "a"
    assert united.changed["c"]["revision"] == 2


@pytest.mark.parametrize("document", [{}, {"creator": READER}, {"creator": READER, "tag": "x", "start": "one"}])
def test_documents_of_other_programs_have_no_twins(document: Document) -> None:
    assert twin_key_of_document(document) is None


@given(st.lists(st.tuples(st.sampled_from(["ann", READER]), st.sampled_from(["x", "y"]), st.integers(0, 2))))
def test_afterwards_no_two_are_equal_and_nothing_of_a_person_is_gone(tags: list[tuple[str, str, int]]) -> None:
    found = [an_annotation(str(n), creator=who, tag=name, start=at) for n, (who, name, at) in enumerate(tags)]
    united = unite_twins(map(to_document, found))
    kept = [each for each in found if each.id not in united.dropped]
    keys = [key for each in kept if (key := twin_key(each))]
    all_keys = set(filter(None, map(twin_key, found)))
    assert len(keys) == len(set(keys)) == len(all_keys)
    assert [each for each in kept if each.creator == "ann"] == [each for each in found if each.creator == "ann"]
