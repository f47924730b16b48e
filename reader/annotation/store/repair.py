"""A damaged annotations file: what is wrong with it, what can be saved, and how to put it right without loss."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from reader.annotation.store.annotations_file import Digest, digest_of
from reader.annotation.store.backup import Backups, time_of
from reader.annotation.store.documents import Documents, read_documents
from reader.annotation.store.entries import Checkpoint
from reader.annotation.store.file_format import text_chunks
from reader.annotation.store.journal import Log, Tail
from reader.annotation.store.paths import Paths
from reader.annotation.store.salvage import salvage
from reader.annotation.store.weighing import LastEdit, last_edits, weigh
from reader.errors import StoreError
from reader.system.durable_files import DISK, PRIVATE, Disk
from reader.text.counted import counted


@dataclass(frozen=True, slots=True)
class Rescue:
    """One way to put the file right.

    Attributes:
        name: `salvage`, or the name of a backup.
        documents: What the file would hold.
        found: How many annotations do not come from the log.
        broken: The number of documents that begin in the file but are not whole; 0 for a backup.
        differing: The number of annotations that differ from the log, whose version was used.
    """

    name: str
    documents: Documents
    found: int
    broken: int = 0
    differing: int = 0

    @property
    def count(self) -> int:
        """The number of annotations and dismissals that the file would hold."""
        return len(self.documents.index)


class Repair:
    """An annotations file and its log, looked at; nothing is changed until `apply`.

    Attributes:
        path: The annotations file.
        problem: Why the file cannot be used; empty if it can.
        sound: How many annotations and dismissals a usable file holds.

    Raises:
        StoreError: The file cannot be read.
    """

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.problem = ""
        self._disk = disk
        self._paths = Paths(path)
        self._log = Log(self._disk, self._paths.log)
        self._backups = Backups(self._disk, self._paths.backups)
        try:
            self._data = self._read()
            self.sound = len(read_documents(path, self._data).index)
        except OSError as error:
            raise StoreError(f"{path}: it cannot be read: {error.strerror}") from error
        except StoreError as error:
            self.problem = str(error).removeprefix(f"{path}: ").split(". The file was left")[0]
        else:
            self.problem = self._hidden_problem()

    def _read(self) -> bytes:
        """Return the file's bytes; there are none if it is missing, and its tags are known."""
        try:
            return self._disk.read(self._paths.file)
        except FileNotFoundError:
            if not self._knows_tags:
                raise
            return b""

    def _hidden_problem(self) -> str:
        """Return what is wrong with a file that can be used all the same; empty if nothing is."""
        signature = self._disk.signature(self._paths.file)
        if not self._data and self._knows_tags:
            return "it is empty" if signature else "it is missing"
        checkpoint, _ = self._log.since_checkpoint()
        is_unchanged = checkpoint is not None and signature == checkpoint.signature
        if checkpoint and is_unchanged and checkpoint.digest not in ("", digest_of(self._data)):
            return "its text is not the one that was written, and no program has changed it: the disk may be failing"
        return ""

    @property
    def _knows_tags(self) -> bool:
        """True if the log or a backup has tags that an empty file lacks."""
        return any(last.edit.after for last in self._known.values()) or any(way.count for way in self._from_backups())

    @cached_property
    def _known(self) -> dict[str, LastEdit]:
        return last_edits(entry for _, entry in self._whole_log.entries)

    @cached_property
    def _whole_log(self) -> Tail:
        return self._log.tail(0)

    @property
    def backups(self) -> list[str]:
        """The names of the backups, newest first."""
        return self._backups.names()[::-1]

    @cached_property
    def salvaged(self) -> Rescue:
        """Everything that is whole in the file."""
        texts, broken = salvage(self._data)
        return self._with_log("salvage", Documents(self.path, texts), broken)

    def backup(self, name: str) -> Rescue:
        """Return what a backup holds.

        Raises:
            StoreError: There is no such backup, or it cannot be used either.
        """
        if name not in self.backups:
            known = ", ".join(self.backups) or "there are none"
            raise StoreError(f"{name}: there is no such backup ({known})")
        file = self._backups.folder / name
        data = self._disk.read(file)
        is_sure = digest_of(data) in self._digests
        return self._with_log(name, read_documents(file, data), sure_until=time_of(name) if is_sure else "")

    @cached_property
    def ways(self) -> list[Rescue]:
        """All ways to put the file right, the one that keeps most first; of those, the newest."""
        return sorted([self.salvaged, *self._from_backups()], key=lambda way: -way.count)

    def _from_backups(self) -> Iterator[Rescue]:
        for name in self.backups:
            with contextlib.suppress(StoreError, OSError):  # it cannot be used either
                yield self.backup(name)

    @cached_property
    def _digests(self) -> set[str]:
        """The digests of all versions of the file that the log knows."""
        checkpoints = [entry for _, entry in self._whole_log.entries if isinstance(entry, Checkpoint)]
        return {digest for entry in checkpoints for digest in (entry.digest, entry.was) if digest}

    def findings(self) -> Iterator[str]:
        """Yield lines for people: what is wrong, and what each way to put it right would keep."""
        yield f"{self.path}: {self.problem}"
        for way in self.ways:
            broken = counted(way.broken, "is not", "are not")
            what = f"whole in it, {broken}" if way is self.salvaged else "in this backup"
            name = "--salvage" if way is self.salvaged else f"--backup {way.name}"
            found = counted(way.found, "annotation is", "annotations are")
            yield f"{name}: {found} {what}; with what the log knows: {way.count:,}"
            if way.differing:
                reads = counted(way.differing, "of them differs", "of them differ")
                yield f"{name}: {reads} from the log, and the log counts"
        if lines := self._whole_log.damaged:
            said = "what it said" if lines == 1 else "what they said"
            yield f"the log has {counted(lines, 'damaged line')}: {said} is lost unless the file has it"
        yield "--yes alone does the first. In each case the damaged file is kept under another name."

    def apply(self, rescue: Rescue) -> Path | None:
        """Put the file right, and return the name under which the damaged file was kept; None if there was none.

        Raises:
            StoreError: It could not be done, or another program has changed the file.
        """
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H.%M.%S.%fZ")
        aside = self._paths.file.with_name(f"{self._paths.file.name}.damaged-{stamp}")
        try:
            self._disk.make_folder(self._paths.folder)
            with self._disk.lock(self._paths.checkpoint_lock), self._disk.lock(self._paths.lock):
                if self._read() != self._data:
                    raise StoreError(f"{self.path}: another program has changed it in the meantime: look at it again")
                mode = self._disk.mode(self._paths.file) or PRIVATE
                digest, has_file = Digest(), self._disk.signature(self._paths.file) is not None
                self._disk.write(self._paths.next, digest.of(text_chunks(rescue.documents.texts)), mode)
                if has_file:
                    self._disk.keep(self._paths.file, aside)
                self._put_in_place(str(digest))
        except OSError as error:
            raise StoreError(f"{self.path}: not repaired: {error.strerror or error}") from error
        return aside if has_file else None

    def _put_in_place(self, digest: str) -> None:
        self._disk.replace(self._paths.next, self._paths.file)
        self._disk.sync_folder(self._paths.file.parent)
        signature = self._disk.signature(self._paths.file)
        place = self._log.tail(0).place
        if signature:
            inode = self._log.inode
            checkpoint = Checkpoint(place.end, signature, restored=True, digest=digest, lost=0, log=inode)
            self._log.append([checkpoint], place)

    def _with_log(self, name: str, documents: Documents, broken: int = 0, sure_until: str = "") -> Rescue:
        """Add what the log knows."""
        found = len(documents.index)
        differing = weigh(documents, self._known, sure_until)
        return Rescue(name, documents, found, broken, differing)
