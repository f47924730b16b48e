"""What was on the screen, and when: the chunks of a terminal, replayed through pyte."""

import re
from collections.abc import Iterable, Iterator, Sequence

import pyte

from benchmarks.terminal import SIZE, Chunk

# What pyte would draw as text: keyboard protocols, private queries, window operations, strings of other devices.
_UNKNOWN = re.compile(
    rb"\x1b\[[<=>][\d;:]*[a-zA-Z]|\x1b\[\?[\d;]*(?:\$p|u)|\x1b\[[\d;]*[$'\" t][a-zA-Z]?|\x1b[P_^].*?\x1b\\", re.S
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[^@-~]*|[P_^][^\x1b]*\x1b?)?$")
_SYNCHRONISED = 2026 << 5  # pyte's way to write a private mode
_SPLIT = 0.002  # seconds: less is one repaint that came in two chunks


Shown = tuple[float, list[str]]  # seconds since the start; the rows of the screen then


def shown(chunks: Iterable[Chunk], size: tuple[int, int] = SIZE) -> Iterator[Shown]:
    """The screen after each chunk; what a synchronised update holds back comes at its end."""
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    rest = b""
    for time, data in chunks:
        data = rest + data
        rest = match.group() if (match := _UNFINISHED.search(data)) else b""
        stream.feed(_UNKNOWN.sub(b"", data[: len(data) - len(rest)]))
        if _SYNCHRONISED not in screen.mode:
            yield time, screen.display


def place(rows: Sequence[str], text: str) -> tuple[int, int] | None:
    """Row and column of a text."""
    return next(((y, row.index(text)) for y, row in enumerate(rows) if text in row), None)


def first_with(text: str, screens: Iterable[Shown]) -> Shown | None:
    return next((screen for screen in screens if place(screen[1], text)), None)


def longest_blank(screens: Sequence[Shown]) -> float:
    """For how many seconds at most there was nothing on the screen, between two screens with something."""
    longest, since = 0.0, None
    for time, rows in screens:
        if not any(row.strip() for row in rows):
            since = since or time
        elif since is not None:
            longest, since = max(longest, time - since), None
    return longest if longest > _SPLIT else 0.0
