"""The catalog: what a list shows of every source, found in small steps and kept between starts."""

import os
import stat
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import monotonic

import msgspec

from reader.annotation.files import replace_file
from reader.errors import SourceError
from reader.text.folder import is_utf8, source_at, walk
from reader.text.source import Source, read_head
from reader.text.title import title_of
from reader.text.visible import one_line
from reader.version import VERSION

STEP = 0.004  # seconds of reading titles
LINE = 1000  # sources in a line of the cache: decoding it takes a millisecond
_HEAD = msgspec.json.encode(("titles of sources, as found by reader", VERSION)) + b"\n"

Columns = tuple[list[str], list[str], list[int]]


@dataclass(slots=True)
class Rows:
    """A row a source, in order of id, as columns: a hundred thousand objects would take long and much room.

    titles: "" where it is not known. stamps: of the file that the title is from, 0 where it is to be read (again).
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    stamps: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, ids: Sequence[str], titles: Sequence[str], stamps: Sequence[int]) -> None:
        self.stamps.extend(stamps)
        self.titles += titles
        self.ids += ids  # the last: who reads meanwhile in another thread finds a whole row for every id

    def only(self, ids: list[str]) -> "Rows":
        """The rows for these ids, in order of id too."""
        known = {id: row for row, id in enumerate(self.ids)}
        rows = [known.get(id, -1) for id in ids]
        titles = ["" if row < 0 else self.titles[row] for row in rows]
        return Rows(ids, titles, array("q", [0 if row < 0 else self.stamps[row] for row in rows]))


class Catalog:
    """The sources of a folder by their place in the order of ids.

    One thread runs `find` and `read_titles` while another one shows what there is: rows come at the end, change one by
    one, or are exchanged as a whole.

    problems: why sources cannot be opened, by id. is_found: whether these are all sources; until then they are those
    of the last start. titled: how many titles were looked at.
    """

    def __init__(self, folder: Path, cache: Path, only: str = "") -> None:
        self.folder = folder
        self.problems: dict[str, str] = {}
        self.is_found = False
        self.titled = 0
        self._cache, self._only = cache, only
        self._rows = Rows()
        self._is_saved = True

    def __len__(self) -> int:
        return len(self._rows.ids)

    def __contains__(self, id: str) -> bool:
        return self.index(id) is not None

    def index(self, id: str) -> int | None:
        ids = self._rows.ids
        index = bisect_left(ids, id)
        return index if index < len(ids) and ids[index] == id else None

    def id(self, index: int) -> str:
        return self._rows.ids[index]

    def source(self, index: int) -> Source:
        return Source(self.id(index), self.folder)

    def title(self, index: int) -> str:
        """The file's name until more is known."""
        rows = self._rows
        return rows.titles[index] or one_line(rows.ids[index].rpartition("/")[2])

    def matching(self, query: str, among: Sequence[int]) -> Sequence[int]:
        """Those of some sources whose title or id has every word of the query; capitals matter where there are any."""
        rows = self._rows
        for word in query.split():
            if word == (folded := word.casefold()):
                among = [at for at in among if folded in rows.titles[at].casefold() or folded in rows.ids[at].casefold()]
            else:
                among = [at for at in among if word in rows.titles[at] or word in rows.ids[at]]
        return among

    # Finding

    def find(self) -> Iterator[None]:
        """Finds the sources in steps of milliseconds: first those of last time with their titles, then what is there."""
        for columns in _load(self._cache):
            self._rows.add(*columns)
            yield
        is_new = not len(self)
        ids: list[str] = []
        for batch in [[self._only]] if self._only else walk(self.folder, self.problems):
            ids += batch
            if is_new:
                self._rows.add(batch, [""] * len(batch), [0] * len(batch))
            yield
        if ids != self._rows.ids:
            self._rows = self._rows.only(ids)
        self._is_saved = not is_new
        self.is_found = True

    def read_titles(self, first: int = 0) -> Iterator[None]:
        """Reads the titles of the sources that are new or have changed, from one of them on, in steps of milliseconds."""
        rows, end = self._rows, monotonic() + STEP
        for self.titled, index in enumerate(chain(range(first, len(self)), range(first))):
            self._read_title(rows, index)
            if monotonic() >= end:
                yield
                end = monotonic() + STEP
        self.titled = len(self)

    def _read_title(self, rows: Rows, index: int) -> None:
        source = self.source(index)
        if self.problems.get(source.id):
            return
        stamp = _stamp(source.path)
        if stamp and stamp == rows.stamps[index]:
            return
        try:
            title = title_of(source, read_head(source if stamp else source_at(self.folder, source.id)))
        except SourceError as error:
            self.problems[source.id], title, stamp = error.reason, "", 0
        rows.titles[index], rows.stamps[index] = title, stamp
        self._is_saved = False

    def note(self, id: str, *, title: str = "", problem: str = "") -> None:
        """What opening a source has shown."""
        self.problems.pop(id, None)
        if problem:
            self.problems[id] = problem
        if title and (index := self.index(id)) is not None:
            self._rows.titles[index] = title

    def save(self) -> None:
        """Keeps it for the next start, if there is news. Raises OSError."""
        if self._is_saved:
            return
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._cache, b"".join(_lines(self._rows)))
        self._is_saved = True


def _stamp(path: Path) -> int:
    """Changes when the file does. 0 for a link, whose end is looked at each time, and where there is no file."""
    try:
        status = path.lstat()
    except OSError:
        return 0
    return hash((status.st_size, status.st_mtime_ns)) if stat.S_ISREG(status.st_mode) else 0


# The cache: a line of JSON for some sources, so that none takes long


def _lines(rows: Rows) -> Iterator[bytes]:
    yield _HEAD
    indexes = [index for index, id in enumerate(rows.ids) if is_utf8(id)]
    for start in range(0, len(indexes), LINE):
        some = indexes[start : start + LINE]
        columns = ([column[index] for index in some] for column in (rows.ids, rows.titles, rows.stamps))
        yield msgspec.json.encode(tuple(columns)) + b"\n"


def _load(file: Path) -> Iterator[Columns]:
    """As far as it is whole; whatever is missing is only read again."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != _HEAD:
                return
            for line in lines:
                columns = msgspec.json.decode(line, type=Columns)
                if len({len(column) for column in columns}) != 1:
                    return
                yield columns
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return
