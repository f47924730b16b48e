"""The report: a Markdown table for each case, how the cost grows, and which goals were met."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.goals import Verdict
from benchmarks.programs import FIRST_START, OURS
from benchmarks.results import Results, p99

MANY = 20  # samples of a round, from which a p99 says something
MET = {True: "yes", False: "**no**", None: "not measured"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def case_table(results: Results, case: str) -> str:
    """A row a figure, a column a program: the median / p99, and in brackets ours as a multiple of it."""
    programs = results.programs(case)
    figures = results.figures(case)
    rows = [[figure, *(_cell(results, case, program, figure) for program in programs)] for figure in figures]
    return f"### {case}\n\n{table(['figure', *programs], rows)}"


def _cell(results: Results, case: str, program: str, figure: str) -> str:
    value = results.value(case, program, figure)
    if value is None:
        return results.why(case, program, figure) or "–"
    slowest = results.value(case, program, figure, p99)
    words = number(value)
    if results.count(case, program, figure) >= MANY and slowest is not None:
        words += f" / {number(slowest)}"
    ratio = results.ratio((case, OURS, figure), (case, program, figure))
    return words if ratio is None or program in (OURS, FIRST_START) else f"{words} (×{number(ratio)})"


def growth_table(results: Results, cases: Sequence[str], figures: Sequence[str]) -> str:
    """How ours grows from case to case; in brackets the multiple of the first."""
    rows = [
        [f"{ours}: {figure}", *_grown(results, cases, ours, figure)]
        for ours in (FIRST_START, OURS)
        for figure in figures
    ]
    return table(["figure", *cases], (row for row in rows if any(cell != "–" for cell in row[1:])))


def _grown(results: Results, cases: Sequence[str], ours: str, figure: str) -> Iterator[str]:
    for case in cases:
        value = results.value(case, ours, figure)
        ratio = results.ratio((case, ours, figure), (cases[0], ours, figure))
        multiple = f" (×{number(ratio)})" if ratio is not None and case != cases[0] else ""
        yield f"{number(value)}{multiple}" if value is not None else results.why(case, ours, figure) or "–"


def goals_table(verdicts: Iterable[Verdict]) -> str:
    """Where there are two figures, they are those of a first and of a second start."""
    rows = [
        [each.case, each.what, " / ".join(map(_or_dash, each.measured)), f"≤ {number(each.at_most)}", MET[each.met]]
        for each in verdicts
    ]
    return f"### Goals\n\n{table(['with', 'figure', 'measured', 'wanted', 'met'], rows)}"


def _or_dash(value: float | None) -> str:
    return "–" if value is None else number(value)


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
