"""Steps made into edits: conflicts are refused, revisions count, and each person has a history."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.model.row import RowChange, new_row, to_row
from reader.annotation.store.entries import Edit, EntryKind, Record
from reader.annotation.store.history import Change, Step
from reader.annotation.store.step_recorder import StepRecorder, _is_by
from reader.annotation.store.working_copy import WorkingCopy
from reader.errors import ConflictError
from reader.system.durable_files import Disk
from tests.support.stores import an_annotation

A = an_annotation("a")
ROW = new_row("places", "r", {"name": "Lviv"}, "ann")


@pytest.fixture
def copy(path: Path) -> WorkingCopy:
    copy = WorkingCopy(path, Disk(), lambda _record: None)
    copy.read()
    return copy


@pytest.fixture
def recorder(copy: WorkingCopy) -> StepRecorder:
    """Records steps on a copy with the annotation `a` and a row, of which nobody has a history yet."""
    copy.documents.set("a", to_document(A))
    recorder = StepRecorder(copy)
    recorder.do(Step("named", (), "ann", (RowChange(None, ROW),)))
    return recorder


def test_a_step_is_recorded_with_what_was_there_before(recorder: StepRecorder, copy: WorkingCopy) -> None:
    noted, b = A.noted("so"), an_annotation("b")
    record = recorder.do(Step("did", (Change(A, noted), Change(None, b)), "ann"))
    assert (record.description, record.author, record.kind, record.undoes) == ("did", "ann", EntryKind.STEP, "")
    assert [(edit.before, edit.id) for edit in record.edits] == [(to_document(A), "a"), (None, "b")]
    assert record.edits[0].after == {**to_document(noted), "revision": 2}
    assert copy.documents.get("b") == b
    record = recorder.do(Step("removed", (Change(b, None),), "ann"))
    assert [(edit.before, edit.after) for edit in record.edits] == [(to_document(b), None)]
    assert copy.documents.get("b") is None


@pytest.mark.parametrize(
    "seen",
    [
        None,
        an_annotation("a", revision=2),
        an_annotation("a", tag="claim"),
        an_annotation("a", note="so"),
        an_annotation("a", modified="m"),
        an_annotation("a", fields={"x": 1}),
        an_annotation("a", links={"x": 1}),
    ],
)
def test_a_change_of_what_is_not_there_as_it_was_seen_is_refused(
    seen: object, recorder: StepRecorder, copy: WorkingCopy
) -> None:
    step = Step("did", (Change(None, an_annotation("b")), Change(seen, A.noted("so"))), "ann")  # type: ignore[arg-type]
    with pytest.raises(ConflictError, match="another program changed this tag in the meantime"):
        recorder.do(step)
    assert copy.documents.get("b") is None, "nothing of it is done"


def test_the_place_on_the_screen_may_be_another_one(recorder: StepRecorder) -> None:
    assert recorder.do(Step("did", (Change(an_annotation("a", start=9, end=13), A.noted("so")),), "ann"))


def test_a_row_that_changed_is_refused_too_and_counts_its_revisions(recorder: StepRecorder, copy: WorkingCopy) -> None:
    renamed = ROW.with_values({"name": "Lwow"}, "bob")
    with pytest.raises(ConflictError, match="another program changed this in the meantime"):
        recorder.do(Step("did", (), "bob", (RowChange(None, renamed),)))
    (edit,) = recorder.do(Step("did", (), "bob", (RowChange(ROW, renamed),))).edits
    assert edit.after is not None
    assert (edit.after["revision"], edit.after["name"], to_row(edit.after)) == (2, "Lwow", copy.documents.get("r"))
    (edit,) = recorder.do(Step("did", (), "bob", (RowChange(to_row(edit.after), None),))).edits
    assert (edit.after, copy.documents.get("r")) == (None, None)


def do(recorder: StepRecorder, note: str, author: str) -> Record:
    """Note the annotation `a`, and add the record to its author's history."""
    here = recorder._copy.documents.index.get("a")
    assert here is not None
    record = recorder.do(Step(note, (Change(here, here.noted(note)),), author))
    recorder.note(record)
    return record


def test_an_undo_takes_back_and_a_redo_does_again(recorder: StepRecorder, copy: WorkingCopy) -> None:
    step = do(recorder, "one", "ann")
    undone = recorder.undo("ann")
    assert undone
    recorder.note(undone)
    assert (undone.undoes, undone.redoes, undone.description, undone.author) == (step.id, "", "one", "ann")
    here = copy.documents.document("a")
    assert here is not None
    assert (here["note"], here["revision"]) == ("", 3)
    assert recorder.undo("ann") is None
    redone = recorder.redo("ann")
    assert redone
    recorder.note(redone)
    assert (redone.undoes, redone.redoes) == ("", step.id)
    here = copy.documents.document("a")
    assert here is not None
    assert (here["note"], here["revision"]) == ("one", 4)
    assert recorder.redo("ann") is None
    again = recorder.undo("ann")
    assert again
    assert (again.undoes, again.redoes) == (step.id, "")


def test_what_somebody_else_changed_since_cannot_be_taken_back_and_is_given_up(recorder: StepRecorder) -> None:
    do(recorder, "one", "ann")
    do(recorder, "two", "bob")
    with pytest.raises(ConflictError, match="this tag"):
        recorder.undo("ann")
    assert recorder.undo("ann") is None


def test_a_step_of_two_edits_is_taken_back_the_last_first(recorder: StepRecorder, copy: WorkingCopy) -> None:
    noted = A.noted("one")
    record = recorder.do(Step("did", (Change(A, noted), Change(None, an_annotation("b"))), "ann"))
    recorder.note(record)
    undone = recorder.undo("ann")
    assert undone
    assert [edit.id for edit in undone.edits] == ["b", "a"]
    assert copy.documents.get("b") is None


@pytest.mark.parametrize(
    ("author", "kind", "is_by"),
    [
        ("ann", EntryKind.STEP, True),
        ("ann", EntryKind.ACCEPTED, True),
        ("ann", EntryKind.SEEN, False),
        ("bob", EntryKind.STEP, False),
    ],
)
def test_a_person_can_undo_their_own_steps_and_decisions(author: str, kind: EntryKind, is_by: bool) -> None:
    assert _is_by("ann", Record("1", "", author, "", (), kind=kind)) is is_by


def test_a_note_of_what_was_seen_is_in_no_history(recorder: StepRecorder) -> None:
    assert recorder.undo("ann") is None
    edits = (Edit(1, None, to_document(A)),)
    recorder.note(Record("1", "", "ann", "", edits, kind=EntryKind.SEEN))
    assert recorder.undo("ann") is None
    recorder.note(Record("2", "", "ann", "", edits))
    assert recorder.undo("ann")


def test_what_is_unsaved_is_in_the_history_of_who_did_it(recorder: StepRecorder, copy: WorkingCopy) -> None:
    copy.unsaved = [Record("1", "", "bob", "added", (Edit(1, None, to_document(A)),))]
    assert recorder.undo("cy") is None
    undone = recorder.undo("bob")
    assert undone and undone.undoes == "1"


def test_histories_are_forgotten_when_everything_was_read_again(recorder: StepRecorder, copy: WorkingCopy) -> None:
    do(recorder, "one", "ann")
    history = recorder.history("ann")
    recorder.forget_if_read_again()
    assert recorder.history("ann") is history
    copy.times_merged += 1
    assert recorder.history("ann") is not history
    history = recorder.history("ann")
    copy.documents = type(copy.documents)(copy.path, copy.documents.texts)
    assert recorder.history("ann") is not history
