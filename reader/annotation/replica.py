"""What this process knows of file and log, and how it keeps up with what others write there."""

import contextlib
import gc
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reader.annotation.annotation import Annotation, from_document
from reader.annotation.backup import Backups
from reader.annotation.content import Content, read_content
from reader.annotation.files import PRIVATE, Disk
from reader.annotation.history import Change
from reader.annotation.layout import Document, pieces
from reader.annotation.log import Folded, Log, Record
from reader.disk import Signature
from reader.errors import StoreError

FOLD_SECONDS = 30.0  # how long one waits for another program that writes the file


class Paths:
    """The file itself, whatever link leads to it, and the hidden folder beside it with all that belongs to it."""

    def __init__(self, path: Path) -> None:
        self.file = Path(os.path.realpath(path))
        self.folder = self.file.with_name(f".{self.file.name}.reader")
        self.log = self.folder / "log"
        self.lock = self.folder / "lock"  # held to add to the log, and to put a new file in place
        self.folding = self.folder / "folding"  # held by who writes the next file
        self.next = self.folder / "next"
        self.backups = self.folder / "backups"


class Replica:
    """The annotations as they follow from file and log; `path` is the file's name in messages.

    content: what they were when they were last looked at, and what was done to them here since.
    unsaved: what was done here and is not in the log yet. in_doubt: what is in it, although to write it failed.
    news: what others changed since somebody emptied it. damaged_lines: of the log, since the last fold.
    note: is told each record that others added to the log.
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
        self.content = Content(path, {})
        self.load()
        self._tidy()

    @property
    def has_changed(self) -> bool:
        """Whether another program has written something."""
        return self.log.size != self._end or self._disk.signature(self.paths.file) != self._signature

    @property
    def needs_fold(self) -> bool:
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

    def load(self) -> None:
        """Reads all. The log comes first: a file that is newer than it holds what the log will say."""
        try:
            _, tail = self.log.since_fold()
            signature, data = self._read_file()
        except OSError as error:
            raise StoreError(
                f"{self.path}: it cannot be read: {error.strerror}; `--annotations FILE` uses another file"
            ) from error
        self._is_restored = not data and len(self.content.index) > 0
        if not self._is_restored:  # else it vanished or was emptied: memory writes it again
            with _no_collection():
                content = read_content(self.path, data)
            content.merge(entry for _, entry in tail.entries if isinstance(entry, Record))
            self.content = content
            self._put_on_top({entry.id for _, entry in tail.entries if isinstance(entry, Record)})
        self._signature, self._end, self.damaged_lines = signature, tail.end, tail.damaged
        self._pending = [offset for offset, entry in tail.entries if isinstance(entry, Record)]

    def catch_up(self) -> None:
        """Takes in what others wrote; only in a lock. Raises StoreError if the file is damaged now."""
        if self.log.size < self._end or (self.unsaved and self.has_changed):
            return self._load_again()
        tail = self.log.tail(self._end)
        for offset, entry in tail.entries:
            if isinstance(entry, Record):
                self._take_in(offset, entry)
            elif not entry.restored:
                self._take_for_folded(entry)
        self._end = tail.end
        if self._disk.signature(self.paths.file) != self._signature:
            self._load_again()
        return None

    def save(self) -> None:
        """Adds what is unsaved to the log; it is on disk when this returns. Only in a lock, after `catch_up`."""
        end = self.log.append(self.unsaved, self._end) if self.unsaved else self._end
        if not self._is_named:
            self._disk.sync_folder(self.paths.folder)
            self._disk.sync_folder(self.paths.folder.parent)
            self._is_named = True
        self._pending += [self._end] * len(self.unsaved)
        self._end, self.unsaved = end, []

    def fold(self) -> None:
        """Writes the file anew, if it lacks something, and thereby saves what is in doubt.

        Others are kept waiting only while it is put in place. Raises OSError if it cannot be written; the log
        still has everything.
        """
        with self._disk.lock(self.paths.folding, FOLD_SECONDS):
            with self.locked():
                self.catch_up()
                if self.unsaved or not self.needs_fold:
                    return
                texts, seen = self.content.texts, self._signature
                folded = Folded(self._end, (0, 0, 0), self._is_restored)
            self._disk.write(self.paths.next, pieces(texts), self._disk.mode(self.paths.file) or PRIVATE)
            with self.locked():
                self.catch_up()
                if self._signature == seen:  # else another program wrote it meanwhile: the next fold has both
                    self._put_in_place(folded)

    def _put_on_top(self, in_log: set[str]) -> None:
        """What is not saved is done again on top of what others did."""
        self.in_doubt += [record for record in self.unsaved if record.id in in_log]
        rest = [record for record in self.unsaved if record.id not in in_log]
        merged = [replace(record, edits=tuple(self.content.merge([record]))) for record in rest]
        self.unsaved = [record for record in merged if record.edits]

    def _take_in(self, offset: int, record: Record) -> None:
        index = self.content.index
        self.news += [Change(index.get(edit.id), _annotation(edit.after)) for edit in record.edits]
        self.content.apply(record.edits)
        self._pending.append(offset)
        self._note(record)

    def _put_in_place(self, folded: Folded) -> None:
        if self._signature:
            self.backups.keep(self.paths.file)
        self._disk.replace(self.paths.next, self.paths.file)
        self._disk.sync_folder(self.paths.file.parent)
        signature = self._disk.signature(self.paths.file)
        assert signature is not None, "it was put there under the lock"
        folded = Folded(folded.upto, signature, folded.restored)
        self._take_for_folded(folded)
        # Without a sync: a line that is lost makes more to read, unless the log is not to be relied on before it.
        self._end = self.log.append([folded], self._end, sync=bool(self.in_doubt))
        self.in_doubt.clear()

    def _take_for_folded(self, folded: Folded) -> None:
        self._signature = folded.signature
        self._pending = [offset for offset in self._pending if offset >= folded.upto]
        self._is_restored = False

    def _load_again(self) -> None:
        """After a change by a program that keeps no log, or below what is not saved yet."""
        before = self.content.index
        self.load()
        after = self.content.index
        changed = [id for id in {*before.ids(), *after.ids()} if before.get(id) != after.get(id)]
        self.news += [Change(before.get(id), after.get(id)) for id in changed]

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
def _no_collection() -> Iterator[None]:
    """What is made here stays: to look again and again for what is garbage in it takes longer than to make it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _annotation(document: Document | None) -> Annotation | None:
    return None if document is None else from_document(document)
