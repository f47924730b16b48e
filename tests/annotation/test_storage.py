"""The annotations file: any TinyDB opens it, a change is a small diff, and what is not TinyDB's is never written to."""

import difflib
import json
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Table

from reader.annotation import files
from reader.annotation.storage import WholeFileStorage
from reader.errors import StoreError


def insert(path: Path, *documents: dict[str, object]) -> None:
    storage = WholeFileStorage(path)
    with storage.transaction():
        Table(storage, "annotations").insert_multiple(documents)


def test_stock_tinydb_opens_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    insert(path, {"id": "a", "exact": "“Größe” 👨‍👩‍👧"}, {"id": "b"})
    with TinyDB(path) as database:
        assert database.table("annotations").all() == [{"id": "a", "exact": "“Größe” 👨‍👩‍👧"}, {"id": "b"}]


def test_we_open_what_stock_tinydb_writes(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    with TinyDB(path) as database:
        database.table("annotations").insert({"id": "a"})
        database.insert({"theirs": True})
    insert(path, {"id": "b"})
    with TinyDB(path) as database:
        assert [each["id"] for each in database.table("annotations")] == ["a", "b"]
        assert database.all() == [{"theirs": True}]


def test_a_change_of_one_document_is_a_diff_of_one_line(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    insert(path, *({"id": str(n), "tag": "quote"} for n in range(20)))
    before = path.read_text("utf-8").splitlines()
    storage = WholeFileStorage(path)
    with storage.transaction():
        Table(storage, "annotations").update({"tag": "claim"}, doc_ids=[7])
    changed = [line for line in difflib.ndiff(before, path.read_text("utf-8").splitlines()) if line[0] in "+-"]
    assert changed == ['-       "tag": "quote"', '+       "tag": "claim"']


REFUSED = {
    "cut in the middle": (b'{"annotations": {"1": {"id"', "not JSON"),
    "not JSON at all": (b"Dear diary\n", "not JSON: Expecting value in line 1, column 1"),
    "not UTF-8": (b'{"annotations": {"1": {"id": "\xff"}}}', "not UTF-8 (byte 0xFF at 30)"),
    "null": (b"null", "not a TinyDB file"),
    "a list": (b"[]", "not a TinyDB file"),
    "a table that is a list": (b'{"annotations": []}', "its table 'annotations' is no object"),
    "a document under a name": (b'{"annotations": {"one": {}}}', "'one', which is no number"),
    "a document that is a text": (b'{"annotations": {"1": "x"}}', "document 1 of the table 'annotations'"),
    "the same table twice": (b'{"annotations": {}, "annotations": {}}', "the key 'annotations' twice"),
    "a number that JSON does not know": (b'{"annotations": {"1": {"start": NaN}}}', "NaN"),
    "nested without end": (b'{"a":' * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_tinydbs_is_refused_and_left_as_it_is(name: str, tmp_path: Path) -> None:
    content, message = REFUSED[name]
    path = tmp_path / "annotations.json"
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        WholeFileStorage(path).read()
    assert message in str(refused.value)
    assert str(path) in str(refused.value)
    assert "left as it is" in str(refused.value)
    with pytest.raises(StoreError):
        insert(path, {"id": "a"})
    assert path.read_bytes() == content


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    insert(path, {"id": "a"})
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="read-only"):
        insert(path, {"id": "b"})
    assert path.read_bytes() == before


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "annotations.json"
    insert(path, {"id": "a"})
    before = path.read_bytes()

    def disk_full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", disk_full)
    storage = WholeFileStorage(path)
    with pytest.raises(StoreError, match="not saved: No space left on device"), storage.transaction():
        Table(storage, "annotations").insert({"id": "b"})
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".tmp"] == []
    assert storage.read() == json.loads(before), "what could not be saved is not taken for saved"


def test_a_link_is_followed_and_the_mode_kept(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    insert(target, {"id": "a"})
    target.chmod(0o640)
    link = tmp_path / "annotations.json"
    link.symlink_to(target)
    insert(link, {"id": "b"})
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert len(json.loads(target.read_bytes())["annotations"]) == 2


def test_a_file_that_vanished_is_written_again_with_all_that_was_in_it(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    insert(path, {"id": "a"})
    storage = WholeFileStorage(path)
    storage.read()
    path.unlink()
    with storage.transaction():
        Table(storage, "annotations").insert({"id": "b"})
    assert [each["id"] for each in json.loads(path.read_bytes())["annotations"].values()] == ["a", "b"]


def test_two_processes_keep_each_others_documents(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    ours, theirs = WholeFileStorage(path), WholeFileStorage(path)
    for number in range(10):
        for storage in (ours, theirs):
            with storage.transaction():
                Table(storage, "annotations").insert({"id": f"{number} {storage is ours}"})
    assert len(json.loads(path.read_bytes())["annotations"]) == 20


def test_a_file_that_was_emptied_is_written_again_with_all_that_was_in_it(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    insert(path, {"id": "a"})
    storage = WholeFileStorage(path)
    storage.read()
    path.write_bytes(b"")
    with storage.transaction():
        Table(storage, "annotations").insert({"id": "b"})
    assert [each["id"] for each in json.loads(path.read_bytes())["annotations"].values()] == ["a", "b"]
