"""Pages whose columns a PDF gives line by line, so that their sentences are mixed up."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ROWS = 4  # lines side by side that make two columns
LETTERS = 15  # letters on each side of the gap, on average: cells of tables are shorter
_GAP = re.compile(r"(\S.*?\S)\s{4,}(\S.*\S)")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text on a page, in the order of the file; lengths are in points."""

    text: str
    x: float
    y: float
    size: float


def has_mixed_columns(pieces: Sequence[TextPiece], text: str) -> bool:
    """Return whether there are columns side by side and the text runs across them line by line."""
    gaps = [found.groups() for line in text.splitlines() if (found := _GAP.fullmatch(line.strip()))]
    return _are_columns(gaps) or _are_columns(_side_by_side(pieces))


def _side_by_side(pieces: Sequence[TextPiece]) -> list[tuple[str, str]]:
    """Return the texts to the left and right of the gap between columns, for all rows that the file gives as one."""
    rows = [
        (left, right)
        for left, right in itertools.pairwise(pieces)
        if abs(left.y - right.y) < 1 and right.x > left.x + 0.4 * left.size * len(left.text) + left.size
    ]
    starts = Counter(round(right.x / 4) for _, right in rows)
    start = max(starts, key=lambda each: starts[each], default=0)
    return [(left.text, right.text) for left, right in rows if abs(round(right.x / 4) - start) <= 1]


def _are_columns(rows: Sequence[tuple[str | None, ...]]) -> bool:
    lefts, rights = (sum(len(row[side] or "") for row in rows) for side in (0, 1))
    return len(rows) >= ROWS and min(lefts, rights) >= LETTERS * len(rows)
