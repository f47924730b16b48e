"""Backups of the annotations file: now and then one of the file that is about to be replaced, up to a limit."""

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.system.durable_files import Disk

EVERY = timedelta(minutes=10)
NEWEST, DAYS = 10, 7  # how many of the newest are kept, and of how many days before those the last one of the day
STAMP = "%Y-%m-%dT%H.%M.%SZ.json"


class Backups:
    """The backups in a folder; each is named after the time when the file was replaced."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self.folder = folder

    def names(self) -> list[str]:
        """Return the names of the backups, oldest first."""
        return [name for name in self._disk.names(self.folder) if _time(name)]

    def keep(self, file: Path) -> None:
        """Keep a sound file that is about to be replaced, if the last backup is old enough.

        A backup that cannot be made is left out: the change that it would be made for goes on.
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


def _time(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
