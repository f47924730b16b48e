"""What was done here and is not in the log yet: it is taken off, and put on top of what others did."""

from pathlib import Path

from reader.annotation.model.annotation import to_document
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, EntryKind, Record
from reader.annotation.store.file_format import encode
from reader.annotation.store.unsaved import put_on_top, take_off
from tests.support.stores import an_annotation

A, B = to_document(an_annotation("a")), to_document(an_annotation("b"))
NOTED, AGAIN = {**A, "note": "so", "revision": 2}, {**A, "note": "or so", "revision": 3}


def documents(*found: dict[str, object]) -> Documents:
    return Documents(Path("a.json"), {"annotations": dict(enumerate(map(encode, found), 1))})


def a_record(id: str, *edits: Edit, kind: EntryKind = EntryKind.STEP) -> Record:
    return Record(id, "", "", "", edits, kind=kind)


STEPS = [
    a_record("1", Edit(1, A, NOTED), Edit(2, None, B)),
    a_record("2", Edit(1, NOTED, AGAIN)),
    a_record("3", Edit(1, None, A), kind=EntryKind.SEEN),
]


def test_what_is_unsaved_is_taken_off_the_last_first() -> None:
    here = documents(AGAIN, B)
    take_off(STEPS, here)
    assert (here.document("a"), here.document("b")) == (A, None)


def test_it_is_done_again_on_top_of_what_others_did() -> None:
    here = documents({**A, "tag": "claim", "revision": 5})
    done = put_on_top(STEPS, here, ())
    found = here.document("a")
    assert found == {**A, "tag": "claim", "note": "or so", "revision": 7}
    assert here.document("b") == B
    assert [record.id for record in done.unsaved] == ["1", "2", "3"]
    assert [(edit.id, edit.after) for edit in done.edits] == [
        ("a", {**A, "tag": "claim", "note": "so", "revision": 6}),
        ("b", B),
        ("a", found),
    ]
    assert done.in_log == []
    assert done.unsaved[0].edits[0].before == {**A, "tag": "claim", "revision": 5}


def test_what_is_in_the_log_is_not_done_twice() -> None:
    here = documents(NOTED, B)
    done = put_on_top(STEPS, here, {"1"})
    assert (done.in_log, [record.id for record in done.unsaved]) == ([STEPS[0]], ["2", "3"])
    assert here.document("a") == AGAIN


def test_a_record_that_changes_nothing_any_more_is_left_out() -> None:
    here = documents(NOTED, B)
    done = put_on_top([STEPS[0], STEPS[2], a_record("4", kind=EntryKind.SEEN)], here, ())
    assert ([record.id for record in done.unsaved], done.edits) == (["3"], [])
