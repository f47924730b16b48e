"""What others do, readers, editors, stock TinyDB, a hostile folder: all is seen, and nothing is overwritten."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from reader.annotation.store import annotations_file, working_copy
from reader.annotation.store import store as store_module
from reader.annotation.store.documents import read_documents
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import ConflictError, StoreError
from reader.system.durable_files import PRIVATE, Disk
from tests.support.stores import add, an_annotation, documents, note, notes


def test_others_are_kept_out_only_while_the_file_is_put_in_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With many annotations the file takes long to write."""
    monkeypatch.setattr(store_module, "SMALL", 0)

    class Slow(Disk):
        def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
            add(other, an_annotation("meanwhile"))
            super().write(path, pieces, mode)

    store, other = Store(path, Slow()), Store(path)
    add(store, an_annotation("a"))
    assert not store.checkpoint(), "there is more by now"
    assert list(documents(path)) == ["1"]
    assert sorted(notes(store)) == sorted(notes(Store(path))) == ["a", "meanwhile"]
    other.checkpoint()
    assert list(documents(path)) == ["1", "2"]
    assert [change.annotation.id for change in store.refresh()] == ["meanwhile"]


def test_changes_by_another_program_are_reported(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    add(theirs, an_annotation("theirs"))
    assert ours.refresh() == (Change(None, an_annotation("theirs")),)
    assert ours.refresh() == ()
    add(theirs, an_annotation("more"))
    add(ours, an_annotation("ours"))
    assert [change.annotation.id for change in ours.refresh()] == ["more"]
    assert [each.id for each in Store(path).annotations] == ["more", "ours", "theirs"]


def test_what_another_one_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    add(ours, seen := an_annotation())
    theirs.refresh()
    note(theirs, "a", "theirs")
    for change in (Change(seen, seen.noted("ours")), Change(seen, None)):
        with pytest.raises(ConflictError, match="look at it again"):
            ours.do(Step("", (change,)))
    with pytest.raises(ConflictError):
        add(ours, an_annotation())
    assert notes(ours) == notes(Store(path)) == {"a": "theirs"}


def test_an_edit_without_a_revision_is_not_overwritten_either(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation())
    seen = store.annotations[0]
    path.write_text(path.read_text("utf-8").replace('"note": ""', '"note": "by hand"'), "utf-8")
    with pytest.raises(ConflictError):
        store.do(Step("", (Change(seen, seen.noted("ours")),)))
    assert notes(Store(path)) == {"a": "by hand"}
    note(store, "a", "then ours")
    assert notes(Store(path)) == {"a": "then ours"}


def test_an_annotation_that_was_found_again_elsewhere_can_be_changed(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation())
    here = an_annotation(start=7, end=11)
    store.do(Step("removed", (Change(here, None),)))
    assert len(store) == 0


def test_a_file_damaged_while_open_keeps_what_is_in_memory(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation())
    path.write_bytes(b"{")
    for attempt in (store.refresh, lambda: add(store, an_annotation("b")), store.undo):
        with pytest.raises(StoreError, match="not JSON"):
            attempt()
    assert [each.id for each in store.annotations] == ["a"]
    assert path.read_bytes() == b"{"
    path.unlink()
    assert store.undo() is not None
    assert len(Store(path)) == 0


@pytest.mark.parametrize("accident", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_file_that_vanished_or_was_emptied_is_written_again_with_all_that_was_in_it(
    accident: Callable[[Path], object], path: Path
) -> None:
    store, other = Store(path), Store(path)
    add(store, an_annotation("a"))
    accident(path)
    latecomer = Store(path, opens_empty=True)
    assert (store.is_missing, store.refresh()) == (True, ())
    add(store, an_annotation("b"))
    assert not store.is_missing
    for each in (Store(path), other, latecomer):
        each.refresh()
        assert sorted(notes(each)) == ["a", "b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads all")
def test_a_file_that_must_not_be_read_is_a_message(path: Path) -> None:
    add(Store(path), an_annotation())
    path.chmod(0)
    with pytest.raises(StoreError, match="cannot be read"):
        Store(path)


def test_annotations_are_kept_by_id_whatever_their_numbers(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    with TinyDB(path) as database:
        database.table("annotations").insert({**documents(path)["1"], "id": "stock"})
    add(store, an_annotation("b"))
    assert [each["id"] for each in documents(path).values()] == ["a", "stock", "b"]


def test_the_hidden_folder_may_vanish(path: Path) -> None:
    import shutil

    store = Store(path)
    add(store, an_annotation("a"))
    shutil.rmtree(path.parent / ".annotations.json.reader")
    add(store, an_annotation("b"))
    assert sorted(notes(Store(path))) == sorted(notes(store)) == ["a", "b"]


def test_what_was_changed_here_and_by_hand_is_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation())
    monkeypatch.setattr(store_module, "SMALL", 0)
    note(store, "a", "ours")
    path.write_text(path.read_text("utf-8").replace('"note": ""', '"note": "by hand"'), "utf-8")
    for each in (Store(path), store):
        each.refresh()
        assert sorted(notes(each).values()) == ["by hand", "ours"]
        assert each.notices == (f"{path}: annotation a: it was changed here and elsewhere: both are kept",)
    store.checkpoint()
    assert Store(path).notices == ()
    assert sorted(notes(Store(path)).values()) == ["by hand", "ours"]


def by_hand(path: Path, note: str) -> None:
    """Another note on the only annotation, by a program that keeps no log."""
    path.write_text(path.read_text("utf-8").replace('"note": ""', f'"note": "{note}"'), "utf-8")


def test_an_edit_that_another_one_has_written_into_the_file_before_it_was_seen_here_is_kept(path: Path) -> None:
    add(Store(path), an_annotation())
    ours, theirs = Store(path), Store(path)
    by_hand(path, "by hand")
    add(theirs, an_annotation("b"))
    assert notes(Store(path)) == {"a": "by hand", "b": ""}
    add(ours, an_annotation("c"))
    assert notes(ours) == notes(Store(path)) == {"a": "by hand", "b": "", "c": ""}


# A large file


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any file is."""
    monkeypatch.setattr(working_copy, "LARGE", 0)
    monkeypatch.setattr(working_copy, "VERY_LARGE", 0)
    monkeypatch.setattr(store_module, "SMALL", 0)


class Counting(Disk):
    """How often a file was read as a whole."""

    reads = 0

    def read(self, path: Path, start: int = 0, end: int | None = None) -> bytes:
        self.reads += path.name == "annotations.json"
        return super().read(path, start, end)


@pytest.mark.usefixtures("large")
def test_a_change_does_not_wait_for_a_large_file_that_was_changed_by_hand(path: Path) -> None:
    add(Store(path), an_annotation())
    Store(path).checkpoint()
    store = Store(path, disk := Counting())
    by_hand(path, "by hand")
    reads = disk.reads
    add(store, an_annotation("b"))
    assert (disk.reads, notes(store)) == (reads, {"a": "", "b": ""})
    assert {each.annotation.id for each in store.refresh()} == {"a"}
    assert notes(store) == notes(Store(path)) == {"a": "by hand", "b": ""}
    assert store.checkpoint()
    assert [each["note"] for each in documents(path).values()] == ["by hand", ""]


@pytest.mark.usefixtures("large")
def test_a_change_does_not_wait_either_while_it_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Store(path), an_annotation())
    Store(path).checkpoint()
    store, read = Store(path), read_documents

    def meanwhile(*arguments: Any, **options: Any) -> Any:
        thread = threading.Thread(target=lambda: add(store, an_annotation("b")))
        thread.start()
        thread.join(20)
        assert notes(store) == {"a": "", "b": ""}, "it is done before this is"
        monkeypatch.undo()
        return read(*arguments, **options)

    by_hand(path, "by hand")
    monkeypatch.setattr(annotations_file, "read_documents", meanwhile)
    store.refresh()
    assert notes(store) == notes(Store(path)) == {"a": "by hand", "b": ""}


@pytest.mark.usefixtures("large")
def test_what_is_done_before_a_large_file_is_read_again_is_joined_to_it(path: Path) -> None:
    add(Store(path), an_annotation())
    Store(path).checkpoint()
    store, seen = Store(path), an_annotation()
    by_hand(path, "by hand")
    store.do(Step("", (Change(seen, seen.noted("ours")),)))
    store.checkpoint()
    assert sorted(notes(store).values()) == sorted(notes(Store(path)).values()) == ["by hand", "ours"]
    assert len(store.refresh()) == 2


@pytest.mark.usefixtures("large")
def test_a_large_file_that_is_damaged_is_read_once_and_a_tag_is_in_the_log(path: Path) -> None:
    add(Store(path), an_annotation())
    Store(path).checkpoint()
    store, whole = Store(path, disk := Counting()), path.read_bytes()
    path.write_bytes(b"{")
    for _ in range(3):
        with pytest.raises(StoreError, match="not JSON"):
            store.refresh()
    assert disk.reads == 2
    add(store, an_annotation("b"))
    with pytest.raises(StoreError, match="not JSON"):
        store.checkpoint()
    assert path.read_bytes() == b"{"
    path.write_bytes(whole)
    assert store.checkpoint()
    assert notes(store) == notes(Store(path)) == {"a": "", "b": ""}


@pytest.mark.usefixtures("large")
def test_of_a_very_large_file_one_source_is_there_before_it_is_read(path: Path) -> None:
    first = Store(path)
    for id, source in (("a", "one.txt"), ("b", "two.txt"), ("c", "one.txt")):
        add(first, an_annotation(id, source=source))
    first.checkpoint()
    note(first, "a", "in the log only")
    store = Store(path, reads=False)
    assert (store.is_read, len(store)) == (False, 0)
    store.read_partly("one.txt")
    assert notes(store) == {"a": "in the log only", "c": ""}
    add(store, an_annotation("d"))
    assert store.is_read
    assert notes(store) == notes(Store(path)) == {"a": "in the log only", "b": "", "c": "", "d": ""}


# A folder from elsewhere


@pytest.mark.parametrize("name", ["", "log", "lock", "next"])
def test_links_in_the_place_of_what_is_ours_are_not_followed(name: str, path: Path, tmp_path: Path) -> None:
    """A workspace from elsewhere may hold any."""
    hidden, victim = path.with_name(".annotations.json.reader"), tmp_path / "victim"
    if name:
        hidden.mkdir()
        victim.write_text("mine")
        (hidden / name).symlink_to(victim)
    else:
        victim.mkdir()
        hidden.symlink_to(victim)
    store = Store(path)
    add(store, an_annotation())
    assert store.unsaved or store.checkpoint_problem or name == "next"
    assert len(store) == 1
    assert not list(victim.iterdir()) if victim.is_dir() else victim.read_text() == "mine"


@pytest.mark.parametrize("name", ["log", "lock", "folding", "next"])
def test_pipes_in_their_place_are_not_waited_for(name: str, path: Path) -> None:
    hidden = path.with_name(".annotations.json.reader")
    hidden.mkdir()
    os.mkfifo(hidden / name)
    try:
        store = Store(path)
    except StoreError as error:
        assert "regular file" in str(error)
    else:
        add(store, an_annotation())
        assert len(store) == 1
