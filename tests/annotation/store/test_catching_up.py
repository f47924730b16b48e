"""Catching up with another program that added much to the log, in slices."""

from pathlib import Path

import pytest

from reader.annotation.store import catching_up
from reader.annotation.store import store as store_module
from reader.annotation.store.catching_up import catch_up_ahead
from reader.annotation.store.history import Change, Step
from reader.annotation.store.patience import HURRIED, PATIENT
from reader.annotation.store.store import Store
from tests.support.spies import spy
from tests.support.stores import add, an_annotation, note, notes, remove

MANY = 30


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "SLICE", 1 << 10)  # three steps
    monkeypatch.setattr(catching_up, "MUCH", 1 << 12)
    monkeypatch.setattr(store_module, "SMALL", -1)


def add_many(path: Path, count: int = MANY, name: str = "n") -> None:
    other = Store(path)
    for n in range(count):
        add(other, an_annotation(f"{name}{n}"))


def test_much_is_taken_in_slice_by_slice_with_the_mutex_free_in_between(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store := Store(path), an_annotation("a"))
    add_many(path)
    sizes = list[int]()
    spy(monkeypatch, store._copy, "take_in", lambda tail: sizes.append(len(tail.entries)))
    assert len(store.refresh()) == MANY
    assert max(sizes) <= 4
    assert len(sizes) > MANY / 4
    assert len(store) == MANY + 1


def test_one_step_that_is_longer_than_a_slice_is_taken_in_whole(path: Path) -> None:
    add(store := Store(path), an_annotation("a"))
    Store(path).do(Step("imported", tuple(Change(None, an_annotation(f"n{n}")) for n in range(MANY))))
    add(Store(path), an_annotation("b"))
    catch_up_ahead(store._copy)
    assert len(store.refresh()) == MANY + 1


def test_a_key_waits_for_a_little_and_a_job_does_what_is_much(path: Path) -> None:
    add(store := Store(path), an_annotation("a"))
    store.patience = HURRIED
    add_many(path, 3, "few")
    add(store, an_annotation("b"))
    assert (store.unsaved, len(store)) == (0, 5)
    add_many(path)
    remove(store, "b")
    assert (store.unsaved, store.unsaved_reason) == (1, "what another program added is being read")
    assert len(store) == 4, "it was done here"
    assert store.retry(PATIENT)
    add_many(path, 2, "late")
    add(store, an_annotation("c"))
    assert store.unsaved == 0, "a little is not much, however long the log is"
    remove(store, "c")
    assert set(notes(store)) == set(notes(Store(path))) == {
        "a", "few0", "few1", "few2", "late0", "late1", *(f"n{n}" for n in range(MANY))
    }  # fmt: skip


def test_what_is_unsaved_stays_on_top_and_can_be_undone(path: Path) -> None:
    add(store := Store(path), an_annotation("a"))
    add(store, an_annotation("c"))
    store.patience = HURRIED
    add_many(path)
    note(store, "a", "mine")
    remove(store, "c")
    other = Store(path)
    note(other, "c", "theirs")
    store.refresh()
    assert store.unsaved == 1, "the removal changes nothing any more"
    assert {"a": "mine", "c": "theirs"}.items() <= notes(store).items(), "changed elsewhere: it is kept"
    store.retry(PATIENT)
    assert notes(Store(path)) == notes(store)
    store.undo()
    assert notes(store)["a"] == ""
    assert notes(Store(path)) == notes(store)


def test_a_log_that_is_gone_or_torn_is_left_to_who_has_the_lock(path: Path) -> None:
    add(store := Store(path), an_annotation("a"))
    add_many(path)
    log = path.with_name(f".{path.name}.reader") / "log"
    log.write_bytes(b"x" * log.stat().st_size)
    catch_up_ahead(store._copy)
    assert len(store) == 1
    add(store, an_annotation("b"))
    assert set(notes(Store(path))) == {"a", "b"}
