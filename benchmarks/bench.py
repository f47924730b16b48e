"""Cases run: programs in turn, round by round."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.figures import ELAPSED, FIRST_TEXT, Figures, Pace
from benchmarks.programs import BIN, FIRST_START, PYTHON, Program
from benchmarks.run import Run, elapsed, environment
from benchmarks.texts import Texts
from benchmarks.venvs import Venvs

SLOW = 5.0  # seconds of a start after which one round is enough


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of a program gave."""

    case: str
    program: str
    round: int
    figures: Figures


@dataclass(slots=True)
class Bench:
    texts: Texts
    venvs: Venvs
    pace: Pace
    rounds: int
    only: Sequence[str] = ()  # programs by name; all, where it is empty
    _given_up: dict[tuple[str, str], str] = field(default_factory=dict)  # by group and program: too slow, and where

    def run(self, case: Case) -> Iterator[Result]:
        slow: set[str] = set()
        programs = [program for program in case.programs if not self.only or program.name.split(",")[0] in self.only]
        for number in range(self.rounds):
            self._reset(case, programs)
            with tempfile.TemporaryDirectory(prefix="reader-benchmark-", ignore_cleanup_errors=True) as homes:
                for program in programs:
                    if program.name not in slow:
                        figures = self._measure(case, program, Path(homes))
                        print(f"{case.name}, round {number + 1}, {program.name}: {_brief(figures)}", file=sys.stderr)
                        yield Result(case.name, program.name, number, figures)
                        if _is_slow(figures):
                            slow.add(program.name)

    def _reset(self, case: Case, programs: Sequence[Program]) -> None:
        """What the last round tagged."""
        for kind in {program.reads for program in programs}:
            case.text(self.texts, kind).reset()

    def _measure(self, case: Case, program: Program, homes: Path) -> Figures:
        if reason := self._given_up.get((case.group, program.name)) or self._missing(program):
            return {FIRST_TEXT: reason}
        home = homes / program.name.split(",")[0]  # the second start of ours finds what the first one left
        home.mkdir(exist_ok=True)
        try:
            figures = self._figures(case, program, home)
        except OSError as error:
            figures = {FIRST_TEXT: f"it could not be run: {error.strerror}"}
        if isinstance(opened := figures.get(FIRST_TEXT), str):
            self._given_up[case.group, program.name] = f"{opened} ({case.name})"
        return figures

    def _figures(self, case: Case, program: Program, home: Path) -> Figures:
        text = case.text(self.texts, program.reads)
        if program is PYTHON or not case.has_screen:
            return {FIRST_TEXT if case.has_screen else ELAPSED: elapsed(program, text, home)}
        steps = () if program.name == FIRST_START else case.steps
        return Run(program, text, self.pace, home, self._bin(program)).measure(steps)

    def _missing(self, program: Program) -> str:
        """Why a program is not there."""
        if program.venv and not self.venvs.prepare(program.venv):
            return self.venvs.problems[program.venv]
        path = environment(Path(), self._bin(program))["PATH"]
        return "" if shutil.which(program.command[0], path=path) else "not installed"

    def _bin(self, program: Program) -> Path:
        return self.venvs.bin(program.venv) if program.venv else BIN


def _is_slow(figures: Figures) -> bool:
    opened = figures.get(FIRST_TEXT, [0.0])
    return isinstance(opened, str) or opened[0] > 1000 * SLOW


def _brief(figures: Figures) -> str:
    first = figures.get(FIRST_TEXT, figures.get(ELAPSED, ""))
    return first if isinstance(first, str) else f"{first[0]:.0f} ms"
