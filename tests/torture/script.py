"""A random script of what people do, and what it must come to: a plain dictionary of notes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from unittest.mock import patch

from reader.annotation.model.annotation import Annotation, dismissal
from reader.annotation.model.row import RowChange, new_row
from reader.annotation.store import annotations_file, working_copy
from reader.annotation.store import store as store_module
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.system.durable_files import Disk

KINDS = ("tag", "tag", "tag", "note", "note", "remove", "undo", "undo", "redo", "checkpoint", "reopen")
Notes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Op:
    """kind: one of KINDS. id, text: of the annotation and its note, where the kind has use for them."""

    kind: str
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """What the store should hold: the note of each annotation by id, before and after what was undone too."""

    notes: Notes
    past: tuple[Notes, ...] = ()
    future: tuple[Notes, ...] = ()
    made: int = 0

    def after(self, op: Op) -> "Model":
        if op.kind == "undo" and self.past:
            return replace(self, notes=self.past[-1], past=self.past[:-1], future=(*self.future, self.notes))
        if op.kind == "redo" and self.future:
            return replace(self, notes=self.future[-1], past=(*self.past, self.notes), future=self.future[:-1])
        if op.kind in ("tag", "note"):
            return self._changed({**self.notes, op.id: op.text})
        if op.kind == "remove":
            return self._changed({id: note for id, note in self.notes.items() if id != op.id})
        return self

    def _changed(self, notes: Notes) -> "Model":
        return Model(notes, (*self.past, self.notes), (), self.made + 1)


def ops(model: Model, random: Random, kinds: tuple[str, ...] = KINDS) -> Iterator[tuple[Op, Model]]:
    """Without end: something to do, and the model after it."""
    while True:
        kind = random.choice(kinds)
        if kind in ("note", "remove") and not model.notes:
            kind = "tag"
        id = f"a{model.made}" if kind == "tag" else random.choice([*model.notes, ""])
        if kind in ("note", "remove") and not id:
            id = next(iter(model.notes))
        op = Op(kind, id, f"note {model.made} “{'x' * random.randrange(60)}”")
        model = model.after(op)
        yield op, model


def perform(op: Op, store: Store, again: Callable[[], Store]) -> Store:
    """Does it; what is on disk when it returns may be counted on. Raises AssertionError if it is not saved."""
    if op.kind in ("tag", "note", "remove"):
        step = row_step(op, store) if is_row_id(op.id) else annotation_step(op, store)
        store.do(step)
    elif op.kind == "undo":
        store.undo("me")
    elif op.kind == "redo":
        store.redo("me")
    elif op.kind == "checkpoint":
        store.checkpoint()
    elif op.kind == "reopen":
        store.close()
        store = again()
    assert not store.unsaved, store.unsaved_reason
    return store


def annotation_step(op: Op, store: Store) -> Step:
    """Tags, notes or removes an annotation or a dismissal."""
    if op.kind == "tag":
        return Step("tagged", (Change(None, annotation(op)),), "me")
    old = store.get(op.id)
    if old is None:
        return Step("nothing", (), "me")
    return Step(op.kind, (Change(old, old.noted(op.text) if op.kind == "note" else None),), "me")


def row_step(op: Op, store: Store) -> Step:
    """Does the same to a row of another table, to which all that is promised of annotations is promised, too."""
    old = store.rows.get(op.id)
    if op.kind == "tag":
        change = RowChange(None, new_row("things", op.id, {"note": op.text}, "me"))
    elif old is None:
        return Step("nothing", (), "me")
    else:
        change = RowChange(old, old.with_values({"note": op.text}, "me") if op.kind == "note" else None)
    return Step(op.kind, (), "me", (change,))


def is_row_id(id: str) -> bool:
    return id.startswith("a") and id[1:].isdecimal() and int(id[1:]) % 4 == 1 and not is_dismissed(id)


SOURCES = ("0.txt", "1.txt", "2.txt")


def annotation(op: Op) -> Annotation:
    """Some of them are dismissals, to which all that is promised of annotations is promised, too."""
    made = Annotation(
        id=op.id, source=SOURCES[len(op.text) % 3], start=len(op.text), end=len(op.text) + 9, exact="some text",
        tag="quote", note=op.text, creator="me", created="2026-01-02T03:04:05Z",
    )  # fmt: skip
    return dismissal(made) if is_dismissed(op.id) else made


def is_dismissed(id: str) -> bool:
    return id.startswith("a") and id[1:].isdecimal() and int(id[1:]) % 3 == 2


def notes(store: Store) -> Notes:
    """Of dismissals and rows, too."""
    dismissed = (each for source in SOURCES for each in store.dismissed(source))
    rows = {row.id: row.text("note") for row in store.rows.all}
    return {each.id: each.note for each in (*store.annotations, *dismissed)} | rows


def whole(path: Path, disk: Disk) -> None:
    """Raises ValueError if the file is there and is not what stock TinyDB can open."""
    if disk.signature(path) is None:
        return
    tables = json.loads(disk.read(path))
    assert all(isinstance(document, dict) for table in tables.values() for document in table.values())


@contextmanager
def small(count: int) -> Iterator[None]:
    """As if files up to so many annotations were written at each change; with none, each one is large to read, too."""
    large = annotations_file.LARGE if count else 0
    with patch.object(store_module, "SMALL", count), patch.object(working_copy, "LARGE", large):
        yield
