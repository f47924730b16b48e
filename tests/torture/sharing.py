"""Several programs at one workspace, and one that edits the file by hand: each sees all, and nothing is lost."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from reader.annotation.store.store import Store
from reader.errors import ConflictError, ReaderError

from .script import Model, Notes, Op, notes, ops, perform, small
from .simulated import SimulatedDisk

PATH = Path("/simulated/annotations.json")
STEPS = 30
KINDS = ("tag", "tag", "note", "note", "remove", "checkpoint", "reopen")


def problem(seed: int) -> str:
    """What is wrong after a script of three programs; empty if nothing is."""
    random = Random(seed)
    try:
        with small(random.choice((0, 2000))):
            rows = (_stale, _played, _tagged_meanwhile, _edited_meanwhile, _edited_both, _edited_and_checkpointed)
            return next((what for row in rows if (what := row(random))), "")
    except (ReaderError, ValueError, AssertionError, LookupError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def _played(random: Random) -> str:
    disk = SimulatedDisk()
    stores = [Store(PATH, disk) for _ in range(3)]
    script = ops(Model({}), random, KINDS)
    model = Model({})
    for _ in range(STEPS):
        op, model = next(script)
        who = random.randrange(3)
        stores[who].refresh()
        stores[who] = perform(op, stores[who], lambda: Store(PATH, disk))
        for store in (stores[random.randrange(3)], Store(PATH, disk)):
            store.refresh()
            if notes(store) != model.notes:
                return "one does not see what another one did"
            if store.losses.find():
                return "a loss that is none"
    return ""


def _stale(random: Random) -> str:
    """What was changed in the meantime is not changed again by who has not seen it."""
    disk, model = SimulatedDisk(), Model({})
    ours, theirs = Store(PATH, disk), Store(PATH, disk)
    script = ops(model, random, ("tag",))
    op, _ = next(script)
    perform(op, ours, lambda: ours)
    theirs.refresh()
    perform(Op("note", op.id, "theirs"), theirs, lambda: theirs)
    try:
        perform(Op("note", op.id, "ours"), ours, lambda: ours)
    except ConflictError:
        ours.refresh()
        return "" if notes(ours) == {op.id: "theirs"} else "what another one did is not seen"
    return "a change of another one was overwritten"


def _tagged_meanwhile(random: Random) -> str:
    """Another program tags while the next file is written."""
    disk = SimulatedDisk()
    store, other = _filled(disk, random), Store(PATH, disk)
    disk.meanwhile = lambda: _ignore(perform(Op("tag", "theirs", "theirs"), other, lambda: other))
    perform(Op("tag", "ours", "ours"), store, lambda: store)
    store.checkpoint()
    expected = {**{f"a{n}": "old" for n in range(4)}, "ours": "ours", "theirs": "theirs"}
    return "" if notes(Store(PATH, disk)) == expected else "what was tagged while the file was written is lost"


def _ignore(_store: Store) -> None:
    """For a `meanwhile`, which returns nothing."""


def _edited_meanwhile(random: Random) -> str:
    """A note written by hand into the file, while the store writes the next one."""
    disk = SimulatedDisk()
    store = _filled(disk, random)
    disk.meanwhile = lambda: edit(disk, lambda found: {**found, "a0": "by hand"})
    perform(Op("tag", "more", "more"), store, lambda: store)
    store.checkpoint()
    store.checkpoint()
    expected = {**{f"a{n}": "old" for n in range(4)}, "a0": "by hand", "more": "more"}
    for each in (Store(PATH, disk), store):
        each.refresh()
        if notes(each) != expected:
            return "what was written by hand is lost"
    return ""


def _edited_both(random: Random) -> str:
    """Notes changed here and by hand: where they differ, both are kept."""
    disk = SimulatedDisk()
    store = _filled(disk, random)
    with small(0):
        for id in ("a0", "a1"):
            perform(Op("note", id, "ours"), store, lambda: store)
        perform(Op("remove", "a2"), store, lambda: store)
    edit(disk, lambda found: {**found, "a0": "by hand", "a3": "by hand"})
    found = [notes(each) for each in (Store(PATH, disk), _refreshed(store))]
    kept = sorted(found[0].values()) == ["by hand", "by hand", "ours", "ours"]
    return "" if kept and found[0] == found[1] else f"one of two changes is lost: {found}"


def _edited_and_checkpointed(random: Random) -> str:
    """A note written by hand into the file, which another program takes in and writes again before this one looks."""
    disk = SimulatedDisk()
    store = _filled(disk, random)
    others = [Store(PATH, disk) for _ in range(2)]
    edit(disk, lambda found: {**found, "a0": "by hand"})
    expected = {f"a{n}": "old" for n in range(4)} | {"a0": "by hand"}
    for number in range(6):
        who = random.choice((store, *others))
        perform(Op("tag", f"b{number}", "later"), who, lambda: who)  # noqa: B023
        expected[f"b{number}"] = "later"
        random.choice((store, *others)).checkpoint()
    for each in (store, *others):
        each.checkpoint()
    found = [notes(each) for each in (Store(PATH, disk), *map(_refreshed, (store, *others)))]
    return "" if all(each == expected for each in found) else f"what was written by hand is lost: {found}"


def _filled(disk: SimulatedDisk, random: Random) -> Store:
    store = Store(PATH, disk)
    for n in range(4):
        perform(Op("tag", f"a{n}", "old"), store, lambda: store)
        if random.random() < 0.5:
            store.checkpoint()
    store.checkpoint()
    return store


def _refreshed(store: Store) -> Store:
    store.refresh()
    return store


def edit(disk: SimulatedDisk, change: Callable[[Notes], Notes]) -> None:
    """Rewrites the notes of the file as a program does that knows nothing of the store."""
    tables = json.loads(disk.read(PATH))
    found = {each["id"]: each["note"] for each in tables["annotations"].values()}
    changed = change(found)
    for each in tables["annotations"].values():
        each["note"] = changed[each["id"]]
    SimulatedDisk.write(disk, PATH, [json.dumps(tables).encode()])


def trials() -> Iterator[str]:
    """Without end: what is wrong after a script."""
    for seed in itertools.count():
        what = problem(seed)
        yield what and f"script {seed}: {what}"
