"""The entries of the log, and their lines: each comes back as it was, and a line that is not whole is none."""

import json
import zlib
from typing import Any

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.entries import (
    UNKNOWN,
    Checkpoint,
    Edit,
    EntryKind,
    Record,
    author_mark,
    from_line,
    new_id,
    to_line,
)
from tests.support.stores import an_annotation

A = to_document(an_annotation("a"))
NOTED = {**A, "note": "so", "revision": 2}
ROW = {"id": "r", "table": "places", "name": "Lviv"}


def line_of(value: Any) -> bytes:
    text = json.dumps(value).encode()
    return b"%08x %d %b" % (zlib.crc32(text), len(text), text)


def value_of(line: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(line.split(b" ", 2)[2])
    return value


@pytest.mark.parametrize(
    ("edit", "id", "source", "is_of_row"),
    [
        (Edit(1, None, A), "a", "one.txt", False),
        (Edit(1, A, None), "a", "one.txt", False),
        (Edit(1, {**A, "source": "old.txt"}, A), "a", "one.txt", False),
        (Edit(1, ROW, None), "r", "", True),
        (Edit(1, None, ROW), "r", "", True),
        (Edit(1, None, {**ROW, "source": "one.txt"}), "r", "one.txt", True),
    ],
)
def test_an_edit_is_about_the_document_that_is_there_last(edit: Edit, id: str, source: str, is_of_row: bool) -> None:
    assert (edit.id, edit.source, edit.is_of_row) == (id, source, is_of_row)


@pytest.mark.parametrize(
    ("undoes", "redoes", "original"), [("", "", "3"), ("1", "", "1"), ("", "2", "2")], ids=["step", "undo", "redo"]
)
def test_an_undo_and_a_redo_are_of_the_step_that_was_done_first(undoes: str, redoes: str, original: str) -> None:
    assert Record("3", "", "", "", (), undoes, redoes).original == original


@pytest.mark.parametrize(
    "entry",
    [
        Record("1", "now", "ann", "tagged", (Edit(7, None, A),)),
        Record("1", "now", "ann", "noted", (Edit(7, A, NOTED), Edit(8, {**A, "theirs": 1}, None))),
        Record("1", "now", "ann", "named", (Edit(1, None, ROW),), undoes="0"),
        Record("1", "now", "ann", "both", (Edit(7, A, None), Edit(1, ROW, {**ROW, "name": "Lwow"})), redoes="0"),
        Record("1", "", "", "", (), kind=EntryKind.SEEN),
        Record("1", "", "", "", (), kind=EntryKind.ACCEPTED),
        Checkpoint(12, (1, 2, 3)),
        Checkpoint(12, (1, 2, 3), seen=None),
        Checkpoint(12, (1, 2, 3), True, (4, 5, 6), "d", "w", 0, ">now", 7),
        Checkpoint(12, (1, 2, 3), digest="d", lost=3),
    ],
)
def test_an_entry_comes_back_from_its_line(entry: Record | Checkpoint) -> None:
    line = to_line(entry)
    assert line.endswith(b"}\n")
    assert from_line(line[:-1]) == entry


def test_a_changed_document_is_written_by_what_is_new_and_what_went() -> None:
    line = to_line(Record("1", "", "", "", (Edit(7, {**A, "theirs": 1}, NOTED),)))
    (change,) = value_of(line)["changes"]
    assert change == {
        "number": 7,
        "before": {**A, "theirs": 1},
        "after": {"note": "so", "revision": 2},
        "gone": ["theirs"],
    }


def test_what_is_the_default_is_not_written() -> None:
    assert value_of(to_line(Checkpoint(12, (1, 2, 3)))) == {"folded": 12, "file": [1, 2, 3], "seen": [0, 0, 0]}
    assert value_of(to_line(Checkpoint(1, (1, 2, 3), lost=0)))["lost"] == 0, "which says that nothing is missing"
    record = Record("1", "now", "ann", "so", ())
    assert value_of(to_line(record)) == {"step": "1", "at": "now", "who": "ann", "words": "so", "changes": []}


def test_a_checkpoint_of_an_older_version_knows_less() -> None:
    assert from_line(line_of({"folded": 3, "file": [1, 2, 3]})) == Checkpoint(3, (1, 2, 3), seen=UNKNOWN)


GOOD = to_line(Record("1", "", "", "", (Edit(7, None, A),)))[:-1]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        GOOD[:-1],
        GOOD + b" ",
        GOOD.replace(b"One", b"Own"),
        GOOD.upper(),
        b"0" + GOOD,
        line_of([]),
        line_of(7),
        line_of({}),
        line_of({"step": "1", "at": "", "who": "", "words": ""}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [], "kind": "other"}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [{"number": 1, "after": {"id": "a"}}]}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [{"number": 1, "before": {"id": "a"}}]}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [{"number": "x", "after": A}]}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [], "rows": [{"number": 1, "after": A}]}),
        line_of({"step": "1", "at": "", "who": "", "words": "", "changes": [], "rows": [{"number": 1, "before": A}]}),
        line_of({"folded": 1}),
        line_of({"folded": 1, "file": [1, 2]}),
        line_of({"folded": "x", "file": [1, 2, 3]}),
    ],
)
def test_a_line_that_is_not_whole_or_not_ours_is_not_an_entry(line: bytes) -> None:
    assert from_line(line) is None


def test_a_row_may_be_removed_or_added_in_a_line() -> None:
    value = {"step": "1", "at": "", "who": "", "words": "", "changes": [], "rows": [{"number": 1, "before": ROW}]}
    assert from_line(line_of(value)) == Record("1", "", "", "", (Edit(1, ROW, None),))


@pytest.mark.parametrize("author", ["ann", "", 'a "b"', "Zoë\n", "\ud800"])
def test_every_line_with_a_record_of_a_person_has_their_mark(author: str) -> None:
    assert author_mark(author) in to_line(Record("1", "", author, "", ()))
    assert author_mark(author) not in to_line(Record("1", "", f"x{author}", f"x{author}", ()))


def test_ids_are_random() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert len(new_id()) == 16
