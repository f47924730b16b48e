"""What an export costs in each format, beside json.dumps: `python -m benchmarks.formats [--count N] [--rounds N]`.

The corpus is N annotations (10,000) in twenty texts. For each format: the time to write it, and to write it and read it
back as the command does, each as a ratio to writing the same bytes with json.dumps: what the JSON in the files says, or
else their lines as strings; of a zip, those of the files in it. The corpus is gathered before. All times are those of
the processor; the median of the rounds is shown.

What several sources tell has to be found by comparing all sentences of all sources: a page and a report have a row
without it, and one with it. For ClaimReview each tag is a claim that was rated. The report is that for an editor, as
HTML; for it all is read from the workspace.
"""

import argparse
import json
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.tags import write_tags
from reader.annotation.anchoring.anchor import Anchored
from reader.formats import all_formats
from reader.formats.corpus import Corpus
from reader.formats.format import Format, Losses, Options
from reader.formats.verified_output import verify, write_files
from reader.reports.editor.document import html
from reader.reports.editor.report import ReportPart, report
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

SOURCES = 20
PARAGRAPH = "“We knew of it,” said Ann Ö. The port was closed on Monday. Ships waited for three days.\n\n"


def benchmark_workspace(folder: Path, count: int) -> Workspace:
    """A workspace with annotations in twenty texts, a third of whose sentences are quotes."""
    (folder / "seeds").mkdir()
    paths = [folder / "seeds" / f"{number:02}.txt" for number in range(SOURCES)]
    for path in paths:
        path.write_text(PARAGRAPH * (count // SOURCES // 3 + 1), "utf-8")
    write_tags(folder / "annotations.json", paths, count)
    return Workspace(locate_workspace(folder))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The time of the processor that some work takes, so that other programs do not count; the median of rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def rows(count: int, rounds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        workspace = benchmark_workspace(there, count)
        annotated = build_corpus(workspace, [])
        for format in all_formats():
            ways = {"html": {"html --no-story": Options(has_story=False), "html": Options()}}
            given = _rated(annotated) if format.name == "claimreview" else annotated
            for name, options in ways.get(format.name, {format.name: Options()}).items():
                yield _format_row(format, name, given, options, there / name, rounds)
        for name, parts in {
            "report without the story": [ReportPart.QUOTES, ReportPart.CLAIMS],
            "report": [*ReportPart],
        }.items():
            yield _report_row(name, workspace, parts, there / name, rounds)


def _rated(annotated: Corpus) -> Corpus:
    """The corpus with a rating and a wording of its own for each tag, so that each becomes a review."""
    rated = []
    for number, each in enumerate(annotated.annotations):
        claim = replace(each.present, fields={"rating": "refuted", "wording": f"No {number}"})
        rated.append(Anchored(each.annotation, each.status, claim))
    return replace(annotated, annotations=rated)


def _format_row(format: Format, name: str, annotated: Corpus, options: Options, out: Path, rounds: int) -> str:
    out.mkdir()
    wrote, size, same = _costs(out, lambda: _write(format, annotated, options, out), rounds)
    whole = out if format.is_folder else next(out.iterdir())
    back = seconds(lambda: verify(format, annotated, options, whole), rounds)
    both = f"{(wrote + back) / same:.1f}" if format.read else "–"
    return f"| {name} | {size / 1e6:.1f} MB | {wrote * 1e3:.0f} ms | {wrote / same:.1f} | {both} |"


def _report_row(name: str, workspace: Workspace, parts: Sequence[ReportPart], out: Path, rounds: int) -> str:
    out.mkdir()

    def write() -> None:
        (out / "report.html").write_text("".join(html(report(workspace, parts, []))), "utf-8")

    wrote, size, same = _costs(out, write, rounds)
    return f"| {name} | {size / 1e6:.1f} MB | {wrote * 1e3:.0f} ms | {wrote / same:.1f} | – |"


def _costs(out: Path, write: Callable[[], object], rounds: int) -> tuple[float, int, float]:
    """The seconds that it takes to write something, its size in bytes, and the seconds of json.dumps."""
    write()
    said, size = _said(out), sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    same = seconds(lambda: _dump(out.parent / "same.json", said), rounds)
    return seconds(write, rounds), size, same


def _write(format: Format, annotated: Corpus, options: Options, out: Path) -> None:
    list(write_files(format, annotated, options, Losses(), out))


def _said(out: Path) -> list[Any]:
    """What is in the files of an export, as values for json.dumps."""
    found: list[Any] = []
    for text in _texts(out):
        try:
            found.append(json.loads(text))
        except ValueError:
            lines = text.splitlines()
            found += map(json.loads, lines) if text[:1] == "{" else lines
    return found


def _texts(out: Path) -> Iterator[str]:
    for file in sorted(each for each in out.rglob("*") if each.is_file()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        else:
            yield file.read_bytes().decode("utf-8", "replace")


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
