"""Whole control sequences for keys, the mouse and answers, in the form that Textual reads."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from reader.tui.terminal_input import kitty
from reader.tui.terminal_input.questions import Questions

# Patterns that few starts need are compiled when they are first used.
FOCUS = ("\x1b[I", "\x1b[O")
# Textual knows keys that look like these: F3 with a modifier, and what an old xterm sends for ctrl and a digit.
REPLIES = r"\x1b\[\d+;\d+[Rt]"
MOUSE = r"\x1b\[<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]"
SIZE = r"\x1b\[48;(\d{1,4})(?::\d*)*;(\d{1,4})(?::\d*)*;(\d{1,6})(?::\d*)*;(\d{1,6})(?::\d*)*t"
MOST_CELLS = 1_000_000  # cells of a size that is believed


class KnownKeys(NamedTuple):
    """The keys that Textual knows.

    Attributes:
        sequences: The control sequences and characters of keys.
        numbered: The keys of kitty's protocol that type nothing, as number and final character, such as `27u`; None if
            that protocol is not to be read.
        with_alt: The letters that have a binding with alt; any other letter after `esc` is a key of its own.
    """

    sequences: Container[str] = frozenset()
    numbered: Container[str] | None = frozenset()
    with_alt: Container[str] = frozenset()


class SequenceReader:
    """Tells the sequences that mean something to the program from those that a terminal sends unasked."""

    def __init__(self, keys: KnownKeys, questions: Questions) -> None:
        self.keys = keys
        self.questions = questions

    def read(self, sequence: str) -> Sequence[str]:
        """Return the sequences to hand to Textual for a whole control sequence; none if it is to be ignored."""
        if re.fullmatch(REPLIES, sequence):
            return ()
        if scheme := self.questions.scheme(sequence):
            return (scheme,)
        if self.keys.numbered is not None and (keys := kitty.readable(sequence, self.keys.numbered)) is not None:
            return keys
        if size := re.fullmatch(SIZE, sequence):
            return self._size([int(group) for group in size.groups()])
        return (sequence,) if self._counts(sequence) else ()

    def _counts(self, sequence: str) -> bool:
        if sequence in FOCUS:
            return self.questions.has_focus
        if re.fullmatch(MOUSE, sequence):
            return self.questions.has_mouse
        return sequence in self.keys.sequences or self.questions.close(sequence)

    def _size(self, numbers: Sequence[int]) -> Sequence[str]:
        """Return the report of a size; a terminal that does not know its size in pixels reports the mouse in cells."""
        rows, columns, height, width = numbers
        if not self.questions.has_sizes or not 0 < rows * columns <= MOST_CELLS:
            return ()
        return (f"\x1b[48;{rows};{columns};{height or rows};{width or columns}t",)
