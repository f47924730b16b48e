"""The locks of the store: who waits for whom, and for whom nobody waits."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.annotation.store.locks import Locks
from reader.annotation.store.paths import Paths
from reader.annotation.store.patience import HURRIED, PATIENT
from reader.system.durable_files import LOCK_SECONDS, Disk


@pytest.fixture
def locks(path: Path) -> Locks:
    return Locks(Disk(), Paths(path))


def test_a_thread_that_writes_is_waited_for_however_long_it_takes(
    locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with locks.locked():
        pass
    looks = iter([False, False, True])  # whether it is done by then
    turn = SimpleNamespace(acquire=lambda **_timeout: next(looks), release=lambda: None)
    monkeypatch.setattr(locks, "_writing", turn)
    with locks.turn(0.0):
        assert next(looks, None) is None


def test_who_only_reads_does_not_wait_for_a_program_that_writes(path: Path, locks: Locks) -> None:
    with Locks(Disk(), Paths(path)).locked(), pytest.raises(TimeoutError), locks.locked_to_read():
        pass
    with locks.locked_to_read(), pytest.raises(TimeoutError), Locks(Disk(), Paths(path)).locked(0.0):
        pass


def test_who_only_reads_does_not_wait_for_a_thread_that_writes(locks: Locks) -> None:
    with locks.locked():
        assert in_a_thread(lambda: is_refused(locks))
    assert not in_a_thread(lambda: is_refused(locks)), "nobody holds it any more"


def test_where_nothing_can_be_locked_nobody_is_kept_out(locks: Locks) -> None:
    with locks.locked_to_read():  # there is no hidden folder
        assert not in_a_thread(lambda: locks.mutex.acquire(blocking=False))


def test_a_long_change_breathes_only_while_it_is_made(locks: Locks, monkeypatch: pytest.MonkeyPatch) -> None:
    breaths: list[tuple[float, bool]] = []
    monkeypatch.setattr("time.sleep", lambda seconds: breaths.append((seconds, locks.is_breathing)))
    locks.breathe()
    assert breaths == []
    with locks.locked():
        locks.breathe()
        assert not locks.is_breathing
    locks.breathe()
    assert breaths == [(0.0005, True)]


def is_refused(locks: Locks) -> bool:
    try:
        with locks.locked_to_read():
            return False
    except TimeoutError:
        return True


def in_a_thread(look: Callable[[], bool]) -> bool:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(look()))
    thread.start()
    thread.join()
    return found[0]


def test_a_key_waits_for_a_hundredth_of_a_second_and_whoever_has_time_for_much_longer() -> None:
    assert HURRIED == (0.01, 0.02)
    assert PATIENT == (LOCK_SECONDS, 30.0)
