"""What another person's annotations file or export holds, and where it was found again."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.store.store import Store
from reader.collaboration.external import ExternalWorkspace, read_external, state_histories
from reader.errors import ReaderError
from tests.support.stores import add, an_annotation, note, remove

NOW = "f" * 64  # the digest of the source when it was exported


def export(folder: Path, **parts: Any) -> Path:
    document = {"sources": [{"id": "one.txt", "digest": NOW}], "annotations": [], "orphans": [], **parts}
    (folder / "export.json").write_text(json.dumps(document))
    return folder / "export.json"


def record(id: str, status: str, **fields: Any) -> dict[str, Any]:
    return {**to_document(an_annotation(id, digest="0" * 64)), "status": status, **fields}


def test_annotations_of_an_export_that_were_found_elsewhere_are_relocated(tmp_path: Path) -> None:
    statuses = ("exact", "shifted", "edited", "moved", "review")
    file = export(
        tmp_path,
        annotations=[record(status, status) for status in statuses],
        orphans=[record("orphan", "orphan", source="gone.txt")],
    )
    found = read_external(file, "bob's")
    assert found.name == "bob's"
    assert set(found.relocated) == {"shifted", "edited", "moved", "review"}
    assert [each.id for each in found.annotations] == [*statuses, "orphan"]
    digests = {each.id: each.digest for each in found.annotations}
    assert digests == {id: "0" * 64 if id in ("exact", "orphan") else NOW for id in digests}
    assert all(len(states) == 1 for states in found.histories.values()), "an export has no history"


def test_an_annotation_of_a_source_that_the_export_does_not_know_keeps_its_digest(tmp_path: Path) -> None:
    found = read_external(export(tmp_path, annotations=[record("a", "shifted", source="gone.txt")]), "x")
    assert [each.digest for each in found.annotations] == ["0" * 64]


def test_fields_of_other_programs_are_left_out(tmp_path: Path) -> None:
    found = read_external(export(tmp_path, annotations=[record("a", "exact", colour="red")]), "x")
    (states,) = found.histories.values()
    assert states == [to_document(an_annotation("a", digest="0" * 64))]


@pytest.mark.parametrize(
    "parts",
    [
        {"annotations": [], "orphans": 7},
        {"annotations": [record("a", "exact")], "sources": [{"id": "one.txt"}]},
        {"annotations": [], "sources": 7},
    ],
)
def test_a_damaged_export_is_reported(parts: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"^bob's: not an export by reader: "):
        read_external(export(tmp_path, **parts), "bob's")


@pytest.mark.parametrize(
    ("value", "why"),
    [(7, "it is not an annotation"), (None, "it is not an annotation"),
     ({"id": "p", "table": "people"}, "it is not an annotation"), ({"id": "a"}, "it has no source"),
     (record("b", "exact", start="0"), "start is a text, not a whole number")],
)  # fmt: skip
def test_a_record_that_is_not_an_annotation_is_refused_and_the_others_taken(
    value: Any, why: str, tmp_path: Path
) -> None:
    found = read_external(export(tmp_path, annotations=[value, record("a", "exact")], people=[7]), "bob's")
    assert found.refused == [f"bob's: rejected: annotation 1: {why}"]
    assert [each.id for each in found.annotations] == ["a"]


def test_an_annotation_that_was_found_elsewhere_in_a_source_without_a_digest_is_refused(tmp_path: Path) -> None:
    records = [record("a", "moved"), record("b", "exact")]
    found = read_external(export(tmp_path, annotations=records, sources=[{"id": "one.txt", "digest": None}]), "bob's")
    assert found.refused == ["bob's: rejected: annotation 1: digest is nothing, not a text"]
    assert [each.id for each in found.annotations] == ["b"]


def test_of_two_records_with_one_id_that_say_different_things_the_second_is_refused(tmp_path: Path) -> None:
    records = [record("a", "exact"), record("a", "exact"), record("a", "exact", tag="claim")]
    found = read_external(export(tmp_path, annotations=records), "bob's")
    why = "another record in the file has the same id, but not the same content"
    assert (found.refused, [each.tag for each in found.annotations]) == (
        [f"bob's: rejected: annotation 3: {why}"],
        ["quote"],
    )


@pytest.mark.parametrize(("about", "shown"), [({"format": 2}, "2 (code point)"), ({"unit": "byte"}, "1 (byte)")])
def test_offsets_that_count_something_else_are_not_merged(about: Any, shown: str, tmp_path: Path) -> None:
    file = export(tmp_path, annotations=[record("a", "exact")], **{"format": 1, "unit": "code point", **about})
    with pytest.raises(ReaderError) as error:
        read_external(file, "bob's")
    assert str(error.value).startswith(f"bob's: its export format is {shown}, not 1 (code point)")


def test_an_export_with_a_key_twice_is_not_merged(tmp_path: Path) -> None:
    file = export(tmp_path, annotations=[record("a", "exact")])
    file.write_text(file.read_text().replace('"tag"', '"tag": "claim", "tag"'))
    with pytest.raises(ReaderError, match="it has the key 'tag' twice"):
        read_external(file, "bob's")


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"x: cannot be read: No such file .*; name a workspace or"):
        read_external(tmp_path / "x", "x")


def test_an_annotations_file_has_the_history_in_its_log(tmp_path: Path) -> None:
    store = Store(tmp_path / "annotations.json")
    add(store, an_annotation("kept"), "bob")
    add(store, an_annotation("gone"), "bob")
    add(store, dismissal(an_annotation("no")), "bob")
    note(store, "kept", "so", "bob")
    remove(store, "gone", "bob")
    add(store, an_annotation("undone"), "bob")
    store.undo("bob")
    found = read_external(store.path, "bob's")
    notes = {id: [state and state["note"] for state in states] for id, states in found.histories.items()}
    assert {id: list(dict.fromkeys(each)) for id, each in notes.items()} == {
        "kept": ["", "so"], "gone": ["", None], "no": [""],
    }  # fmt: skip
    assert [each.id for each in found.annotations] == ["kept"]
    assert found.relocated == ()
    assert found == ExternalWorkspace("bob's", state_histories(store))
