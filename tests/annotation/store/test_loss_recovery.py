"""Decisions on losses, while others may decide, too."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store import loss_recovery
from reader.annotation.store.documents import Documents
from reader.annotation.store.file_format import encode
from reader.annotation.store.loss_recovery import ATTEMPTS, LossRecovery
from reader.annotation.store.losses import NONE, Loss, OpenLosses
from reader.annotation.store.store import Store
from tests.support.losses import drop, lost
from tests.support.stores import add, an_annotation, documents, note, notes

A = to_document(an_annotation("a", revision=3, note="lost"))


def recovery(copy: Any) -> LossRecovery:
    return LossRecovery(copy, Mock(), lambda make: make())


def copy_with(*found: dict[str, Any], losses: OpenLosses = NONE) -> Any:
    """A working copy that holds some documents and looks without waiting."""
    copy = Mock(documents=Documents(Path("a.json"), {"annotations": dict(enumerate(map(encode, found), 1))}))
    copy.losses.is_whole, copy.losses.has_dropped = False, False
    copy.losses.find.return_value = losses
    return copy


@pytest.mark.parametrize(
    ("here", "was_here", "revision"),
    [
        (None, None, 5),  # a removal counts as a revision, too
        (None, {**A, "revision": 2, "note": "old"}, 5),
        ({**A, "revision": 2, "note": "old"}, {**A, "revision": 2, "note": "old"}, 4),
        ({**A, "revision": 2, "note": "old", "theirs": 1}, {**A, "revision": 1}, 4),
        ({**A, "revision": 3}, {**A, "revision": 2}, None),  # somebody else was quicker
        ({**A, "revision": 4}, {**A, "revision": 2}, None),
        ({**A, "revision": 1}, None, None),
    ],
)
def test_a_loss_is_brought_back_as_the_latest_revision_unless_somebody_was_quicker(
    here: dict[str, Any] | None, was_here: dict[str, Any] | None, revision: int | None
) -> None:
    copy = copy_with(*([here] if here else []), losses=OpenLosses({"a": Loss(A, 7, was_here)}))
    step = recovery(copy).restore()
    found = copy.documents.document("a")
    if revision is None:
        assert (step.changes, found) == ((), here)
    else:
        assert found == {**(here or {}), **A, "revision": revision}
        assert copy.documents.number("a") == (1 if here else 7)
        assert (step.description, len(step.changes)) == ("brought back 1 tag", 1)


def test_a_search_waits_for_whoever_is_writing_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("reader.annotation.store.loss_recovery.time.sleep", waited.append)
    found = OpenLosses({"a": Loss(A, 7)})
    copy = copy_with(losses=found)
    copy.look.side_effect = [False] * (ATTEMPTS - 1) + [True]
    assert recovery(copy).find() is found
    assert (len(waited), set(waited)) == (ATTEMPTS - 1, {loss_recovery.MOMENT})
    copy.look.side_effect = [False] * ATTEMPTS
    assert recovery(copy).find() is NONE
    assert ATTEMPTS * loss_recovery.MOMENT == 1, "second"


def test_nothing_is_looked_for_where_the_file_is_whole() -> None:
    copy = copy_with(losses=OpenLosses({"a": Loss(A, 7)}))
    copy.losses.is_whole = True
    assert recovery(copy).find() is NONE
    assert not copy.look.called
    for is_whole, is_read, known in ((True, True, True), (False, False, True), (False, True, False)):
        copy.losses.is_whole, copy.is_read = is_whole, is_read
        assert recovery(copy).is_whole is known


def test_what_another_program_took_out_is_noted_unless_somebody_looked() -> None:
    copy = copy_with()
    found = recovery(copy)
    found.note_dropped()
    assert not copy.look.called
    copy.losses.has_dropped = True
    found.note_dropped()
    assert copy.look.called


def test_nothing_to_decide_on_is_not_a_step(filled: Path) -> None:
    store = Store(filled)
    for step in (store.losses.restore(), store.losses.accept(), store.losses.restore(["z"])):
        assert (step.description, step.changes) == ("", ())


def test_an_annotation_keeps_its_number_whatever_is_decided(filled: Path) -> None:
    (number,) = (number for number, each in documents(filled).items() if each["id"] == "c")
    drop(filled, "c")
    store = Store(filled)
    store.losses.accept(author="me")
    add(store, an_annotation("d"))
    store.undo("me")
    store.checkpoint()
    assert documents(filled)[number]["id"] == "c"
    drop(filled, "c")
    store = Store(filled)
    store.losses.restore()
    assert documents(filled)[number]["id"] == "c"


def test_an_older_state_can_be_accepted_too(filled: Path) -> None:
    old = filled.read_bytes()
    note(store := Store(filled), "a", "better")
    store.close()
    filled.write_bytes(old)
    store = Store(filled)
    store.losses.accept(["c"])
    assert lost(store) == {"a": "better"}, "it is another one that was accepted"
    store.losses.accept(["a"], "me")
    assert (notes(store)["a"], lost(Store(filled))) == ("note a", {})
