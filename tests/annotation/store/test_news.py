"""News: what others changed, until somebody takes notice of it."""

from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.model.annotation_index import AnnotationIndex
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Edit, Record
from reader.annotation.store.file_format import encode
from reader.annotation.store.history import Change
from reader.annotation.store.news import News, changes_between
from tests.support.stores import an_annotation

A, B, NOTED = an_annotation("a"), an_annotation("b"), an_annotation("a", note="so")
ROW = {"id": "r", "table": "places", "name": "Lviv"}


def documents(*annotations: Any, rows: tuple[dict[str, Any], ...] = ()) -> Documents:
    tables = {"annotations": [to_document(each) for each in annotations], "places": list(rows)}
    return Documents(
        Path("a.json"), {name: dict(enumerate(map(encode, each), 1)) for name, each in tables.items() if each}
    )


def test_nothing_is_not_news_and_news_are_taken_once() -> None:
    news = News()
    assert not news
    news.add_step(Record("1", "", "", "", (Edit(1, None, to_document(A)), Edit(2, to_document(B), None))))
    assert news
    assert news.take() == (Change(None, A), Change(B, None))
    assert not news
    assert news.take() == ()


@pytest.mark.parametrize(
    ("edits", "has_rows"), [((Edit(1, None, ROW),), True), ((Edit(1, None, to_document(A)),), False)]
)
def test_a_step_says_if_rows_changed(edits: tuple[Edit, ...], has_rows: bool) -> None:
    news = News()
    news.add_step(Record("1", "", "", "", edits))
    assert news.has_rows is has_rows
    news.add_step(Record("2", "", "", "", (Edit(2, None, to_document(B)),)))
    assert news.has_rows is has_rows, "until somebody says otherwise"
    news.take()
    assert bool(news) is has_rows


@pytest.mark.parametrize(
    ("before", "after", "has_rows"),
    [((), (), False), ((), (ROW,), True), ((ROW,), (), True), ((ROW,), (ROW,), False)],
)
def test_so_does_another_reading_of_the_file(before: tuple[Any, ...], after: tuple[Any, ...], has_rows: bool) -> None:
    news = News()
    news.add_difference(documents(rows=before), documents(rows=after), [Change(None, A)])
    assert (news.has_rows, news.take()) == (has_rows, (Change(None, A),))
    news.add_difference(documents(), documents(), [])
    assert news.has_rows is has_rows


def test_what_was_known_and_what_was_edited_is_compared_with_what_is_there() -> None:
    news = News()
    edits = [Edit(1, None, to_document(B)), Edit(3, None, to_document(an_annotation("c")))]
    news.add_since({"a": A, "d": None, "e": an_annotation("e")}, documents(NOTED, B), edits)
    assert set(news.take()) == {Change(A, NOTED), Change(None, B), Change(an_annotation("e"), None)}


def test_the_changes_between_two_indexes_are_found_by_id() -> None:
    before, after = AnnotationIndex([(1, A), (2, B)]), AnnotationIndex([(1, NOTED), (3, an_annotation("c"))])
    found = changes_between(before, after, ["a", "b", "c", "d"])
    assert found == {"a": Change(A, NOTED), "b": Change(B, None), "c": Change(None, an_annotation("c"))}
    assert changes_between(before, before, ["a", "b"]) == {}
