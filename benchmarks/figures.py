"""The figures of one program that shows one text: everything is measured in one run of it, from outside."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.programs import BIN, Program
from benchmarks.screen import first_with, longest_blank, place, shown
from benchmarks.terminal import AT_REST, QUIET, EndedError, NotMeasuredError, Reaction, Terminal
from benchmarks.texts import Text

FIRST_TEXT = "first text, ms"
FIRST_ANSWER = "first key answered, ms"
BLANK = "blank after the first text, ms"
MOVED = "rows that the text moved"
MEMORY = "peak memory, MB"
ELAPSED = "start to end, ms"
PAGE_DOWN = "page down, ms"
HELD = "key held: lag, ms"
RESIZE = "resize, ms"
TO_THE_END = "to the end, ms"
PAGE_FIRST = "page down: first byte, ms"
PAGE_SIZE = "page down: KB written"
PAGE_DOWN_LATE = "page down near the end, ms"
NEXT = "next sentence or line, ms"
TAG = "tag on disk, ms"
CURSOR_DOWN = "cursor down, ms"
FILTER = "a letter of a filter, ms"

ROOT = Path(__file__).parents[1]
SIZES = ((100, 30), (120, 40))
RATE = 30  # repetitions a second of a key that is held
WORD = b"council"

Samples = list[float]
Figures = dict[str, Samples | str]  # what was measured, or why it was not


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to measure. limit, answer: seconds for a start, and for the answer to a key. keys, seconds: a figure has
    at most so many keys and takes about so long. held: seconds.
    """

    limit: float = 60.0
    answer: float = 10.0
    keys: int = 40
    seconds: float = 4.0
    held: float = 2.0


class NoSuchKeyError(NotMeasuredError):
    """Nothing is wrong: the program cannot do that."""


def environment(home: Path, bin: Path = BIN) -> dict[str, str]:
    """A person's, with a home of its own; bytecode may be written."""
    return {
        "PATH": f"{bin}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT) if bin == BIN else "",
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

    def __init__(self, program: Program, text: Text, pace: Pace, home: Path, bin: Path = BIN) -> None:
        self.program, self.text, self.pace = program, text, pace
        self._reactions: dict[str, list[Reaction]] = {}  # by what the key does
        home.mkdir(parents=True, exist_ok=True)
        self.terminal = Terminal([*program.command, str(text.path)], home, environment(home, bin))

    def measure(self, steps: Sequence[str]) -> Figures:
        """The opening, then each step as far as it comes, and the memory that all of it took."""
        with self.terminal as terminal:
            try:
                answered = self._open()
                opened = len(terminal.chunks)
            except NotMeasuredError as reason:
                return dict.fromkeys((FIRST_TEXT, FIRST_ANSWER), str(reason))
            figures = self._steps(steps) | self._steps((MEMORY,))
            if self.program.quit:
                self._leave()
        return {**self._opening(opened, answered), **figures, **self._pages()}

    # The opening

    @property
    def _wanted(self) -> str:
        return self.program.shows or (self.text.last if self.program.opens_at_end else self.text.first)

    def _open(self) -> float:
        """Presses the first key as soon as there is text; seconds until it was answered."""
        terminal, pace = self.terminal, self.pace
        terminal.wait_for(self._wanted.split()[0].encode(), pace.limit)
        if self.program.answer:
            seen = terminal.written
            terminal.type(self.key("first"))
            terminal.wait_for(self.program.answer.encode(), pace.limit, seen)
            terminal.rest(QUIET, AT_REST)
        else:
            terminal.press(self.key("first"), pace.answer, at_rest=False)
        return terminal.chunks[-1][0]

    def _opening(self, opened: int, answered: float) -> Figures:
        """What of it was on the screen."""
        screens = list(shown(self.terminal.chunks[:opened]))
        text = first_with(self._wanted, screens)
        if text is None:
            return dict.fromkeys((FIRST_TEXT, FIRST_ANSWER), f"{self._wanted!r} was never on the screen")
        since = [screen for screen in screens if screen[0] >= text[0]]
        figures: Figures = {FIRST_TEXT: [1000 * text[0]], BLANK: [1000 * longest_blank(since)]}
        if not self.program.answer:
            return {**figures, FIRST_ANSWER: [1000 * answered]}
        if (answer := first_with(self.program.answer, since)) is None:
            return {**figures, FIRST_ANSWER: f"{self.program.answer!r} was never on the screen"}
        before, after = place(text[1], self._wanted), place(answer[1], self._wanted)
        if before and after and not self.program.shows:
            figures[MOVED] = [float(abs(after[0] - before[0]))]
        return {**figures, FIRST_ANSWER: [1000 * answer[0]]}

    def _leave(self) -> None:
        """Back to where it began, and what it does behind the screen done: the next start finds that."""
        with contextlib.suppress(EndedError):
            self.terminal.rest(AT_REST, self.pace.limit)
            self.terminal.type(self.key("back"))
            self.terminal.rest(QUIET, AT_REST)
            self.terminal.quit(self.program.quit, self.pace.answer)

    # The keys

    def key(self, name: str) -> bytes:
        if name not in self.program.keys:
            raise NoSuchKeyError("has no such key")
        return self.program.keys[name]

    def _steps(self, steps: Sequence[str]) -> Figures:
        """After one that took too long nothing can be said of those that follow."""
        figures: Figures = {}
        for number, step in enumerate(steps):
            try:
                figures[step] = STEPS[step](self)
            except NoSuchKeyError as reason:
                figures[step] = str(reason)
            except NotMeasuredError as reason:
                figures |= dict.fromkeys(steps[number + 1 :], f"not tried: {step.split(',')[0]} {reason}")
                figures[step] = str(reason)
                break
        return figures

    def _pages(self) -> Figures:
        """What there is to say of a page down besides."""
        if not (pages := self._reactions.get("page down")):
            return {}
        return {PAGE_FIRST: [1000 * page.first for page in pages], PAGE_SIZE: [page.size / 1000 for page in pages]}

    def press(self, name: str) -> float:
        """Milliseconds until the last byte."""
        reaction = self.terminal.press(self.key(name), self.pace.answer)
        self._reactions.setdefault(name, []).append(reaction)
        return 1000 * reaction.last

    def repeat(self, name: str, count: int | None = None) -> Samples:
        """A key, again and again: so often, or as the pace allows."""
        samples: Samples = []
        end = self.terminal.now + self.pace.seconds
        while len(samples) < (count or self.pace.keys) and (count or not samples or self.terminal.now < end):
            samples.append(self.press(name))
        return samples

    def hold(self, name: str) -> Samples:
        return [1000 * self.terminal.hold(self.key(name), RATE, self.pace.held, self.pace.answer)]

    def resize(self) -> Samples:
        return [1000 * self.terminal.resize(size, self.pace.answer).last for size in SIZES * 3]

    def to_the_end(self) -> Samples:
        """Until the last words were written."""
        key = self.key("end")
        self.terminal.rest(AT_REST, AT_REST)
        begun, seen = self.terminal.now, self.terminal.written
        self.terminal.type(key)
        self.terminal.wait_for(self.text.last.encode(), self.pace.limit, seen)
        return [1000 * (self.terminal.chunks[-1][0] - begun)]

    def page_down_late(self) -> Samples:
        """Up from the end, and down again."""
        self.key("end")
        pages = len(self.repeat("page up"))
        return self.repeat("page down", max(1, pages - 1))

    def late(self, name: str) -> Samples:
        """A key, some pages before where the last step ended, so that there is room for it."""
        self.key(name)
        self.terminal.type(3 * self.key("page up"))
        self.terminal.rest(AT_REST, self.pace.answer)
        return self.repeat(name)

    def filter(self) -> Samples:
        """Typed letter by letter."""
        self.press("filter")
        samples = [1000 * self.terminal.press(bytes([letter]), self.pace.answer).last for letter in WORD]
        self.terminal.type(self.key("leave"))
        return samples

    def page_down(self) -> Samples:
        if self.program.opens_at_end:
            self.press("begin")
        return self.repeat("page down")

    def cursor_down(self) -> Samples:
        if "list" in self.program.keys:
            self.press("list")
        return self.repeat("next")

    def memory(self) -> Samples:
        return [self.terminal.peak_memory() / 1e6]


STEPS: dict[str, Callable[[Run], Samples]] = {
    PAGE_DOWN: Run.page_down,
    HELD: lambda run: run.hold("page down" if "page down" in run.program.keys else "next"),
    RESIZE: Run.resize,
    TO_THE_END: Run.to_the_end,
    PAGE_DOWN_LATE: Run.page_down_late,
    NEXT: lambda run: run.late("next"),
    TAG: lambda run: run.late("tag"),
    CURSOR_DOWN: Run.cursor_down,
    FILTER: Run.filter,
    MEMORY: Run.memory,
}
