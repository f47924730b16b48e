"""The benchmarks still run: their shape, never their time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bench import Result
from benchmarks.figures import FIRST_ANSWER, FIRST_TEXT, MEMORY, NEXT, TAG, TO_THE_END
from benchmarks.goals import Verdict
from benchmarks.programs import FIRST_START, HELLO, OURS
from benchmarks.results import Results, median, p99
from benchmarks.screen import first_with, longest_blank, place, shown
from benchmarks.tags import write_tags
from benchmarks.texts import FIRST, LAST, Texts
from tests.support import ROOT

PATIENCE = 120  # seconds, for what takes some ten


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Result]]:
    """What a small run of the command prints, and its JSON."""
    folder = tmp_path_factory.mktemp("benchmarks")
    command = [sys.executable, "-m", "benchmarks", "--tiny", "--rows", "start,tags,commands"]
    command += ["--programs", f"{OURS},{HELLO.name}", "--folder", str(folder), "--json", str(folder / "runs.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    runs = json.loads((folder / "runs.json").read_text("utf-8"))["runs"]
    return done.stdout, [Result(**run) for run in runs]


def test_a_run_measures_this_program_and_a_peer(report: tuple[str, list[Result]]) -> None:
    results = Results(report[1])
    sample = results.cases()[0]
    for program in (FIRST_START, OURS, HELLO.name):
        for figure in (FIRST_TEXT, FIRST_ANSWER, MEMORY):
            assert results.value(sample, program, figure), results.why(sample, program, figure)


def test_keys_are_answered(report: tuple[str, list[Result]]) -> None:
    results = Results(report[1])
    tagged = next(case for case in results.cases() if case.startswith("20 tags"))
    for figure in (TO_THE_END, NEXT, TAG):
        assert results.value(tagged, OURS, figure), results.why(tagged, OURS, figure)


def test_the_report_has_a_table_for_every_case_and_the_goals(report: tuple[str, list[Result]]) -> None:
    text, runs = report
    headings = [line[4:] for line in text.splitlines() if line.startswith("### ")]
    assert headings == [*Results(runs).cases(), "Goals"]
    assert "| article of 10 KB | first text, ms, to hello-world |" in text


# What is read from the samples

RUNS = [
    Result("a", "ours", 0, {"ms": [1.0, 2.0, 9.0]}),
    Result("a", "peer", 0, {"ms": [4.0]}),
    Result("a", "ours", 1, {"ms": [6.0]}),
    Result("a", "peer", 1, {"ms": [2.0]}),
    Result("a", "ours", 2, {"ms": [8.0]}),
    Result("a", "late", 0, {"ms": "not within a minute"}),
]


def test_what_holds_the_screen_is_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.stalls", "--tiny"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "another program writes the file" in done.stdout


def test_where_the_time_of_a_key_goes_is_measured() -> None:
    sizes = ["--size", "50000", "--tags", "20", "--times", "8", "--functions", "3"]
    command = [sys.executable, "-m", "benchmarks.profile", "--key", "j", *sizes]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    parts = [float(line.split()[0]) for line in done.stdout.split("\n") if " ms  " in line]
    assert len(parts) == 7 and min(parts) > 0
    assert parts[-1] == pytest.approx(sum(parts[:-1]), abs=0.05)


def test_a_ratio_is_the_median_of_those_of_the_rounds() -> None:
    results = Results(RUNS)
    assert results.value("a", "ours", "ms") == median([2.0, 6.0, 8.0])
    assert results.value("a", "ours", "ms", p99) == 9.0
    assert results.ratio(("a", "ours", "ms"), ("a", "peer", "ms")) == median([2.0 / 4.0, 6.0 / 2.0])
    assert results.ratio(("a", "ours", "ms"), ("a", "late", "ms")) is None
    assert results.why("a", "late", "ms") == "not within a minute"


@pytest.mark.parametrize(
    ("measured", "met"), [((0.9,), True), ((0.9, 1.1), False), ((None, 1.0), True), ((None, None), None)]
)
def test_a_goal_is_met_if_no_figure_is_above_it(measured: tuple[float | None, ...], met: bool | None) -> None:
    assert Verdict("case", "figure", measured, at_most=1.0).met is met


# What is seen in the bytes

CHUNKS = [
    (0.1, b"\x1b[?1049h\x1b[2J\x1b[3;5H\x1b[1mQuill"),
    (0.2, b"marsh\x1b[0m woke\x1b[>1u\x1b[?2026$p"),
    (0.3, b"\x1b[?2026h\x1b[2J"),  # held back by the terminal
    (0.4, b"\x1b[3;5HQuillmarsh woke\x1b[?2026l"),
    (0.5, b"\x1b[2J"),
    (0.8, b"\x1b[4;5HQuillmarsh woke"),
]


def test_text_is_found_on_the_screen_and_not_in_the_bytes() -> None:
    screens = list(shown(CHUNKS, (40, 10)))
    seen = first_with(FIRST, screens)
    assert seen is not None
    assert (seen[0], place(seen[1], FIRST)) == (0.2, (2, 4))
    assert place(screens[-1][1], FIRST) == (3, 4)
    assert [time for time, _ in screens] == [0.1, 0.2, 0.4, 0.5, 0.8]


def test_a_screen_that_is_blank_for_a_while_is_a_flash() -> None:
    assert longest_blank(list(shown(CHUNKS, (40, 10)))) == pytest.approx(0.3)
    assert longest_blank(list(shown(CHUNKS[:4], (40, 10)))) == 0.0


# What is read


def test_texts_are_made_once_and_say_where_they_begin_and_end(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    for kind in ("txt", "md"):
        path = texts.article(20_000, kind).path
        written = path.read_text("utf-8")
        assert written.count(FIRST) == written.count(LAST) == 1
        assert 20_000 < path.stat().st_size < 24_000
        assert texts.article(20_000, kind).path.read_text("utf-8") == written
    assert len(list(texts.sources(12).path.rglob("*.txt"))) == 12
    assert texts.titles(12).path.read_text("utf-8").splitlines()[-1].startswith(texts.titles(12).last)


@pytest.mark.parametrize("count", [0, 1, 7, 900])
def test_tags_stand_where_they_say(count: int, tmp_path: Path) -> None:
    sources = [Texts(tmp_path / str(number)).article(10_000).path for number in range(2)]
    write_tags(tmp_path / "annotations.json", sources, count)
    assert (tmp_path / "annotations.json").exists() == bool(count)
    if count:
        tags = json.loads((tmp_path / "annotations.json").read_bytes())["annotations"].values()
        text = sources[0].read_text("utf-8")
        assert len(tags) == count
        assert all(text[tag["start"] : tag["end"]] == tag["exact"] for tag in tags)
