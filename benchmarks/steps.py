"""What is done with a program that has opened its text: the keys, and what else there is to measure."""

from collections.abc import Callable, Sequence

from benchmarks.figures import (
    CURSOR_DOWN,
    FILTER,
    HELD,
    MEMORY,
    NEXT,
    PAGE_DOWN,
    PAGE_DOWN_LATE,
    PAGE_FIRST,
    PAGE_SIZE,
    RESIZE,
    TAG,
    TO_THE_END,
    Figures,
    Pace,
    Samples,
)
from benchmarks.programs import Program
from benchmarks.terminal import AT_REST, SIZE, NotMeasuredError, Reaction, Terminal
from benchmarks.texts import Text

OTHER_SIZE = (100, 30)
RATE = 30  # repetitions a second of a key that is held
LEAST = 5  # samples of a key
WORD = b"council"  # typed into a filter


class NoSuchKeyError(NotMeasuredError):
    """Nothing is wrong: the program cannot do that."""


class Steps:
    """One after another: each begins where the one before has ended. Times are milliseconds until the last byte."""

    def __init__(self, terminal: Terminal, program: Program, text: Text, pace: Pace) -> None:
        self.terminal, self.program, self.text, self.pace = terminal, program, text, pace
        self._pages: list[Reaction] = []

    def take(self, names: Sequence[str]) -> Figures:
        """The figures by name; after a step that took too long nothing can be said of those that follow."""
        figures: Figures = {}
        for number, name in enumerate(names):
            try:
                figures[name] = STEPS[name](self)
            except NoSuchKeyError as reason:
                figures[name] = str(reason)
            except NotMeasuredError as reason:
                figures[name] = str(reason)
                figures |= dict.fromkeys(names[number + 1 :], f"not tried: {name.split(',')[0]} {reason}")
                break
        if self._pages:
            figures[PAGE_FIRST] = [1000 * page.first for page in self._pages]
            figures[PAGE_SIZE] = [page.size / 1000 for page in self._pages]
        return figures

    def key(self, name: str) -> bytes:
        if name not in self.program.keys:
            raise NoSuchKeyError("has no such key")
        return self.program.keys[name]

    def press(self, name: str) -> float:
        reaction = self.terminal.press(self.key(name), self.pace.answer)
        if name == "page down":
            self._pages.append(reaction)
        return 1000 * reaction.last

    def repeat(self, name: str, count: int | None = None) -> Samples:
        """A key, again and again: so often, or as the pace allows; a few at least, for the first may be special."""
        samples: Samples = []
        end = self.terminal.now + self.pace.seconds
        while len(samples) < (count or self.pace.keys) and (count or len(samples) < LEAST or self.terminal.now < end):
            samples.append(self.press(name))
        return samples

    # The steps

    def page_down(self) -> Samples:
        if self.program.opens_at_end:
            self.press("begin")
        return self.repeat("page down")

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

    def hold(self) -> Samples:
        key = self.key("page down" if "page down" in self.program.keys else "next")
        return [1000 * self.terminal.hold(key, RATE, self.pace.held, self.pace.answer)]

    def resize(self) -> Samples:
        return [1000 * self.terminal.resize(size, self.pace.answer).last for size in 3 * (OTHER_SIZE, SIZE)]

    def to_the_end(self) -> Samples:
        """Until the last words were written."""
        key = self.key("end")
        self.terminal.rest(AT_REST, AT_REST)
        begun, seen = self.terminal.now, self.terminal.written
        self.terminal.type(key)
        self.terminal.wait_for(self.text.last.encode(), self.pace.limit, seen)
        return [1000 * (self.terminal.now - begun)]

    def cursor_down(self) -> Samples:
        if "list" in self.program.keys:
            self.press("list")
        return self.repeat("next")

    def filter(self) -> Samples:
        """Typed letter by letter."""
        self.press("filter")
        samples = [1000 * self.terminal.press(bytes([letter]), self.pace.answer).last for letter in WORD]
        self.terminal.type(self.key("leave"))
        return samples

    def memory(self) -> Samples:
        return [self.terminal.peak_memory() / 1e6]


STEPS: dict[str, Callable[[Steps], Samples]] = {
    PAGE_DOWN: Steps.page_down,
    HELD: Steps.hold,
    RESIZE: Steps.resize,
    TO_THE_END: Steps.to_the_end,
    PAGE_DOWN_LATE: Steps.page_down_late,
    NEXT: lambda steps: steps.late("next"),
    TAG: lambda steps: steps.late("tag"),
    CURSOR_DOWN: Steps.cursor_down,
    FILTER: Steps.filter,
    MEMORY: Steps.memory,
}
