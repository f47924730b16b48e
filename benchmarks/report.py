"""The whole report, and the same for programs: every sample as JSON."""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import cases
from benchmarks.bench import Result
from benchmarks.cases import Sizes
from benchmarks.figures import CURSOR_DOWN, FIRST_ANSWER, FIRST_TEXT, MEMORY, NEXT, PAGE_DOWN_LATE, TAG
from benchmarks.goals import Goals
from benchmarks.results import Results
from benchmarks.table import case_table, goals_table, growth_table
from benchmarks.venvs import Venvs
from reader.version import VERSION

GROWING = (FIRST_TEXT, FIRST_ANSWER, PAGE_DOWN_LATE, CURSOR_DOWN, NEXT, TAG, MEMORY)
KEY = """A cell is the median of the rounds' medians (/ the p99 of all samples, where there are enough), and in brackets
how many times as much `reader` takes: the median of the per-round ratios."""


def about(venvs: Venvs) -> dict[str, str]:
    """What a figure without it is not worth."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Textual": version("textual"),
        "reader": VERSION,
        **venvs.versions(),
    }


def report(facts: dict[str, str], runs: Sequence[Result], sizes: Sizes) -> str:
    results = Results(runs)
    facts_line = " · ".join(f"{name} {value}" for name, value in facts.items())
    parts = [f"## Benchmarks\n\n{facts_line}\n\n{KEY}"]
    parts += [case_table(results, case) for case in results.cases()]
    for series in _series(sizes):
        if len(there := [case for case in series if case in results.cases()]) > 1:
            parts.append(f"### Growth\n\n{growth_table(results, there, GROWING)}")
    verdicts = Goals(results, sizes).verdicts()
    parts.append(goals_table(verdict for verdict in verdicts if verdict.case in results.cases()))
    return "\n\n".join(parts) + "\n"


def _series(sizes: Sizes) -> Iterator[list[str]]:
    """Cases that differ in one size."""
    yield [cases.article(*each) for each in sizes.articles]
    yield [cases.sources(count) for count in sizes.lists]
    yield [cases.tags_in(count, sizes.tagged) for count in sizes.tags]


def write_json(path: Path, facts: dict[str, str], runs: Sequence[Result]) -> None:
    document = {"about": facts, "runs": [asdict(run) for run in runs]}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
