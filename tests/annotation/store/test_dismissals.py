"""A suggestion that a person dismissed stays dismissed: for everyone, through all that annotations go through."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotation.model.annotation import Annotation, dismissal, from_document, to_document
from reader.annotation.store.file_format import decode
from reader.annotation.store.history import Change, Step
from reader.annotation.store.repair import Repair
from reader.annotation.store.salvage import salvage
from reader.annotation.store.store import Store
from reader.collaboration.git.merge_driver import merge_files
from reader.errors import StoreError
from tests.support.stores import add, an_annotation, documents


def dismiss(store: Store, id: str = "d", who: str = "", **fields: object) -> Annotation:
    unwanted = dismissal(an_annotation(id, **fields))
    store.do(Step("dismissed quote", (Change(None, unwanted),), who))
    return unwanted


def test_it_is_in_a_table_of_its_own_that_stock_tinydb_opens(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    unwanted = dismiss(store)
    with TinyDB(path) as database:
        assert [each["id"] for each in database.table("annotations")] == ["a"]
        assert [each["id"] for each in database.table("dismissals")] == ["d"]
        assert database.table("dismissals").all()[0]["dismissed"] == unwanted.created
    for each in (store, Store(path)):
        assert ([one.id for one in each.annotations], each.dismissed("one.txt")) == (["a"], (unwanted,))
        assert (len(each), each.counts["one.txt"].total(), each.of("one.txt")[0].id) == (1, 1, "a")


def test_a_file_without_any_has_no_table_for_them(path: Path) -> None:
    add(Store(path), an_annotation())
    assert list(json.loads(path.read_bytes())) == ["about", "annotations"]


def test_an_undo_takes_it_back_and_another_persons_does_not(path: Path) -> None:
    store = Store(path)
    unwanted = dismiss(store, who="ann")
    assert store.undo("bob") is None
    step = Store(path).undo("ann")
    assert step and (step.description, Store(path).dismissed("one.txt")) == ("dismissed quote", ())
    store.redo("ann")
    assert [each.id for each in Store(path).dismissed("one.txt")] == [unwanted.id]


def test_another_reader_sees_it(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    dismiss(ours)
    assert [each.annotation.id for each in theirs.refresh()] == ["d"]
    assert [each.id for each in theirs.dismissed("one.txt")] == ["d"]


def test_one_that_another_program_adds_or_removes_is_joined(path: Path) -> None:
    """As git does, or an editor."""
    store = Store(path)
    dismiss(store)
    tables = json.loads(path.read_bytes())
    tables["dismissals"]["7"] = {**tables["dismissals"].pop("1"), "id": "theirs"}
    path.write_text(json.dumps(tables))
    assert {each.annotation.id for each in store.refresh()} == {"d", "theirs"}
    dismiss(store, "mine")
    assert {each.id for each in Store(path).dismissed("one.txt")} == {"theirs", "mine"}


def test_git_joins_those_of_two_branches(path: Path, tmp_path: Path) -> None:
    def version(name: str) -> bytes:
        side = tmp_path / name / "annotations.json"
        side.parent.mkdir()
        dismiss(Store(side), name)
        return side.read_bytes()

    merged, conflicts = merge_files(b"", version("ours"), version("theirs"), path)
    path.write_bytes(merged)
    assert ({each.id for each in Store(path).dismissed("one.txt")}, conflicts) == ({"ours", "theirs"}, [])


def test_what_is_none_is_kept_and_said(path: Path) -> None:
    fields = to_document(an_annotation())
    path.write_text(json.dumps({"dismissals": {"1": {"hello": 1}, "2": fields}, "annotations": {}, "other": {"1": {}}}))
    store = Store(path)
    dismiss(store)
    assert len(store.kept_aside) == 2
    tables = json.loads(path.read_bytes())
    assert (tables["dismissals"]["1"], tables["dismissals"]["2"], tables["other"]) == ({"hello": 1}, fields, {"1": {}})
    assert list(tables["dismissals"]) == ["1", "2", "3"]


def test_a_damaged_file_never_makes_a_tag_of_it(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    dismiss(store)
    damaged = path.read_bytes().replace(b'"dismissals"', b"\0\0").replace(b'"annotations"', b"\0\0")
    found, _ = salvage(damaged)
    assert {name: [decode(text)["id"] for text in found[name].values()] for name in ("annotations", "dismissals")} == {
        "annotations": ["a"],
        "dismissals": ["d"],
    }
    path.write_bytes(damaged)
    with pytest.raises(StoreError):
        Store(path)
    repair = Repair(path)
    repair.apply(repair.ways[0])
    again = Store(path)
    assert ([each.id for each in again.annotations], [each.id for each in again.dismissed("one.txt")]) == (["a"], ["d"])


def test_a_repair_has_from_the_log_what_the_file_lost(path: Path) -> None:
    dismiss(Store(path))
    path.write_bytes(path.read_bytes()[:-200])
    repair = Repair(path)
    repair.apply(repair.ways[0])
    assert [each.id for each in Store(path).dismissed("one.txt")] == ["d"]


def test_a_document_says_by_itself_which_it_is(path: Path) -> None:
    annotation = an_annotation()
    assert [from_document(to_document(each)) for each in (annotation, dismissal(annotation))] == [
        annotation,
        dismissal(annotation),
    ]
    assert from_document({**to_document(annotation), "dismissed": 1}) == annotation
    add(Store(path), replace(annotation, note='the word "dismissed"'))
    assert len(Store(path)) == 1
    assert documents(path)["1"]["note"] == 'the word "dismissed"'
