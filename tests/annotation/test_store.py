"""The store: annotations in, annotations out, and every step can be undone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB

from reader.annotation.annotation import Annotation
from reader.annotation.history import Change, Step
from reader.annotation.store import Store
from reader.errors import ConflictError, StoreError


def an_annotation(id: str = "a", **fields: object) -> Annotation:
    basis = Annotation(
        id=id, source="one.txt", start=0, end=4, exact="One.", tag="quote", created="2026-01-02T03:04:05Z"
    )
    return replace(basis, **fields)  # type: ignore[arg-type]


def add(store: Store, annotation: Annotation) -> None:
    store.do(Step("tagged", (Change(None, annotation),)))


def remove(store: Store, annotation: Annotation) -> None:
    store.do(Step("removed", (Change(annotation, None),)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


def test_nothing_is_written_until_something_is_tagged(path: Path) -> None:
    assert Store(path).annotations == ()
    assert not path.exists()


def test_what_is_added_is_there_for_the_next_one(path: Path) -> None:
    annotation = an_annotation(note="“so”\nsaid\tshe \x07")
    add(Store(path), annotation)
    assert Store(path).annotations == (annotation,)


def test_the_file_holds_the_fields_in_order(path: Path) -> None:
    add(Store(path), an_annotation())
    assert json.loads(path.read_bytes()) == {
        "about": {"1": {"format": 1}},
        "annotations": {
            "1": {
                "id": "a", "source": "one.txt", "start": 0, "end": 4, "exact": "One.", "prefix": "", "suffix": "",
                "tag": "quote", "note": "", "creator": "", "created": "2026-01-02T03:04:05Z", "modified": "",
                "digest": "",
            }
        },
    }  # fmt: skip


def test_annotations_come_in_order_of_source_and_place(path: Path) -> None:
    store = Store(path)
    for id, source, start, end in (("d", "b", 0, 1), ("c", "a", 5, 6), ("b", "a", 0, 3), ("a", "a", 0, 9)):
        add(store, an_annotation(id, source=source, start=start, end=end))
    assert [each.id for each in store.annotations] == ["a", "b", "c", "d"]


def test_undo_of_a_removal_gives_back_the_very_same_file(path: Path) -> None:
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id))
    before = path.read_bytes()
    remove(store, an_annotation("b"))
    store.undo()
    assert path.read_bytes() == before


def test_a_step_of_many_changes_is_one_write_and_one_undo(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.annotation import storage

    writes: list[int] = []
    monkeypatch.setattr(storage, "replace_file", lambda path, data: (writes.append(1), path.write_bytes(data)))
    store = Store(path)
    store.do(Step("tagged all", tuple(Change(None, an_annotation(str(n))) for n in range(50))))
    assert (len(store.annotations), len(writes)) == (50, 1)
    store.undo()
    assert (len(store.annotations), len(writes)) == (0, 2)


def test_fields_and_tables_of_others_stay(path: Path) -> None:
    with TinyDB(path) as database:
        database.insert({"theirs": 1})
        database.table("annotations").insert({"id": "a", "source": "s", "start": 0, "end": 1, "exact": "x",
                                              "tag": "quote", "confidence": 0.5})  # fmt: skip
    store = Store(path)
    old = store.annotations[0]
    store.do(Step("noted", (Change(old, old.noted("look")),)))
    remove(store, store.annotations[0])
    store.undo()
    with TinyDB(path) as database:
        assert database.all() == [{"theirs": 1}]
        (document,) = database.table("annotations").all()
    assert (document["confidence"], document["note"]) == (0.5, "look")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"id": "a"}, "missing required field `source`"),
        ({"id": "a", "source": "s", "start": "0", "end": 1, "exact": "x", "tag": "q"}, "Expected `int`, got `str`"),
        ({"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "q"}, "the id of another one: good"),
    ],
)
def test_a_document_that_is_no_annotation_is_kept_aside(path: Path, document: object, reason: str) -> None:
    good = {"id": "good", "source": "s", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
    path.write_text(json.dumps({"annotations": {"1": good, "2": document}}), "utf-8")
    store = Store(path)
    assert [each.id for each in store.annotations] == ["good"]
    assert reason in store.kept_aside[0]
    add(store, an_annotation("new"))
    assert json.loads(path.read_bytes())["annotations"]["2"] == document


def test_a_newer_format_is_refused(path: Path) -> None:
    path.write_text('{"about": {"1": {"format": 2}}, "annotations": {}}', "utf-8")
    with pytest.raises(StoreError, match=r"format 2.*newer version of reader"):
        Store(path)


def test_a_change_from_outside_is_seen_and_kept(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    add(theirs, an_annotation("theirs"))
    assert ours.refresh()
    assert not ours.refresh()
    add(theirs, an_annotation("more"))
    add(ours, an_annotation("ours"))
    assert [each.id for each in Store(path).annotations] == ["more", "ours", "theirs"]


def test_a_file_damaged_while_open_keeps_what_is_in_memory(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation())
    path.write_bytes(b"{")
    for attempt in (store.refresh, lambda: add(store, an_annotation("b"))):
        with pytest.raises(StoreError, match="not JSON"):
            attempt()
    assert [each.id for each in store.annotations] == ["a"]
    assert path.read_bytes() == b"{"
    assert [step.words for step in store.history.done] == ["tagged"]


def test_what_another_program_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    ours, theirs = Store(path), Store(path)
    add(ours, seen := an_annotation())
    theirs.refresh()
    theirs.do(Step("noted", (Change(seen, seen.noted("theirs")),)))
    for change in (Change(seen, seen.noted("ours")), Change(seen, None)):
        with pytest.raises(ConflictError, match="look at it again"):
            ours.do(Step("", (change,)))
    with pytest.raises(ConflictError):
        ours.undo()
    assert ours.undo() is None, "what cannot be undone does not stand in the way"
    assert [each.note for each in Store(path).annotations] == ["theirs"]


def test_a_failed_undo_keeps_what_others_wrote_into_the_document(path: Path) -> None:
    add(Store(path), an_annotation())
    document = json.loads(path.read_bytes())
    document["annotations"]["1"]["theirs"] = 1
    path.write_text(json.dumps(document), "utf-8")
    store = Store(path)
    remove(store, store.annotations[0])
    path.chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        store.undo()
    path.chmod(0o644)
    store.undo()
    assert json.loads(path.read_bytes())["annotations"]["1"]["theirs"] == 1


class StoreAgainstDictionary(RuleBasedStateMachine):
    """Whatever is done, undone and done again: the file holds what a dictionary would."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "annotations.json")
        self.store = Store(self.path)
        self.model: dict[str, Annotation] = {}
        self.past: list[dict[str, Annotation]] = []
        self.future: list[dict[str, Annotation]] = []
        self.number = 0

    def _did(self) -> None:
        self.future.clear()

    @rule(start=st.integers(0, 9), tag=st.sampled_from(["quote", "claim"]))
    def add(self, start: int, tag: str) -> None:
        self.number += 1
        annotation = an_annotation(str(self.number), start=start, end=start + 1, tag=tag)
        self.past.append(dict(self.model))
        self.model[annotation.id] = annotation
        self._did()
        add(self.store, annotation)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), note=st.text(st.characters(codec="utf-8"), max_size=5))
    def note(self, data: st.DataObject, note: str) -> None:
        old = self.model[data.draw(st.sampled_from(sorted(self.model)))]
        new = replace(old, note=note)
        self.past.append(dict(self.model))
        self.model[old.id] = new
        self._did()
        self.store.do(Step("noted", (Change(old, new),)))

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        old = self.model[data.draw(st.sampled_from(sorted(self.model)))]
        self.past.append(dict(self.model))
        del self.model[old.id]
        self._did()
        remove(self.store, old)

    @rule()
    def undo(self) -> None:
        step = self.store.undo()
        assert (step is None) == (not self.past)
        if self.past:
            self.future.append(dict(self.model))
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        step = self.store.redo()
        assert (step is None) == (not self.future)
        if self.future:
            self.past.append(dict(self.model))
            self.model = self.future.pop()

    @invariant()
    def file_and_memory_equal_the_model(self) -> None:
        assert {each.id: each for each in self.store.annotations} == self.model
        assert {each.id: each for each in Store(self.path).annotations} == self.model

    def teardown(self) -> None:
        self.folder.cleanup()


TestStoreAgainstDictionary = StoreAgainstDictionary.TestCase
TestStoreAgainstDictionary.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
