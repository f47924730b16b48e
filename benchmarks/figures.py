"""The names of the figures, and how long each is measured."""

from dataclasses import dataclass

FIRST_TEXT = "first text, ms"
FIRST_ANSWER = "first key answered, ms"
BLANK = "blank after the first text, ms"
MOVED = "rows that the text moved"
PAGE_DOWN = "page down, ms"
PAGE_FIRST = "page down: first byte, ms"
PAGE_SIZE = "page down: KB written"
PAGE_DOWN_LATE = "page down near the end, ms"
NEXT = "next sentence or line, ms"
TAG = "tag on disk, ms"
HELD = "key held: lag, ms"
RESIZE = "resize, ms"
TO_THE_END = "to the end, ms"
CURSOR_DOWN = "cursor down, ms"
FILTER = "a letter of a filter, ms"
MEMORY = "peak memory, MB"
ELAPSED = "start to end, ms"
ORDER = (
    *(FIRST_TEXT, FIRST_ANSWER, BLANK, MOVED),
    *(PAGE_DOWN, PAGE_FIRST, PAGE_SIZE, PAGE_DOWN_LATE, NEXT, TAG, CURSOR_DOWN, FILTER, HELD, RESIZE, TO_THE_END),
    *(MEMORY, ELAPSED),
)

Samples = list[float]
Figures = dict[str, Samples | str]  # what was measured, or why it was not


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of a benchmark.

    Attributes:
        limit: Seconds at most for a start.
        answer: Seconds at most for the answer to a key.
        keys: The most keys of a figure.
        seconds: Seconds that a figure takes, about.
        held: Seconds that a key is held.
    """

    limit: float = 60.0
    answer: float = 10.0
    keys: int = 40
    seconds: float = 2.5
    held: float = 2.0
