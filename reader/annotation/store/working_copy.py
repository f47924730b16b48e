"""What this process knows of file and log, and how it keeps up with what others write there."""

import contextlib
import gc
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.annotation_index import AnnotationIndex
from reader.annotation.store.backup import Backups
from reader.annotation.store.documents import TABLE, Content, read_content
from reader.annotation.store.file_format import Document, documents_with, pieces
from reader.annotation.store.history import Change
from reader.annotation.store.journal import UNKNOWN, Checkpoint, Edit, Log, Record, Tail
from reader.annotation.store.paths import Paths
from reader.errors import StoreError
from reader.system.durable_files import PRIVATE, Disk
from reader.system.files import Signature

FOLD_SECONDS = 30.0  # how long one waits for another program that writes the file
# Bytes of a file that a key does not wait for (20 ms), and that a start does not (half a second).
LARGE, VERY_LARGE = 1 << 20, 1 << 24


class WorkingCopy:
    """The annotations as they follow from file and log; `path` is the file's name in messages.

    content: what they were when they were last looked at, and what was done to them here since.
    unsaved: what was done here and is not in the log yet. in_doubt: what is in it, although to write it failed.
    news: what others changed since somebody emptied it. damaged_lines: of the log, since the last fold.
    is_read: whether it is more than a read_partly. note: is told each record that others added to the log.
    """

    def __init__(self, path: Path, disk: Disk, note: Callable[[Record], None]) -> None:
        self.path = path
        self.paths = Paths(path)
        self.log = Log(disk, self.paths.log)
        self.backups = Backups(disk, self.paths.backups)
        self.mutex = threading.RLock()
        self.unsaved: list[Record] = []
        self.in_doubt: list[Record] = []
        self.news: list[Change] = []
        self._disk = disk
        self._note = note
        self._is_named = False  # whether the log's name is known to be on disk
        self._reading = threading.Lock()  # held by who reads the file, which takes long if it is large
        self._refused: tuple[Signature | None, str] | None = None  # a file that cannot be used, and why
        self.content = Content(path, {})
        self.is_read = False
        self._signature: Signature | None = None  # of the file that is taken in
        self._end = 0  # up to where the log is
        self._pending: list[int] = []  # where in the log stands what the file lacks
        self._is_restored = False  # whether the file was gone, and all is in memory only
        self.damaged_lines = 0

    @property
    def has_changed(self) -> bool:
        """Whether another program has written something."""
        return self.is_read and (self.log.size != self._end or self._is_behind)

    @property
    def _is_behind(self) -> bool:
        """Whether the file is another one than was taken in."""
        return self._disk.signature(self.paths.file) != self._signature

    @property
    def is_very_large(self) -> bool:
        return self._is_larger_than(VERY_LARGE)

    def _is_larger_than(self, size: int) -> bool:
        signature = self._disk.signature(self.paths.file)
        return signature is not None and signature[1] > size

    @property
    def needs_checkpoint(self) -> bool:
        """Whether the file lacks something."""
        return bool(self._pending or self.in_doubt) or self._is_restored

    @property
    def is_missing(self) -> bool:
        signature = self._disk.signature(self.paths.file)
        return len(self.content.index) > 0 and not (signature and signature[1])

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes in it. Raises OSError if the lock cannot be had."""
        with self.mutex:
            self._disk.make_folder(self.paths.folder)
            with self._disk.lock(self.paths.lock):
                yield

    @contextlib.contextmanager
    def locked_to_read(self) -> Iterator[None]:
        """The same at once; where nothing can be written, nobody needs to be kept out."""
        with self.mutex, contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self._disk.lock(self.paths.lock, 0.0))
            except TimeoutError:
                raise
            except OSError:  # no folder of ours, a disk or a folder that is not to be written
                pass
            yield

    def read(self) -> None:
        """Reads all, once; who comes meanwhile waits. Raises StoreError if the file cannot be used."""
        if self.is_read:  # asked first: it may be read again just now
            return
        with self._reading:
            if not self.is_read:
                self._load()
                self._tidy()
                self.is_read = True

    def read_partly(self, source: str) -> None:
        """Has the annotations of one source, till all are read. Raises StoreError if the file cannot be read."""
        with self._explained():
            _, tail = self.log.since_fold()
            _, data = self._read_file()
        content = Content(self.path, {TABLE: documents_with(data, TABLE, "source", source)})
        content.merge(record for record in tail.records if any(edit.source == source for edit in record.edits))
        self.content = content

    def catch_up(self) -> None:
        """Takes in what others wrote; only in a lock. Raises StoreError if the file is damaged now.

        A large file that was written by a program that keeps no log is left to `read_again`: what is done to the
        annotations as they were is joined to it then, as if it had been done before.
        """
        if self.log.size < self._end or (self.unsaved and self.has_changed):
            return self._load_again()
        tail = self.log.tail(self._end)
        for offset, entry in tail.entries:
            if isinstance(entry, Record):
                self._take_in(offset, entry)
            elif entry.seen == self._signature and not entry.restored:  # else it holds what was never read here
                self._take_for_folded(entry)
        self._end = tail.end
        if self._is_behind and not self._is_larger_than(LARGE):
            self._load_again()
        return None

    def read_again(self, lock: Callable[[], AbstractContextManager[None]]) -> None:
        """Takes in the file, if it was left. All that takes long is done before the lock is taken."""
        with self._reading:
            while self._is_behind:
                signature, content = self._read_content()
                old = self.content
                before = old.index
                news = _changes(before, content.index, {*before.ids(), *content.index.ids()})
                with lock():
                    if self._disk.signature(self.paths.file) != signature:
                        continue
                    _, tail = self.log.since_fold()
                    touched = self._take(signature, content, tail)
                    if self.content is old:  # the file was emptied just now
                        continue
                    news = {id: change for id, change in news.items() if id not in touched}
                    self.news += (news | _changes(before, content.index, touched)).values()
                old.empty()

    def save(self) -> None:
        """Adds what is unsaved to the log; it is on disk when this returns. Only in a lock, after `catch_up`."""
        end = self.log.append(self.unsaved, self._end) if self.unsaved else self._end
        if not self._is_named:
            self._disk.sync_folder(self.paths.folder)
            self._disk.sync_folder(self.paths.folder.parent)
            self._is_named = True
        self._pending += [self._end] * len(self.unsaved)
        self._end, self.unsaved = end, []

    def checkpoint(self) -> None:
        """Writes the file anew, if it lacks something, and thereby saves what is in doubt.

        Others are kept waiting only while it is put in place. Raises OSError if it cannot be written; the log
        still has everything.
        """
        with self._disk.lock(self.paths.folding, FOLD_SECONDS):
            self.read_again(self.locked)
            with self.locked():
                self.catch_up()
                if self.unsaved or not self.needs_checkpoint or self._is_behind:
                    return
                texts, seen = self.content.texts, self._signature
                folded = Checkpoint(self._end, UNKNOWN, self._is_restored, seen)
            self._disk.write(self.paths.next, pieces(texts), self._disk.mode(self.paths.file) or PRIVATE)
            with self.locked():
                self.catch_up()
                if self._signature == seen and not self._is_behind:
                    self._put_in_place(folded)  # else another program wrote it meanwhile: the next fold has both

    def _load(self) -> None:
        """Reads all. The log comes first: a file that is newer than it holds what the log will say."""
        with self._explained():
            _, tail = self.log.since_fold()
        self._take(*self._read_content(), tail)

    def _take(self, signature: Signature | None, content: Content, tail: Tail) -> set[str]:
        """Has what the file says and the log since the last fold. Returns the ids of what is not from the file."""
        is_empty = not (signature and signature[1])
        self._is_restored = self.is_read and is_empty and len(self.content.index) > 0
        edits: list[Edit] = []
        if not self._is_restored:  # else it vanished or was emptied: memory writes it again
            self.content = content
            edits = content.merge(tail.records) + self._put_on_top({record.id for record in tail.records})
        self._signature, self._end, self.damaged_lines = signature, tail.end, tail.damaged
        self._pending = [offset for offset, entry in tail.entries if isinstance(entry, Record)]
        return {edit.id for edit in (*edits, *(edit for record in tail.records for edit in record.edits))}

    def _put_on_top(self, in_log: set[str]) -> list[Edit]:
        """What is not saved is done again on top of what others did."""
        self.in_doubt += [record for record in self.unsaved if record.id in in_log]
        rest = [record for record in self.unsaved if record.id not in in_log]
        merged = [replace(record, edits=tuple(self.content.merge([record]))) for record in rest]
        self.unsaved = [record for record in merged if record.edits]
        return [edit for record in merged for edit in record.edits]

    def _take_in(self, offset: int, record: Record) -> None:
        index = self.content.index
        self.news += [Change(index.get(edit.id), _annotation(edit.after)) for edit in record.edits]
        self.content.apply(record.edits)
        self._pending.append(offset)
        self._note(record)

    def _put_in_place(self, folded: Checkpoint) -> None:
        if self._signature:
            self.backups.keep(self.paths.file)
        self._disk.replace(self.paths.next, self.paths.file)
        self._disk.sync_folder(self.paths.file.parent)
        signature = self._disk.signature(self.paths.file)
        assert signature is not None, "it was put there under the lock"
        folded = replace(folded, signature=signature)
        self._take_for_folded(folded)
        # Without a sync: a line that is lost makes more to read, unless the log is not to be relied on before it.
        self._end = self.log.append([folded], self._end, sync=bool(self.in_doubt))
        self.in_doubt.clear()

    def _take_for_folded(self, folded: Checkpoint) -> None:
        self._signature = folded.signature
        self._pending = [offset for offset in self._pending if offset >= folded.upto]
        self._is_restored = False

    def _load_again(self) -> None:
        """After a change by a program that keeps no log, or below what is not saved yet."""
        before = self.content.index
        self._load()
        after = self.content.index
        self.news += _changes(before, after, {*before.ids(), *after.ids()}).values()

    def _read_content(self) -> tuple[Signature | None, Content]:
        """What the file holds by itself. Raises StoreError; a file that was refused is not read a second time."""
        if self._refused and self._disk.signature(self.paths.file) == self._refused[0]:
            raise StoreError(self._refused[1])
        with self._explained():
            signature, data = self._read_file()
        try:
            with _no_collection(stays=len(data) > LARGE):
                return signature, read_content(self.path, data)
        except StoreError as error:
            self._refused = signature, str(error)
            raise

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self.path}: it cannot be read: {error.strerror}; `--annotations FILE` uses another file"
            ) from error

    def _read_file(self) -> tuple[Signature | None, bytes]:
        while True:
            signature = self._disk.signature(self.paths.file)
            data = self._disk.read(self.paths.file) if signature else b""
            if self._disk.signature(self.paths.file) == signature:
                return signature, data

    def _tidy(self) -> None:
        """A file that was not finished when its program ended goes, unless somebody writes it just now."""
        if self._disk.signature(self.paths.next):
            with contextlib.suppress(OSError), self._disk.lock(self.paths.folding, 0.0):
                self._disk.unlink(self.paths.next)


@contextlib.contextmanager
def _no_collection(*, stays: bool) -> Iterator[None]:
    """To look again and again for what is garbage in what is made here takes longer than to make it.

    If there is so much that `stays` that a screen would notice, nor is it looked for in it later.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if was_enabled:
            gc.enable()


def _changes(before: AnnotationIndex, after: AnnotationIndex, ids: Iterable[str]) -> dict[str, Change]:
    """Of those that differ, by id."""
    sides = ((id, before.get(id), after.get(id)) for id in ids)
    return {id: Change(old, new) for id, old, new in sides if old != new}


def _annotation(document: Document | None) -> Annotation | None:
    return None if document is None else from_document(document)
