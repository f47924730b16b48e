"""Backups of the annotations file: from time to time, a copy of the file that is about to be replaced."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reader.annotation.store.documents import read_documents
from reader.annotation.store.entries import Edit
from reader.errors import StoreError
from reader.system.durable_files import Disk

EVERY = timedelta(minutes=10)
NEWEST, DAYS = 10, 7  # the newest backups that are kept, and the days before them of which the last backup is kept
SECONDS = 19  # characters of a time up to its seconds; a backup's name has no more
STAMP = "%Y-%m-%dT%H.%M.%SZ.json"


class Backup(NamedTuple):
    """The annotations, dismissals and rows in a backup.

    Attributes:
        time: When it was made; UTC, ISO 8601. Empty if there is no backup.
        edits: An edit that adds each of its documents, by the annotation's id.
    """

    time: str = ""
    edits: Mapping[str, Edit] = MappingProxyType({})


NO_BACKUP = Backup()


class Backups:
    """The backups in a folder; each is named after the time when the file was replaced."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self.folder = folder

    def names(self) -> list[str]:
        """Return the names of the backups, oldest first."""
        return [name for name in self._disk.names(self.folder) if _time(name)]

    def newest(self) -> Backup:
        """Return the newest backup that can be used."""
        for name in reversed(self.names()):
            with contextlib.suppress(StoreError, OSError):
                documents = read_documents(self.folder / name, self._disk.read(self.folder / name))
                edits = {id: Edit(documents.number_of(id), None, documents.document(id)) for id in documents.by_id()}
                return Backup(time_of(name), edits)
        return NO_BACKUP

    def keep(self, file: Path) -> None:
        """Keep a sound file that is about to be replaced, if the last backup is old enough.

        A backup that cannot be made is left out: the change goes on without it.
        """
        now = datetime.now(UTC)
        names = self.names()
        last = _time(names[-1]) if names else None
        if last and last <= now < last + EVERY:  # a backup from the future was made when the clock was wrong
            return
        with contextlib.suppress(OSError):
            self._disk.make_folder(self.folder)
            self._disk.keep(file, self.folder / now.strftime(STAMP))
            for name in superfluous(self.names()):
                self._disk.unlink(self.folder / name)


def superfluous(names: list[str]) -> list[str]:
    """Return the backups to remove: all but the newest, and the last one of each of the last days before those."""
    older = names[:-NEWEST]
    by_day = {name[:10]: name for name in older}
    return [name for name in older if name not in list(by_day.values())[-DAYS:]]


def time_of(name: str) -> str:
    """Return when a backup was made, written like an annotation's times."""
    return f"{name[:10]}T{name[11:19].replace('.', ':')}Z"


def _time(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
