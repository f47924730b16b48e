"""The table of TinyDB that hands on only what changed, and the private names of TinyDB that it takes."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Table

from reader.annotation.store.file_format import encode
from reader.annotation.store.tinydb_storage import DocumentTable, TextStorage

PRIVATE = {"_update_table": ["self", "updater"], "_get_next_id": ["self"]}


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_method_of_tinydb_is_as_we_know_it(name: str) -> None:
    """If this fails, read what TinyDB's Table does now, and adapt tinydb_storage.py to it."""
    assert list(inspect.signature(getattr(Table, name)).parameters) == PRIVATE[name]


def test_tinydbs_table_keeps_its_storage_where_ours_looks_for_it() -> None:
    storage = TextStorage({})
    assert DocumentTable(storage, "t")._storage is storage


CHANGES: dict[str, Callable[[Any], object]] = {
    "insert": lambda table: table.insert({"n": 2}),
    "insert_multiple": lambda table: table.insert_multiple([{"n": 2}, {"n": 3}]),
    "upsert": lambda table: table.upsert({"n": 2}, where("n") == 1),
    "update": lambda table: table.update({"m": 2}),
    "update_multiple": lambda table: table.update_multiple([({"m": 2}, where("n") == 1)]),
    "remove": lambda table: table.remove(doc_ids=[1]),
    "truncate": lambda table: table.truncate(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_goes_through_the_private_method(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A method that went around it would change nothing in our storage."""
    seen: list[Any] = []
    table = TinyDB(storage=MemoryStorage).table("t")
    table.insert({"n": 1})
    monkeypatch.setattr(Table, "_update_table", lambda _self, updater: seen.append(updater))
    CHANGES[name](table)
    assert seen


@pytest.mark.parametrize("name", CHANGES)
def test_our_table_holds_after_a_change_what_tinydbs_own_holds(name: str) -> None:
    ours, theirs = DocumentTable(TextStorage({}), "t"), TinyDB(storage=MemoryStorage).table("t")
    for table in (ours, theirs):
        table.insert_multiple([{"n": 1}, {"n": 5}])
        CHANGES[name](table)
        assert table.search(where("n") == 1) == [each for each in table.all() if each["n"] == 1]
    assert [(each.doc_id, dict(each)) for each in ours] == [(each.doc_id, dict(each)) for each in theirs]


def test_a_document_without_a_number_gets_one_that_was_never_used() -> None:
    table = DocumentTable(TextStorage({"t": {7: encode({"n": 1})}}), "t")
    assert table.insert({}) == 8
    table.drop(8)
    assert table.insert({}) == 9
    table.put(20, {})
    assert table.upsert({"n": 2}, where("n") == 2) == [21]


def test_only_what_changed_is_encoded_again() -> None:
    storage = TextStorage({"t": {1: encode({"n": 1}), 2: encode({"n": 2})}})
    first = storage.texts["t"][1]
    DocumentTable(storage, "t").put(2, {"n": 3})
    assert storage.texts["t"][1] is first
    assert storage.texts["t"][2] == encode({"n": 3})


def test_the_storage_reads_and_writes_whole_tables_too() -> None:
    storage = TextStorage({})
    storage.write({"t": {"1": {"n": 1}}})
    tables = storage.read()
    assert storage.texts == {"t": {1: encode({"n": 1})}}
    assert dict(tables["t"]) == {"1": {"n": 1}}
    assert [number in tables["t"] for number in ("1", "2", 1)] == [True, False, False]
