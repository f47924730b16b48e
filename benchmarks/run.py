"""One run of one program with one text, from outside: its figures, or why there are none."""

import contextlib
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import BLANK, FIRST_ANSWER, FIRST_TEXT, MEMORY, MOVED, Figures, Pace, Samples
from benchmarks.programs import BIN, Program
from benchmarks.screen import first_with, longest_blank, place, shown
from benchmarks.steps import Steps
from benchmarks.terminal import AT_REST, QUIET, EndedError, NotMeasuredError, Terminal
from benchmarks.texts import Text

ROOT = Path(__file__).parents[1]


def environment(home: Path, folder: Path = BIN) -> dict[str, str]:
    """A person's, with a home of its own; bytecode may be written."""
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT) if folder == BIN else "",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def elapsed(program: Program, text: Text, home: Path) -> Samples | str:
    """Milliseconds from the start to the end of a program without a screen."""
    known = environment(home)
    command = [*program.command, str(text.path)]
    begun = time.perf_counter()
    done = subprocess.run(command, env=known, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - begun
    return f"it ended with status {done.returncode}" if done.returncode else [1000 * taken]


class Run:
    """One run of a program in a terminal."""

    def __init__(self, program: Program, text: Text, pace: Pace, home: Path, folder: Path = BIN) -> None:
        self.program, self.pace = program, pace
        self.wanted = program.shows or (text.last if program.opens_at_end else text.first)
        self.terminal = Terminal([*program.command, str(text.path)], home, environment(home, folder))
        self.steps = Steps(self.terminal, program, text, pace)

    def measure(self, steps: Sequence[str]) -> Figures:
        """The opening, then each step as far as it comes, and the memory that all of it took."""
        with self.terminal as terminal:
            try:
                answered = self._open()
                opened = len(terminal.chunks)
            except NotMeasuredError as reason:
                return dict.fromkeys((FIRST_TEXT, FIRST_ANSWER), str(reason))
            figures = self.steps.take(steps) | self.steps.take((MEMORY,))
            if self.program.quit:
                self._leave()
        return {**self._opening(opened, answered), **figures}

    def _open(self) -> float:
        """Presses the first key as soon as there is text; seconds until it was answered."""
        terminal, pace = self.terminal, self.pace
        terminal.wait_for(self.wanted.split()[0].encode(), pace.limit)
        if self.program.answer:
            seen = terminal.written
            terminal.type(self.steps.key("first"))
            terminal.wait_for(self.program.answer.encode(), pace.limit, seen)
            terminal.rest(QUIET, AT_REST)
        else:
            terminal.press(self.steps.key("first"), pace.answer, at_rest=False)
        return terminal.chunks[-1][0]

    def _opening(self, opened: int, answered: float) -> Figures:
        """What of it was on the screen."""
        screens = list(shown(self.terminal.chunks[:opened]))
        text = first_with(self.wanted, screens)
        if text is None:
            return dict.fromkeys((FIRST_TEXT, FIRST_ANSWER), f"{self.wanted!r} was never on the screen")
        since = [screen for screen in screens if screen[0] >= text[0]]
        figures: Figures = {FIRST_TEXT: [1000 * text[0]], BLANK: [1000 * longest_blank(since)]}
        if not self.program.answer:
            return {**figures, FIRST_ANSWER: [1000 * answered]}
        if (answer := first_with(self.program.answer, since)) is None:
            return {**figures, FIRST_ANSWER: f"{self.program.answer!r} was never on the screen"}
        before, after = place(text[1], self.wanted), place(answer[1], self.wanted)
        if before and after and not self.program.shows:
            figures[MOVED] = [float(abs(after[0] - before[0]))]
        return {**figures, FIRST_ANSWER: [1000 * answer[0]]}

    def _leave(self) -> None:
        """Back to where it began, and what it does behind the screen done: the next start finds that."""
        with contextlib.suppress(EndedError):
            self.terminal.rest(AT_REST, self.pace.limit)
            self.terminal.type(self.steps.key("back"))
            self.terminal.rest(QUIET, AT_REST)
            self.terminal.quit(self.program.quit, self.pace.answer)
