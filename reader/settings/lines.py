"""On which line of a TOML file a setting stands: its parser does not tell."""

import re
from collections import Counter
from collections.abc import Iterator

HEADER = re.compile(r"\s*(\[\[?)\s*([\w\"'.-]+)\s*\]")
ASSIGNMENT = re.compile(r"\s*([\w\"'.-]+)\s*=")

Place = tuple[str | int, ...]  # of a setting, such as ("tags", 1, "key")


def line_of(text: str, place: Place) -> int:
    """The line where the setting at a place stands; else where the innermost part of it does that is found."""
    depth, found = 0, 1
    for number, here in _statements(text):
        if len(here) > depth and here == place[: len(here)]:
            depth, found = len(here), number
    return found


def _statements(text: str) -> Iterator[tuple[int, Place]]:
    """Headers and assignments, with their lines."""
    under: Place = ()
    numbers: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            under = _names(header[2])
            if header[1] == "[[":
                under = (*under, numbers[header[2]])
                numbers[header[2]] += 1
            yield number, under
        elif assignment := ASSIGNMENT.match(line):
            yield number, (*under, *_names(assignment[1]))


def _names(dotted: str) -> Place:
    return tuple(part.strip("\"'") for part in dotted.split("."))
