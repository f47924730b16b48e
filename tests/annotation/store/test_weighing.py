"""Weighing: what the log says is sure, what a damaged file says is not, and a backup is if the log has its digest."""

import os
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, EntryKind, Record
from reader.annotation.store.file_format import encode
from reader.annotation.store.repair import Repair
from reader.annotation.store.store import Store
from reader.annotation.store.weighing import LastEdit, last_edits, weigh
from tests.support.stores import add, an_annotation, documents, note, notes, remove

AT, BEFORE, LATER = "2026-03-03T12:00:00.000Z", "2026-03-03T11:59:59Z", "2026-03-03T12:00:01Z"


def document(note: str, revision: int = 2, **fields: Any) -> dict[str, Any]:
    return {**to_document(an_annotation("a", note=note, revision=revision, modified=AT)), **fields}


LOG = document("log")


@pytest.mark.parametrize(
    ("here", "sure_until", "expected"),
    [
        (document("log"), "", "log"),
        (document("garbled"), "", "log"),
        (document("garbled", 9), "", "log"),  # one digit was garbled, too
        (document("garbled", modified=LATER), "", "log"),
        (document("later", 3, modified=LATER), "", "later"),
        (document("later", 3, modified=AT), "", "log"),
        (document("old", 1), "", "log"),
        (document("by hand"), LATER, "by hand"),  # somebody wrote it into the file, which was sound by then
        (document("by hand"), BEFORE, "log"),
        (document("pending", 1), LATER, "log"),  # the file did not have yet what the log had
        (document("later", 3), BEFORE, "later"),
    ],
)
def test_the_later_one_is_taken_if_it_is_sure(here: dict[str, Any], sure_until: str, expected: str) -> None:
    found = Documents(Path("a"), {"annotations": {1: encode(here)}})
    known = last_edits([Record("1", AT, "me", "noted", (Edit(1, document("first", 1), LOG),))])
    differing = weigh(found, known, sure_until)
    result = found.document("a")
    assert result and result["note"] == expected
    assert differing == (expected == "log" != here["note"])


@pytest.mark.parametrize(
    ("kind", "revision", "is_there"),
    [(EntryKind.STEP, 2, False), (EntryKind.STEP, 9, False), (EntryKind.ACCEPTED, 2, True)],
)
def test_what_was_removed_stays_removed_unless_it_was_only_missing(
    kind: EntryKind, revision: int, is_there: bool
) -> None:
    found = Documents(Path("a"), {"annotations": {1: encode(document("here", revision))}})
    weigh(found, last_edits([Record("1", AT, "me", "", (Edit(1, LOG, None),), kind=kind)]))
    assert (found.document("a") is not None) is is_there


@pytest.mark.parametrize(("number", "ids"), [(1, ["a"]), (2, ["a", "b"])])
def test_a_document_whose_id_is_garbled_is_no_other_one(number: int, ids: list[str]) -> None:
    found = Documents(Path("a"), {"annotations": {number: encode({**LOG, "id": "b"})}})
    weigh(found, last_edits([Record("1", AT, "me", "tagged", (Edit(1, None, LOG),))]))
    assert sorted(found.index.ids()) == ids


@pytest.mark.parametrize("is_cut", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"note a", b"n\xc3\xb6te"),
        (b"One.", b"Ome."),
        (b'"id": "a"', b'"id": "q"'),
        (b'"revision": 2', b'"revision": 7'),
        (b'"tag": "quote"', b'"tag": "qu\x00te"'),
    ],
)
def test_a_repair_never_takes_garbled_text(old: bytes, new: bytes, is_cut: bool, path: Path) -> None:
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id, note=f"note {id}"))
    note(store, "a", "note a, more")
    remove(store, "c")
    store.close()
    whole = documents(path)
    path.write_bytes(path.read_bytes().replace(old, new, 1)[: -30 if is_cut else -3])
    repair = Repair(path)
    assert {way.count for way in repair.ways} == {2}
    for way in repair.ways:
        assert {each.id: each.note for each in way.documents.index.in_order} == {"a": "note a, more", "b": "note b"}
    repair.apply(repair.ways[0])
    assert (documents(path), len(Store(path).losses.find())) == (whole, 0)


def test_text_that_changes_under_an_unchanged_file_is_damage(path: Path) -> None:
    add(Store(path), an_annotation("a", note="note a"))
    status, garbled = path.stat(), path.read_bytes().replace(b"note a", b"nope a")
    with path.open("r+b") as file:
        file.write(garbled)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    repair = Repair(path)
    assert "the disk may be failing" in repair.problem
    repair.apply(repair.ways[0])
    assert (notes(Store(path)), Repair(path).problem) == ({"a": "note a"}, "")


@pytest.mark.parametrize("is_missing", [False, True])
@pytest.mark.parametrize("has_log", [False, True])
def test_an_empty_or_missing_file_is_repaired_from_the_log_or_a_backup(
    is_missing: bool, has_log: bool, path: Path
) -> None:
    store = Store(path)
    for id in "ab":
        add(store, an_annotation(id))
    store.close()
    if not has_log:
        path.with_name(".annotations.json.reader").joinpath("log").unlink()
    path.unlink() if is_missing else path.write_bytes(b"")
    repair = Repair(path)
    assert repair.problem == ("it is missing" if is_missing else "it is empty")
    assert (repair.apply(repair.ways[0]) is None) is is_missing
    assert set(notes(Store(path))) == ({"a", "b"} if has_log else {"a"}), "the backup is from before the second one"


def test_what_only_the_log_has_does_not_read_otherwise() -> None:
    document = to_document(an_annotation("a"))
    documents = Documents(Path("a.json"), {})
    assert weigh(documents, {"a": LastEdit(Edit(1, None, document), "now", True)}) == 0
    assert documents.document("a") == document
