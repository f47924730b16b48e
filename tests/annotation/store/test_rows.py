"""The rows of another table are kept as annotations are, through all that annotations go through."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotation.model.annotation import to_document
from reader.annotation.model.row import RowChange, StoredRow, new_row, row_id
from reader.annotation.store import store as store_module
from reader.annotation.store.entries import Edit, Record, from_line, to_line
from reader.annotation.store.history import Step
from reader.annotation.store.repair import Repair
from reader.annotation.store.salvage import salvage
from reader.annotation.store.store import Store
from reader.annotation.store.three_way_merge import three_way
from reader.collaboration.external import ExternalWorkspace, read_external, state_histories
from reader.collaboration.git.merge_driver import merge_files, note_removals
from reader.collaboration.git.textconv import format_annotations
from reader.collaboration.merging import merge_histories
from reader.errors import ConflictError, StoreError
from tests.support.stores import add, an_annotation, remove

ID = row_id("places", "Lwow")
BASE = {"id": ID, "table": "places", "name": "Lwow", "modified": "1", "revision": 1}


DOCUMENT = to_document(an_annotation())


def put(store: Store, values: dict[str, object], who: str = "ann", id: str = ID) -> StoredRow:
    before = store.rows.get(id)
    after = before.with_values(values, who) if before else new_row("places", id, values, who)
    store.do(Step("named a place", (), who, (RowChange(before, after),)))
    kept = store.rows.get(id)
    assert kept
    return kept


def drop(store: Store, who: str = "ann", id: str = ID) -> None:
    store.do(Step("forgot a place", (), who, (RowChange(store.rows.get(id), None),)))


def names(path: Path) -> list[str]:
    return [row.text("name") for row in Store(path).rows.of("places")]


def test_they_are_in_a_table_of_their_own_that_stock_tinydb_opens(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    row = put(store, {"name": "Lwow"})
    with TinyDB(path) as database:
        assert [each["name"] for each in database.table("places")] == ["Lwow"]
        assert len(database.table("annotations")) == 1
    for each in (store, Store(path)):
        assert (each.rows.of("places"), each.rows.all, each.rows.of("others")) == ((row,), (row,), ())
        assert (len(each), each.counts["one.txt"].total()) == (1, 1)
    assert (row.revision, row.creator, bool(row.modified)) == (1, "ann", True)


def test_a_table_is_the_same_tuple_until_it_changes(path: Path) -> None:
    store = Store(path)
    put(store, {"name": "Lwow"})
    before = store.rows.of("places")
    add(store, an_annotation("a"))
    assert store.rows.of("places") is before
    put(store, {"name": "Lviv"})
    assert [row.text("name") for row in store.rows.of("places")] == ["Lviv"]


def test_an_undo_takes_a_step_back_and_another_persons_does_not(path: Path) -> None:
    store = Store(path)
    put(store, {"name": "Lwow"})
    put(store, {"name": "Lviv", "note": None})
    assert store.undo("bob") is None
    step = Store(path).undo("ann")
    assert step and (step.description, step.changes) == ("named a place", ())
    assert [(each.before and each.before.text("name"), each.row.text("name")) for each in step.rows] == [
        ("Lviv", "Lwow")
    ]
    assert names(path) == ["Lwow"]
    store.redo("ann")
    assert names(path) == ["Lviv"]
    drop(store)
    assert names(path) == []
    store.undo("ann")
    assert names(path) == ["Lviv"]


def test_a_value_that_was_removed_is_gone_from_the_log_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "SMALL", -1)  # so that all of it is in the log only
    store = Store(path)
    put(store, {"name": "Lwow", "same_as": "Lviv"})
    put(store, {"same_as": None})
    assert [dict(row.values) for row in Store(path).rows.all] == [{"name": "Lwow"}]
    assert not path.exists()


def test_the_log_tells_which_field_of_an_annotation_went() -> None:
    edit = Edit(1, {**DOCUMENT, "fields": {"rating": "open"}}, DOCUMENT)
    record = from_line(to_line(Record("1", "", "", "", (edit,)))[:-1])
    assert isinstance(record, Record)
    assert record.edits == (edit,)


def test_an_older_version_reads_the_lines_of_annotations_and_passes_over_rows(path: Path) -> None:
    """It takes no line with a change that is not an annotation, and reads a file anew that has more than memory."""
    put(Store(path), {"name": "Lwow"})
    log = (path.parent / f".{path.name}.reader/log").read_bytes().splitlines()
    lines = [json.loads(line.split(b" ", 2)[2]) for line in log]
    assert lines[0]["changes"] == []
    assert lines[1]["restored"] is True


def test_another_reader_sees_them(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    put(ours, {"name": "Lwow"})
    assert theirs.has_news
    assert theirs.refresh() == ()
    assert (theirs.rows.take_news(), theirs.rows.take_news()) == (True, False)
    assert [row.text("name") for row in theirs.rows.of("places")] == ["Lwow"]
    put(theirs, {"name": "Lviv"}, "bob")
    ours.refresh()
    assert [row.text("name") for row in ours.rows.of("places")] == ["Lviv"]


def test_a_row_that_another_program_changed_is_not_overwritten(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    seen = put(ours, {"name": "Lwow"})
    theirs.refresh()
    put(theirs, {"name": "Lviv"}, "bob")
    with pytest.raises(ConflictError):
        ours.do(Step("", (), "ann", (RowChange(seen, seen.with_values({"name": "Lemberg"}, "ann")),)))
    assert names(path) == ["Lviv"]
    with pytest.raises(ConflictError):
        ours.undo("ann")


def test_what_an_editor_adds_is_joined_and_what_is_not_a_row_is_left(path: Path) -> None:
    store = Store(path)
    put(store, {"name": "Lwow"})
    tables = json.loads(path.read_bytes())
    tables["places"] |= {
        "5": {**tables["places"]["1"], "id": "x", "colour": "red"},
        "6": {"id": "y"},
        "7": {"table": 1},
    }
    tables["moons"] = {"1": {"id": "z", "table": "places", "name": "Io"}}
    path.write_text(json.dumps(tables))
    store.refresh()
    put(store, {"name": "new"}, id="x")
    after = json.loads(path.read_bytes())
    assert after["places"]["5"] == {
        **tables["places"]["5"],
        "name": "new",
        **{name: after["places"]["5"][name] for name in ("modified", "revision")},
    }
    assert (after["places"]["6"], after["places"]["7"], after["moons"]) == ({"id": "y"}, {"table": 1}, tables["moons"])
    assert len(store.rows.all) == 2


def test_a_damaged_file_gives_them_back(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    put(store, {"name": "Lwow"})
    damaged = path.read_bytes().replace(b'"places": {\n    "1"', b'\0\0: {\n    "1"')
    assert [len(table) for table in salvage(damaged)[0].values()] == [1, 1, 1]
    path.write_bytes(damaged)
    with pytest.raises(StoreError):
        Store(path)
    repair = Repair(path)
    repair.apply(repair.ways[0])
    assert names(path) == ["Lwow"]


def test_one_that_the_file_lost_is_told_and_restored(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    put(store, {"name": "Lwow"})
    tables = json.loads(path.read_bytes())
    del tables["places"]
    path.write_text(json.dumps(tables))
    again = Store(path)
    losses = again.losses.find()
    assert [(loss.annotation.tag, loss.annotation.exact) for loss in losses] == [("places", "Lwow")]
    again.losses.restore(author="ann")
    assert (names(path), len(again.losses.find())) == (["Lwow"], 0)


def test_a_store_of_nothing_but_rows_survives_the_loss_of_its_file(path: Path) -> None:
    store = Store(path)
    put(store, {"name": "Lwow"})
    path.write_bytes(b"")
    assert store.is_missing
    put(store, {"name": "Kyjiw"}, id="k")
    assert names(path) == ["Lwow", "Kyjiw"]


SIDES: dict[
    str, tuple[dict[str, object], dict[str, object], dict[str, object], str]
] = {  # ours, theirs, the values of what they come to, the beginning of the conflict
    "different values": ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}, ""),
    "the same value": ({"a": 1, "creator": "ann"}, {"a": 1, "creator": "bob"}, {"a": 1}, ""),
    "the later one of two": ({"a": 1, "modified": "2"}, {"a": 2, "modified": "3"}, {"a": 2}, "it was changed here"),
    "one removed, another set": ({"name": None}, {"b": 2}, {"b": 2}, ""),
}


@pytest.mark.parametrize("name", SIDES)
def test_a_merge_joins_them_value_by_value_and_never_makes_two(name: str) -> None:
    one, other, values, conflict = SIDES[name]
    ours, theirs = (
        {key: each for key, each in {**BASE, **side, "revision": 2}.items() if each is not None}
        for side in (one, other)
    )
    for found in (three_way(BASE, ours, theirs), three_way(BASE, theirs, ours)):
        assert found.document is not None
        assert found.copy is None
        left = {key: each for key, each in found.document.items() if key in ("name", "a", "b")}
        assert left == ({} if "name" in one else {"name": "Lwow"}) | values
        assert found.conflict.startswith(conflict)
        assert bool(found.conflict) == bool(conflict)


def test_two_branches_of_git_and_its_diff_have_them(path: Path, tmp_path: Path) -> None:
    def version(name: str) -> bytes:
        side = tmp_path / name / "annotations.json"
        side.parent.mkdir()
        store = Store(side)
        put(store, {"name": "Lwow", name: 1}, name)
        put(store, {"name": name}, name, id=name)
        return side.read_bytes()

    merged, conflicts = merge_files(b"", version("ours"), version("theirs"), path)
    path.write_bytes(merged)
    assert (sorted(names(path)), conflicts) == (["Lwow", "ours", "theirs"], [])
    assert dict(Store(path).rows.all[0].values) == {"name": "Lwow", "ours": 1, "theirs": 1}
    assert 'places: {"name": "ours", "ours": null} by ours'.replace(', "ours": null', "") in format_annotations(
        merged, path
    )


def test_a_removal_by_git_is_not_a_loss(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    put(store, {"name": "Lwow"})
    ours = path.read_bytes()
    tables = json.loads(ours)
    del tables["places"]["1"]
    merged = json.dumps(tables).encode()
    note_removals(ours, merged, path)
    path.write_bytes(merged)
    assert not Store(path).losses.find()


def test_reader_merge_takes_them_and_what_was_removed_stays_removed(path: Path, tmp_path: Path) -> None:
    ours, other = Store(path), tmp_path / "bob" / "annotations.json"
    other.parent.mkdir()
    theirs = Store(other)
    put(theirs, {"name": "Lwow"}, "bob")
    add(theirs, an_annotation("b"), "bob")
    found = merge_histories(state_histories(ours), [read_external(other, "bob")])
    assert [change.row.title for change in found.rows] == ["Lwow"]
    ours.do(Step("merged", found.changes, "ann", found.rows))
    drop(ours)
    remove(ours, "b", "ann")
    again = merge_histories(state_histories(ours), [read_external(other, "bob")])
    assert (again.rows, again.changes) == ((), ())


def test_reader_merge_says_what_it_could_not_join() -> None:
    ours = {ID: [BASE, {**BASE, "name": "Lviv", "modified": "2"}]}
    theirs = ExternalWorkspace("bob", {ID: [BASE, {**BASE, "name": "Lemberg", "modified": "3"}]})
    found = merge_histories(ours, [theirs])
    assert [(name, record) for name, record, _ in found.conflicts] == [("bob", found.rows[0].after)]
    assert found.rows[0].row.title == "Lemberg"
    assert theirs.annotations == []
