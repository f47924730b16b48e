"""The documents of a file and its log: what is really done to them, and what of a file is no annotation."""

from pathlib import Path
from unittest.mock import patch

import pytest

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.store import documents as module
from reader.annotation.store.documents import Documents, read_documents
from reader.annotation.store.entries import Edit, Record
from reader.annotation.store.file_format import encode, parse
from reader.errors import StoreError
from tests.support.stores import an_annotation

PATH = Path("annotations.json")
A, B = to_document(an_annotation("a")), to_document(an_annotation("b"))


def of(*documents: dict[str, object], table: str = "annotations") -> Documents:
    return Documents(PATH, {table: {number: encode(each) for number, each in enumerate(documents, 1)}})


def a_record(*edits: Edit) -> Record:
    return Record("1", "now", "", "", edits)


def test_a_merge_tells_the_edits_that_were_made_and_not_those_that_the_file_has_already() -> None:
    documents = of(A)
    noted = {**A, "note": "so", "revision": 2}
    assert documents.merge([a_record(Edit(1, None, A))]) == []
    assert documents.merge([a_record(Edit(1, A, noted), Edit(7, None, B))]) == [Edit(1, A, noted), Edit(7, None, B)]
    assert (documents.document("a"), documents.document("b"), documents.conflicts) == (noted, B, [])


def test_a_merge_says_what_was_changed_in_different_ways() -> None:
    theirs = {**A, "note": "theirs", "revision": 2}
    documents = of(theirs)
    (copy,) = documents.merge([a_record(Edit(1, A, {**A, "note": "ours", "revision": 2}))])
    assert documents.conflicts == ["annotations.json: annotation a: it was changed here and elsewhere: both are kept"]
    assert documents.document("a") == theirs
    assert (copy.number, copy.before) == (2, None)
    assert copy.after == documents.document(copy.id) == {**A, "id": copy.id, "note": "ours", "revision": 1}


@pytest.mark.parametrize("about", [{"format": 2}, {"format": "1"}, {}])
def test_a_file_of_another_format_is_refused(about: dict[str, object]) -> None:
    with pytest.raises(StoreError, match="use a newer version"):
        Documents(PATH, {"about": {1: encode(about)}})


def test_a_file_of_our_format_is_read_and_its_table_is_kept() -> None:
    about = encode({"format": 1, "by": "another"})
    assert Documents(PATH, {"about": {1: about}}).texts["about"] == {1: about}


def test_a_number_is_kept_if_it_is_free() -> None:
    documents = of(A)
    assert documents.set("b", B, 7).number == 7
    assert documents.set("c", to_document(an_annotation("c")), 7).number == 8
    assert documents.set("a", {**A, "note": "so"}, 9).number == 1, "it has one"
    assert documents.set("d", to_document(an_annotation("d"))).number == 9


def test_what_is_removed_is_not_there_and_what_never_was_stays_so() -> None:
    documents = of(A)
    assert documents.set("a", None) == Edit(1, A, None)
    assert documents.document("a") is None
    assert documents.set("a", None).before is None


def test_dismissals_have_a_table_of_their_own() -> None:
    documents = of(A)
    dismissed = to_document(dismissal(an_annotation("d")))
    documents.set("d", dismissed)
    assert documents.texts["dismissals"] == {1: encode(dismissed)}
    assert documents.texts["about"] == {1: encode({"format": 1})}


@pytest.mark.parametrize(
    ("documents", "table", "messages"),
    [
        ((A, A), "annotations", ["annotations.json: document 2 has the same id as another document: a"]),
        ((A,), "dismissals", ["annotations.json: document 1 of the table 'dismissals' belongs in 'annotations'"]),
    ],
)
def test_what_is_not_an_annotation_or_not_where_it_belongs_is_kept_aside_and_said(
    documents: tuple[dict[str, object], ...], table: str, messages: list[str]
) -> None:
    found = of(*documents, table=table)
    assert found.kept_aside == messages
    assert len(found.texts[table]) == len(documents)


def test_what_is_let_go_of_is_empty() -> None:
    documents = of(A, B)
    documents.empty()
    assert (list(documents.index.ids()), documents.texts["annotations"]) == ([], {})


@pytest.mark.parametrize("is_ours", [True, False])
def test_only_a_file_that_is_known_to_be_ours_is_read_with_fewer_checks(is_ours: bool) -> None:
    with patch.object(module, "parse", wraps=parse) as parsing:
        read_documents(PATH, b"{}\n", is_ours=True) if is_ours else read_documents(PATH, b"{}\n")
    assert parsing.call_args.kwargs == {"is_ours": is_ours}


def test_the_tables_of_a_file_stay_in_their_order_and_a_new_file_begins_with_its_format() -> None:
    about = {1: encode({"format": 1})}
    assert list(Documents(PATH, {"annotations": {}, "about": about}).texts) == ["annotations", "about"]
    assert list(of(A).texts) == ["about", "annotations"]


def test_the_number_of_a_document_is_known_or_there_is_none() -> None:
    row = {"id": "r", "table": "places", "name": "Lviv"}
    documents = Documents(PATH, {"annotations": {3: encode(A)}, "places": {5: encode(row)}})
    assert [documents.number(id) for id in ("a", "r", "b")] == [3, 5, None]
    assert [documents.number_of(id) for id in ("a", "r")] == [3, 5]
    assert len(documents) == 2
    assert [type(documents.get(id)).__name__ for id in ("a", "r", "b")] == ["Annotation", "StoredRow", "NoneType"]


def test_edits_of_the_log_are_made_even_if_they_have_been_made_already() -> None:
    documents = of(A)
    edits = [Edit(1, A, {**A, "note": "so", "revision": 2}), Edit(7, None, B)]
    for _ in range(2):
        documents.apply(edits)
        assert documents.document("a") == edits[0].after
        assert (documents.document("b"), documents.number("b")) == (B, 7)
    documents.apply([Edit(1, A, None), Edit(9, A, None)])
    assert documents.document("a") is None
