"""The store beside TinyDB's own storage and SQLite, in one run: `python -m benchmarks.store [--sizes N...]`.

Each figure is measured in a process of its own, the three in turn, and the median of the rounds is shown. A tag is one
annotation more that is synced to the disk when the call returns. To fold is what comes after it: ours writes the JSON
file anew, in a thread, SQLite makes a checkpoint, and TinyDB makes one insert, since that writes its file. A stall is
the longest time for which another thread, which wants to go on every millisecond, was kept waiting by that.
"""

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from reader.annotation.model.annotation import Annotation, to_document

SIZES = (0, 1_000, 100_000)
ROUNDS = 3
TAGS = 200
SECONDS = 8.0  # after which no further tag is measured
Figures = dict[str, float]


def annotation(number: int) -> Annotation:
    return Annotation(
        id=f"{number * 2654435761 % 2**32:08x}-0000-4000-8000-{number:012x}", source=f"{number % 500}.txt",
        start=number, end=number + 120, exact="“" + "said " * 23 + "it”", prefix="before " * 4, suffix=" after" * 5,
        tag="quote", creator="ann", created="2026-01-02T03:04:05.678Z", modified="2026-01-02T03:04:05.678Z",
        digest=f"{number % 500:064x}",
    )  # fmt: skip


class Contestant(Protocol):
    """A way to keep annotations in a folder."""

    def prepare(self, folder: Path, size: int) -> None:
        """Write files that hold `size` annotations."""

    def open(self, folder: Path) -> None:
        """Read the files, as far as a tag needs them."""

    def tag(self, number: int) -> None:
        """Add an annotation, which is on disk when this returns."""

    def fold(self) -> None:
        """Do what the tags have left to be done."""


class Ours:
    """`reader`'s store."""

    def prepare(self, folder: Path, size: int) -> None:
        from reader.annotation.store.file_format import encode, text_chunks

        texts = {n + 1: encode(to_document(annotation(n))) for n in range(size)}
        whole = b"".join(text_chunks({"about": {1: encode({"format": 1})}, "annotations": texts}))
        (folder / "annotations.json").write_bytes(whole)

    def open(self, folder: Path) -> None:
        from reader.annotation.store.store import Store

        self.store = Store(folder / "annotations.json")
        self.store.checkpoints_at_once = False  # as in the app, where a thread does it
        assert self.store.annotations or not len(self.store)

    def tag(self, number: int) -> None:
        from reader.annotation.store.history import Change, Step

        self.store.do(Step("tagged", (Change(None, annotation(number)),), "ann"))

    def fold(self) -> None:
        assert self.store.checkpoint()


class Stock:
    """TinyDB with its own JSONStorage, which syncs each write."""

    def prepare(self, folder: Path, size: int) -> None:
        tables = {"annotations": {n + 1: to_document(annotation(n)) for n in range(size)}}
        (folder / "annotations.json").write_text(json.dumps(tables))

    def open(self, folder: Path) -> None:
        from tinydb import TinyDB

        self.table = TinyDB(folder / "annotations.json").table("annotations")
        self.table.all()

    def tag(self, number: int) -> None:
        self.table.insert(to_document(annotation(number)))

    def fold(self) -> None:
        self.tag(-1)


class Sqlite:
    """sqlite3 with journal_mode=WAL and synchronous=FULL, a row with the JSON of each annotation."""

    def prepare(self, folder: Path, size: int) -> None:
        self.open(folder)
        rows = ((each.id, each.source, json.dumps(to_document(each))) for each in map(annotation, range(size)))
        with self.database:
            self.database.executemany("INSERT INTO annotations VALUES (?, ?, ?)", rows)
        self.database.close()

    def open(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "annotations.sqlite", check_same_thread=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.execute(
            "CREATE TABLE IF NOT EXISTS annotations (id TEXT PRIMARY KEY, source TEXT, document TEXT)"
        )
        self.all = [json.loads(text) for (text,) in self.database.execute("SELECT document FROM annotations")]

    def tag(self, number: int) -> None:
        each = annotation(number)
        with self.database:
            row = (each.id, each.source, json.dumps(to_document(each)))
            self.database.execute("INSERT INTO annotations VALUES (?, ?, ?)", row)

    def fold(self) -> None:
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


CONTESTANTS: dict[str, Callable[[], Contestant]] = {"ours": Ours, "TinyDB": Stock, "SQLite": Sqlite}


def measure(name: str, folder: Path, size: int) -> Figures:
    """In milliseconds; the contestant's files are in the folder already."""
    contestant = CONTESTANTS[name]()
    begin = time.perf_counter()
    contestant.open(folder)
    opened = time.perf_counter() - begin
    times: list[float] = []
    while len(times) < TAGS and sum(times) < SECONDS:
        begin = time.perf_counter()
        contestant.tag(size + len(times))
        times.append(time.perf_counter() - begin)
    times = sorted(times[1:])  # the first one finds what the others know
    p99 = times[min(len(times) - 1, len(times) * 99 // 100)]
    fold, stall = longest_stall(contestant.fold)
    found = {"open": opened, "tag p50": statistics.median(times), "tag p99": p99, "fold": fold, "stall": stall}
    return {name: seconds * 1e3 for name, seconds in found.items()}


def longest_stall(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds that the work took in another thread, and for which this one was kept waiting meanwhile."""
    thread = threading.Thread(target=work)
    begin = last = time.perf_counter()
    longest = 0.0
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return last - begin, longest


def _round(size: int) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for name, contestant in CONTESTANTS.items():
        with tempfile.TemporaryDirectory() as folder:
            contestant().prepare(Path(folder), size)
            command = [sys.executable, "-m", "benchmarks.store", "--one", name, folder, str(size)]
            found[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def table(sizes: list[int], rounds: int) -> str:
    """A Markdown table; the ratios are ours to the others'."""
    names = list(CONTESTANTS)
    rows = [("annotations", "ms", *names, *(f"ours : {name}" for name in names[1:]))]
    for size in sizes:
        found = [_round(size) for _ in range(rounds)]
        for figure in found[0]["ours"]:
            values = {name: statistics.median(each[name][figure] for each in found) for name in names}
            ratios = {n: statistics.median(each["ours"][figure] / each[n][figure] for each in found) for n in names[1:]}
            shown = (*(f"{value:,.2f}" for value in values.values()), *(f"{ratio:.3g}" for ratio in ratios.values()))
            rows.append((f"{size:,}", figure, *shown))
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description="ours, TinyDB and SQLite")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "FOLDER", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    result: Any = None
    if options.one:
        result = json.dumps(measure(options.one[0], Path(options.one[1]), int(options.one[2])))
    else:
        result = table(options.sizes, options.rounds)
    print(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
