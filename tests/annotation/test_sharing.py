"""What others do, readers, editors, stock TinyDB, a hostile folder: all is seen, and nothing is overwritten."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotation import store as store_module
from reader.annotation.files import PRIVATE, Disk
from reader.annotation.history import Change, Step
from reader.annotation.store import Store
from reader.errors import ConflictError, StoreError
from stores import add, an_annotation, documents, note, notes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


def test_others_are_kept_out_only_while_the_file_is_put_in_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With many annotations the file takes long to write."""
    monkeypatch.setattr(store_module, "SMALL", 0)

    class Slow(Disk):
        def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
            add(other, an_annotation("meanwhile"))
            super().write(path, pieces, mode)

    store, other = Store(path, Slow()), Store(path)
    add(store, an_annotation("a"))
    assert not store.fold(), "there is more by now"
    assert list(documents(path)) == ["1"]
    assert sorted(notes(store)) == sorted(notes(Store(path))) == ["a", "meanwhile"]
    other.fold()
    assert list(documents(path)) == ["1", "2"]
    assert [change.annotation.id for change in store.refresh()] == ["meanwhile"]


def test_what_another_one_changes_is_told(path: Path) -> None:
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
    accident: object, path: Path
) -> None:
    store, other = Store(path), Store(path)
    add(store, an_annotation("a"))
    accident(path)  # type: ignore[operator]
    latecomer = Store(path)
    assert store.is_missing
    assert store.refresh() == ()
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


def test_what_was_changed_here_and_by_hand_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation())
    monkeypatch.setattr(store_module, "SMALL", 0)
    note(store, "a", "ours")
    path.write_text(path.read_text("utf-8").replace('"note": ""', '"note": "by hand"'), "utf-8")
    for each in (Store(path), store):
        each.refresh()
        assert sorted(notes(each).values()) == ["by hand", "ours"]
        assert each.notices == (f"{path}: annotation a: it was changed here and elsewhere: both are kept",)
    store.fold()
    assert Store(path).notices == ()
    assert sorted(notes(Store(path)).values()) == ["by hand", "ours"]


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
    assert store.unsaved or store.fold_problem or name == "next"
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
