"""The working copy: what it takes in of the file and the log, when, and what it says of both."""

import errno
import os
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.entries import Checkpoint, Edit, EntryKind, Record
from reader.annotation.store.store import Store
from reader.annotation.store.working_copy import WorkingCopy
from reader.errors import StoreError
from reader.system.durable_files import Disk
from tests.support.losses import drop, hidden
from tests.support.stores import add, an_annotation, note


def test_a_very_large_file_is_not_read_at_the_start(path: Path) -> None:
    path.touch()
    os.truncate(path, (1 << 24) + 1)  # 16 MiB and a byte, of which none is JSON
    Store(path, reads=False)
    os.truncate(path, 1 << 24)
    with pytest.raises(StoreError):
        Store(path, reads=False)


def test_the_file_is_missing_if_there_are_annotations_and_nothing_holds_them(path: Path) -> None:
    store, known = Store(path), list[bool]()

    def look() -> None:
        known.append(store.is_missing)

    look()  # there is nothing to hold yet
    add(store, an_annotation("a"))
    look()
    path.write_bytes(b"")
    look()
    path.unlink()
    look()
    path.write_text("{}")
    look()
    assert known == [False, False, True, True, False]


@pytest.fixture
def noted() -> list[Record]:
    """The records of others that a working copy took in."""
    return []


@pytest.fixture
def other(path: Path) -> Store:
    """Another program, which has tagged `a` in one.txt and written the file, and whose next steps are in the log."""
    store = Store(path)
    add(store, an_annotation("a"))
    store.checkpoints_at_once = False
    return store


@pytest.fixture
def copy(other: Store, path: Path, noted: list[Record]) -> WorkingCopy:
    """A working copy of what the other program wrote, which has been read."""
    assert other
    copy = WorkingCopy(path, Disk(), noted.append)
    copy.read()
    return copy


def ids(copy: WorkingCopy) -> set[str]:
    return set(copy.documents.index.ids())


def test_what_others_add_to_the_log_is_taken_in_and_noted(copy: WorkingCopy, other: Store, noted: list[Record]) -> None:
    assert not copy.has_changed
    add(other, an_annotation("b"))
    assert (copy.has_changed, copy.is_behind, copy.needs_checkpoint) == (True, False, False)
    assert copy.look()
    assert (ids(copy), copy.has_changed, copy.needs_checkpoint) == ({"a", "b"}, False, True)
    assert [record.description for record in noted] == ["tagged"]
    assert [change.annotation.id for change in copy.news.take()] == ["b"]


def test_a_checkpoint_of_others_leaves_nothing_to_write(copy: WorkingCopy, other: Store) -> None:
    add(other, an_annotation("b"))
    copy.look()
    other.checkpoint()
    assert copy.is_behind
    copy.look()
    assert (copy.is_behind, copy.needs_checkpoint, copy.has_changed) == (False, False, False)
    assert copy.digest


def test_a_file_that_a_program_without_a_log_wrote_is_read_again(copy: WorkingCopy, other: Store, path: Path) -> None:
    add(other, an_annotation("b"))
    other.checkpoint()
    copy.look()
    drop(path, "b")
    assert copy.look()
    assert ids(copy) == {"a"}
    assert copy.losses.has_dropped
    assert [(change.before is None, change.after) for change in copy.news.take()][-1] == (False, None)


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (-1, False)])
def test_a_large_file_is_left_for_later(
    more: int, is_read: bool, copy: WorkingCopy, other: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert other
    drop(path, "a")
    monkeypatch.setattr("reader.annotation.store.working_copy.LARGE", path.stat().st_size + more)
    copy.catch_up()
    assert copy.is_behind is not is_read
    copy.look()
    assert (ids(copy), copy.is_behind) == (set(), False)


@pytest.mark.parametrize(
    ("error", "is_raised"), [(TimeoutError(), False), (OSError(errno.EIO, "Input/output error"), True)]
)
def test_a_look_waits_for_nobody_and_says_what_cannot_be_read(
    error: OSError, is_raised: bool, copy: WorkingCopy, other: Store
) -> None:
    add(other, an_annotation("b"))
    with patch.object(copy.locks, "locked_to_read", side_effect=error):
        if is_raised:
            with pytest.raises(StoreError, match="it cannot be read: Input/output error"):
                copy.look()
        else:
            assert not copy.look()
    assert ids(copy) == {"a"}


def test_the_annotations_of_one_source_are_found_without_the_others(other: Store, path: Path) -> None:
    add(other, an_annotation("b"))
    add(other, an_annotation("c", source="two.txt"))
    copy = WorkingCopy(path, Disk(), lambda _record: None)
    copy.read_partly("one.txt")
    assert (ids(copy), copy.is_read, copy.has_changed) == ({"a", "b"}, False, False)
    copy.read()
    copy.read_partly("two.txt")
    assert (ids(copy), copy.is_read) == ({"a", "b", "c"}, True)


def test_damaged_lines_of_the_log_are_reported(other: Store, path: Path) -> None:
    add(other, an_annotation("b"))
    log = hidden(path) / "log"
    with log.open("ab") as file:
        file.write(b"garbled\ngarbled too\n")
    copy = WorkingCopy(path, Disk(), lambda _record: None)
    copy.read()
    words = "2 lines of the log beside it are damaged, and their content is lost"
    assert copy.warnings == [f"{path}: {words}"]
    assert WorkingCopy(path, Disk(), lambda _record: None).warnings == []


@pytest.mark.parametrize(("offsets", "upto", "left"), [([3, 7], 7, [7]), ([3, 7], 8, []), ([3, 7], 3, [3, 7])])
def test_a_checkpoint_holds_what_stands_before_a_byte(
    offsets: list[int], upto: int, left: list[int], copy: WorkingCopy
) -> None:
    copy._pending = [(offset, Record("1", "", "", "", ())) for offset in offsets]
    copy.accept(Checkpoint(upto, (1, 2, 3), digest="d"))
    assert [offset for offset, _ in copy._pending] == left
    assert (copy.signature, copy.digest, copy.needs_checkpoint) == ((1, 2, 3), "d", bool(left))


def test_rows_that_the_file_lacks_are_known(copy: WorkingCopy) -> None:
    row = {"id": "r", "table": "places"}
    for edit, has_rows in ((Edit(1, None, to_document(an_annotation("b"))), False), (Edit(1, None, row), True)):
        copy._pending = [(0, Record("1", "", "", "", (edit,)))]
        assert copy.has_pending_rows is has_rows


def test_what_is_saved_is_in_the_log_once_and_no_longer_unsaved(copy: WorkingCopy) -> None:
    step = Record("1", "now", "ann", "so", (Edit(2, None, to_document(an_annotation("b"))),))
    seen = Record("2", "now", "", "", (Edit(3, None, to_document(an_annotation("c"))),), kind=EntryKind.SEEN)
    copy.unsaved, copy.losses.notes = [step], [seen]
    before = copy.place.end
    with patch.object(copy._disk, "sync_folder", wraps=copy._disk.sync_folder) as sync:
        copy.save()
        assert sync.call_count == 2, "the name of the log, and that of its folder"
        copy.save()
        assert sync.call_count == 2
    assert copy.log.tail(before).records == [seen, step]
    assert (copy.unsaved, copy.losses.notes, copy.place.end) == ([], [], copy.log.size)
    assert copy._pending == [(before, step)]


def test_a_note_that_is_saved_lets_the_losses_be_looked_for_again(copy: WorkingCopy) -> None:
    copy.losses = Mock(notes=[])
    copy.unsaved = [Record("1", "", "", "", (), kind=EntryKind.STEP)]
    copy.save()
    assert not copy.losses.doubt.called
    copy.unsaved = [Record("2", "", "", "", (), kind=EntryKind.SEEN)]
    copy.save()
    assert copy.losses.doubt.called
    assert [record.id for _, record in copy._pending] == ["1"]


def test_a_file_that_vanished_is_written_again_from_memory(copy: WorkingCopy, other: Store, path: Path) -> None:
    note(other, "a", "so")
    path.unlink()
    assert copy.look()
    assert (ids(copy), copy.is_restored, copy.needs_checkpoint, copy.signature) == ({"a"}, True, True, None)


def test_another_thread_that_reads_is_waited_for_no_longer_than_asked(copy: WorkingCopy, path: Path) -> None:
    drop(path, "a")
    with copy._reading, pytest.raises(TimeoutError, match="is being read"):
        copy.read_again(copy.locks.locked_to_read, 0)
