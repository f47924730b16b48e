"""Finding losses: what the log knows is compared with what the file and the log together hold."""

import contextlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from reader.annotation.model.annotation import Annotation, now, to_document
from reader.annotation.model.revision import Document, revision, same_content
from reader.annotation.model.row import StoredRow
from reader.annotation.store.backup import NO_BACKUP, SECONDS, Backup, Backups
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Checkpoint, Edit, EntryKind, Record, new_id
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.known_states import KnownStates
from reader.annotation.store.locks import Locks
from reader.annotation.store.losses import NONE, Loss, OpenLosses, since_time
from reader.annotation.store.paths import Paths
from reader.system.durable_files import DISK, Disk
from reader.system.files import Signature

NOTE = "seen in the file, or missing from it"  # how the log describes a note


class Copy(Protocol):
    """The parts of a working copy that a search for losses needs."""

    log: Log
    backups: Backups
    mutex: threading.RLock
    locks: Locks
    place: LogPlace
    signature: Signature | None
    documents: Documents


class LossFinder:
    """Finds what a working copy has lost. Nothing is read unless another program wrote the file.

    The log tells what is lost, from the first checkpoint on that says what its file lacks. Before that checkpoint, an
    older version of this program may have accepted a loss without looking; then only what the newest backup has, or
    what came after it, counts. If the file is empty, the newest backup also tells what was never in the log.

    Attributes:
        is_whole: Whether the file is known to lack nothing.
        found: What was found last; None if nobody has looked since the file was read.
        notes: Records to add to the log with the next step, so that it still tells what is lost.
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._finding = threading.Lock()
        self.is_whole, self._is_complete, self._is_empty, self._since = False, False, False, ""
        self.found: OpenLosses | None = None
        self.notes: list[Record] = []
        self._known = KnownStates(copy.log)
        self._dropped: dict[str, tuple[int, Annotation]] = {}  # since somebody looked last

    @property
    def has_dropped(self) -> bool:
        """True if another program has taken annotations out of the file since the last search for losses."""
        return bool(self._dropped)

    def drop(self, number: int, annotation: Annotation) -> None:
        """Remember an annotation that another program took out of the file; needs the working copy's mutex.

        The log tells what it was, unless it is damaged.
        """
        self._dropped[annotation.id] = number, annotation

    def judge(self, checkpoint: Checkpoint | None, *, is_empty: bool = False) -> None:
        """Judge from its checkpoint whether a file that was read or written is whole; needs the working copy's mutex.

        Args:
            checkpoint: The checkpoint that wrote the file; None if another program did.
            is_empty: Whether the file is empty.
        """
        if checkpoint and checkpoint.lost and self.found and checkpoint.lost == len(self.found):
            self._is_complete = True  # what was found still holds
        else:
            self._begin_again(checkpoint)
            self._is_empty = is_empty

    def doubt(self) -> None:
        """Have the next search look again, since another program wrote about losses into the log."""
        self.is_whole, self.found = False, None

    def _begin_again(self, checkpoint: Checkpoint | None = None) -> None:
        self.is_whole = checkpoint is not None and _lacks_nothing(checkpoint)
        self._is_complete = checkpoint is not None and checkpoint.lost is not None
        self._since = checkpoint.since if checkpoint else ""
        self.found = NONE if self.is_whole else None
        self.notes = []
        self._known = KnownStates(self._copy.log)

    def find(self) -> OpenLosses:
        """Return the losses. It may read the whole log: call it in a thread, and without a lock."""
        if self.is_whole:
            return NONE
        with self._finding:
            return self._find(self._known)

    @property
    def is_settled(self) -> bool:
        """True if the next checkpoint can say what its file lacks, without another look."""
        return self.is_whole and self._is_complete

    def find_all(self) -> None:
        """Look even where an older version would be believed, so that the log tells from now on what the file lacks."""
        with self._finding:
            self._find(self._known, believes=self.is_whole)

    def only_here(self, before: Documents, now: Documents) -> list[Record]:
        """Return a record of what only this program still knows after both file and log were replaced.

        Args:
            before: The documents from before they were replaced.
            now: What the file holds.
        """
        known, edits = KnownStates(self._copy.log), list[Edit]()
        known.read_to(self._copy.place.end)
        for id, was in before.by_id().items():
            here = now.get(id)
            if was.revision > max(here.revision if here else 0, known.reached(id)):
                edits.append(Edit(before.number_of(id), now.document(id), before.document(id)))
        note = _note(edits)
        return [note] if note else []

    def _find(self, known: KnownStates, *, believes: bool = False) -> OpenLosses:
        """Compare what is known with what is held.

        Args:
            known: What the log knows.
            believes: Whether the file is believed to lack nothing, so that only the log has to be put right.
        """
        copy = self._copy
        known.read_to(copy.place.end)
        with copy.mutex:
            if known is not self._known or known.end > copy.place.end or copy.locks.is_breathing:
                return NONE  # it was read again, or is being changed: the next call looks
            known.read_to(copy.place.end)
            annotations, changed = copy.documents.by_id(), copy.signature[2] if copy.signature else None
        held, is_empty = _Held(known, annotations), self._is_empty
        with copy.mutex:
            held.read(copy.documents)
        backup = copy.backups.newest() if is_empty or (held.missing and not known.is_complete) else NO_BACKUP
        lost = {} if believes else _without_twins(_lost(known, held, backup), annotations.values())
        edits = dict(backup.edits) if is_empty else {}
        if known.is_damaged:
            edits = self._edits_of_dropped() | edits
        unlogged = _losses({id: edit for id, edit in edits.items() if id not in known.last and id not in annotations})
        if is_empty and (lost or unlogged):  # an accident, not a version that somebody accepted
            lost |= _losses(known.edits_of_given_up())
        accepted = {} if unlogged or not _is_accepted(lost.values(), known) else lost
        since = self._since or since_time(changed, known.saved_at or known.last_at)
        found = NONE if accepted or not (lost or unlogged) else OpenLosses({**lost, **unlogged}, since)
        seen = [
            *(Edit(each.number, None, each.document) for each in unlogged.values()),
            *held.back,
            *(Edit(each.number, each.document, each.here) for each in accepted.values()),
            *_forgotten(known, held, lost),
        ]
        with copy.mutex:
            if known is not self._known:
                return NONE
            note = _note(seen)
            self.is_whole, self._since = not found, found.since
            self.found, self.notes = found, [note] if note else []
            self._dropped.clear()
        return found

    def _edits_of_dropped(self) -> dict[str, Edit]:
        with self._copy.mutex:
            dropped = list(self._dropped.values())
        return {each.id: Edit(number, None, to_document(each)) for number, each in dropped}


class _Held:
    """The annotations that the log knows, as the working copy holds them.

    missing: the ids of those that it lacks.
    below: by id, the documents of those with a lower revision than the log knows.
    back: an edit for each of those that the log counts as gone.
    """

    def __init__(self, known: KnownStates, annotations: Mapping[str, Annotation | StoredRow]) -> None:
        self.missing = [id for id, last in known.last.items() if last and id not in annotations]
        self._below = [
            id
            for id, last in known.last.items()
            if last and (here := annotations.get(id)) and here.revision < last.revision
        ]
        self._back = [id for id, last in known.last.items() if last is None and id in annotations]
        self.below: dict[str, Document] = {}
        self.back: list[Edit] = []

    def read(self, documents: Documents) -> None:
        """Read the documents; needs the working copy's mutex."""
        self.below = {id: document for id in self._below if (document := documents.document(id))}
        number = documents.number_of
        self.back = [Edit(number(id), None, it) for id in self._back if (it := documents.document(id))]


def _lost(known: KnownStates, held: _Held, backup: Backup) -> dict[str, Loss]:
    """Return what is missing or went back to an earlier state, by id."""
    states = known.states(held.below) if held.below else {}
    older = {id: here for id, here in held.below.items() if _went_back(here, states[id])}
    missing = [id for id in held.missing if known.is_complete or _was_there(id, known, backup)]
    return _losses(known.edits([*missing, *older]), older)


def _without_twins(lost: Mapping[str, Loss], held: Iterable[Annotation | StoredRow]) -> dict[str, Loss]:
    """Return the losses without tags by the program that a merge elsewhere united with an equal one."""
    if not lost:
        return {}
    from reader.annotation.model.twins import twin_key  # imported here: a start has seldom lost anything

    keys = {id: twin_key(loss.annotation) for id, loss in lost.items() if not loss.is_older}
    if not any(keys.values()):
        return dict(lost)
    kept = {twin_key(each) for each in held if isinstance(each, Annotation)}
    return {id: loss for id, loss in lost.items() if keys.get(id) is None or keys[id] not in kept}


def _losses(edits: Mapping[str, Edit], older: Mapping[str, Document] | None = None) -> dict[str, Loss]:
    """Return the losses of annotations as edits left them; `older` has the states of those that are still there."""
    older = older or {}
    return {id: Loss(edit.after, edit.number, older.get(id)) for id, edit in edits.items() if edit.after}


def _went_back(here: Document, states: list[Document]) -> bool:
    """Return whether a document is as it was before its last change; if not, another program changed it."""
    return not same_content(here, states[-1]) and any(same_content(here, state) for state in states)


def _was_there(id: str, known: KnownStates, backup: Backup) -> bool:
    """Return whether the last file that an older version wrote had an annotation, as far as can be told."""
    last = known.last[id]
    assert last is not None, "only what is known can be missing"
    return (
        last.offset >= known.upto or not backup.time or last.at[:SECONDS] >= backup.time[:SECONDS] or id in backup.edits
    )


def _is_accepted(losses: Iterable[Loss], known: KnownStates) -> bool:
    """Return whether somebody accepted exactly these losses before, as when a git branch is checked out again."""
    wanted = {each.id: revision(each.document) for each in losses}
    return any(wanted.items() <= accepted.items() for accepted in known.accepted)


def _forgotten(known: KnownStates, held: _Held, lost: Mapping[str, Loss]) -> list[Edit]:
    """Return notes of what older versions lost silently, so that it is no longer known."""
    gone = [id for id in held.missing if id not in lost]
    return [Edit(edit.number, edit.after, None) for edit in known.edits(gone).values()]


def _lacks_nothing(checkpoint: Checkpoint) -> bool:
    """Return whether a checkpoint says that its file lacks nothing; those of older versions are believed."""
    return checkpoint.lost == 0 or not (checkpoint.lost or checkpoint.digest)


def _note(edits: Sequence[Edit]) -> Record | None:
    return Record(new_id(), now(), "", NOTE, tuple(edits), kind=EntryKind.SEEN) if edits else None


def note_as_gone(path: Path, edits: Sequence[Edit], disk: Disk = DISK) -> None:
    """Tell the log beside a file that another program is about to remove annotations from it on purpose.

    Args:
        path: The annotations file; without a log beside it, or if that cannot be written, nothing is done.
        edits: An edit that removes each of them.
        disk: All operations on files.
    """
    paths, note = Paths(path), _note(edits)
    log = Log(disk, paths.log)
    if note and log.size:
        with contextlib.suppress(OSError), disk.lock(paths.lock):
            _, tail = log.since_checkpoint()
            log.append([note], tail.place)
