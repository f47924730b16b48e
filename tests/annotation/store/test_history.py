"""Undo and redo: without limit, over restarts, for each person apart, and never over what somebody else changed."""

import errno
from pathlib import Path

import pytest

from reader.annotation.model.annotation import dismissal
from reader.annotation.store import entries, foresight, history, journal
from reader.annotation.store.entries import Record
from reader.annotation.store.history import Change, History, Step
from reader.annotation.store.journal import Log
from reader.annotation.store.store import Store
from reader.errors import ConflictError
from reader.system.durable_files import Disk
from tests.support.stores import add, an_annotation, note, notes, remove


def words(step: Step | None) -> str | None:
    return step.description if step else None


def test_all_can_be_undone_and_done_again_after_a_restart(path: Path) -> None:
    store = Store(path)
    states = [notes(store)]
    for n in range(30):
        if n % 3 == 0:
            add(store, an_annotation(str(n)))
        elif n % 3 == 1:
            note(store, str(n - 1), str(n))
        else:
            remove(store, str(n - 2)) if n % 2 else note(store, str(n - 2), "more")
        states.append(notes(store))
    for state in reversed(states[:-1]):
        store = Store(path)
        assert store.undo()
        assert notes(store) == notes(Store(path)) == state
    assert store.undo() is None
    for state in states[1:]:
        store = Store(path)
        assert store.redo()
        assert notes(store) == state
    assert store.redo() is None


def test_what_was_cut_off_stays_so_after_a_restart(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    store.undo()
    add(store, an_annotation("b"))
    store = Store(path)
    assert store.undo() is not None
    assert store.undo() is None, "which looks through the whole log"
    assert store.redo() is not None
    assert store.redo() is None, "a is not brought back"
    assert list(notes(store)) == ["b"]


def test_what_was_undone_before_a_restart_is_cut_off_by_what_is_new_after_it(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    store.undo()
    store = Store(path)
    add(store, an_annotation("b"))
    assert store.redo() is None


def record(id: str, undoes: str = "") -> Record:
    return Record(id, "now", "", id, (), undoes)


def test_what_the_log_says_was_undone_is_cut_off_by_what_is_new() -> None:
    history = History(iter([record("1", undoes="a"), record("a")]))
    history.note(record("b"))
    assert history.to_redo() is None


def test_a_step_that_another_program_undid_first_is_not_undone_again() -> None:
    history = History(iter(()))
    a, b = record("a"), record("b")
    for each in (a, b, record("1", undoes="a"), record("2", undoes="b")):
        history.note(each)
    assert history.to_undo() is None


def test_only_the_step_that_another_program_undid_is_taken_off() -> None:
    history = History(iter(()))
    a, b, c = record("a"), record("b"), record("c")
    for each in (a, b, c, record("1", undoes="b")):
        history.note(each)
    assert history.to_undo() is c
    history.forget(c)
    assert history.to_undo() is a


def test_a_step_tells_the_changes_of_annotations_from_those_of_dismissals() -> None:
    tagged, dismissed = Change(None, an_annotation("a")), Change(None, dismissal(an_annotation("b")))
    undone = Change(dismissal(an_annotation("c")), None)
    assert Step("both", (tagged, dismissed, undone)).annotation_changes == (tagged,)


def test_what_was_done_does_not_change() -> None:
    change = Change(None, an_annotation("a"))
    with pytest.raises(AttributeError):
        change.after = None  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Step("tagged", (change,)).author = "Ann"  # type: ignore[misc]


def test_a_step_that_cannot_be_redone_does_not_stand_in_the_way_of_the_one_before() -> None:
    history = History(iter(()))
    undo_b, undo_a = record("1", undoes="b"), record("2", undoes="a")
    for each in (record("a"), record("b"), undo_b, undo_a):
        history.note(each)
    history.forget(undo_a)
    assert history.to_redo() is undo_b
    history.forget(undo_b)
    assert history.to_redo() is None


@pytest.mark.parametrize("restart", [True, False])
def test_what_is_new_cuts_off_what_was_undone(restart: bool, path: Path) -> None:
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id))
    store.undo()
    store.undo()
    store.redo()
    add(store, an_annotation("d"))
    if restart:
        store = Store(path)
    assert store.redo() is None
    assert [words(store.undo()) for _ in range(4)] == ["tagged", "tagged", "tagged", None]
    assert notes(store) == {}
    assert [change.annotation.id for change in (store.redo() or Step("", ())).changes] == ["a"]


def test_each_person_takes_back_what_is_theirs(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"), "ann")
    add(store, an_annotation("b"), "bob")
    assert store.undo("ann")
    assert (sorted(notes(store)), store.undo("ann"), store.redo("bob")) == (["b"], None, None)
    assert Store(path).redo("ann")


def test_the_same_person_in_two_programs_has_one_history(path: Path) -> None:
    here, there = Store(path), Store(path)
    add(here, an_annotation("a"))
    add(there, an_annotation("b"))
    assert here.undo()
    assert sorted(notes(here)) == ["a"]
    assert there.redo()
    assert there.undo()
    assert there.undo()
    assert here.undo() is None


def test_what_somebody_else_changed_is_not_undone_and_does_not_stand_in_the_way(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    add(ours, an_annotation("a"), "us")
    add(ours, an_annotation("b"), "us")
    theirs.refresh()
    note(theirs, "b", "theirs", "them")
    with pytest.raises(ConflictError, match="another program changed"):
        ours.undo("us")
    assert notes(ours) == {"a": "", "b": "theirs"}
    assert ours.undo("us")
    assert notes(Store(path)) == {"b": "theirs"}
    assert ours.undo("us") is None


def test_a_step_of_many_is_undone_as_one(path: Path) -> None:
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id))
    changes = [Change(each, None) for each in store.annotations[1:]] + [Change(None, an_annotation("d"))]
    store.do(Step("swapped", tuple(changes)))
    assert sorted(notes(store)) == ["a", "d"]
    assert words(Store(path).undo()) == "swapped"
    assert sorted(notes(Store(path))) == ["a", "b", "c"]


def test_the_log_tells_all_of_it(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a1"), "ann")
    add(store, an_annotation("b1"), "ann")
    note(store, "a1", "so", "bob")
    store.undo("bob")
    found = [(each.author, each.description, bool(each.undoes)) for each in store.log("a")]
    assert found == [("ann", "tagged", False), ("bob", "noted", False), ("bob", "noted", True)]
    assert len(list(store.log())) == 4


def test_what_was_done_here_is_undone_without_a_look_at_the_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be a line of many megabytes, which would keep a screen waiting."""
    store = Store(path)
    add(store, an_annotation("a"))
    monkeypatch.setattr(Log, "backwards", lambda _log: pytest.fail("the log is read"))
    assert store.foresight.to_undo() == 1
    assert words(store.undo()) == "tagged"
    assert store.foresight.to_redo() == 1


def test_what_is_not_saved_is_undone_once_whoever_else_undoes_something(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    with monkeypatch.context() as patched:
        patched.setattr(Disk, "append", failing)
        store.do(Step("noted", (Change(store.get("a"), an_annotation("a").noted("more")),), "Ada"))
        assert (store.unsaved, store.foresight.to_undo("Bert")) == (1, 0)
    assert [words(store.undo("Ada")) for _ in range(2)] == ["noted", None]
    assert notes(store) == {"a": ""}


def failing(*_arguments: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# A long log


def test_the_log_is_read_in_steps_until_it_is_known_what_to_undo(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation("a"), who="Ann")
    for number in range(5):
        note(store, "a", str(number), who="Bob")
    monkeypatch.setattr(history, "LINES", 3)
    monkeypatch.setattr(foresight, "LINES", 3)  # the end of the log, a checkpoint, and a step
    again = Store(path)
    assert len(list(again.foresight.look_back("Ann"))) > 2
    assert list(again.foresight.look_back("Ann")) == [], "now it is known"
    assert again.foresight.to_undo("Ann") == 1
    assert list(Store(path).foresight.look_back("Bob")) == [], "the newest lines are his"
    assert len(list(Store(path).foresight.look_back("Cem"))) > 2
    assert list(Store(path).foresight.look_back("Bob", redo=True)) == [], (
        "he did something new after whatever was undone"
    )


def test_lines_of_others_are_not_parsed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation("a", note='"who":"Ann"'), who="Ann")
    add(store, an_annotation("b", note='"who":"Ann"'), who="Bob")
    add(store, an_annotation("c"), who="A\u00e9\udc80")
    parsed: list[bytes] = []

    def recorded(line: bytes) -> entries.Entry | None:
        parsed.append(line)
        return entries.from_line(line)

    monkeypatch.setattr(journal, "from_line", recorded)
    log = Log(Disk(), path.parent / ".annotations.json.reader" / "log")
    assert [record.author for record in log.records_of("Ann") if record] == ["Ann"]
    assert [record.author for record in log.records_of("A\u00e9\udc80") if record] == ["A\u00e9\udc80"]
    assert len(parsed) == 2, "the quotation marks in a note are escaped"


def test_a_hundred_lines_are_a_step() -> None:
    assert history.LINES == 100
