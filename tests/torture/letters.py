"""Letters of the log that change on the disk: nothing in such a line is taken for the words of a person."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random

from reader.annotation.store.store import Store

from .script import Model, notes, ops, perform, small
from .simulated import SimulatedDisk

PATH = Path("/simulated/annotations.json")
LOG = Path("/simulated/.annotations.json.reader/log")
STEPS = 6


def problem(seed: int) -> str:
    """Return what is wrong after a letter of the log has become another one; empty if nothing is."""
    random, disk, model = Random(seed), SimulatedDisk(), Model({})
    written: set[tuple[str, str]] = set()  # each id with each note that it ever had
    with small(0):
        store = Store(PATH, disk)
        script = ops(model, random, ("tag", "tag", "note", "undo"))
        for _ in range(STEPS):
            op, model = next(script)
            perform(op, store, lambda: store)
            written |= set(model.notes.items())
        if not written:
            return ""  # a script of nothing but undo, which has no log
        log = bytearray(disk.read(LOG))
        at = random.choice([place for place, letter in enumerate(log) if chr(letter).isalnum()])
        log[at] ^= 1  # a letter or digit becomes its neighbour
        disk.write(LOG, [bytes(log)])
        strange = set(notes(Store(PATH, disk)).items()) - written
    return f"letter {at}: nobody wrote {sorted(strange)}" if strange else ""


def trials() -> Iterator[str]:
    """Without end: what is wrong after a letter has changed."""
    for seed in itertools.count():
        what = problem(seed)
        yield what and f"script {seed}, {what}"
