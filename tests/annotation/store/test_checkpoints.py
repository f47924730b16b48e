"""Checkpoints: what others do while one is written, what is synced, and what is kept of the file before."""

from collections.abc import Callable, Iterable
from pathlib import Path
from unittest.mock import MagicMock, Mock

import pytest

from reader.annotation.store.checkpoints import CheckpointWriter
from reader.annotation.store.entries import Checkpoint, EntryKind, Record
from reader.annotation.store.store import Store
from reader.annotation.store.working_copy import WorkingCopy
from reader.system.durable_files import PRIVATE, Disk
from tests.support.losses import drop, hidden
from tests.support.stores import add, an_annotation, note, notes


class Watched(Disk):
    """A disk that knows which lines were synced, and lets something happen while a file is written.

    Attributes:
        appended: For each write to the log, whether it was synced.
        then: Called once after the next file was written.
    """

    def __init__(self) -> None:
        self.appended: list[bool] = []
        self.then: Callable[[], object] | None = None

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        self.appended.append(sync)
        super().append(path, data, sync=sync)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
        super().write(path, pieces, mode)
        then, self.then = self.then, None
        if then:
            then()


@pytest.fixture
def disk() -> Watched:
    return Watched()


@pytest.fixture
def store(path: Path, disk: Watched) -> Store:
    """A store with the annotation `a`, which is in the file, and `b`, which is in the log only."""
    store = Store(path, disk)
    add(store, an_annotation("a"))
    store.checkpoints_at_once = False
    add(store, an_annotation("b"))
    return store


def test_a_step_of_another_program_while_the_file_is_written_is_kept(store: Store, disk: Watched, path: Path) -> None:
    other = Store(path)
    other.checkpoints_at_once = False
    disk.then = lambda: add(other, an_annotation("c"))
    store.checkpoint()
    assert notes(Store(path)).keys() == {"a", "b", "c"}
    assert b" torn\n" not in (hidden(path) / "log").read_bytes(), "nobody wrote over its line"
    assert Store(path).notices == ()
    store.checkpoint()
    assert path.read_text().count('"id"') == 3


def test_a_file_that_another_program_writes_meanwhile_is_not_replaced(store: Store, disk: Watched, path: Path) -> None:
    disk.then = lambda: drop(path, "a")
    store.checkpoint()
    assert set(notes(Store(path))) == {"b"}
    assert store.losses.find().by_id.keys() == {"a"}
    store.checkpoint()
    assert path.read_text().count('"id"') == 1
    assert Store(path).losses.find().by_id.keys() == {"a"}


def test_what_another_thread_changes_meanwhile_comes_into_the_next_one(store: Store, disk: Watched, path: Path) -> None:
    disk.then = lambda: note(store, "a", "so")
    store.checkpoint()
    assert '"note": "so"' not in path.read_text()
    assert notes(Store(path)) == {"a": "so", "b": ""}
    store.checkpoint()
    assert '"note": "so"' in path.read_text()


def test_a_file_that_lacks_nothing_is_not_written(store: Store, path: Path) -> None:
    store.checkpoint()
    before = path.stat().st_mtime_ns, path.stat().st_ino
    store.checkpoint()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_the_line_of_a_step_is_synced_and_that_of_a_checkpoint_is_not(store: Store, disk: Watched) -> None:
    disk.appended.clear()
    note(store, "a", "so")
    store.checkpoint()
    assert disk.appended == [True, False]


def test_a_note_of_what_is_lost_is_not_synced(store: Store, disk: Watched, path: Path) -> None:
    store.checkpoint()
    ours = path.read_bytes()
    drop(path, "b")
    Store(path).losses.accept()
    path.write_bytes(ours)
    again = Store(path, disk)
    disk.appended.clear()
    again.losses.find_and_note()
    assert disk.appended == [False]
    again.losses.find_and_note()
    assert disk.appended == [False], "once"


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_the_file_keeps_its_permissions_and_a_new_one_is_private(mode: int, store: Store, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == PRIVATE == 0o600
    path.chmod(mode)
    store.checkpoint()
    assert path.stat().st_mode & 0o777 == mode


def test_the_first_file_has_no_backup_and_the_second_one_has(path: Path) -> None:
    store = Store(path)
    backups = hidden(path) / "backups"
    add(store, an_annotation("a"))
    assert not backups.exists()
    add(store, an_annotation("b"))
    assert len(list(backups.iterdir())) == 1


def test_a_checkpoint_says_what_it_wrote_and_what_was_there(store: Store, path: Path) -> None:
    log = WorkingCopy(path, Disk(), lambda _record: None).log
    first, _ = log.since_checkpoint()
    store.checkpoint()
    second, _ = log.since_checkpoint()
    assert first is not None
    assert second is not None
    assert second.seen == first.signature
    assert second.was == first.digest != second.digest
    assert (second.lost, second.since, second.log, second.restored) == (0, "", log.inode, False)
    assert second.upto < log.size
    assert [record.kind for record in log.tail(second.upto).records] == []


def test_what_is_in_doubt_is_synced_with_the_checkpoint(path: Path, disk: Watched) -> None:
    copy = WorkingCopy(path, disk, lambda _record: None)
    copy.read()
    disk.make_folder(copy.paths.folder)
    path.write_text("{}")
    writer = CheckpointWriter(copy, disk)
    for doubted, is_synced in (([Record("1", "", "", "", (), kind=EntryKind.SEEN)], True), ([], False)):
        copy.in_doubt = list(doubted)
        writer._note(Checkpoint(copy.place.end, (1, 2, 3)))
        assert disk.appended[-1] is is_synced
        assert copy.in_doubt == []


def test_what_is_in_doubt_is_in_the_file_after_the_next_step(store: Store, path: Path) -> None:
    add(store, an_annotation("c"))
    assert '"c"' not in path.read_text(), "as it is only written from time to time"
    store._copy.in_doubt = [Record("1", "", "", "", (), kind=EntryKind.SEEN)]
    assert store.unsaved == 1
    add(store, an_annotation("d"))
    assert store.unsaved == 0
    assert all(f'"{id}"' in path.read_text() for id in "abcd")


@pytest.mark.parametrize(
    ("state", "is_noted"),
    [
        ({}, True),
        ({"signature": None}, False),
        ({"needs_checkpoint": True}, False),
        ({"unsaved": [Record("1", "", "", "", ())]}, False),
        ({"is_behind": True}, False),
    ],
)
def test_a_file_is_settled_only_if_it_has_all_that_is_known(state: dict[str, object], is_noted: bool) -> None:
    about = {"signature": (1, 2, 3), "needs_checkpoint": False, "unsaved": [], "is_behind": False, **state}
    copy = MagicMock(**about)
    CheckpointWriter(copy, Mock()).settle()
    assert copy.log.append.called is is_noted


@pytest.mark.parametrize(
    ("state", "is_written"),
    [
        ({}, True),
        ({"needs_checkpoint": False}, False),
        ({"unsaved": [Record("1", "", "", "", ())]}, False),
        ({"is_behind": True}, False),
    ],
)
def test_a_file_is_written_only_if_it_lacks_something_and_nothing_is_in_the_way(
    state: dict[str, object], is_written: bool
) -> None:
    about = {"signature": (1, 2, 3), "needs_checkpoint": True, "unsaved": [], "is_behind": False, **state}
    copy, disk = MagicMock(**about), MagicMock()
    copy.log.size = copy.place.end = 0
    copy.losses.is_settled, copy.losses.found, copy.losses.notes = True, None, []
    copy.documents.texts = {}
    CheckpointWriter(copy, disk).write()
    assert disk.write.called is is_written
