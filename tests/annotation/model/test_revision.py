"""Revisions: a counter in each document, which tells the later one without a clock."""

import pytest

from reader.annotation.model.revision import DocumentOrNone, restored, revision, same_content, with_fields


def test_a_document_without_a_revision_counts_as_the_first() -> None:
    assert revision({"id": "a"}) == 1
    assert revision({"id": "a", "revision": 7}) == 7


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"id": "a", "revision": 1}, {"id": "a", "revision": 5}, True),
        ({"id": "a"}, {"id": "a", "revision": 5}, True),
        ({"id": "a", "note": ""}, {"id": "a"}, False),
        ({"id": "a"}, {"id": "b"}, False),
        ({"id": "a"}, None, False),
        (None, {"id": "a"}, False),
        (None, None, True),
    ],
)
def test_content_is_all_but_the_revision(one: DocumentOrNone, other: DocumentOrNone, is_same: bool) -> None:
    assert same_content(one, other) is is_same


def test_new_fields_make_the_next_revision_and_foreign_fields_stay() -> None:
    before = {"id": "a", "note": "old", "colour": "red", "revision": 3}
    assert with_fields(before, {"note": "new", "revision": 9}) == {**before, "note": "new", "revision": 4}
    assert with_fields({"id": "a"}, {"note": "new"}) == {"id": "a", "note": "new", "revision": 2}
    assert with_fields(None, {"id": "a", "revision": 1}) == {"id": "a", "revision": 1}


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ({"id": "a", "colour": "red", "revision": 5}, {"id": "a", "note": "old", "colour": "red", "revision": 6}),
        (None, {"id": "a", "note": "old", "revision": 5}),  # its removal was revision 4
    ],
)
def test_a_restored_document_is_the_latest_revision(current: DocumentOrNone, expected: DocumentOrNone) -> None:
    assert restored({"id": "a", "note": "old", "revision": 3}, current) == expected


def test_fields_and_links_that_are_no_longer_there_go_but_those_of_another_program_stay() -> None:
    ours = {"id": "a", "fields": {"rating": "open"}, "links": {"l": {}}, "revision": 3}
    assert with_fields(ours, {"note": "new"}) == {"id": "a", "note": "new", "revision": 4}
    assert restored({"id": "a", "revision": 2}, ours) == {"id": "a", "revision": 4}
    theirs = {"id": "a", "fields": ["a list"], "links": 5, "revision": 3}
    assert with_fields(theirs, {"note": "new"}) == {**theirs, "note": "new", "revision": 4}
    assert restored({"id": "a", "revision": 2}, theirs) == {**theirs, "revision": 4}
