"""Merging of annotations files document by document: numbers, keys and conflicts."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.documents import read_documents
from reader.annotation.store.file_format import Document, decode, encode, text_chunks
from reader.collaboration.git.merge_driver import merge_files
from reader.errors import StoreError
from tests.support.stores import an_annotation

Table = dict[int, Document]


def file(annotations: Table, **others: Table) -> bytes:
    tables = {"about": {1: {"format": 1}}, "annotations": annotations, **others}
    return b"".join(
        text_chunks({name: {number: encode(each) for number, each in table.items()} for name, table in tables.items()})
    )


def merged(base: Table, ours: Table, theirs: Table) -> tuple[dict[int, str], list[str]]:
    """The id and note of each document by number, and the conflicts."""
    data, conflicts = merge_files(file(base), file(ours), file(theirs), Path("tags.json"))
    table = read_documents(Path("tags.json"), data).texts["annotations"]
    documents = {number: decode(text) for number, text in table.items()}
    return {number: f"{each['id']} {each['note']}".strip() for number, each in documents.items()}, conflicts


def a(id: str, **fields: object) -> Document:
    return to_document(an_annotation(id, **fields))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ({1: a("x")}, {1: a("x")}, {1: a("x"), 2: a("y")}, {1: "x", 2: "y"}),
        ({1: a("x")}, {1: a("x")}, {1: a("x"), 9: a("y")}, {1: "x", 9: "y"}),  # its own number, if that is free
        ({1: a("x")}, {1: a("x"), 2: a("o")}, {1: a("x"), 2: a("y")}, {1: "x", 2: "o", 3: "y"}),
        ({1: a("x"), 7: a("z")}, {1: a("x")}, {1: a("x"), 7: a("z"), 2: a("y")}, {1: "x", 2: "y"}),
        ({7: a("z")}, {7: a("z"), 1: a("o")}, {1: a("y")}, {1: "o", 8: "y"}),  # 7 was taken, and is not used again
        ({5: a("x")}, {3: a("x")}, {5: a("x", note="so", revision=2)}, {3: "x so"}),  # ours keep their numbers
        ({1: a("x")}, {}, {1: a("x")}, {}),
        ({1: a("x")}, {1: a("x")}, {}, {}),
    ],
)
def test_our_documents_keep_their_numbers_and_added_ones_get_free_ones(
    base: Table, ours: Table, theirs: Table, expected: dict[int, str]
) -> None:
    assert merged(base, ours, theirs) == (expected, [])


def test_both_versions_of_a_conflict_are_kept_and_it_is_reported_with_the_file() -> None:
    found, conflicts = merged({1: a("x")}, {1: a("x", note="our", revision=2)}, {1: a("x", note="their", revision=2)})
    assert sorted(note.split()[1] for note in found.values()) == ["our", "their"]
    assert found[1].startswith("x ")
    assert conflicts == ["tags.json: x: it was changed here and elsewhere: both are kept"]


@pytest.mark.parametrize("who_has_it", ["ours", "theirs"])
def test_a_copy_that_a_side_has_already_is_not_made_again(who_has_it: str) -> None:
    base, one, other = a("x"), a("x", note="our", revision=2), a("x", note="their", revision=2)
    data, _ = merge_files(file({1: base}), file({1: one}), file({1: other}), Path("x"))
    copy = decode(read_documents(Path("x"), data).texts["annotations"][2])
    assert copy["note"] == "our"
    sides: dict[str, Table] = {"ours": {1: one}, "theirs": {1: other}}
    sides[who_has_it][2] = copy
    found, conflicts = merged({1: base}, sides["ours"], sides["theirs"])
    assert found == {1: "x their", 2: f"{copy['id']} our"}
    assert len(conflicts) == 1


def test_documents_of_one_id_are_told_apart_by_all_that_is_in_them() -> None:
    twice = {1: a("x"), 2: a("x", note="again")}
    data, conflicts = merge_files(file({}, other=twice), file({}, other=twice), file({}, other=twice), Path("x"))
    assert [decode(text)["note"] for text in read_documents(Path("x"), data).texts["other"].values()] == ["", "again"]
    assert conflicts == []


@pytest.mark.parametrize("which", range(3))
def test_a_version_that_is_not_an_annotations_file_stops_the_merge(which: int) -> None:
    versions = [file({1: a("x")})] * 3
    versions[which] = b"{"
    with pytest.raises(StoreError):
        merge_files(*versions, Path("x"))  # type: ignore[call-arg, arg-type]
