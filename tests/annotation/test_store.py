"""The store: annotations in, annotations out, on disk at once; the file is TinyDB's and nothing in it gets lost."""

import json
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
from stores import add, an_annotation, note, notes, remove


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


def documents(path: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(path.read_bytes())["annotations"]
    return found


def changes(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old.strip(), new.strip()) for old, new in pairs if old != new]


def test_nothing_is_written_until_something_is_tagged(path: Path) -> None:
    store = Store(path)
    assert (store.annotations, store.refresh(), store.undo(), store.fold()) == ((), (), None, True)
    store.close()
    assert list(path.parent.iterdir()) == []


def test_what_is_added_is_there_for_the_next_one(path: Path) -> None:
    annotation = an_annotation(note="“so”\nsaid\tshe \x07", source="bad\udcff.txt")
    add(Store(path), annotation)
    assert Store(path).annotations == (annotation,)


def test_the_file_holds_the_fields_in_order(path: Path) -> None:
    add(Store(path), an_annotation())
    assert json.loads(path.read_bytes()) == {
        "about": {"1": {"format": 1}},
        "annotations": {
            "1": {
                "id": "a", "source": "one.txt", "start": 0, "end": 4, "exact": "One.", "prefix": "", "suffix": "",
                "tag": "quote", "note": "", "creator": "", "created": "2026-01-02T03:04:05Z", "modified": "",
                "digest": "", "revision": 1,
            }
        },
    }  # fmt: skip


def test_annotations_come_in_order_of_source_and_place(path: Path) -> None:
    store = Store(path)
    for id, source, start, end in (("d", "b", 0, 1), ("c", "a", 5, 6), ("b", "a", 0, 3), ("a", "a", 0, 9)):
        add(store, an_annotation(id, source=source, start=start, end=end))
    for each in (store, Store(path)):
        assert [annotation.id for annotation in each.annotations] == ["a", "b", "c", "d"]
        assert [annotation.id for annotation in each.of("a")] == ["a", "b", "c"]
        assert (each.of("c"), dict(each.counts)) == ((), {"a": {"quote": 3}, "b": {"quote": 1}})


def test_each_change_counts_up_the_revision(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation())
    note(store, "a", "look")
    store.undo()
    remove(store, "a")
    store.undo()
    assert [each.revision for each in store.annotations] == [5]


class Counted(Disk):
    """Notes what is done to files, in order."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def append(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        self.done.append("append and sync" if sync else "append")
        super().append(path, data, sync=sync)

    def write(self, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
        self.done.append("write and sync")
        super().write(path, pieces, mode)


@pytest.mark.parametrize(
    ("small", "done"), [(-1, ["append and sync"]), (2000, ["append and sync", "write and sync", "append"])]
)
def test_a_step_of_many_changes_is_one_write_and_one_undo(
    small: int, done: list[str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "SMALL", small)
    store = Store(path, disk := Counted())
    store.do(Step("tagged all", tuple(Change(None, an_annotation(str(n))) for n in range(50))))
    assert (len(store), len(Store(path)), disk.done) == (50, 50, done)
    store.undo()
    assert (len(store), len(Store(path)), disk.done) == (0, 0, 2 * done)


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


# The file


def test_stock_tinydb_opens_what_we_write(path: Path) -> None:
    add(Store(path), an_annotation(exact="“Größe” 👨‍👩‍👧"))
    with TinyDB(path) as database:
        assert [each["exact"] for each in database.table("annotations")] == ["“Größe” 👨‍👩‍👧"]


def test_a_change_of_one_field_is_a_diff_of_its_line_and_the_revision(path: Path) -> None:
    store = Store(path)
    for n in range(20):
        add(store, an_annotation(str(n)))
    before = path.read_text("utf-8")
    old = store.annotations[7]
    store.do(Step("", (Change(old, an_annotation(old.id, tag="claim")),)))
    assert changes(before, path.read_text("utf-8")) == [
        ('"tag": "quote",', '"tag": "claim",'),
        ('"revision": 1', '"revision": 2'),
    ]


def test_undo_of_a_removal_gives_back_the_same_file_but_for_the_revision(path: Path) -> None:
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id))
    before = path.read_text("utf-8")
    remove(store, "b")
    store.undo()
    assert changes(before, path.read_text("utf-8")) == [('"revision": 1', '"revision": 3')]


def test_fields_and_tables_of_others_stay(path: Path) -> None:
    with TinyDB(path) as database:
        database.insert({"theirs": 1})
        database.table("annotations").insert({"id": "a", "source": "s", "start": 0, "end": 1, "exact": "x",
                                              "tag": "quote", "confidence": 0.5})  # fmt: skip
    store = Store(path)
    note(store, "a", "look")
    remove(store, "a")
    Store(path).undo()
    with TinyDB(path) as database:
        assert database.all() == [{"theirs": 1}]
        (document,) = database.table("annotations").all()
    assert (document["confidence"], document["note"]) == (0.5, "look")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"id": "a"}, "missing required field `source`"),
        ({"id": "a", "source": "s", "start": "0", "end": 1, "exact": "x", "tag": "q"}, "Expected `int`, got `str`"),
        ({"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "q"}, "the id of another one: good"),
    ],
)
def test_a_document_that_is_no_annotation_is_kept_aside(path: Path, document: object, reason: str) -> None:
    good = {"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {"1": good, "2": document}}), "utf-8")
    store = Store(path)
    assert [each.id for each in store.annotations] == ["good"]
    assert reason in store.kept_aside[0]
    add(store, an_annotation("new"))
    assert documents(path)["2"] == document


def test_a_newer_format_is_refused(path: Path) -> None:
    path.write_text('{"about": {"1": {"format": 2}}, "annotations": {}}', "utf-8")
    with pytest.raises(StoreError, match=r"format 2.*newer version of reader"):
        Store(path)


@pytest.mark.parametrize("content", [b"{", b"null", b'{"annotations": {"1": {"id": "a", "id": "b"}}}', b"\xff"])
def test_a_damaged_file_is_refused_and_left_as_it_is(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"annotations.json: it .*left as it is.*`reader repair`"):
        Store(path)
    assert path.read_bytes() == content


def test_a_link_is_followed_and_the_mode_kept(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    add(Store(target), an_annotation("a"))
    target.chmod(0o640)
    link = tmp_path / "annotations.json"
    link.symlink_to(target)
    add(Store(link), an_annotation("b"))
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert len(documents(target)) == 2
    assert (tmp_path / ".elsewhere.json.reader").stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / ".annotations.json.reader").exists()


def test_a_new_file_is_for_its_owner_only(path: Path) -> None:
    add(Store(path), an_annotation("a"))
    files = [path, *(each for each in path.parent.rglob("*") if each.is_file())]
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}


# Others


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
    note(theirs, "a", "theirs") if theirs.refresh() else None
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


def test_what_was_changed_here_and_by_hand_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation())
    monkeypatch.setattr(store_module, "SMALL", 0)
    note(store, "a", "ours")
    path.write_text(path.read_text("utf-8").replace('"note": ""', '"note": "by hand"'), "utf-8")
    for each in (Store(path), store):
        each.refresh()
        assert sorted(notes(each).values()) == ["by hand", "ours"]
        assert each.notices == (f"{path}: annotation a: it was changed here and by another program: both are kept",)
    store.fold()
    assert Store(path).notices == ()
    assert sorted(notes(Store(path)).values()) == ["by hand", "ours"]
