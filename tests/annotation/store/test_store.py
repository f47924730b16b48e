"""The store: annotations in, annotations out, on disk at once; the file is TinyDB's and nothing in it gets lost."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from reader.annotation.store import annotations_file
from reader.annotation.store import store as store_module
from reader.annotation.store.documents import Documents, read_documents
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import StoreError
from reader.system.durable_files import PRIVATE, Disk
from tests.support.stores import add, an_annotation, documents, note, remove


def changes(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old.strip(), new.strip()) for old, new in pairs if old != new]


def test_nothing_is_written_until_something_is_tagged(path: Path) -> None:
    store = Store(path)
    assert (store.annotations, store.refresh(), store.undo(), store.checkpoint()) == ((), (), None, True)
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
        ({"id": "a"}, "it has no source"),
        (
            {"id": "a", "source": "s", "start": "0", "end": 1, "exact": "x", "tag": "q"},
            "start is a text, not a whole number",
        ),
        (
            {"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "q"},
            "same id as another document",
        ),
    ],
)
def test_a_document_that_is_not_an_annotation_is_kept_aside(path: Path, document: object, reason: str) -> None:
    good = {"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {"1": good, "2": document}}), "utf-8")
    store = Store(path)
    assert [each.id for each in store.annotations] == ["good"]
    assert reason in store.kept_aside[0]
    add(store, an_annotation("new"))
    assert documents(path)["2"] == document


def test_a_newer_format_is_refused(path: Path) -> None:
    path.write_text('{"about": {"1": {"format": 2}}, "annotations": {}}', "utf-8")
    with pytest.raises(StoreError, match=r"format is 2.*newer version of reader"):
        Store(path)


def test_only_the_very_file_that_the_last_checkpoint_wrote_is_read_with_fewer_checks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def noting(path: Path, data: bytes, *, is_ours: bool, **named: Any) -> Documents:
        asked.append(is_ours)
        return read_documents(path, data, is_ours=is_ours, **named)

    monkeypatch.setattr(annotations_file, "read_documents", noting)
    add(Store(path), an_annotation())
    asked.clear()
    assert len(Store(path)) == 1
    path.write_bytes(path.read_bytes().replace(b'"tag": "quote"', b'"tag": "claim"'))
    assert [each.tag for each in Store(path).annotations] == ["claim"]
    path.write_bytes(path.read_bytes().replace(b'"note": ""', b'"tag": "mood"'))
    with pytest.raises(StoreError, match="the key 'tag' twice"):
        Store(path)
    assert asked == [True, False, False]


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


def test_it_is_known_how_much_undo_and_redo_would_change(path: Path) -> None:
    store = Store(path)
    assert (store.foresight.to_undo(), store.foresight.to_redo()) == (0, 0)
    add(store, an_annotation("a"))
    assert (store.foresight.to_undo(), store.foresight.to_redo()) == (1, 0)
    store.undo()
    assert (store.foresight.to_undo(), store.foresight.to_redo()) == (0, 1)
