"""What the log knows of each annotation: its last state, and whether somebody has given it up."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.entries import Checkpoint, Edit, Entry, EntryKind, Record
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.known_states import KnownStates
from reader.system.durable_files import Disk
from tests.support.stores import an_annotation

A, B = to_document(an_annotation("a")), to_document(an_annotation("b"))
NOTED = {**A, "note": "so", "revision": 2}


def a_record(at: str, *edits: Edit, kind: EntryKind = EntryKind.STEP) -> Record:
    return Record(at, at, "", "", edits, kind=kind)


ADDED = a_record("t1", Edit(1, None, A), Edit(2, None, B))
CHANGED = a_record("t2", Edit(1, A, NOTED))
REMOVED = a_record("t3", Edit(1, NOTED, None))
ACCEPTED = a_record("t3", Edit(1, NOTED, None), kind=EntryKind.ACCEPTED)


def a_log(folder: Path, *entries: Entry | bytes) -> tuple[Log, list[int]]:
    """A log of entries and other lines, and the offsets of both."""
    log, place, offsets = Log(Disk(), folder / "log"), LogPlace(), []
    for each in entries:
        offsets.append(place.end)
        if isinstance(each, bytes):
            with log.path.open("ab") as file:
                file.write(each)
            place = LogPlace(log.size)
        else:
            place = log.append([each], place)
    return log, offsets


def known(log: Log) -> KnownStates:
    states = KnownStates(log)
    states.read_to(log.size)
    return states


def test_the_last_state_is_known_with_its_place(tmp_path: Path) -> None:
    log, (_, second) = a_log(tmp_path, ADDED, CHANGED)
    found = known(log)
    assert found.end == log.size
    assert found.last["a"] == (second, 2, "t2")
    assert found.last["b"] == (0, 1, "t1")
    assert (found.reached("a"), found.reached("b"), found.reached("c")) == (2, 1, 0)
    assert found.edits(["b", "a"]) == {"b": Edit(2, None, B), "a": Edit(1, A, NOTED)}
    assert found.states(["a"]) == {"a": [A, A, NOTED]}
    assert found.last_at == "t2"
    assert not found.is_damaged


def test_reading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    log, (_, second) = a_log(tmp_path, ADDED, CHANGED)
    states = KnownStates(log)
    states.read_to(second)
    assert (states.end, states.reached("a")) == (second, 1)
    states.read_to(log.size)
    assert (states.end, states.reached("a")) == (log.size, 2)
    states.read_to(second)
    assert states.end == log.size, "it never goes back"


def test_an_annotation_that_was_removed_is_not_missed_and_its_revision_is_known(tmp_path: Path) -> None:
    log, _ = a_log(tmp_path, ADDED, CHANGED, REMOVED)
    found = known(log)
    assert found.last["a"] is None
    assert found.reached("a") == 2
    assert found.edits(["a", "b"]) == {"b": Edit(2, None, B)}
    assert (found.accepted, found.given_up) == ([], {})


def test_what_somebody_gave_up_is_known_as_that(tmp_path: Path) -> None:
    written = Checkpoint(0, (1, 2, 3), lost=0)
    log, offsets = a_log(tmp_path, ADDED, CHANGED, ACCEPTED, written)
    found = known(log)
    assert found.last["a"] is None
    assert found.accepted == [{"a": 2}]
    assert found.given_up == {"a": offsets[2]}
    assert found.checkpoint_at == offsets[3]
    assert found.edits_of_given_up() == {"a": Edit(1, None, NOTED)}


def test_an_annotation_that_came_back_while_another_was_given_up_is_not_given_up(tmp_path: Path) -> None:
    both = a_record("t3", Edit(1, NOTED, None), Edit(3, None, B), kind=EntryKind.ACCEPTED)
    log, offsets = a_log(tmp_path, ADDED, CHANGED, both)
    found = known(log)
    assert (found.accepted, found.given_up) == ([{"a": 2}], {"a": offsets[2]})
    assert found.last["b"] == (offsets[2], 1, "t3")


def test_only_a_file_from_before_the_last_checkpoint_can_have_it_back(tmp_path: Path) -> None:
    log, _ = a_log(
        tmp_path, ADDED, Checkpoint(0, (1, 2, 3), lost=0), a_record("t2", Edit(1, A, None), kind=EntryKind.ACCEPTED)
    )
    assert known(log).edits_of_given_up() == {}


def test_what_was_given_up_and_came_back_is_not_given_up(tmp_path: Path) -> None:
    log, _ = a_log(tmp_path, ADDED, CHANGED, ACCEPTED, a_record("t4", Edit(1, None, {**NOTED, "revision": 4})))
    found = known(log)
    assert (found.given_up, found.accepted, found.reached("a")) == ({}, [{"a": 2}], 4)


@pytest.mark.parametrize(
    ("checkpoints", "is_complete", "upto"),
    [
        ([], False, 0),
        ([(7, None)], False, 7),
        ([(7, None), (9, None)], False, 9),
        ([(7, 0)], True, 0),
        ([(7, 3)], True, 0),
        ([(7, None), (9, 0)], True, 7),
        ([(7, 0), (9, None)], True, 0),  # once it is complete, it stays so
    ],
)
def test_a_log_is_complete_from_the_first_checkpoint_on_that_says_what_is_missing(
    checkpoints: list[tuple[int, int | None]], is_complete: bool, upto: int, tmp_path: Path
) -> None:
    written = [Checkpoint(upto, (1, 2, 3), lost=lost) for upto, lost in checkpoints]
    found = known(a_log(tmp_path, ADDED, *written)[0])
    assert (found.is_complete, found.upto) == (is_complete, upto)


def test_the_file_was_whole_when_the_last_step_before_it_was_done(tmp_path: Path) -> None:
    log, (_, _, third, _) = a_log(tmp_path, CHANGED, ADDED, Checkpoint(0, (1, 2, 3)), REMOVED)
    found = known(log)
    assert (found.saved_at, found.last_at, found.checkpoint_at) == ("t2", "t3", third)


@pytest.mark.parametrize(("line", "is_damaged"), [(b"garbled\n", True), (b"cut o torn\n", False), (b"\n", False)])
def test_a_line_that_was_once_whole_is_damage(line: bytes, is_damaged: bool, tmp_path: Path) -> None:
    log, _ = a_log(tmp_path, ADDED, line, CHANGED)
    found = known(log)
    assert (found.is_damaged, found.reached("a")) == (is_damaged, 2)


def test_without_a_log_nothing_is_known(tmp_path: Path) -> None:
    found = known(Log(Disk(), tmp_path / "log"))
    assert (found.last, found.checkpoint_at, found.states(["a"])) == ({}, -1, {"a": []})
    assert (found.edits([]), found.edits_of_given_up()) == ({}, {})
