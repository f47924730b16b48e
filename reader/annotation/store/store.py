"""The store: annotations that are on disk when a call returns, shared with every program that has them open.

On disk there are `annotations.json` and, beside it, a log of what was done since: the annotations follow from both, in
the same way for everyone. Memory holds only what they said when they were last read.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.annotation.model.annotation_index import NameNow
from reader.annotation.store.annotations_file import refuse_read_only, why_not_saved
from reader.annotation.store.as_stored import AsStored
from reader.annotation.store.catching_up import catch_up_ahead
from reader.annotation.store.checkpoints import CheckpointWriter
from reader.annotation.store.entries import Record
from reader.annotation.store.foresight import Foresight
from reader.annotation.store.history import Change, Step
from reader.annotation.store.loss_recovery import LossRecovery
from reader.annotation.store.patience import PATIENT, Patience, seconds_for_change
from reader.annotation.store.step_recorder import StepRecorder
from reader.annotation.store.stored_rows import StoredRows
from reader.annotation.store.working_copy import WorkingCopy
from reader.errors import StoreError
from reader.system.durable_files import DISK, Disk

SMALL = 2000  # annotations up to which every change is followed by a checkpoint


class Store:
    """The annotations of a workspace.

    Every method is safe on any thread and returns immutable snapshots. Reading never waits for another program.

    Attributes:
        path: The annotations file, as messages name it.
        checkpoints_at_once: Whether each change of a small store writes the file, too; if not, call `checkpoint`.
        patience: How long a change, or closing, waits for another program that is writing.
        unsaved_reason: The reason why steps are in memory only.
        checkpoint_problem: Why the file could not be written last; the log has what it lacks.
        losses: What the log knows and the file lacks, and what a person decides on it.
        rows: The rows of other tables than those of annotations and dismissals.
        as_stored: The documents as they are stored, which hold more than annotations do.

    Args:
        path: The annotations file; there need not be one yet.
        disk: All operations on files, which a test can make fail.
        reads: Whether to read a very large file at once. If not, `read` reads it, or the first change.
        opens_empty: Whether to open an empty file although tags are known that it should have: `losses` has them.
        name_now: Tells which tag a name means, as a tag may have had another one; None if each means itself.

    Raises:
        StoreError: There is a file that cannot be used; it is left as it is.
    """

    def __init__(
        self, path: Path, disk: Disk = DISK, *, reads: bool = True, opens_empty: bool = False, name_now: NameNow = None
    ) -> None:
        self.path, self.checkpoints_at_once, self.patience = path, True, PATIENT
        self.unsaved_reason = self.checkpoint_problem = ""
        self._disk = disk
        self._copy = WorkingCopy(path, self._disk, lambda record: self._recorder.note(record), opens_empty=opens_empty)
        self._copy.file.name_now = name_now
        self._recorder, self._checkpoints = StepRecorder(self._copy), CheckpointWriter(self._copy, self._disk)
        self.rows, self.as_stored = StoredRows(self._copy), AsStored(self._copy)
        self.foresight = Foresight(self._copy, self._recorder, self.read)
        self.losses = LossRecovery(self._copy, self._checkpoints, self._commit)
        self._mutex = self._copy.mutex
        if reads or not self._copy.is_very_large:
            self.read()

    # Reading

    @property
    def is_read(self) -> bool:
        """True once the whole file has been read."""
        return self._copy.is_read

    def read(self) -> None:
        """Read the file, if that was put off.

        Raises:
            StoreError: It cannot be used.
        """
        self._copy.read()

    def read_partly(self, source: str) -> None:
        """Find the annotations of one source, if the whole file has not been read yet.

        Raises:
            StoreError: The file cannot be read.
        """
        if not self.is_read:
            self._copy.read_partly(source)

    def __len__(self) -> int:
        with self._mutex:
            return len(self._copy.documents.index) - sum(1 for _ in self._copy.documents.index.all_dismissed)

    @property
    def is_small(self) -> bool:
        """True if each change should be followed by a checkpoint at once, even while somebody types."""
        return len(self._copy.documents.index) <= SMALL

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations in order of source and place."""
        with self._mutex:
            return self._copy.documents.index.in_order

    def of(self, source: str) -> tuple[Annotation, ...]:
        """Return the annotations of a source in order of place."""
        with self._mutex:
            return self._copy.documents.index.of(source)

    def linked_to(self, id: str) -> tuple[Annotation, ...]:
        """Return the annotations with a link to the one with this id, in order of source and place."""
        with self._mutex:
            return self._copy.documents.index.linked_to(id)

    def dismissed(self, source: str) -> tuple[Dismissal, ...]:
        """Return the dismissed suggestions in a source."""
        with self._mutex:
            return self._copy.documents.index.dismissed(source)

    @property
    def dismissals(self) -> tuple[Dismissal, ...]:
        """The dismissals in all sources, in no particular order."""
        with self._mutex:
            return tuple(self._copy.documents.index.all_dismissed)

    def get(self, id: str) -> Annotation | None:
        """Return the annotation or dismissal with this id; None if there is none."""
        with self._mutex:
            return self._copy.documents.index.get(id)

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """The number of annotations of each tag, by source id; only sources that have any."""
        with self._mutex:
            return self._copy.documents.index.counts

    @property
    def kept_aside(self) -> tuple[str, ...]:
        """A message for each document that is not an annotation: it stays in the file and is not shown."""
        return tuple(self._copy.documents.kept_aside)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """A message for each annotation that another program changed in a different way since the last checkpoint."""
        return tuple(self._copy.documents.conflicts)

    @property
    def notices(self) -> tuple[str, ...]:
        """All messages about the file and the log that somebody should see."""
        return (*self.kept_aside, *self.conflicts, *self._copy.warnings)

    @property
    def is_missing(self) -> bool:
        """True if the file that the annotations are from is gone or empty; the next change writes it again."""
        return self._copy.is_missing

    @property
    def files(self) -> list[Path]:
        """The files that hold the annotations: `annotations.json` and the log."""
        return [self._copy.paths.file, self._copy.paths.log]

    @property
    def unsaved(self) -> int:
        """The number of steps that may be in memory only; `unsaved_reason` says why."""
        return len(self._copy.unsaved) + len(self._copy.in_doubt)

    def log(self, id: str = "") -> Iterator[Record]:
        """Yield all records of the log, oldest first; only those of annotations whose id begins with `id`."""
        for _, entry in self._copy.log.tail(0).entries:
            if isinstance(entry, Record) and any(edit.id.startswith(id) for edit in entry.edits):
                yield entry

    # Changes

    def do(self, step: Step) -> None:
        """Make all changes of a step; when this returns they are on disk, or else counted in `unsaved`.

        Raises:
            ConflictError: Somebody changed one of the annotations or rows in the meantime; nothing is done.
            StoreError: The file has been damaged; nothing is done.
        """
        if step.changes or step.rows:
            self._commit(lambda: self._recorder.do(step))

    def undo(self, author: str = "") -> Step | None:
        """Undo the last step of a person that is not undone, and return what that changed; None without any.

        Raises:
            ConflictError: Somebody else changed the same annotations; the next undo takes back the step before.
            StoreError: The file has been damaged; nothing is done.
        """
        return self._move(lambda: self._recorder.undo(author))

    def redo(self, author: str = "") -> Step | None:
        """Redo what a person's last undo took back, unless something new was done since; otherwise as `undo`."""
        return self._move(lambda: self._recorder.redo(author))

    def retry(self, patience: Patience | None = None) -> bool:
        """Try again to save what is in memory only, and return whether everything is on disk now.

        It waits for another program as long as a change does, unless another patience is given.

        Raises:
            StoreError: The file is damaged.
        """
        if self.unsaved:
            self._commit(lambda: None, patience)
        return not self.unsaved

    # Other programs

    @property
    def has_news(self) -> bool:
        """True if `refresh` may have something to return."""
        return self._copy.has_changed or bool(self._copy.news)

    def refresh(self) -> tuple[Change, ...]:
        """Return what others changed since the last call; call it in a thread, since that may be a lot.

        Raises:
            StoreError: The file cannot be read now.
        """
        if not self.catch_up():
            return ()
        with self._mutex:
            return self._copy.news.take()

    def catch_up(self) -> bool:
        """Read what others changed, which `refresh` will still report; return False if that must wait.

        Call it in a thread, since that may be a lot.

        Raises:
            StoreError: The file cannot be read now.
        """
        unsaved = self.unsaved
        with contextlib.suppress(OSError):  # the look says why
            catch_up_ahead(self._copy)
        if not self._copy.look():
            return False
        if self.unsaved > unsaved:  # another log has replaced the one with these records
            self.retry()
        with self._mutex:
            self._recorder.forget_if_read_again()
        return True

    # Checkpoints

    @property
    def needs_checkpoint(self) -> bool:
        """True if the log has something that the file lacks."""
        return self._copy.needs_checkpoint

    def checkpoint(self, patience: Patience = PATIENT) -> bool:
        """Write the file if it lacks anything, and return whether it has everything now; call it in a thread.

        Raises:
            StoreError: The file is damaged.
        """
        self.checkpoint_problem, unsaved = "", self.unsaved
        try:
            if self.needs_checkpoint:
                refuse_read_only(self._disk, self._copy.paths.file)
                self._checkpoints.write(patience)
        except OSError as error:
            self.checkpoint_problem = why_not_saved(error)
        if self.unsaved > unsaved:  # another log has replaced the one with these records
            self.retry(patience)
            return self.checkpoint(patience)
        return not self.unsaved and not self.needs_checkpoint

    def close(self) -> None:
        """Save what is left, including what another program has just removed, and write a last checkpoint.

        Raises:
            StoreError: Something could not be saved.
        """
        with contextlib.suppress(StoreError):  # what follows says so if anything is unsaved
            self.refresh()
            self.losses.note_dropped()
        self.retry()
        self.checkpoint(self.patience)
        self.must_be_saved()

    def must_be_saved(self) -> None:
        """Check that everything is on disk.

        Raises:
            StoreError: Something is in memory only; the message says why.
        """
        if self.unsaved:
            raise StoreError(f"{self.path}: not saved: {self.unsaved_reason}")

    # How a change is made

    def _commit(self, make: Callable[[], Record | None], patience: Patience | None = None) -> Record | None:
        """Let `make` change the documents, and add its record to the log after any records that are still waiting."""
        self.read()
        seconds = patience.change if patience else seconds_for_change(self.patience, self.unsaved)
        made: list[Record | None] = []
        with contextlib.ExitStack() as turn:  # until the change is made, so that the next one comes after it
            try:
                refuse_read_only(self._disk, self._copy.paths.file)
                catch_up_ahead(self._copy, patience or self.patience)
                turn.enter_context(self._copy.locks.turn(seconds))
                with self._copy.locks.locked(seconds):
                    self._copy.catch_up()
                    made.append(self._keep(make()))
                    self._copy.save()
            except OSError as error:
                with self._mutex:
                    self.unsaved_reason = why_not_saved(error)
                    made = made or [self._keep(make())]
        with contextlib.suppress(StoreError):  # the log has the step; the next look says that the file is damaged
            if self._copy.in_doubt or (self.checkpoints_at_once and self.is_small):
                self.checkpoint(patience or self.patience)
        (record,) = made
        return record

    def _keep(self, record: Record | None) -> Record | None:
        if record:
            self._copy.unsaved.append(record)
            self._recorder.note(record)
        return record

    # Undo and redo

    def _move(self, make: Callable[[], Record | None]) -> Step | None:
        record = self._commit(make) if self.unsaved or self._copy.log.size else None
        return Step.of(record) if record else None
