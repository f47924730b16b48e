"""Search in all sources: an index names the sources that may hold the words, and only those are read.

The index is SQLite's FTS5 in the user's cache folder. It holds only the groups of three characters in each source,
folded as `reader.text.fold` says, and no text; a hit always shows the present source. Without an index, or before it is
complete, more sources are read.
"""

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from reader.errors import SourceError
from reader.system.durable_files import make_private_folder
from reader.system.files import is_own_file, signature
from reader.text.article import Article
from reader.text.find import Query
from reader.text.fold import fold
from reader.text.rendered_text import render_text
from reader.text.sanitize import sanitize_line
from reader.text.span import Span

MOST, MOST_IN_ONE = 2000, 50  # hits in all, and in one source
AROUND = 80  # code points shown on each side of a hit
COMMIT = 0.5  # seconds between commits
GRAM = 3  # code points
MANY_GRAMS = 60
PATIENCE = 5.0  # seconds to wait for another process that is writing
SPARE = 1000  # rows of changed sources, which cannot be removed from the index one by one

VERSION = 2  # of what the index holds: since 1 folded text, since 2 with the digits and quotation marks of each script
UNUSABLE = (sqlite3.Error, TypeError, ValueError)  # the last two where a column holds values of other types

TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS sources (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB UNIQUE, stamp TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', detail=none, tokenize='trigram');
"""
EMPTIED = "DELETE FROM sources; DROP TABLE words; DELETE FROM sqlite_sequence;" + TABLES
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place in a source where the words of a search were found.

    Attributes:
        source: The source's id.
        title: Its title.
        line: The line of the source, from 1.
        span: The place in the source.
        before: The rendered text before the hit, in the same line.
        exact: The rendered text of the hit.
        after: The rendered text after it, in the same line.
    """

    source: str
    title: str
    line: int
    span: Span
    before: str
    exact: str
    after: str


class FullTextIndex:
    """An index of the words in all sources; `update` and `search` may each run on a thread of its own.

    Attributes:
        problem: Why there is no index; empty if there is one.

    Args:
        file: The index; it is made if it is missing.
        path_of: Returns the path of a source by its id.
        read: Returns the article of a source by its id, or raises SourceError.
    """

    def __init__(self, file: Path, path_of: Callable[[str], Path], read: Callable[[str], Article]) -> None:
        self.problem = ""
        self._file, self._path_of, self._read = file, path_of, read
        self._checked: set[str] = set()  # ids of sources that the index has up to date

    def update(self, ids: Sequence[str]) -> Iterator[int]:
        """Read new and changed sources into the index, one source a step; yield how many sources are done."""
        self._checked, self.problem = set(), ""
        try:
            with contextlib.closing(self._open()) as index:
                yield from self._update(index, ids)
        except (*UNUSABLE, OSError) as error:
            self._checked = set()
            self.problem = f"without an index ({sanitize_line(str(error))}): every source is read"
            if isinstance(error, UNUSABLE) and not isinstance(error, sqlite3.OperationalError):
                self._file.unlink(missing_ok=True)  # it is damaged; the next update makes a new one

    def _open(self) -> sqlite3.Connection:
        make_private_folder(self._file.parent)
        for end in ("", "-wal", "-shm", "-journal"):  # SQLite would follow a link, and wait for a pipe
            if not is_own_file(part := self._file.with_name(self._file.name + end)):
                part.unlink(missing_ok=True)
        index = sqlite3.connect(self._file, timeout=PATIENCE)
        index.executescript(TABLES)
        if index.execute("PRAGMA user_version").fetchone() != (VERSION,):
            index.executescript(EMPTIED + f"PRAGMA user_version = {VERSION};")
        return index

    def _update(self, index: sqlite3.Connection, ids: Sequence[str]) -> Iterator[int]:
        _tidy(index)
        known = {os.fsdecode(id): stamp for id, stamp in index.execute("SELECT id, stamp FROM sources")}
        index.executemany("DELETE FROM sources WHERE id = ?", ((os.fsencode(id),) for id in known.keys() - set(ids)))
        index.commit()
        committed, put = time.monotonic(), set[str]()
        for number, id in enumerate(ids, start=1):
            stamp = repr(signature(self._path_of(id)))
            if known.get(id) == stamp:
                self._checked.add(id)
            else:
                self._put(index, id, stamp)
                put.add(id)
            if time.monotonic() > committed + COMMIT:
                self._commit(index, put)
                committed, put = time.monotonic(), set()
            yield number
        self._commit(index, put)

    def _commit(self, index: sqlite3.Connection, put: set[str]) -> None:
        """Commit, since a search sees only what has been committed to the index, and would skip other sources."""
        index.commit()
        self._checked |= put

    def _put(self, index: sqlite3.Connection, id: str, stamp: str) -> None:
        """Add a source under a new number; index entries under its old one no longer belong to any source."""
        try:
            text = " ".join(fold(render_text(self._read(id)).text.replace("\0", " ")).split())
        except SourceError:
            text = ""
        row = index.execute("INSERT OR REPLACE INTO sources (id, stamp) VALUES (?, ?)", (os.fsencode(id), stamp))
        index.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row.lastrowid, text))

    # Searching

    def search(self, query: Query, ids: Sequence[str]) -> Iterator[list[SearchHit]]:
        """Yield the hits of each source in order of id; an empty list is a chance to stop.

        Raises:
            FindError: The search takes too long, or its expression is wrong.
        """
        known = set(self._checked)  # taken before the index is asked: it only grows
        holding = self._holding(query)
        left = MOST
        for id in ids:
            if holding is None or id in holding or id not in known:
                found = self._in_source(query, id, min(left, MOST_IN_ONE))
                yield found
                left -= len(found)
            if left <= 0:
                return

    def _holding(self, query: Query) -> Collection[str] | None:
        """Return the ids of the sources that may hold the words; None if the index cannot tell."""
        # A word to be found exactly may be written in parts that fold together; ASCII always folds to itself.
        parts = _NOT_ASCII.split(query.words) if query.is_exact else [query.words]
        grams = dict.fromkeys(chain.from_iterable(_grams(" ".join(fold(part).split())) for part in parts))
        if not grams or not self._checked:
            return None
        quoted = ['"' + gram.replace('"', '""') + '"' for gram in grams][:MANY_GRAMS]
        rows = "SELECT id FROM words JOIN sources ON number = words.rowid WHERE words MATCH ?"
        try:
            with contextlib.closing(self._open()) as index:
                return {os.fsdecode(id) for (id,) in index.execute(rows, (" AND ".join(quoted),))}
        except (*UNUSABLE, OSError):  # it is busy, or gone: all sources are read
            return None

    def _in_source(self, query: Query, id: str, most: int) -> list[SearchHit]:
        try:
            article = self._read(id)
        except SourceError:
            return []
        shown, found = render_text(article), list[SearchHit]()
        line, counted = 1, 0  # line ends, up to where
        for start, end in query.matches(shown):
            span = shown.span(start, end)
            line, counted = line + article.text.count("\n", counted, span.start), span.start
            before, after = shown.text[max(0, start - AROUND) : start], shown.text[end : end + AROUND]
            before, after = before.rpartition("\n")[2], after.partition("\n")[0]
            exact = shown.text[start:end]
            found.append(SearchHit(id, article.title, line, span, before, exact, after))
            if len(found) >= most:
                break
        return found


def _grams(words: str) -> Iterator[str]:
    return (words[at : at + GRAM] for at in range(len(words) - GRAM + 1))


def _tidy(index: sqlite3.Connection) -> None:
    """Empty the index when most of it belongs to sources that have changed since."""
    (last,) = index.execute("SELECT coalesce(max(number), 0) FROM sources").fetchone()
    (count,) = index.execute("SELECT count(*) FROM sources").fetchone()
    if last > 2 * count + SPARE:
        index.executescript(EMPTIED)
