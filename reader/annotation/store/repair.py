"""A damaged annotations file: what is wrong with it, what can be saved, and how it is put right. It is never lost."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from reader.annotation.model.revision import revision
from reader.annotation.store.backup import Backups
from reader.annotation.store.documents import Content, read_content
from reader.annotation.store.file_format import pieces
from reader.annotation.store.journal import Checkpoint, Edit, Log, Record
from reader.annotation.store.paths import Paths
from reader.annotation.store.salvage import salvage
from reader.errors import StoreError
from reader.system.durable_files import PRIVATE, Disk


@dataclass(frozen=True, slots=True)
class Rescue:
    """One way to put the file right. content: what it would hold. found: annotations that are not from the log."""

    name: str
    content: Content
    found: int

    @property
    def count(self) -> int:
        return len(self.content.index)


class Repair:
    """Looks at a file and its log, and changes nothing until `apply`. Raises StoreError if there is nothing to read.

    problem: why the file cannot be used; empty if it can. broken: documents that were begun and are not whole.
    """

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = path
        self.problem = ""
        self._disk = disk or Disk()
        self._paths = Paths(path)
        self._log = Log(self._disk, self._paths.log)
        self._backups = Backups(self._disk, self._paths.backups)
        try:
            self._data = self._disk.read(self._paths.file)
            self.sound = len(read_content(path, self._data).index)
        except OSError as error:
            raise StoreError(f"{path}: it cannot be read: {error.strerror}") from error
        except StoreError as error:
            self.problem = str(error).removeprefix(f"{path}: ").split(". The file was left")[0]

    @property
    def backups(self) -> list[str]:
        """The newest first."""
        return self._backups.names()[::-1]

    @cached_property
    def salvaged(self) -> Rescue:
        """What is whole in the file."""
        texts, self.broken = salvage(self._data)
        return self._with_log("salvage", Content(self.path, texts))

    def backup(self, name: str) -> Rescue:
        """What a backup holds. Raises StoreError if there is no such one, or it cannot be used either."""
        if name not in self.backups:
            known = ", ".join(self.backups) or "there are none"
            raise StoreError(f"{name}: there is no such backup ({known})")
        file = self._backups.folder / name
        return self._with_log(name, read_content(file, self._disk.read(file)))

    @cached_property
    def ways(self) -> list[Rescue]:
        """All that can be done, what keeps most first."""
        ways = [self.salvaged]
        for name in self.backups:
            with contextlib.suppress(StoreError):  # it cannot be used either
                ways.append(self.backup(name))
        return sorted(ways, key=lambda way: -way.count)

    def findings(self) -> Iterator[str]:
        """What is wrong, and what each way to put it right would keep, one line each."""
        yield f"{self.path}: {self.problem}"
        for way in self.ways:
            what = f"whole in it, {self.broken} are not" if way is self.salvaged else "in this backup"
            name = "--salvage" if way is self.salvaged else f"--backup {way.name}"
            yield f"{name}: {way.found} annotations are {what}; with what the log knows: {way.count}"
        if lines := self._log.tail(0).damaged:
            yield f"the log has {lines} damaged lines: what they said is lost if the file has not got it"
        yield "--yes alone does the first. In each case the damaged file is kept under another name."

    def apply(self, rescue: Rescue) -> Path:
        """Puts the file right, and returns the name under which the damaged one was kept. Raises StoreError."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H.%M.%S.%fZ")
        aside = self._paths.file.with_name(f"{self._paths.file.name}.damaged-{stamp}")
        try:
            self._disk.make_folder(self._paths.folder)
            with self._disk.lock(self._paths.folding), self._disk.lock(self._paths.lock):
                if self._disk.read(self._paths.file) != self._data:
                    raise StoreError(f"{self.path}: another program has changed it meanwhile: look at it again")
                self._disk.write(
                    self._paths.next, pieces(rescue.content.texts), self._disk.mode(self._paths.file) or PRIVATE
                )
                self._disk.keep(self._paths.file, aside)
                self._put_in_place()
        except OSError as error:
            raise StoreError(f"{self.path}: not repaired: {error.strerror or error}") from error
        return aside

    def _put_in_place(self) -> None:
        self._disk.replace(self._paths.next, self._paths.file)
        self._disk.sync_folder(self._paths.file.parent)
        signature = self._disk.signature(self._paths.file)
        end = self._log.tail(0).end
        if signature:
            self._log.append([Checkpoint(end, signature, restored=True)], end)

    def _with_log(self, name: str, content: Content) -> Rescue:
        """The higher revision counts, and what was removed stays removed."""
        found = len(content.index)
        last: dict[str, Edit] = {}
        for _, entry in self._log.tail(0).entries:
            for edit in entry.edits if isinstance(entry, Record) else ():
                last[edit.id] = edit
        for id, edit in last.items():
            here = content.document(id)
            reached = revision(edit.after) if edit.after else revision(edit.before or {}) + 1
            if here is None or revision(here) < reached:
                content.set(id, edit.after, edit.number)
        return Rescue(name, content, found)
