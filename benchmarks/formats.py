"""What an export costs in each format, beside json.dumps: `python -m benchmarks.formats [--count N] [--rounds N]`.

The corpus is N annotations (10,000) in twenty texts. For each format: the time to write it, and to write it and read it
back as the command does, each as a ratio to writing the same bytes with json.dumps: what the JSON in the files says, or
else their lines as strings. The corpus is gathered before; the median of the rounds is shown.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tags import write_tags
from reader.formats import all_formats
from reader.formats.corpus import Corpus
from reader.formats.format import Format, Losses, Options
from reader.formats.verified_output import verify, write_files
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

SOURCES = 20
PARAGRAPH = "“We knew of it,” said Ann Ö. The port was closed on Monday. Ships waited for three days.\n\n"


def corpus(folder: Path, count: int) -> Corpus:
    """Annotations in twenty texts, a third of whose sentences are quotes."""
    (folder / "seeds").mkdir()
    paths = [folder / "seeds" / f"{number:02}.txt" for number in range(SOURCES)]
    for path in paths:
        path.write_text(PARAGRAPH * (count // SOURCES // 3 + 1), "utf-8")
    write_tags(folder / "annotations.json", paths, count)
    return build_corpus(Workspace(locate_workspace(folder)), [])


def seconds(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rows(count: int, rounds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        annotated = corpus(there, count)
        for format in all_formats():
            out = there / format.name
            out.mkdir()
            size = _write(format, annotated, out)
            whole = out if format.is_folder else next(out.iterdir())
            said = _said(out)
            same = seconds(lambda said=said: _dump(there / "same.json", said), rounds)  # type: ignore[misc]
            wrote = seconds(lambda format=format, out=out: _write(format, annotated, out), rounds)  # type: ignore[misc]
            back = seconds(lambda format=format, whole=whole: verify(format, annotated, Options(), whole), rounds)  # type: ignore[misc]
            yield (
                f"| {format.name} | {size / 1e6:.1f} MB | {wrote * 1e3:.0f} ms | {wrote / same:.1f} "
                f"| {(wrote + back) / same:.1f} |"
            )


def _write(format: Format, annotated: Corpus, out: Path) -> int:
    files = list(write_files(format, annotated, Options(), Losses(), out))
    return sum(file.stat().st_size for file in files)


def _said(out: Path) -> list[Any]:
    """What is in the files of an export, as values for json.dumps."""
    found: list[Any] = []
    for file in sorted(each for each in out.rglob("*") if each.is_file()):
        text = file.read_bytes().decode("utf-8", "replace")
        try:
            found.append(json.loads(text))
        except ValueError:
            lines = text.splitlines()
            found += map(json.loads, lines) if text[:1] == "{" else lines
    return found


def _dump(file: Path, values: list[Any]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for value in values:
            out.write(json.dumps(value, ensure_ascii=False) + "\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("benchmarks.formats", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="annotations (default: 10,000)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    print(
        f"| {options.count} annotations | size | written | / json.dumps | and read back |",
        "| --- | --- | --- | --- | --- |",
        sep="\n",
    )
    for row in rows(options.count, options.rounds):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
