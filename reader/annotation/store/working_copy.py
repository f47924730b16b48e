"""A working copy of the annotations in memory, kept up to date with what others write to the file and the log."""

import contextlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from reader.annotation.store.annotations_file import LARGE, AnnotationsFile, Contents
from reader.annotation.store.backup import Backups
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Checkpoint, Edit, EntryKind, Record
from reader.annotation.store.history import Change
from reader.annotation.store.journal import Log, LogPlace, Tail
from reader.annotation.store.lineage import is_written_by, tail_since_version, taken_in
from reader.annotation.store.locks import Locks
from reader.annotation.store.loss_finder import LossFinder
from reader.annotation.store.losses import refuse_empty
from reader.annotation.store.news import News, changes_between
from reader.annotation.store.paths import Paths
from reader.annotation.store.unsaved import put_on_top, take_off
from reader.errors import StoreError
from reader.system.durable_files import Disk
from reader.system.files import Signature

VERY_LARGE = 1 << 24  # bytes from which a file takes too long to read for a start (half a second)


class WorkingCopy:
    """The annotations as they follow from the file and the log.

    Locks are taken in this order, and none is held while waiting for one before it: the checkpoint lock file,
    `_reading`, the turn of a thread (see `Locks`), the lock file, `mutex`. So `mutex`, which is all that reading takes,
    is never held while waiting for another program.

    Attributes:
        documents: The documents as last read, with the local changes since.
        unsaved: Records of local changes that are not in the log yet.
        in_doubt: Records that are in the log although writing them failed.
        is_restored: Whether the file was gone, so that everything is in memory only.
        news: The changes of others since somebody last asked.
        damaged_lines: How many lines of the log since the last checkpoint are damaged.
        signature: The signature of the file that was read or written last; None if there was none.
        digest: The digest of that file; empty if there was none.
        place: How far the log has been read.
        times_merged: How often unsaved changes were merged with those of others since the file was read.
        losses: Finds what the log knows and the file lacks.
        is_read: Whether everything is known, and not just what `read_partly` found.
        locks: Keeps other writers out.
        mutex: Guards what is in memory; held for milliseconds.

    Args:
        path: The annotations file, as messages name it.
        disk: All operations on files.
        note: Called with each record that others added to the log.
        opens_empty: Whether to open an empty file although the log knows tags, which are then missing.
    """

    def __init__(self, path: Path, disk: Disk, note: Callable[[Record], None], *, opens_empty: bool = False) -> None:
        self.path = path
        self.paths = Paths(path)
        self.log = Log(disk, self.paths.log)
        self.backups = Backups(disk, self.paths.backups)
        self.locks = Locks(disk, self.paths)
        self.mutex = self.locks.mutex
        self.unsaved: list[Record] = []
        self.in_doubt: list[Record] = []
        self.news = News()
        self._disk = disk
        self.file = AnnotationsFile(path, self.paths.file, disk)
        self._note, self._opens_empty = note, opens_empty
        self._is_named = False  # whether the log's name is known to be on disk
        self._reading = threading.Lock()  # held while the file is read, which takes long if it is large
        self.documents = Documents(path, {})
        self.is_read = False
        self.times_merged = 0
        self.signature: Signature | None = None
        self.digest = ""
        self.place = LogPlace()
        self._pending: list[tuple[int, Record]] = []  # steps in the log that the file lacks, each with its offset
        self.is_restored = False
        self.damaged_lines = 0
        self._taken_in: list[str] = []  # a message, if the file turned out to be a copy from before the log
        self.losses = LossFinder(self)

    # State

    @property
    def has_changed(self) -> bool:
        """True if another program has written something."""
        return self.is_read and (self.log.size != self.place.end or self.is_behind)

    @property
    def is_behind(self) -> bool:
        """True if the file is not the one that was read or written last."""
        return self.file.signature != self.signature

    @property
    def is_very_large(self) -> bool:
        """True if a start should not wait until the file is read."""
        return self.file.size > VERY_LARGE

    @property
    def needs_checkpoint(self) -> bool:
        """True if the file lacks something that is in the log or in memory."""
        return bool(self._pending or self.in_doubt) or self.is_restored

    @property
    def has_pending_rows(self) -> bool:
        """True if the file lacks rows of other tables, which version 0.1 reads from the file alone."""
        return any(edit.is_of_row for _, record in self._pending for edit in record.edits)

    @property
    def is_missing(self) -> bool:
        """True if there are annotations, and the file that held them is gone or empty."""
        return len(self.documents) > 0 and not self.file.size

    @property
    def warnings(self) -> list[str]:
        """Messages for people about how the file and the log were combined."""
        lost = f"{self.path}: {self.damaged_lines} lines of the log beside it are damaged, and their content is lost"
        return [*self._taken_in, *([lost] if self.damaged_lines else [])]

    # Reading

    def read(self) -> None:
        """Read everything, unless that was done before; a second thread waits for the first.

        Raises:
            StoreError: The file cannot be used.
        """
        if self.is_read:  # checked first, as another thread may be reading it again
            return
        with self._reading:
            if not self.is_read:
                self._load()
                self.locks.remove_unfinished()
                self.is_read = True

    def read_partly(self, source: str) -> None:
        """Find the annotations of one source, until everything is read.

        Raises:
            StoreError: The file cannot be read.
        """
        with self.file.explained(self.paths.log):
            _, tail = self.log.since_checkpoint()
        documents = self.file.documents_of(source)
        documents.merge(record for _, record in tail.steps if any(edit.source == source for edit in record.edits))
        with self.mutex:
            if not self.is_read:
                self.documents = documents

    def look(self) -> bool:
        """Take in what others wrote; return False if somebody is writing at this moment, so that it must wait.

        Raises:
            StoreError: The file cannot be read now.
        """
        try:
            if self.has_changed:
                with self.locks.locked_to_read():
                    self.catch_up()
                self.read_again(self.locks.locked_to_read)
        except TimeoutError:
            return False
        except OSError as error:
            raise StoreError(f"{self.path}: it cannot be read: {error.strerror}") from error
        return True

    def catch_up(self) -> None:
        """Take in what others wrote; only inside a lock.

        A large file written by a program that keeps no log is left to `read_again`: changes of the annotations in the
        meantime are then merged as if they had been made before.

        Raises:
            StoreError: The file is damaged now.
        """
        tail = self.log.added(self.place)
        if tail is None:
            return self._read_another_log()
        self.take_in(tail)
        if self.is_behind and self.file.size <= LARGE:
            self._load_again()
        return None

    def take_in(self, tail: Tail) -> None:
        """Take in what others added to the log, below the unsaved changes; needs the mutex."""
        unsaved = self.unsaved if tail.entries else []
        before = {edit.id: self.documents.index.get(edit.id) for record in unsaved for edit in record.edits}
        take_off(unsaved, self.documents)
        for offset, entry in tail.entries:
            if isinstance(entry, Record):
                self._take_in(offset, entry)
            elif entry.seen == self.signature and not entry.restored:  # else it holds what was never read here
                self.accept(entry)
        self.place = tail.place
        if unsaved:
            edits = self._put_on_top(tail)
            self.times_merged += 1
            self.news.add_since(before, self.documents, edits)

    def _put_on_top(self, tail: Tail) -> list[Edit]:
        """Redo unsaved changes, on top of what others did."""
        put_on = put_on_top(self.unsaved, self.documents, {record.id for record in tail.records})
        self.in_doubt += put_on.in_log
        self.unsaved = put_on.unsaved
        return put_on.edits

    def read_again(self, lock: Callable[[], AbstractContextManager[None]], seconds: float = -1) -> None:
        """Take in a file that `catch_up` left alone; everything slow is done before the lock is taken.

        Args:
            lock: Keeps the other writers out.
            seconds: How long to wait for another thread that reads the file; -1 for as long as it takes.

        Raises:
            StoreError: The file is damaged now.
            TimeoutError: The lock cannot be had, or the other thread takes too long.
        """
        if not self.is_behind:
            return
        if not self._reading.acquire(timeout=seconds):
            raise TimeoutError(f"{self.path} is being read")
        with contextlib.ExitStack() as stack:
            stack.callback(self._reading.release)
            while self.is_behind:
                contents = self.file.contents()
                documents = contents.documents
                with self.mutex:
                    old = self.documents
                    ids = {*old.index.ids(), *documents.index.ids()}
                news = changes_between(old.index, documents.index, ids)
                with lock():
                    if self.file.signature != contents.signature:
                        continue
                    touched = self._take(contents, *self.log.since_checkpoint())
                    if self.documents is old:  # the file was emptied just now
                        continue
                    news = {id: change for id, change in news.items() if id not in touched}
                    news |= changes_between(old.index, documents.index, touched)
                    self._report(old, documents, news)
                old.empty()

    # Writing

    def save(self) -> None:
        """Add unsaved changes to the log, on disk when this returns; only inside a lock, after `catch_up`.

        Raises:
            OSError: The log cannot be written; the changes are still unsaved.
        """
        place = self.place
        if self.unsaved:
            entries = [*self.losses.notes, *self.unsaved]
            place = self.log.append(entries, self.place, breathe=self.locks.breathe)
            self.losses.notes = []
        if any(record.kind is EntryKind.SEEN for record in self.unsaved):
            self.losses.doubt()
        if not self._is_named:
            self._disk.sync_folder(self.paths.folder)
            self._disk.sync_folder(self.paths.folder.parent)
            self._is_named = True
        self._pending += [(self.place.end, record) for record in self.unsaved if record.kind is EntryKind.STEP]
        self.place, self.unsaved = place, []

    def accept(self, checkpoint: Checkpoint) -> None:
        """Note that the file holds the log up to a checkpoint."""
        self.signature, self.digest = checkpoint.signature, checkpoint.digest
        self._pending = [(offset, record) for offset, record in self._pending if offset >= checkpoint.upto]
        self.is_restored = False
        self.losses.judge(checkpoint)

    # Putting the file and the log together

    def _load(self) -> None:
        """Read everything; the log comes first, since a newer file only holds what will also be in the log."""
        with self.file.explained(self.paths.log):
            checkpoint, tail = self.log.since_checkpoint()
        contents = self.file.contents(checkpoint.signature if checkpoint else None)
        with self.mutex:
            self._take(contents, checkpoint, tail)
        if contents.signature and contents.is_empty and not (self.is_read or self._opens_empty):
            refuse_empty(self.path, self.losses.find())

    def _load_again(self) -> None:
        """Read everything again after a change that the log does not record, below the unsaved changes."""
        before = self.documents
        self._load()
        after = self.documents
        changes = changes_between(before.index, after.index, {*before.index.ids(), *after.index.ids()})
        self._report(before, after, changes)

    def _report(self, before: Documents, after: Documents, changes: dict[str, Change]) -> None:
        """Note what another program changed, and what it took out of the file."""
        self.news.add_difference(before, after, changes.values())
        for id, change in changes.items():
            if change.before and change.after is None:
                self.losses.drop(before.number_of(id), change.before)

    def _read_another_log(self) -> None:
        """Continue with a log that replaced the one that was read: whatever it lacks is unsaved again."""
        tail = self.log.tail(0)
        there = {record.id for record in tail.records}
        self.unsaved = [*(record for _, record in self._pending if record.id not in there), *self.unsaved]
        self._is_named, self._pending, before = False, [], self.documents
        if not (tail.records or self.is_behind):  # it was deleted: what is in memory is right
            self.place, self.damaged_lines = tail.place, 0
            self.losses.judge(None)
            return
        try:
            self._load_again()
        except StoreError:  # then the log must have all that the file should hold: nothing else does
            self.place, self.damaged_lines = tail.place, tail.damaged
            self.unsaved = [*self.losses.only_here(before, Documents(self.path, {})), *self.unsaved]
            with contextlib.suppress(OSError):  # it is still unsaved
                self.save()
            raise
        self.unsaved += self.losses.only_here(before, self.documents)

    def _take(self, contents: Contents, checkpoint: Checkpoint | None, tail: Tail) -> set[str]:
        """Replace the documents by those of the file and of the log since its checkpoint; return the ids in the log."""
        self.is_restored = self.is_read and contents.is_empty and len(self.documents) > 0
        has_nothing = not len(contents.documents)
        is_ours = is_written_by(checkpoint, contents)
        older = None if is_ours else tail_since_version(self.log, checkpoint, contents)
        tail = older or tail
        records = tail.records if older else [record for _, record in tail.steps]
        self._taken_in = [taken_in(self.path, len(records))] if older and records else []
        edits: list[Edit] = []
        if not self.is_restored:  # else the file vanished or was emptied: it is written again from memory
            self.documents = contents.documents
            edits = self.documents.merge(records) + self._put_on_top(tail)
        self.signature, self.place, self.damaged_lines = contents.signature, tail.place, tail.damaged
        self.digest = contents.digest or (checkpoint.digest if checkpoint and is_ours else "")
        self._pending = tail.steps
        self.losses.judge(checkpoint if is_ours else None, is_empty=has_nothing)
        if len(tail.steps) < len(tail.records):
            self.losses.doubt()
        return {edit.id for edit in (*edits, *(edit for record in records for edit in record.edits))}

    def _take_in(self, offset: int, record: Record) -> None:
        self._note(record)
        if record.kind is not EntryKind.STEP:
            self.losses.doubt()
            return
        self.news.add_step(record)
        self.documents.apply(record.edits)
        self._pending.append((offset, record))
