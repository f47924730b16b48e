"""The ways in which another program may have counted offsets, and the choice between them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from reader.formats.carried_text import has_astral_characters
from reader.formats.offset_units import OffsetUnit
from reader.text.span import Span

MARK = "\ufeff"
_INSIDE, _BLANK, _CLEAN = 0, 1, 2  # the score of an edge: inside a word, beside white space that is in, and otherwise
# A letter or digit of a script that puts blanks between words.
_OF_WORD = re.compile(
    r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\ua9e0-\uaadf\uf900-\ufaff\uff66-\uff9f"
    r"\U00020000-\U0003ffff]"
)


class LineEnds(Enum):
    """The way to count a line end: Windows writes two characters, other systems one."""

    AS_THEY_ARE = ""
    ONE = "with a line end of two characters counted as one"
    TWO = "with each line end counted as two characters"


class MarkCount(Enum):
    """The way to count a byte-order mark."""

    AS_IT_IS = ""
    UNCOUNTED = "without the byte-order mark"
    COUNTED = "with a byte-order mark that its text lacks"


_UNIT_NAMES = {OffsetUnit.CODE_POINTS: "code points", OffsetUnit.UTF16: "UTF-16 units", OffsetUnit.BYTES: "UTF-8 bytes"}


@dataclass(frozen=True, slots=True)
class OffsetReading:
    """One way to count the offsets in a text."""

    unit: OffsetUnit = OffsetUnit.CODE_POINTS
    line_ends: LineEnds = LineEnds.AS_THEY_ARE
    mark: MarkCount = MarkCount.AS_IT_IS

    def __str__(self) -> str:
        """Return the reading in words, such as `UTF-16 units without the byte-order mark`."""
        return ", ".join(filter(None, (f"{_UNIT_NAMES[self.unit]} {self.mark.value}".strip(), self.line_ends.value)))


class _Run(NamedTuple):
    """Characters in a row that each count as `width`: their first offset in the file, and in code points."""

    there: int
    here: int
    length: int
    width: int


class CountedText:
    """A text, with offsets as one reading counts them."""

    def __init__(self, text: str, reading: OffsetReading) -> None:
        """Index the characters that do not count as one."""
        self.text, self.reading = text, reading
        self._runs = list(_runs(text, reading))
        self._starts = [each.there for each in self._runs]

    def span(self, start: int, end: int) -> Span | None:
        """Return a span in code points, given its offsets; None if they do not delimit a passage."""
        if start < 0 or end <= start:
            return None
        here, there = self._code_points(start), self._code_points(end)
        return (
            Span(here, there)
            if here is not None and there is not None and 0 <= here < there <= len(self.text)
            else None
        )

    def _code_points(self, offset: int) -> int | None:
        """Return an offset in code points; None if it lies inside a character."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset + _shift(self.reading)
        run = self._runs[at]
        inside = offset - run.there
        if inside > run.length * run.width:
            return run.here + run.length + inside - run.length * run.width
        if not run.width:
            return run.here
        return None if inside % run.width else run.here + inside // run.width


def _shift(reading: OffsetReading) -> int:
    """Return what to add to the offsets in the file if only the byte-order mark differs."""
    of_mark = len(MARK.encode()) if reading.unit is OffsetUnit.BYTES else 1
    return {MarkCount.AS_IT_IS: 0, MarkCount.UNCOUNTED: 1, MarkCount.COUNTED: -of_mark}[reading.mark]


def _runs(text: str, reading: OffsetReading) -> Iterator[_Run]:
    """Yield the characters that do not count as one, in order."""
    classes = [*_UNIT_CLASSES[reading.unit], *_LINE_END_CLASSES[reading.line_ends]]
    if not classes:
        return
    pattern = re.compile("|".join(f"({characters})" for characters, _ in classes))
    shift = _shift(reading)
    difference = -shift  # how many more units the file counts
    for match in pattern.finditer(text, max(0, shift)):
        assert match.lastindex
        width, length = classes[match.lastindex - 1][1], len(match[0])
        yield _Run(match.start() + difference, match.start(), length, width)
        difference += length * (width - 1)


_UNIT_CLASSES: dict[OffsetUnit, list[tuple[str, int]]] = {
    OffsetUnit.CODE_POINTS: [],
    OffsetUnit.UTF16: [("[\U00010000-\U0010ffff]+", 2)],
    OffsetUnit.BYTES: [("[\x80-\u07ff]+", 2), ("[\u0800-\uffff]+", 3), ("[\U00010000-\U0010ffff]+", 4)],
}
_LINE_END_CLASSES: dict[LineEnds, list[tuple[str, int]]] = {
    LineEnds.AS_THEY_ARE: [],
    LineEnds.ONE: [(r"\r(?=\n)", 0)],
    LineEnds.TWO: [(r"(?<!\r)\n", 2)],
}


def possible_readings(text: str, expected: OffsetUnit, *, is_certain: bool) -> Iterator[OffsetReading]:
    """Yield the readings in which some offset of this text differs, the expected one first and the least likely last.

    Args:
        text: The text.
        expected: The unit that the format or the user names.
        is_certain: True to try no other unit.
    """
    units = [expected]
    if not is_certain and not text.isascii():
        astral = [OffsetUnit.UTF16] if has_astral_characters(text) else []
        units += [unit for unit in (OffsetUnit.CODE_POINTS, *astral, OffsetUnit.BYTES) if unit is not expected]
    ends = [LineEnds.AS_THEY_ARE]
    ends += [LineEnds.ONE] if "\r\n" in text else []
    ends += [LineEnds.TWO] if re.search(r"(?<!\r)\n", text) else []
    marks = [MarkCount.AS_IT_IS, MarkCount.UNCOUNTED if text.startswith(MARK) else MarkCount.COUNTED]
    found = [OffsetReading(unit, end, mark) for unit in units for end in ends for mark in marks]
    return iter(sorted(found, key=lambda each: oddness(each, expected)))


def oddness(reading: OffsetReading, expected: OffsetUnit) -> int:
    """Return how much a reading differs from the expected one; a byte-order mark that is missing counts twice."""
    return (
        (reading.unit is not expected)
        + (reading.line_ends is not LineEnds.AS_THEY_ARE)
        + (reading.mark is not MarkCount.AS_IT_IS) * (2 if reading.mark is MarkCount.COUNTED else 1)
    )


def choose_reading(
    readings: Iterable[OffsetReading],
    text: str,
    offsets: Sequence[tuple[int, int]],
    score: Callable[[int, Span], int],
    best: int,
) -> tuple[CountedText, list[CountedText]]:
    """Return the text in the reading with the highest score, and in others with the same score.

    The first reading is kept unless another one scores higher.

    Args:
        readings: The readings to try, the expected one first.
        text: The text.
        offsets: The offsets of each passage, as they are in the file.
        score: Returns a number from 0 to `best` for a passage, given its index and its span in one reading.
        best: The highest score of one passage. If all passages reach it in the first reading, no other is tried.
    """
    chosen: list[CountedText] = []
    highest, is_first = -1, True
    for reading in readings:
        counted = CountedText(text, reading)
        total = sum(score(at, span) for at, (start, end) in enumerate(offsets) if (span := counted.span(start, end)))
        if total > highest:
            chosen, highest = [counted], total
        elif total == highest:
            chosen.append(counted)
        if is_first and total == best * len(offsets):
            break
        is_first = False
    return chosen[0], chosen[1:]


def edge_score(text: str, span: Span) -> int:
    """Return how much a span looks like a passage that a person marked: 4 if it begins and ends beside words."""
    return _edge(text, span.start, span.start) + _edge(text, span.end, span.end - 1)


BEST_EDGES = 2 * _CLEAN


def _edge(text: str, edge: int, inner: int) -> int:
    if cuts_word(text, edge):
        return _INSIDE
    return _BLANK if text[inner].isspace() or text[inner] == MARK else _CLEAN


def cuts_word(text: str, offset: int) -> bool:
    """Return whether an offset is inside a word, in a script that puts blanks between words."""
    return 0 < offset < len(text) and bool(_OF_WORD.match(text, offset - 1) and _OF_WORD.match(text, offset))
