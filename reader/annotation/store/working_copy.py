"""A working copy of the annotations in memory, kept up to date with what others write to the file and the log."""

import contextlib
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.annotation_index import AnnotationIndex
from reader.annotation.store.annotations_file import LARGE, AnnotationsFile
from reader.annotation.store.backup import Backups
from reader.annotation.store.documents import TABLE, Documents
from reader.annotation.store.file_format import Document, documents_with, text_chunks
from reader.annotation.store.history import Change
from reader.annotation.store.journal import UNKNOWN, Checkpoint, Edit, Log, Record, Tail
from reader.annotation.store.locks import Locks
from reader.annotation.store.paths import Paths
from reader.annotation.store.patience import PATIENT, Patience
from reader.system.durable_files import PRIVATE, Disk
from reader.system.files import Signature

VERY_LARGE = 1 << 24  # bytes from which a file takes too long to read for a start (half a second)


class WorkingCopy:
    """The annotations as they follow from the file and the log.

    Locks are taken in this order, and none is held while waiting for one before it: the checkpoint lock file,
    `_reading`, the turn of a thread (see `Locks`), the lock file, `mutex`. So `mutex`, which is all that reading takes,
    is never held while waiting for another program.

    Attributes:
        documents: The documents when they were last looked at, with what was done to them here since.
        unsaved: Records of what was done here that are not in the log yet.
        in_doubt: Records that are in the log although writing them failed.
        news: What others changed since somebody last emptied the list.
        damaged_lines: How many lines of the log since the last checkpoint are damaged.
        is_read: Whether everything is known, and not just what `read_partly` found.
        locks: Keeps other writers out.
        mutex: Guards what is in memory; held for milliseconds.

    Args:
        path: The annotations file, as messages name it.
        disk: All operations on files.
        note: Called with each record that others added to the log.
    """

    def __init__(self, path: Path, disk: Disk, note: Callable[[Record], None]) -> None:
        self.path = path
        self.paths = Paths(path)
        self.log = Log(disk, self.paths.log)
        self.backups = Backups(disk, self.paths.backups)
        self.locks = Locks(disk, self.paths)
        self.mutex = self.locks.mutex
        self.unsaved: list[Record] = []
        self.in_doubt: list[Record] = []
        self.news: list[Change] = []
        self._disk = disk
        self._file = AnnotationsFile(path, self.paths.file, disk)
        self._note = note
        self._is_named = False  # whether the log's name is known to be on disk
        self._reading = threading.Lock()  # held while the file is read, which takes long if it is large
        self.documents = Documents(path, {})
        self.is_read = False
        self._signature: Signature | None = None  # of the file that was read or written last
        self._end = 0  # how far the log has been read
        self._pending: list[int] = []  # where in the log the records stand that the file lacks
        self._is_restored = False  # whether the file was gone, so that everything is in memory only
        self.damaged_lines = 0

    # State

    @property
    def has_changed(self) -> bool:
        """True if another program has written something."""
        return self.is_read and (self.log.size != self._end or self._is_behind)

    @property
    def _is_behind(self) -> bool:
        """True if the file is not the one that was read or written last."""
        return self._file.signature != self._signature

    @property
    def is_very_large(self) -> bool:
        """True if a start should not wait until the file is read."""
        return self._file.size > VERY_LARGE

    @property
    def needs_checkpoint(self) -> bool:
        """True if the file lacks something that is in the log or in memory."""
        return bool(self._pending or self.in_doubt) or self._is_restored

    @property
    def is_missing(self) -> bool:
        """True if there are annotations, and the file that held them is gone or empty."""
        return len(self.documents.index) > 0 and not self._file.size

    # Reading

    def read(self) -> None:
        """Read everything, unless that was done before; a second thread waits for the first.

        Raises:
            StoreError: The file cannot be used.
        """
        if self.is_read:  # checked first: it may be being read again at this moment
            return
        with self._reading:
            if not self.is_read:
                self._load()
                self._remove_unfinished()
                self.is_read = True

    def read_partly(self, source: str) -> None:
        """Find the annotations of one source, until everything is read.

        Raises:
            StoreError: The file cannot be read.
        """
        with self._file.explained():
            _, tail = self.log.since_checkpoint()
        _, data = self._file.read()
        documents = Documents(self.path, {TABLE: documents_with(data, TABLE, "source", source)})
        documents.merge(record for record in tail.records if any(edit.source == source for edit in record.edits))
        with self.mutex:
            if not self.is_read:
                self.documents = documents

    def catch_up(self) -> None:
        """Take in what others wrote; only inside a lock.

        A large file written by a program that keeps no log is left to `read_again`: what is done to the annotations
        in the meantime is merged then, as if it had been done before.

        Raises:
            StoreError: The file is damaged now.
        """
        if self.log.size < self._end or (self.unsaved and self.has_changed):
            return self._load_again()
        tail = self.log.tail(self._end)
        for offset, entry in tail.entries:
            if isinstance(entry, Record):
                self._take_in(offset, entry)
            elif entry.seen == self._signature and not entry.restored:  # else it holds what was never read here
                self._accept(entry)
        self._end = tail.end
        if self._is_behind and self._file.size <= LARGE:
            self._load_again()
        return None

    def read_again(self, lock: Callable[[], AbstractContextManager[None]], seconds: float = -1) -> None:
        """Take in a file that `catch_up` left alone; everything slow is done before the lock is taken.

        Args:
            lock: Keeps the other writers out.
            seconds: How long to wait for another thread that reads the file; -1 for as long as it takes.

        Raises:
            StoreError: The file is damaged now.
            TimeoutError: The lock cannot be had, or the other thread takes too long.
        """
        if not self._is_behind:
            return
        if not self._reading.acquire(timeout=seconds):
            raise TimeoutError(f"{self.path} is being read")
        with contextlib.ExitStack() as stack:
            stack.callback(self._reading.release)
            while self._is_behind:
                signature, documents = self._file.read_documents()
                with self.mutex:
                    old = self.documents
                    ids = {*old.index.ids(), *documents.index.ids()}
                news = _changes(old.index, documents.index, ids)
                with lock():
                    if self._file.signature != signature:
                        continue
                    _, tail = self.log.since_checkpoint()
                    touched = self._take(signature, documents, tail)
                    if self.documents is old:  # the file was emptied just now
                        continue
                    news = {id: change for id, change in news.items() if id not in touched}
                    self.news += (news | _changes(old.index, documents.index, touched)).values()
                old.empty()

    # Writing

    def save(self) -> None:
        """Add what is unsaved to the log, on disk when this returns; only inside a lock, after `catch_up`.

        Raises:
            OSError: It cannot be written; it is still unsaved.
        """
        end = self.log.append(self.unsaved, self._end) if self.unsaved else self._end
        if not self._is_named:
            self._disk.sync_folder(self.paths.folder)
            self._disk.sync_folder(self.paths.folder.parent)
            self._is_named = True
        self._pending += [self._end] * len(self.unsaved)
        self._end, self.unsaved = end, []

    def checkpoint(self, patience: Patience = PATIENT) -> None:
        """Write the file anew if it lacks something, which also saves what is in doubt.

        Others are kept waiting only while the new file is put in place.

        Raises:
            OSError: It cannot be written; the log still has everything.
        """
        locked = partial(self.locks.locked, patience.change)
        with self._disk.lock(self.paths.checkpoint_lock, patience.checkpoint):
            self.read_again(locked, patience.checkpoint)
            with locked():
                self.catch_up()
                if self.unsaved or not self.needs_checkpoint or self._is_behind:
                    return
                texts, seen = self.documents.texts, self._signature
                checkpoint = Checkpoint(self._end, UNKNOWN, self._is_restored, seen)
            self._disk.write(self.paths.next, text_chunks(texts), self._disk.mode(self.paths.file) or PRIVATE)
            with locked():
                self.catch_up()
                if self._signature == seen and not self._is_behind:
                    self._put_in_place(checkpoint)  # else another program wrote the file: the next checkpoint has both

    def _put_in_place(self, checkpoint: Checkpoint) -> None:
        if self._signature:
            self.backups.keep(self.paths.file)
        self._disk.replace(self.paths.next, self.paths.file)
        self._disk.sync_folder(self.paths.file.parent)
        signature = self._file.signature
        assert signature is not None, "it was put there inside the lock"
        checkpoint = replace(checkpoint, signature=signature)
        self._accept(checkpoint)
        # Without a sync: if the line is lost there is more to read, unless the log cannot be relied on before it.
        self._end = self.log.append([checkpoint], self._end, sync=bool(self.in_doubt))
        self.in_doubt.clear()

    def _accept(self, checkpoint: Checkpoint) -> None:
        """Note that the file holds what stands in the log before a checkpoint."""
        self._signature = checkpoint.signature
        self._pending = [offset for offset in self._pending if offset >= checkpoint.upto]
        self._is_restored = False

    # Putting the file and the log together

    def _load(self) -> None:
        """Read everything; the log comes first, since a newer file only holds what the log will say."""
        with self._file.explained():
            checkpoint, tail = self.log.since_checkpoint()
        signature, documents = self._file.read_documents(checkpoint.signature if checkpoint else None)
        with self.mutex:
            self._take(signature, documents, tail)

    def _load_again(self) -> None:
        """Read everything after a change that the log does not tell, or from below what is unsaved."""
        before = self.documents.index
        self._load()
        after = self.documents.index
        self.news += _changes(before, after, {*before.ids(), *after.ids()}).values()

    def _take(self, signature: Signature | None, documents: Documents, tail: Tail) -> set[str]:
        """Replace the documents by the file's with the log since the checkpoint; return the ids that the log names."""
        is_empty = not (signature and signature[1])
        self._is_restored = self.is_read and is_empty and len(self.documents.index) > 0
        edits: list[Edit] = []
        if not self._is_restored:  # else the file vanished or was emptied: it is written again from memory
            self.documents = documents
            edits = documents.merge(tail.records) + self._put_on_top({record.id for record in tail.records})
        self._signature, self._end, self.damaged_lines = signature, tail.end, tail.damaged
        self._pending = [offset for offset, entry in tail.entries if isinstance(entry, Record)]
        return {edit.id for edit in (*edits, *(edit for record in tail.records for edit in record.edits))}

    def _put_on_top(self, in_log: set[str]) -> list[Edit]:
        """Do what is unsaved again, on top of what others did."""
        self.in_doubt += [record for record in self.unsaved if record.id in in_log]
        rest = [record for record in self.unsaved if record.id not in in_log]
        merged = [replace(record, edits=tuple(self.documents.merge([record]))) for record in rest]
        self.unsaved = [record for record in merged if record.edits]
        return [edit for record in merged for edit in record.edits]

    def _take_in(self, offset: int, record: Record) -> None:
        index = self.documents.index
        self.news += [Change(index.get(edit.id), _annotation(edit.after)) for edit in record.edits]
        self.documents.apply(record.edits)
        self._pending.append(offset)
        self._note(record)

    def _remove_unfinished(self) -> None:
        """Remove a file that a program left half written when it ended, unless somebody is writing one now."""
        if self._disk.signature(self.paths.next):
            with contextlib.suppress(OSError), self._disk.lock(self.paths.checkpoint_lock, 0.0):
                self._disk.unlink(self.paths.next)


def _changes(before: AnnotationIndex, after: AnnotationIndex, ids: Iterable[str]) -> dict[str, Change]:
    """Return the changes between two indexes, by the annotation's id."""
    sides = ((id, before.get(id), after.get(id)) for id in ids)
    return {id: Change(old, new) for id, old, new in sides if old != new}


def _annotation(document: Document | None) -> Annotation | None:
    return None if document is None else from_document(document)
