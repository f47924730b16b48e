"""The rows of all tables, by id and by table."""

from typing import Any

import pytest

from reader.annotation.model.row import StoredRow, to_row
from reader.annotation.store.file_format import encode
from reader.annotation.store.row_index import RowIndex


def a_row(id: str, table: str = "places", **values: Any) -> dict[str, Any]:
    return {"id": id, "table": table, **values}


def an_index(*documents: dict[str, Any], table: str = "places") -> RowIndex:
    return RowIndex({table: dict(enumerate(map(encode, documents), 5))})


def test_rows_are_found_by_id_and_by_table() -> None:
    index = an_index(a_row("a", name="Lviv"), a_row("b"))
    assert index.get("a") == StoredRow(id="a", table="places", values={"name": "Lviv"})
    assert (index.number("a"), index.number("b"), index.number("c"), index.get("c")) == (5, 6, None, None)
    assert [row.id for row in index.of("places")] == ["a", "b"]
    assert index.of("others") == ()
    assert list(index.by_id()) == ["a", "b"]


@pytest.mark.parametrize(
    ("document", "table"),
    [
        (a_row("a", "others"), "places"),  # in the wrong table
        ({"id": "a"}, "places"),
        (a_row("a", "about"), "about"),
        (a_row("a", "annotations"), "annotations"),
        (a_row("a", tag="quote"), "places"),
    ],
)
def test_a_document_that_is_not_a_row_of_its_table_is_passed_over(document: dict[str, Any], table: str) -> None:
    assert an_index(document, table=table).by_id() == {}


def test_of_two_rows_with_one_id_the_first_counts() -> None:
    index = an_index(a_row("a", name="Lviv"), a_row("a", name="Lwow"))
    assert [row.text("name") for row in index.of("places")] == ["Lviv"]
    assert index.number("a") == 5


def test_the_rows_of_a_table_are_one_tuple_until_one_of_them_changes() -> None:
    index = an_index(a_row("a"), a_row("b"))
    before, others = index.of("places"), index.of("others")
    assert index.of("places") is before
    index.put(9, to_row(a_row("a", name="Lviv")))
    assert [(row.id, row.text("name")) for row in index.of("places")] == [("b", ""), ("a", "Lviv")]
    assert (index.number("a"), len(index.by_id())) == (9, 2)
    assert index.of("others") is others
    index.put(1, to_row(a_row("c", "others")))
    assert [row.id for row in index.of("others")] == ["c"]
    changed = index.of("places")
    index.drop("b")
    index.drop("none")
    assert [row.id for row in index.of("places")] == ["a"] != [row.id for row in changed]
    assert (index.get("b"), index.number("b")) == (None, None)


def test_a_row_can_move_to_another_table() -> None:
    index = an_index(a_row("a"))
    assert index.of("places")
    index.put(1, to_row(a_row("a", "others")))
    assert (index.of("places"), [row.id for row in index.of("others")]) == ((), ["a"])
