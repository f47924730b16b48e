"""A change of very many annotations lets readers in between, and keeps writers out."""

import threading
import time
from pathlib import Path

import pytest

from reader.annotation.store import locks as module
from reader.annotation.store.entries import SLICE
from reader.annotation.store.history import Change, Step
from reader.annotation.store.locks import Locks
from reader.annotation.store.paths import Paths
from reader.annotation.store.store import Store
from reader.system.durable_files import Disk
from tests.support.stores import an_annotation


def in_thread(work: object) -> object:
    """Return what a function returns on another thread; None if it does not return soon."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)  # type: ignore[operator]
    thread.start()
    thread.join(5)
    return found[0] if found else None


def test_another_thread_reads_in_the_middle_and_does_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, seen = Store(tmp_path / "a.json"), list[tuple[int, bool]]()
    added = [an_annotation(str(number), start=number) for number in range(2 * SLICE + 1)]

    def look(seconds: float) -> None:
        if seconds == module.BREATH:
            monkeypatch.setattr(time, "sleep", sleep)
            seen.append((in_thread(lambda: len(store)), in_thread(lambda: store.has_news)))  # type: ignore[arg-type]
            in_thread(store.refresh)
            monkeypatch.setattr(time, "sleep", look)

    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", look)
    store.do(Step("tagged", tuple(Change(None, each) for each in added), "ann"))
    numbers = [number for number, _ in seen]
    assert numbers == [0, 0, SLICE, 2 * SLICE, len(added), len(added)], "looked at, made, and written down"
    seen.clear()
    store.undo("ann")
    assert [number for number, _ in seen] == [len(added), len(added), SLICE + 1, 1, 0, 0]
    monkeypatch.setattr(time, "sleep", sleep)
    assert len(Store(tmp_path / "a.json")) == 0


def test_a_breath_is_taken_inside_of_the_lock_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks, taken = Locks(Disk(), Paths(tmp_path / "a.json")), list[bool]()

    def sleep(seconds: float) -> None:
        if seconds == module.BREATH:  # and no thread of an earlier test
            taken.append(locks.is_breathing)

    monkeypatch.setattr(time, "sleep", sleep)
    with locks.mutex:
        locks.breathe()
    assert taken == []
    with locks.locked():
        locks.breathe()
    assert (taken, locks.is_breathing) == ([True], False)
    locks.breathe()
    assert taken == [True]


def test_nothing_is_called_lost_in_the_middle_of_a_change(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.json")
    store.do(Step("tagged", (Change(None, an_annotation()),)))
    other = Store(tmp_path / "a.json")
    copy = other._copy
    copy.documents.set("a", None)
    copy.losses.doubt()
    copy.locks.is_breathing = True
    assert not other.losses.find()
    copy.locks.is_breathing = False
    assert [loss.id for loss in other.losses.find()] == ["a"]
