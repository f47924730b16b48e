"""Threads: what is read never waits for another program, and never changes under whoever reads it."""

import contextlib
import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.annotation.store.patience import HURRIED, PATIENT, Patience, seconds_for_change
from reader.annotation.store.store import Store
from reader.errors import StoreError
from reader.system.durable_files import LOCK_SECONDS, Disk
from reader.text.span import Span
from tests.support.stores import a_stopped_program_that_holds, add, an_annotation, note, notes, remove
from tests.support.under_test import Make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


class Watched(Disk):
    """Says when somebody begins to wait for the lock file, and waits for some seconds at most."""

    def __init__(self, patience: float = LOCK_SECONDS) -> None:
        self.is_asked, self.patience = threading.Event(), patience

    @contextlib.contextmanager
    def lock(self, path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        if path.name == "lock" and seconds:
            self.is_asked.set()
        with super().lock(path, min(seconds, self.patience)):
            yield


def test_what_is_read_does_not_wait_for_a_program_that_holds_the_lock(path: Path) -> None:
    store = Store(path, disk := Watched())
    add(store, an_annotation("a"))
    other = Store(path)
    disk.is_asked.clear()
    writer = threading.Thread(target=lambda: add(store, an_annotation("b")))
    with a_stopped_program_that_holds(path):
        writer.start()
        assert disk.is_asked.wait(10)
        assert [each.id for each in store.of("one.txt")] == ["a"]
        assert store.counts == {"one.txt": {"quote": 1}}
        assert (len(store), len(store.annotations), store.dismissals, store.unsaved) == (1, 1, (), 0)
        assert (store.get("b"), store.as_stored.digests, store.dismissed("one.txt")) == (None, {""}, ())
        assert store.foresight.to_undo() == 1
        os.utime(path, (1, 1))
        assert store.has_news
        assert store.refresh() == ()
        assert writer.is_alive(), "it still waits for the lock"
    writer.join()
    assert not store.unsaved
    assert {change.annotation.id for change in other.refresh()} == {"b"}


def test_what_cannot_be_saved_for_a_held_lock_is_saved_later_in_its_order(path: Path) -> None:
    store = Store(path, disk := Watched(patience=0.2))
    add(store, an_annotation("a"))
    with a_stopped_program_that_holds(path) as program:
        disk.is_asked.clear()
        first = threading.Thread(target=lambda: add(store, an_annotation("b")))
        first.start()
        assert disk.is_asked.wait(10)
        note(store, "a", "second")
        first.join()
        assert store.unsaved == 2
        assert f"waiting for process {program.pid} (" in store.unsaved_reason
        assert f"is stopped (kill -CONT {program.pid} resumes it)" in store.unsaved_reason
        assert notes(store) == {"a": "second", "b": ""}
    assert store.retry()
    assert [[edit.id for edit in record.edits] for record in store.log()] == [["a"], ["b"], ["a"]]
    assert notes(Store(path)) == {"a": "second", "b": ""}


def test_who_is_in_a_hurry_waits_neither_for_the_lock_nor_for_a_thread_that_waits_for_it(path: Path) -> None:
    store = Store(path, disk := Watched(patience=60))
    add(store, an_annotation("a"))
    store.patience = HURRIED
    with a_stopped_program_that_holds(path):
        note(store, "a", "first")
        disk.is_asked.clear()
        retrying = threading.Thread(target=store.retry, args=(Patience(60, 60),))
        retrying.start()
        assert disk.is_asked.wait(10)
        note(store, "a", "second")
        assert not store.checkpoint(HURRIED)
        with pytest.raises(StoreError, match="not saved: waiting for process"):
            store.close()
        assert retrying.is_alive(), "nobody waited for its end"
        assert (store.unsaved, notes(store)) == (2, {"a": "second"})
    retrying.join()
    assert not store.unsaved
    assert notes(Store(path)) == {"a": "second"}


def test_only_the_first_change_of_a_screen_waits_for_another_program(path: Path) -> None:
    assert [seconds_for_change(each, 0) for each in (HURRIED, PATIENT)] == [0.01, 3.0]
    assert [seconds_for_change(each, 1) for each in (HURRIED, PATIENT)] == [0.0, 3.0]
    waited: list[float] = []

    class Disk(Watched):
        @contextlib.contextmanager
        def lock(self, path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
            waited.append(seconds)
            with super().lock(path, seconds):
                yield

    store = Store(path, Disk())
    store.checkpoints_at_once = False
    add(store, an_annotation("o"))
    store.patience = HURRIED
    waited.clear()
    with a_stopped_program_that_holds(path):
        add(store, an_annotation("a"))
        add(store, an_annotation("b"))
    assert waited == [0.01, 0.0]


def test_a_program_that_writes_a_checkpoint_keeps_nobody_in_a_hurry_waiting(path: Path) -> None:
    store = Store(path)
    store.checkpoints_at_once = False
    add(store, an_annotation("a"))
    store.patience = HURRIED
    with a_stopped_program_that_holds(path, "folding") as program:
        store.close()
        assert f"process {program.pid}" in store.checkpoint_problem
    assert store.checkpoint(PATIENT)


def test_threads_that_write_at_once_wait_for_each_other(path: Path) -> None:
    store = Store(path)

    def tag(name: str) -> None:
        for number in range(20):
            add(store, an_annotation(f"{name}{number}"))

    threads = [threading.Thread(target=tag, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert store.counts.get("one.txt", Counter()).total() <= len(store.of("one.txt"))
        store.refresh()
    assert (store.unsaved, len(store)) == (0, 80)
    assert notes(Store(path)) == notes(store)


def test_counts_that_were_handed_out_do_not_change(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    before = store.counts
    for source in before:
        add(store, an_annotation("b", source=f"not {source}"))
        add(store, an_annotation("c", source=source))
        note(store, "c", "so")
        remove(store, "a")
    assert before == {"one.txt": {"quote": 1}}
    assert store.counts == {"one.txt": {"quote": 1}, "not one.txt": {"quote": 1}}
    remove(store, "c")
    assert store.counts == {"not one.txt": {"quote": 1}}


def test_tags_of_missing_sources_are_counted_while_others_are_set(make: Make) -> None:
    workspace = make({"one.txt": "One.", "two.txt": "Two.", "three.txt": "Three."})

    class Entries:
        """Another thread tags a source while it is asked for each."""

        def __contains__(self, id: str) -> bool:
            if id == "one.txt":
                workspace.tag(workspace.article(workspace.source("two.txt")), Span(0, 4), "quote")
            return False

    for name in ("one.txt", "three.txt"):
        workspace.tag(workspace.article(workspace.source(name)), Span(0, 4), "claim")
    workspace.sources.catalog = SimpleNamespace(entries=Entries())  # type: ignore[assignment]
    assert workspace.annotations.count_gone() == 2
    assert workspace.annotations.count_gone() == 3


def test_all_sources_are_gone_through_while_others_are_tagged(make: Make) -> None:
    workspace = make({"one.txt": "One.", "two.txt": "Two.", "three.txt": "Three."})
    for name in ("one.txt", "three.txt"):
        workspace.tag(workspace.article(workspace.source(name)), Span(0, 4), "claim")
    found = []
    for each in workspace.anchoring.everywhere():
        found += [anchored.annotation.source for anchored in each]
        workspace.tag(workspace.article(workspace.source("two.txt")), Span(0, 4), "claim")
    assert found == ["one.txt", "three.txt"]
