"""Annotations that still have a former name of their tag: they count as the tag, and get its name when they change."""

import json
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from tests.support.stores import add, an_annotation, note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with an annotation that has a former name, and one that has another tag."""
    path = tmp_path / "annotations.json"
    store = Store(path)
    add(store, an_annotation("a", tag="rumour"))
    add(store, an_annotation("b", tag="claim"))
    store.close()
    return path


def opened(path: Path) -> Store:
    return Store(path, name_now=lambda name: {"rumour": "witness"}.get(name, name))


def tag_on_disk(path: Path) -> str:
    tag: str = json.loads(path.read_text())["annotations"]["1"]["tag"]
    return tag


def test_they_count_as_the_tag_and_are_stored_as_they_were(path: Path) -> None:
    store = opened(path)
    assert [each.tag for each in store.annotations] == ["witness", "claim"]
    assert store.counts == {"one.txt": {"witness": 1, "claim": 1}}
    assert store.as_stored.outdated == {"a"}
    add(store, an_annotation("c", tag="rumour"))
    assert store.as_stored.outdated == {"a", "c"}
    assert (tag_on_disk(path), Store(path).as_stored.outdated) == ("rumour", set())


def test_the_next_change_stores_the_name_of_now_and_an_undo_the_former_one(path: Path) -> None:
    store = opened(path)
    note(store, "a", "heard")
    assert (tag_on_disk(path), store.as_stored.outdated) == ("witness", set())
    store.undo()
    assert (tag_on_disk(path), store.as_stored.outdated, store.get("a")) == ("rumour", {"a"}, _named(store))


def _named(store: Store) -> Annotation:
    return next(each for each in store.annotations if each.tag == "witness")


def test_a_change_that_was_made_of_what_is_stored_is_not_a_conflict(path: Path) -> None:
    stored = Store(path).get("a")
    assert stored
    store = opened(path)
    store.do(Step("noted", (Change(stored, stored.noted("heard")),)))
    assert [each.note for each in opened(path).annotations] == ["heard", ""]


def test_what_other_programs_noted_can_be_asked_for(path: Path) -> None:
    text = (
        path.read_text()
        .replace('"tag":"rumour"', '"tag":"rumour","theirs":1')
        .replace('"tag": "rumour"', '"tag": "rumour", "theirs": 1')
    )
    path.write_text(text)
    store = opened(path)
    assert [list(store.as_stored.foreign(id)) for id in ("a", "b", "c")] == [["theirs"], [], []]
