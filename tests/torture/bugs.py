"""Bugs that are put into the store on purpose: the rows are only worth something if they find each of them."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reader.annotation.store import entries as entries_module
from reader.annotation.store import journal as log_module
from reader.annotation.store import three_way_merge as three_way_merge_module
from reader.annotation.store.checkpoints import CheckpointWriter
from reader.annotation.store.entries import Checkpoint
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.locks import Locks
from reader.annotation.store.loss_finder import LossFinder
from reader.annotation.store.losses import NONE
from reader.annotation.store.step_recorder import StepRecorder
from reader.annotation.store.three_way_merge import Merged
from reader.annotation.store.working_copy import WorkingCopy
from reader.system.durable_files import PRIVATE

from . import accidents, crashes, faults, letters, sharing
from .simulated import SimulatedDisk

Bug = Callable[[], AbstractContextManager[Any]]

_append, _write = SimulatedDisk.append, SimulatedDisk.write
_put_in_place, _save, _catch_up = CheckpointWriter._put_in_place, WorkingCopy.save, WorkingCopy.catch_up


def _append_unsynced(self: SimulatedDisk, path: Path, data: bytes, **_options: bool) -> None:
    _append(self, path, data, sync=False)


def _write_unsynced(self: SimulatedDisk, path: Path, pieces: Iterable[bytes], mode: int = PRIVATE) -> None:
    with patch.object(SimulatedDisk, "sync", lambda *_: None):
        _write(self, path, pieces, mode)


def _save_later(self: WorkingCopy) -> None:
    """The last step waits for the next one, and is acknowledged all the same."""
    last = self.unsaved[-1:]
    self.unsaved = [*getattr(self, "late", []), *self.unsaved[:-1]]
    _save(self)
    self.late = last  # type: ignore[attr-defined]


def _entry_unchecked(line: bytes) -> Any:
    try:
        value = json.loads(line.split(b" ", 2)[2])
        return entries_module._checkpoint(value) if "folded" in value else entries_module._record(value)
    except (ValueError, LookupError, TypeError):
        return None


def _noted_before_it_is_in_place(self: CheckpointWriter, checkpoint: Checkpoint) -> None:
    copy = self._copy
    signature = self._disk.signature(copy.paths.next)
    assert signature
    copy.place = copy.log.append([checkpoint._replace(signature=signature)], copy.place)
    _put_in_place(self, checkpoint)


def _checkpoint_up_to_now(self: CheckpointWriter, checkpoint: Checkpoint) -> None:
    _put_in_place(self, checkpoint._replace(upto=self._copy.place.end))


def _write_in_place(self: CheckpointWriter, checkpoint: Checkpoint) -> None:
    copy = self._copy
    self._disk.write(copy.paths.file, [self._disk.read(copy.paths.next)])
    self._disk.unlink(copy.paths.next)
    signature = self._disk.signature(copy.paths.file)
    assert signature
    self._note(checkpoint._replace(signature=signature))


def _blind(self: WorkingCopy) -> None:
    """Believes what it knows: only what it wrote itself moves on."""
    self.signature = self._disk.signature(self.paths.file)
    self.place = LogPlace(self.log.size)


def _save_or_forget(self: WorkingCopy) -> None:
    try:
        _save(self)
    except OSError:
        self.unsaved = []
        raise


def _append_without_cut(
    self: Log, entries: Iterable[Any], place: LogPlace, *, sync: bool = True, **_options: object
) -> LogPlace:
    """What is torn is left, and what comes next is written behind it."""
    data = b"".join(entries_module.to_line(entry) for entry in entries)
    self._disk.append(self.path, data, sync=sync)
    return place.moved(self.size, data)


BUGS: dict[str, Bug] = {
    "the log is not synced": lambda: patch.object(SimulatedDisk, "append", _append_unsynced),
    "the next file is not synced": lambda: patch.object(SimulatedDisk, "write", _write_unsynced),
    "folders are not synced": lambda: patch.object(SimulatedDisk, "sync_folder", lambda *_: None),
    "it says saved before it is": lambda: patch.object(WorkingCopy, "save", _save_later),
    "lines are not checked": lambda: patch.object(log_module, "from_line", _entry_unchecked),
    "a torn line is not ended": lambda: patch.object(Log, "append", _append_without_cut),
    "the checkpoint is noted before it is done": lambda: patch.object(
        CheckpointWriter, "_put_in_place", _noted_before_it_is_in_place
    ),
    "the checkpoint takes in what came later": lambda: patch.object(
        CheckpointWriter, "_put_in_place", _checkpoint_up_to_now
    ),
    "the file is written in place": lambda: patch.object(CheckpointWriter, "_put_in_place", _write_in_place),
    "replay takes no notice of the file": lambda: patch.object(
        three_way_merge_module, "merge", lambda _theirs, ours, _name: Merged(ours[-1])
    ),
    "others are not looked at before a change": lambda: patch.object(WorkingCopy, "catch_up", _blind),
    "conflicts are not looked for": lambda: patch.object(StepRecorder, "_refuse_conflict", lambda *_: None),
    "what could not be saved is forgotten": lambda: patch.object(WorkingCopy, "save", _save_or_forget),
    "what is missing is taken for removed": lambda: patch.object(LossFinder, "find", lambda _self: NONE),
    "another log is read from where the last one was left": lambda: patch.object(
        Log, "added", lambda self, place: self.tail(place.end)
    ),
    "a file that was not finished stays": lambda: patch.object(Locks, "remove_unfinished", lambda *_: None),
}


def caught(bug: str) -> str:
    """Return which row found a bug first, and what it said; empty if none did.

    The rows take turns, since each bug is found soon by one of them, and late or never by the others.
    """
    rows = [(row.__name__.rsplit(".", 1)[-1], row.trials(), count) for row, count in TURNS]
    with BUGS[bug]():
        for _ in range(ROUNDS):
            for name, trials, count in rows:
                for what in filter(None, itertools.islice(trials, count)):
                    return f"{name}: {what}"
    return ""


TURNS = ((sharing, 1), (letters, 5), (accidents, 20), (crashes, 15), (faults, 80))  # trials of a row in a round
ROUNDS = 20


def trials() -> Iterator[str]:
    """The bugs that nothing finds."""
    for bug in BUGS:
        yield "" if caught(bug) else f"not found: {bug}"
