"""Losses: whatever another program does to the file, what the log knows waits until somebody decides on it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.model.row import RowChange, from_row, new_row, row_id
from reader.annotation.store import store as store_module
from reader.annotation.store.history import Step
from reader.annotation.store.losses import AFTER, Loss, OpenLosses, counted_losses, since_time
from reader.annotation.store.store import Store
from reader.errors import StoreError
from tests.support.losses import ACCIDENTS, Accident, drop, hidden, lost
from tests.support.stores import add, an_annotation, documents, note, notes, remove


@pytest.mark.parametrize("accident", ACCIDENTS.values(), ids=ACCIDENTS)
def test_whatever_empties_the_file_is_not_taken_for_a_removal(accident: Accident, filled: Path) -> None:
    accident(filled)
    store = Store(filled)
    assert (notes(store), lost(store)) == ({}, {"a": "note a", "c": "note c"})
    add(store, an_annotation("d"))
    for each in (store, Store(filled)):
        assert (notes(each), lost(each)) == ({"d": ""}, {"a": "note a", "c": "note c"})
    step = Store(filled).losses.restore(author="me")
    assert (step.description, len(step.changes)) == ("brought back 2 tags", 2)
    for each in (store, Store(filled)):
        each.refresh()
        assert (notes(each), lost(each)) == ({"a": "note a", "c": "note c", "d": ""}, {})
    again = Store(filled)
    again.undo("me")
    assert (notes(again), lost(again)) == ({"d": ""}, {}), "that was on purpose"


def test_an_empty_file_is_refused_and_left(filled: Path) -> None:
    filled.write_bytes(b"")
    with pytest.raises(StoreError, match=r"it is empty, and the log beside it knows 2 tags.*`reader restore --all`"):
        Store(filled)
    assert filled.read_bytes() == b""
    store = Store(filled, opens_empty=True)
    assert lost(store) == {"a": "note a", "c": "note c"}
    store.losses.restore()
    assert notes(Store(filled)) == {"a": "note a", "c": "note c"}


def test_an_empty_file_of_which_nothing_is_known_is_a_new_one(path: Path) -> None:
    path.write_bytes(b"")
    store = Store(path)
    add(store, an_annotation("a"))
    remove(store, "a")
    store.close()
    path.write_bytes(b"")
    assert not Store(path).losses.find()


def test_one_of_several_can_be_brought_back_and_another_one_given_up(filled: Path) -> None:
    drop(filled, "a", "c")
    store = Store(filled)
    store.losses.restore(["a"])
    assert (notes(store), lost(store)) == ({"a": "note a"}, {"c": "note c"})
    assert (notes(Store(filled)), lost(Store(filled))) == ({"a": "note a"}, {"c": "note c"})
    store.losses.accept(["c"])
    for each in (store, Store(filled)):
        assert (notes(each), lost(each)) == ({"a": "note a"}, {})


def test_what_was_accepted_is_not_asked_about_again_and_can_be_undone(filled: Path) -> None:
    drop(filled, "c")
    before = filled.read_bytes()
    store = Store(filled)
    assert store.losses.accept(author="me").description == "accepted the loss of 1 tag"
    assert filled.read_bytes() == before, "the file is as somebody wants it"
    assert not Store(filled).losses.find()
    os.utime(filled)
    add(Store(filled), an_annotation("d"))
    assert not Store(filled).losses.find()
    again = Store(filled)
    again.undo("me")
    assert notes(Store(filled)) == {"a": "note a", "c": "note c", "d": ""}


def test_an_older_version_brings_back_no_earlier_note_in_silence(filled: Path) -> None:
    old = filled.read_bytes()
    note(store := Store(filled), "a", "better")
    store.close()
    filled.write_bytes(old)
    store = Store(filled)
    assert (notes(store)["a"], lost(store)) == ("note a", {"a": "better"})
    assert "1 tag in an older state" in store.losses.find().summary
    store.losses.restore()
    assert notes(Store(filled)) == {"a": "better", "c": "note c"}
    assert not Store(filled).losses.find()
    filled.write_bytes(old)
    store = Store(filled)
    store.losses.accept(author="me")
    assert not Store(filled).losses.find()
    store.undo("me")
    assert notes(Store(filled))["a"] == "better"


def test_an_edit_on_an_older_version_is_an_edit(filled: Path) -> None:
    old = filled.read_text("utf-8")
    note(store := Store(filled), "a", "better")
    store.close()
    filled.write_text(old.replace("note a", "by hand"), "utf-8")
    store = Store(filled)
    assert (notes(store)["a"], lost(store)) == ("by hand", {})


def test_another_branch_is_confirmed_once_however_often_it_is_checked_out(filled: Path) -> None:
    ours = filled.read_bytes()
    drop(filled, "c")
    branch = filled.read_bytes()
    Store(filled).losses.accept()
    for version, known in ((ours, {"a", "c"}), (branch, {"a"}), (ours, {"a", "c"}), (branch, {"a"})):
        filled.write_bytes(version)
        store = Store(filled)
        assert (set(notes(store)), lost(store)) == (known, {})
        add(store, an_annotation("d"))
        remove(store, "d")
    filled.write_bytes(ours)
    add(store := Store(filled), an_annotation("d"))
    store.close()
    filled.write_text("{}")
    assert set(lost(Store(filled))) == {"a", "c", "d"}, "an accident on the first branch is told in full"


def test_an_accident_on_a_branch_tells_what_was_accepted_on_another_one(filled: Path) -> None:
    ours = filled.read_bytes()
    drop(filled, "c")
    Store(filled).losses.accept()
    filled.write_bytes(ours)
    assert not Store(filled).losses.find(), "and nobody writes it down"
    filled.write_bytes(b"")
    assert set(lost(Store(filled, opens_empty=True))) == {"a", "c"}
    Store(filled, opens_empty=True).losses.accept()
    assert not Store(filled).losses.find()


def test_what_is_back_is_noted_without_a_change(filled: Path) -> None:
    ours = filled.read_bytes()
    drop(filled, "c")
    Store(filled).losses.accept()
    filled.write_bytes(ours)
    size = (hidden(filled) / "log").stat().st_size
    Store(filled).losses.find()
    assert (hidden(filled) / "log").stat().st_size == size
    Store(filled).losses.find_and_note()
    drop(filled, "a", "c")
    assert set(lost(Store(filled))) == {"a", "c"}


def test_a_removal_undo_and_a_moved_or_copied_workspace_are_not_losses(filled: Path, tmp_path: Path) -> None:
    store = Store(filled)
    remove(store, "a", "me")
    store.undo("me")
    store.redo("me")
    store.close()
    os.utime(filled, ns=(1, 1))
    assert not Store(filled).losses.find()
    for put, there in ((shutil.copytree, tmp_path / "copy"), (shutil.move, tmp_path / "moved")):
        put(filled.parent, there)
        store = Store(there / filled.name)
        assert (notes(store), lost(store), store.notices) == ({"c": "note c"}, {}, ())


def test_foreign_documents_may_be_removed_but_not_all_at_once(path: Path) -> None:
    """What never stood in the log is whoever's who wrote it; an emptied file is an accident all the same."""
    fields = {"source": "one.txt", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {str(n): {"id": f"f{n}", **fields, "theirs": n} for n in range(5)}}))
    add(store := Store(path), an_annotation("a"))
    store.close()
    drop(path, "f0")
    assert not Store(path).losses.find()
    path.write_text("{}")
    assert set(lost(Store(path))) == {"a", *(f"f{n}" for n in range(5))}
    add(store := Store(path), an_annotation("b"))
    store.losses.restore(["f3"])
    assert documents(path)["3"]["theirs"] == 3, "under its number, with the fields of others"
    assert set(lost(Store(path))) == {"a", "f0", "f1", "f2", "f4"}


def test_a_foreign_document_that_is_removed_while_a_store_is_open_is_no_loss_either(path: Path) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {str(n): {"id": f"f{n}", **fields} for n in range(3)}}))
    add(store := Store(path), an_annotation("a"))
    drop(path, "f0")
    store.refresh()
    assert (set(notes(store)), lost(store)) == ({"a", "f1", "f2"}, {})


def test_what_only_a_backup_knows_is_told_however_soon_somebody_tags(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {"1": {"id": "foreign", **fields}}}))
    add(store := Store(path), an_annotation("a"))
    store.close()
    path.write_text("{}")
    monkeypatch.setattr(store_module, "SMALL", -1)
    add(Store(path), an_annotation("b"))  # and it is killed before the file is written
    add(store := Store(path), an_annotation("c"))
    assert set(lost(store)) == {"a", "foreign"}
    store.close()
    assert (set(notes(Store(path))), set(lost(Store(path)))) == ({"b", "c"}, {"a", "foreign"})


def test_while_it_is_open_what_another_program_takes_out_waits_too(filled: Path) -> None:
    store = Store(filled)
    add(store, an_annotation("d"))
    drop(filled, "a", "d")
    assert {change.annotation.id for change in store.refresh()} == {"a", "d"}
    assert set(lost(store)) == {"a", "d"}
    other = Store(filled)
    other.losses.restore(["a"])
    store.refresh()
    assert set(lost(store)) == {"d"}
    other.losses.accept()
    store.refresh()
    assert not store.losses.find()


def test_two_programs_that_take_turns_lose_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for small in (2000, 0):
        monkeypatch.setattr(store_module, "SMALL", small)
        stores = [Store(filled), Store(filled)]
        for n in range(6):
            stores[n % 2].refresh()
            add(stores[n % 2], an_annotation(f"{small}-{n}"))
            assert not any(store.losses.find() for store in (*stores, Store(filled)))
            if n % 3 == 2:
                stores[(n + 1) % 2].checkpoint()
        for store in stores:
            store.close()


# What is said


@pytest.mark.parametrize(
    ("changed", "saved_at", "since"),
    [
        (1_800_000_000_000_000_000, "2026-01-01T00:00:00.000Z", "2027-01-15T08:00:00.000Z"),
        (1_767_225_600_000_000_000, "2026-01-01T00:00:00.000Z", AFTER + "2026-01-01T00:00:00.000Z"),
        (1_767_225_600_001_000_000, "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z"),
        (1, "2026-01-01T00:00:00.000Z", AFTER + "2026-01-01T00:00:00.000Z"),
        (None, "2026-01-01T00:00:00.000Z", AFTER + "2026-01-01T00:00:00.000Z"),
    ],
)
def test_since_when_something_is_lost(changed: int | None, saved_at: str, since: str) -> None:
    assert since_time(changed, saved_at) == since


@pytest.mark.parametrize(
    ("missing", "older", "since", "words"),
    [
        (1, 0, "2026-01-01T12:00:00.000Z", "it lacks 1 tag that the log beside it knows, since 2026-01-0"),
        (2, 0, ">2026-01-01T12:00:00.000Z", "2 tags that the log beside it knows, since some time after 2026-01-0"),
        (0, 1, "", "it has 1 tag in an older state than the log beside it knows"),
        (1, 2, "damaged", "it lacks 1 tag that the log beside it knows and has 2 tags in an older state than the log"),
    ],
)
def test_how_many_and_since_when(missing: int, older: int, since: str, words: str) -> None:
    found = [Loss({"id": str(n)}, n, {} if n < older else None) for n in range(missing + older)]
    assert words in OpenLosses({loss.id: loss for loss in found}, since).summary


TAG = to_document(an_annotation("a"))
DISMISSED = to_document(dismissal(an_annotation("b")))
JOINED = from_row(new_row("people", "c", {"name": "Ann Lee"}, "ann"))


@pytest.mark.parametrize(
    ("documents", "words"),
    [
        ([], "0 tags"),
        ([TAG], "1 tag"),
        ([JOINED], "1 record"),
        ([JOINED, DISMISSED], "2 records"),
        ([TAG, JOINED], "1 tag and 1 other record"),
        ([TAG, JOINED, TAG, DISMISSED], "2 tags and 2 other records"),
    ],
)
def test_tags_and_other_records_are_counted_apart(documents: list[dict[str, Any]], words: str) -> None:
    assert counted_losses([Loss(document, number) for number, document in enumerate(documents)]) == words


def test_joined_names_and_what_was_dismissed_are_not_counted_as_tags(path: Path) -> None:
    row = new_row("people", row_id("people", "a.md", "Lee"), {"name": "Ann Lee"}, "me")
    store = Store(path)
    add(store, an_annotation("a"))
    store.do(Step("joined 2 names", (), "me", (RowChange(None, row),)))
    store.close()
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="the log beside it knows 1 tag and 1 other record"):
        Store(path)
    losses = Store(path, opens_empty=True).losses
    assert "it lacks 1 tag and 1 other record that the log beside it knows" in losses.find().summary
    assert losses.accept([row.id], "me").description == "accepted the loss of 1 record"
    assert losses.restore(author="me").description == "brought back 1 tag"


def test_since_when_stays_as_it_was_when_the_file_is_written_again(filled: Path) -> None:
    filled.write_text("{}")
    since = (store := Store(filled)).losses.find().since
    for n in range(3):
        add(store, an_annotation(str(n)))
        assert store.losses.find().since == Store(filled).losses.find().since == since


@pytest.mark.parametrize(("creator", "is_lost"), [("reader", False), ("ann", True)])
def test_a_tag_by_the_program_is_not_lost_where_a_merge_has_kept_an_equal_one(
    creator: str, is_lost: bool, path: Path
) -> None:
    store = Store(path)
    add(store, an_annotation("a", creator=creator))
    add(store, an_annotation("b", creator=creator, tag="claim"))
    store.close()
    path.write_text(path.read_text().replace('"id": "a"', '"id": "elsewhere"'))
    assert lost(Store(path)) == ({"a": ""} if is_lost else {})
