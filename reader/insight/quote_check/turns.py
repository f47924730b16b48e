"""The turns of a transcript: names before the words of each speaker, such as `Mr Smith:` and `THE PRESIDENT.`."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

MIN_TURNS = 2  # turns with a label that could be something else, such as `Note:`

_WORD = r"[^\W\d_a-z][\w.'’\-]*"
_LABEL = re.compile(
    rf"^[^\S\n]{{0,8}}[*_>]*(?P<name>{_WORD}(?:[^\S\n]{_WORD}|[^\S\n](?:de|van|von|der|of|the)(?=\s)){{0,6}}"
    rf"(?:[^\S\n]?\([^)\n]{{1,60}}\))?)(?P<mark>[.:])[*_]*(?=\s)",
    re.MULTILINE,
)
_TITLE = re.compile(
    r"(?i)^(?:the|mr|mrs|ms|dr|sen|rep|gov|gen|president|senator|secretary|minister|chairman|speaker|q|a)\b"
)
_SHORT = re.compile(r"\s?\([^)]*\)$")


class Turn(NamedTuple):
    """The start of a turn, in code points, and the name of the speaker, as in the transcript."""

    start: int
    speaker: str


class Turns:
    """The turns of a transcript, in order; a text without names has none."""

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        self._turns = turns
        self._starts = [turn.start for turn in turns]

    def __len__(self) -> int:
        return len(self._turns)

    def speaker_at(self, offset: int) -> str:
        """Return the name of the speaker at an offset; empty if the transcript does not say."""
        number = bisect_right(self._starts, offset)
        return self._turns[number - 1].speaker if number else ""


def find_turns(text: str) -> Turns:
    """Return the turns of a transcript: names at the start of a line, followed by a colon or a full stop.

    A label that does not look like a name, or that ends in a full stop, counts only if it occurs twice.
    """
    found = [(match.start(), match["name"], match["mark"]) for match in _LABEL.finditer(text)]
    counts = Counter((name, mark) for _, name, mark in found)
    return Turns(
        [Turn(start, _SHORT.sub("", name)) for start, name, mark in found if _names(name, mark, counts[name, mark])]
    )


def _names(name: str, mark: str, count: int) -> bool:
    words = name.split()
    if mark == ".":
        return count >= MIN_TURNS and (name.isupper() or bool(_TITLE.match(name)))
    return count >= MIN_TURNS or len(words) > 1 or bool(_TITLE.match(name)) or name.isupper()
