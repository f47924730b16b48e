"""A hidden folder that is deleted, replaced, or copied at another moment than the file, with many tags."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotation.store import store as store_module
from reader.annotation.store import working_copy
from reader.annotation.store.entries import Edit, Record, new_id
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.store import Store
from reader.system.durable_files import Disk
from tests.support.stores import add, an_annotation, note, notes, remove


@pytest.fixture(autouse=True, params=["small to read", "large to read"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No change writes the file; and perhaps no key waits until the file is read."""
    monkeypatch.setattr(store_module, "SMALL", -1)
    if request.param == "large to read":
        monkeypatch.setattr(working_copy, "LARGE", -1)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "here")


def a_workspace(folder: Path) -> Path:
    folder.mkdir()
    store = Store(folder / "annotations.json")
    for n in range(3):
        add(store, an_annotation(f"old{n}"))
    store.close()
    return folder


def opened(folder: Path) -> Store:
    return Store(folder / "annotations.json")


def hidden(folder: Path) -> Path:
    return folder / ".annotations.json.reader"


OLD = {"old0", "old1", "old2"}


def check(folder: Path, *ids: str, store: Store | None = None) -> None:
    """Whatever is in memory, in file and log, and in the file alone at the end: nothing is lost."""
    if store:
        store.refresh()
        assert set(notes(store)) == {*OLD, *ids}
        store.close()
    assert set(notes(opened(folder))) == {*OLD, *ids}
    assert not opened(folder).losses.find()
    assert not opened(folder).conflicts


@pytest.mark.parametrize("then", [lambda store: add(store, an_annotation("b")), Store.refresh, Store.close])
def test_a_deleted_folder_is_written_again(then: Callable[[Store], object], workspace: Path) -> None:
    store = opened(workspace)
    add(store, an_annotation("a"))
    shutil.rmtree(hidden(workspace))
    then(store)
    check(workspace, *({"a", "b"} & notes(store).keys()), store=store)


def test_an_older_log_gets_what_it_lacks(workspace: Path) -> None:
    store = opened(workspace)
    add(store, an_annotation("a"))
    older = (hidden(workspace) / "log").read_bytes()
    add(store, an_annotation("b"))
    note(store, "a", "more")
    (hidden(workspace) / "log").write_bytes(older)
    add(store, an_annotation("c"))
    check(workspace, "a", "b", "c", store=store)
    assert notes(opened(workspace))["a"] == "more"


def test_an_older_log_that_was_longer_by_the_time_it_is_looked_at_is_recognised(workspace: Path) -> None:
    store, log = opened(workspace), hidden(workspace) / "log"
    older = log.read_bytes()
    add(store, an_annotation("a"))
    log.write_bytes(older)
    for n in range(3):
        add(opened(workspace), an_annotation(f"other{n}"))
    check(workspace, "a", "other0", "other1", "other2", store=store)


@pytest.mark.parametrize("checkpoints", [False, True])
@pytest.mark.parametrize("count", [1, 9])
def test_the_log_of_another_machine_is_joined(checkpoints: bool, count: int, workspace: Path, tmp_path: Path) -> None:
    there = a_workspace(tmp_path / "there")
    other = opened(there)
    for n in range(count):
        add(other, an_annotation(f"theirs{n}"))
    if checkpoints:
        other.checkpoint()
    store = opened(workspace)
    add(store, an_annotation("a"))
    shutil.copy2(hidden(there) / "log", hidden(workspace) / "log")
    add(store, an_annotation("b"))
    store.close()
    again = opened(workspace)
    theirs = {f"theirs{n}" for n in range(count)}
    assert {*notes(again), *(loss.id for loss in again.losses.find())} == {*OLD, "a", "b", *theirs}
    again.losses.restore()
    check(workspace, "a", "b", *theirs)


def test_a_log_is_never_read_from_its_middle(tmp_path: Path) -> None:
    """Two logs whose lines are of one length differ in their ids and times only."""
    logs = [Log(Disk(), tmp_path / name) for name in "ab"]
    record = Record("", "2026-01-02T03:04:05.678Z", "me", "tagged quote", (Edit(1, None, {"id": "a"}),))
    places = [LogPlace(), LogPlace()]
    for _ in range(5):
        places = [
            log.append([Record(new_id(), record.at, "me", "tagged quote", record.edits)], place)
            for log, place in zip(logs, places, strict=True)
        ]
    assert places[0].end == places[1].end
    shutil.copy(logs[1].path, logs[0].path)
    assert logs[0].added(places[0]) is None
    assert logs[1].added(places[1]) is not None


def test_a_file_and_a_log_from_before_both_tell_nothing_of_what_memory_knows(workspace: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(workspace, backup)
    store = opened(workspace)
    add(store, an_annotation("a", note="mine"))
    note(store, "old0", "better")
    remove(store, "old1")
    store.checkpoint()
    shutil.copy2(backup / "annotations.json", workspace / "annotations.json")
    shutil.copy2(hidden(backup) / "log", hidden(workspace) / "log")
    store.refresh()
    store.close()
    again = opened(workspace)
    assert set(notes(again)) == OLD
    assert {loss.id: loss.annotation.note for loss in again.losses.find()} == {"a": "mine", "old0": "better"}


# Copied at two moments


@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize("steps", [1, 3])
def test_a_file_that_was_copied_before_the_log_gets_what_it_lacks(
    is_folded: bool, steps: int, workspace: Path, tmp_path: Path
) -> None:
    copy, store = tmp_path / "copy", opened(workspace)
    copy.mkdir()
    shutil.copy(workspace / "annotations.json", copy)
    for n in range(steps):
        add(store, an_annotation(f"new{n}"))
        if is_folded:
            store.checkpoint()
    remove(store, "new0")
    shutil.copytree(hidden(workspace), hidden(copy))
    assert ("this copy is older than the log" in "".join(opened(copy).notices)) is is_folded
    check(copy, *(f"new{n}" for n in range(1, steps)), store=opened(copy))
    assert not opened(copy).notices


def test_a_file_that_was_written_by_another_program_and_copied_before_the_log(tmp_path: Path) -> None:
    folder, copy = tmp_path / "here", tmp_path / "copy"
    folder.mkdir()
    copy.mkdir()
    (folder / "annotations.json").write_text('{"annotations": {"7": {"id": "f", "source": "s", "start": 0, "end": 1, '
                                             '"exact": "x", "tag": "quote"}}}')  # fmt: skip
    shutil.copy(folder / "annotations.json", copy)
    add(store := opened(folder), an_annotation("a"))
    store.checkpoint()
    shutil.copytree(hidden(folder), hidden(copy))
    assert set(notes(opened(copy))) == {"a", "f"}


def test_a_log_that_was_copied_before_the_file_takes_nothing_back(workspace: Path, tmp_path: Path) -> None:
    copy, store = tmp_path / "copy", opened(workspace)
    copy.mkdir()
    add(store, an_annotation("a"))
    shutil.copytree(hidden(workspace), hidden(copy))
    add(store, an_annotation("b"))
    remove(store, "old0")
    store.checkpoint()
    shutil.copy(workspace / "annotations.json", copy)
    found = opened(copy)
    assert set(notes(found)) == {"a", "b", "old1", "old2"}
    assert {loss.id for loss in found.losses.find()} == {"old0"}, "that it was removed, nobody has told this log"


def test_an_older_version_that_somebody_accepted_stays_when_all_is_copied(workspace: Path, tmp_path: Path) -> None:
    older = (workspace / "annotations.json").read_bytes()
    add(store := opened(workspace), an_annotation("a"))
    store.close()
    (workspace / "annotations.json").write_bytes(older)
    store = opened(workspace)
    assert {loss.id for loss in store.losses.find()} == {"a"}, "nothing was copied: somebody put it there"
    store.losses.accept()
    shutil.copytree(workspace, tmp_path / "copy")
    check(tmp_path / "copy")
