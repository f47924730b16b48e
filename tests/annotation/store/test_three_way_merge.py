"""What becomes of an annotation that was changed here and, by a program that keeps no log, in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.store.file_format import Document
from reader.annotation.store.three_way_merge import merge, three_way

State = Document | None


def doc(revision: int = 1, **fields: object) -> Document:
    return {"id": "a", "tag": "quote", "note": "", "modified": "", "revision": revision, **fields}


OLD, NOTED, NOTED_AGAIN = doc(), doc(2, note="ours", modified="m"), doc(3, note="ours again")
JOINED = doc(tag="claim", note="ours", modified="m")
KNOWN: dict[str, tuple[State, list[State], State]] = {
    "the file has the first": (OLD, [OLD, NOTED], NOTED),
    "it has the last": (NOTED, [OLD, NOTED], NOTED),
    "it has one between": (NOTED, [OLD, NOTED, NOTED, NOTED_AGAIN], NOTED_AGAIN),
    "it was added here": (None, [None, OLD, OLD, NOTED], NOTED),
    "it was removed here": (OLD, [OLD, None], None),
    "it was removed and the file has that": (None, [OLD, None], None),
    "removed and brought back": (OLD, [OLD, None, None, doc(3)], doc(3)),
    "another field was changed in the file": (doc(tag="claim"), [OLD, NOTED], {**JOINED, "revision": 2}),
    "another field, and here knew of it": (
        doc(tag="claim"), [OLD, NOTED, doc(3, tag="claim", note="ours"), doc(4, tag="claim", note="more")],
        doc(4, tag="claim", note="more"),
    ),
    "both did the same": (doc(note="ours"), [OLD, NOTED], NOTED),
    "another machine counted as far": (doc(2, tag="claim"), [OLD, NOTED], {**JOINED, "revision": 3}),
    "another machine counted further": (doc(9, tag="claim"), [OLD, NOTED], {**JOINED, "revision": 10}),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_what_fits_together_is_joined(name: str) -> None:
    theirs, ours, expected = KNOWN[name]
    merged = merge(theirs, ours, "step")
    assert (merged.document, merged.copy, merged.conflict) == (expected, None, "")


CONFLICTS: dict[str, tuple[State, list[State], State, str]] = {
    "the same field": (doc(note="theirs"), [OLD, NOTED], doc(note="theirs"), "both are kept"),
    "removed there, changed here": (None, [OLD, NOTED], NOTED, "it is kept"),
    "changed there, removed here": (doc(note="theirs"), [OLD, None], doc(note="theirs"), "it is kept"),
    "added twice": (doc(note="theirs"), [None, NOTED], doc(note="theirs"), "both are kept"),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_does_not_fit_is_kept_and_said(name: str) -> None:
    theirs, ours, expected, words = CONFLICTS[name]
    merged = merge(theirs, ours, "step")
    assert merged.document == expected
    assert merged.conflict.endswith(words)
    if "both" in words:
        assert merged.copy is not None
        assert {**merged.copy, "id": "a"} == {**NOTED, "revision": 1}
        assert merged.copy["id"] != "a"


def test_everybody_gives_a_copy_the_same_id() -> None:
    theirs, ours, _, _ = CONFLICTS["the same field"]
    assert merge(theirs, ours, "step") == merge(theirs, ours, "step")
    assert merge(theirs, ours, "step").copy != merge(theirs, ours, "another step").copy


FIELDS = st.dictionaries(st.sampled_from(["tag", "note", "theirs"]), st.sampled_from(["x", "y", "z"]), min_size=1)


@given(st.lists(FIELDS, min_size=1, max_size=3), FIELDS)
def test_nothing_that_was_said_last_is_lost(ours: list[dict[str, str]], theirs: dict[str, str]) -> None:
    states = [OLD]
    for number, fields in enumerate(ours):
        states.append({**states[-1], **fields, "revision": number + 2})
    merged = merge({**OLD, **theirs}, states, "step")
    found = [each for each in (merged.document, merged.copy) if each]
    for here, there in ((states[-1], OLD), ({**OLD, **theirs}, OLD)):
        said = {field: here[field] for field in ("tag", "note", "theirs") if here.get(field) != there.get(field)}
        known = any(all(state.get(field) == value for field, value in theirs.items()) for state in states)
        assert known or any(said.items() <= each.items() for each in found)
    assert (merged.copy is not None) == bool(merged.conflict)


def with_values(fields: Document | None, **more: object) -> Document:
    return {"id": "1", "tag": "quote", "revision": 1, **({} if fields is None else {"fields": fields}), **more}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (None, {"manner": "direct"}, {"verdict": "exact"}, {"manner": "direct", "verdict": "exact"}),
        ({"manner": "direct"}, {"manner": "partial"}, {"manner": "direct", "x": 1}, {"manner": "partial", "x": 1}),
        ({"manner": "direct"}, None, {"manner": "direct", "x": 1}, {"x": 1}),
        ({"manner": "direct", "x": 1}, {"manner": "direct"}, {"x": 1}, None),
    ],
    ids=["two new ones", "a changed and a new one", "a removed and a new one", "two removed ones"],
)
def test_people_can_set_different_fields_of_one_tag(
    base: Document | None, ours: Document | None, theirs: Document | None, merged: Document | None
) -> None:
    for one, other in [(ours, theirs), (theirs, ours)]:
        found = three_way(with_values(base), with_values(one), with_values(other))
        assert found.conflict == ""
        assert found.copy is None
        assert found.document is not None
        assert found.document.get("fields") == merged


def test_two_values_of_one_field_are_both_kept() -> None:
    found = three_way(with_values({"x": 0}), with_values({"x": 1}), with_values({"x": 2}))
    assert found.conflict == "it was changed here and elsewhere: both are kept (x)"
    assert found.document is not None
    assert found.copy is not None
    assert (found.document["fields"], found.copy["fields"]) == ({"x": 2}, {"x": 1})


def test_links_are_merged_one_by_one_and_with_fields_and_notes() -> None:
    base = with_values(None, note="")
    ours = with_values({"rating": "open"}, note="", links={"a": {"type": "evidence"}})
    theirs = with_values(None, note="see p. 4", links={"b": {"type": "original"}})
    found = three_way(base, ours, theirs)
    assert found.document is not None
    assert found.document["links"] == {"a": {"type": "evidence"}, "b": {"type": "original"}}
    assert (found.document["fields"], found.document["note"]) == ({"rating": "open"}, "see p. 4")


def test_fields_of_another_program_that_are_not_mappings_are_one_value() -> None:
    found = three_way(with_values(None), {**with_values(None), "fields": ["a"]}, with_values(None, note="n"))
    assert found.document is not None
    assert (found.document["fields"], found.document["note"]) == (["a"], "n")


@pytest.mark.parametrize(
    ("ours", "theirs", "named"),
    [
        ({"fields": {"x": 1}}, {"fields": {"x": 2}}, " (x)"),
        ({"fields": {"x": 1, "y": 1, "z": 1}}, {"fields": {"x": 2, "y": 2, "z": 1}}, " (x, y)"),
        ({"links": {"l": {"type": "evidence"}}}, {"links": {"l": {"type": "original"}}}, " (links)"),
        ({"links": {"l": 1}, "fields": {"x": 1}}, {"links": {"l": 2}, "fields": {"x": 2}}, " (x, links)"),
        ({"note": "ours"}, {"note": "theirs"}, ""),
        ({"": "ours"}, {"": "theirs"}, ""),  # another program's may have any name
    ],
)
def test_a_conflict_names_the_fields_and_the_links_that_differ(ours: Document, theirs: Document, named: str) -> None:
    merged = three_way(OLD, doc(2, **ours), doc(2, **theirs))
    assert merged.conflict == f"it was changed here and elsewhere: both are kept{named}"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "document"),
    [
        (OLD, OLD, NOTED, NOTED),
        (OLD, {**OLD, "revision": 7}, NOTED, NOTED),  # a revision alone is no change
        (OLD, NOTED, OLD, NOTED),
        (OLD, NOTED, {**OLD, "revision": 7}, NOTED),
        (OLD, None, None, None),
        (OLD, None, OLD, None),
        (OLD, OLD, None, None),
        (None, NOTED, None, NOTED),
        (None, None, NOTED, NOTED),
        (None, NOTED, NOTED, NOTED),
    ],
)
def test_where_one_side_changed_nothing_the_other_one_counts(
    base: State, ours: State, theirs: State, document: State
) -> None:
    merged = three_way(base, ours, theirs)
    assert (merged.document, merged.copy, merged.conflict) == (document, None, "")
