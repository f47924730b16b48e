"""Done marks: who is done with which source, and what a filter asks of them."""

import pytest

from reader.annotation.model.done import CHANGED, DONE, TABLE, DoneMarks, mark_id, mark_values
from reader.annotation.model.row import StoredRow, new_row


def mark(source: str, person: str, digest: str = "d1") -> StoredRow:
    return new_row(TABLE, mark_id(source, person), mark_values(source, digest, 10), person)


MARKS = DoneMarks.of(
    [mark("a.txt", "Ann"), mark("a.txt", "Bob"), mark("b.txt", "Bob"), mark("old.txt", "Ann")],
    "Ann",
    {"old.txt": "new.txt"},
)


def test_marks_are_one_s_own_or_those_of_others_by_the_name_that_a_source_has_now() -> None:
    assert list(MARKS.mine) == ["a.txt", "new.txt"]
    assert {id: [row.creator for row in rows] for id, rows in MARKS.others.items()} == {
        "a.txt": ["Bob"],
        "b.txt": ["Bob"],
    }


def test_a_row_of_another_program_without_a_source_is_passed_over() -> None:
    assert DoneMarks.of([mark("a.txt", "Ann")._replace(values={"source": 7})], "Ann", {}) == DoneMarks()


def test_the_sign_of_a_source() -> None:
    marks = MARKS._replace(changed=frozenset({"new.txt"}))
    assert [marks.sign(id) for id in ("a.txt", "b.txt", "new.txt")] == [DONE, "", CHANGED]
    assert [marks.is_done(id) for id in ("a.txt", "b.txt", "new.txt")] == [True, False, False]


def test_who_is_done_with_a_source_as_it_is_now() -> None:
    assert (MARKS.people("a.txt", "d1"), MARKS.people_before("a.txt", "d1")) == (["Ann", "Bob"], [])
    assert (MARKS.people("a.txt", "d2"), MARKS.people_before("a.txt", "d2")) == ([], ["Ann", "Bob"])
    assert MARKS.people("c.txt", "d1") == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", ["a.txt"]), ("yes", ["a.txt"]), ("NO", ["b.txt", "c.txt", "new.txt"]), ("changed", ["new.txt"]),
        ("bo", ["a.txt", "b.txt"]), ("Ann", ["a.txt", "new.txt"]), ("nobody", []),
    ],
)  # fmt: skip
def test_what_stands_after_done_in_a_filter(value: str, found: list[str]) -> None:
    marks = MARKS._replace(changed=frozenset({"new.txt"}))
    assert [id for id in ("a.txt", "b.txt", "c.txt", "new.txt") if marks.matches(id, value)] == found
