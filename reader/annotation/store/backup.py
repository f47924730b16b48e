"""Backups of the annotations file: now and then one of what it was before it is replaced, and only so many."""

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.system.durable_files import Disk

EVERY = timedelta(minutes=10)
NEWEST, DAYS = 10, 7  # so many of the newest stay, and the last of so many days before
STAMP = "%Y-%m-%dT%H.%M.%SZ.json"


class Backups:
    """The backups in a folder; the name of each is the time when the file was replaced."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self.folder = folder

    def names(self) -> list[str]:
        """The oldest first."""
        return [name for name in self._disk.names(self.folder) if _time(name)]

    def keep(self, file: Path) -> None:
        """Keeps a file that is about to be replaced, if the last time is long enough ago. It was found to be sound.

        A backup that cannot be made is one less: what it is made for goes on.
        """
        now = datetime.now(UTC)
        names = self.names()
        last = _time(names[-1]) if names else None
        if last and last <= now < last + EVERY:
            return
        with contextlib.suppress(OSError):
            self._disk.make_folder(self.folder)
            self._disk.keep(file, self.folder / now.strftime(STAMP))
            for name in superfluous(self.names()):
                self._disk.unlink(self.folder / name)


def superfluous(names: list[str]) -> list[str]:
    """Those that go: neither among the newest, nor the last one of one of the last days that have any."""
    older = names[:-NEWEST]
    by_day = {name[:10]: name for name in older}
    return [name for name in older if name not in list(by_day.values())[-DAYS:]]


def _time(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
