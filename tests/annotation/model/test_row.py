"""Rows of other tables: what is one, how it is made and changed, and what people see of it."""

from typing import Any

import pytest

from reader.annotation.model.row import RowChange, StoredRow, from_row, is_row, new_row, row_id, to_row

DOCUMENT = {"id": "1", "table": "places", "name": "Lviv", "creator": "ann", "modified": "m", "revision": 3}
ROW = StoredRow(id="1", table="places", values={"name": "Lviv"}, creator="ann", modified="m", revision=3)


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in DOCUMENT.items() if name not in names}


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT,
        without("creator", "modified", "revision", "name"),
        {**DOCUMENT, "about": 1},
        {**DOCUMENT, "revision": 0},
    ],
)
def test_a_document_with_an_id_and_a_table_is_a_row(document: dict[str, Any]) -> None:
    assert is_row(document)
    assert {**to_row(document).values, "id": "1", "table": "places"}.items() <= document.items()


@pytest.mark.parametrize(
    "document",
    [
        without("id"), without("table"), {**DOCUMENT, "tag": "quote"}, {**DOCUMENT, "id": 1},
        {**DOCUMENT, "table": 1.5}, {**DOCUMENT, "table": "annotations"}, {**DOCUMENT, "table": "dismissals"},
        {**DOCUMENT, "table": "about"},
        {**DOCUMENT, "creator": None}, {**DOCUMENT, "modified": 7}, {**DOCUMENT, "revision": "3"}, None, [DOCUMENT],
    ],
)  # fmt: skip
def test_any_other_document_is_none(document: Any) -> None:
    assert not is_row(document)


def test_a_row_comes_back_from_its_document() -> None:
    assert to_row(DOCUMENT) == ROW
    assert from_row(ROW) == DOCUMENT
    assert to_row(without("creator", "modified", "revision")) == StoredRow(
        id="1", table="places", values={"name": "Lviv"}
    )


def test_no_value_can_pass_for_the_author_or_the_revision() -> None:
    odd = new_row("places", "1", {"creator": "bob", "revision": 9, "modified": "x"}, "ann")
    document = from_row(odd)
    assert (document["creator"], document["revision"]) == ("ann", 1)
    assert document["modified"] != "x"


def test_a_new_row_is_its_first_revision_without_empty_values() -> None:
    row = new_row("places", "1", {"name": "Lviv", "old": None, "count": 0, "note": ""}, "ann")
    assert (row.id, row.table, row.creator, row.revision) == ("1", "places", "ann", 1)
    assert row.values == {"name": "Lviv", "count": 0, "note": ""}
    assert row.modified.endswith("Z")


def test_a_changed_row_is_its_next_revision() -> None:
    row = ROW.with_values({"name": "Lwow", "note": "old"}, "bob")
    assert (row.values, row.creator, row.revision, row.id) == ({"name": "Lwow", "note": "old"}, "bob", 4, "1")
    assert row.with_values({"note": None}, "bob").values == {"name": "Lwow"}
    assert ROW.values == {"name": "Lviv"}


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"b": "2", "name": "Lviv", "a": "1"}, "Lviv · 1 · 2"),
        ({"name": "", "count": 3, "a": "1"}, "1"),
        ({"of": row_id("places", "x"), "name": "Lviv"}, "Lviv"),
        ({"of": f"{row_id('places', 'x')}.", "name": "Lviv"}, f"Lviv · {row_id('places', 'x')}."),
        ({}, ""),
    ],
)
def test_people_see_its_texts_without_ids(values: dict[str, Any], title: str) -> None:
    row = StoredRow(
        id="1", table="places", values={**values, "source": "one.txt"}, creator="ann", modified="m", revision=2
    )
    whole = " · ".join(filter(None, [title, "one.txt"]))
    assert row.title == whole
    stand_in = row.stand_in
    assert (stand_in.id, stand_in.tag, stand_in.source, stand_in.exact) == ("1", "places", "one.txt", whole)
    assert (stand_in.start, stand_in.end, stand_in.creator, stand_in.modified, stand_in.revision) == (
        0,
        0,
        "ann",
        "m",
        2,
    )


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (7, ""), (None, ""), (["a"], "")])
def test_only_a_text_is_a_text(value: Any, text: str) -> None:
    row = StoredRow(id="1", table="places", values={"x": value})
    assert (row.text("x"), row.text("y")) == (text, "")


def test_an_id_follows_from_table_and_key() -> None:
    ids = [row_id("places", "a"), row_id("places", "b"), row_id("people", "a"), row_id("places", "a", "b"), row_id("p")]
    assert len(set(ids)) == 5
    assert row_id("places", "a") == ids[0]
    assert row_id("places", "ab") != row_id("places", "a", "b")


def test_a_change_is_about_the_row_that_is_there_last() -> None:
    changed = ROW.with_values({"name": "Lwow"}, "bob")
    assert [RowChange(None, ROW).row, RowChange(ROW, None).row, RowChange(ROW, changed).row] == [ROW, ROW, changed]
