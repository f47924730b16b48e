"""The catalog of a sources folder: all sources with their titles, found in small steps so that nobody waits."""

import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from time import monotonic

from reader.errors import SourceError
from reader.text.folder import source_at, walk
from reader.text.role import is_original
from reader.text.source import Source, read_head
from reader.text.title import title_of
from reader.workspace.catalog.cache import load_entries, save_entries
from reader.workspace.catalog.entries import ARTICLE, ORIGINAL, Entries

STEP = 0.002  # seconds
BEFORE = 20  # sources before the open one whose titles are read first, since they are in sight, too


class Catalog:
    """The sources of a folder, or only one of them.

    Attributes:
        entries: The sources with their titles; those of the last start until all are found.
        problems: Why some sources cannot be opened, by id.
        is_found: Whether all sources have been found.
        titled: How many titles have been looked at.

    Args:
        folder: The sources folder.
        cache: The file that keeps the entries between starts.
        only: The id of the only source; empty for all.
    """

    def __init__(self, folder: Path, cache: Path, only: str = "") -> None:
        self.entries = Entries()
        self.problems: dict[str, str] = {}
        self.is_found = False
        self.titled = 0
        self._folder, self._cache, self._only = folder, cache, only
        self._is_saved = True

    def source(self, id: str) -> Source:
        """Return the source with this id, without looking at its file."""
        return Source(id, self._folder)

    @property
    def progress(self) -> str:
        """The work in progress, for people; empty when all is done."""
        if not self.is_found:
            return f"{len(self.entries):,} sources so far"
        return f"titles {self.titled:,} of {len(self.entries):,}" if self.titled < len(self.entries) else ""

    def find(self) -> Iterator[None]:
        """Find the sources in steps of milliseconds: first those of the last start, then those that are there now."""
        for columns in load_entries(self._cache):
            self.entries.add(*columns)
            yield
        yield from self.find_again()

    def find_again(self) -> Iterator[None]:
        """Find the sources again after files have appeared or disappeared, in steps of milliseconds."""
        is_first_time = not self.entries.ids
        ids, problems = list[str](), dict[str, str]()
        for batch in [[self._only]] if self._only else walk(self._folder, problems):
            ids += batch
            if is_first_time:
                self.entries.add(batch, [""] * len(batch), [0] * len(batch))
            yield
        self.problems = problems
        if ids != self.entries.ids:
            self.entries = self.entries.only(ids)
            self._is_saved = False
        self.is_found = True

    def read_titles(self, near: str = "") -> Iterator[None]:
        """Read the titles of new and changed sources in steps of milliseconds, beginning near the source `near`."""
        self.titled = 0
        first = max(0, (self.entries.index(near) or 0) - BEFORE)
        end = monotonic() + STEP
        for index in chain(range(first, len(self.entries)), range(first)):
            self._read_title(index)
            self.titled += 1
            if monotonic() >= end:
                yield
                end = monotonic() + STEP

    def _read_title(self, index: int) -> None:
        entries, source = self.entries, self.source(self.entries.ids[index])
        stamp, entries.written[index] = _look(source.path)
        if source.id in self.problems or (stamp and stamp == entries.stamps[index]):
            return
        try:
            head = read_head(source if stamp else source_at(self._folder, source.id))
            title, role = title_of(source, head), ORIGINAL if is_original(source.id, head) else ARTICLE
        except SourceError as error:
            self.problems[source.id], title, stamp, role = error.reason, "", 0, None
        entries.retitle(index, title, stamp, role)
        self._is_saved = False

    def note(self, id: str, *, title: str = "", problem: str = "") -> None:
        """Note the title of a source, or the problem that opening it has shown."""
        self.problems.pop(id, None)
        if problem:
            self.problems[id] = problem
        elif (index := self.entries.index(id)) is not None:
            self.entries.retitle(index, title, self.entries.stamps[index])

    def save(self) -> None:
        """Save the entries for the next start, if they have changed.

        Raises:
            OSError: They cannot be written.
        """
        if self._is_saved:
            return
        save_entries(self._cache, self.entries)
        self._is_saved = True


def _look(path: Path) -> tuple[int, float]:
    """Return a number that changes when a file does, and when it was written; both 0 if there is no file.

    A link also gets 0, so that it is always followed.
    """
    try:
        status = path.lstat()
    except OSError:
        return 0, 0.0
    if not stat.S_ISREG(status.st_mode):
        return 0, status.st_mtime
    return hash((status.st_size, status.st_mtime_ns)), status.st_mtime
