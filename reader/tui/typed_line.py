"""A line that somebody types: its text, its cursor and its history. Plain Python."""

from collections.abc import Callable, Mapping, Sequence

from reader.system.lazy_pattern import lazy_pattern
from reader.text.graphemes import grapheme_bounds
from reader.tui.event import Event

NEAR = 256  # code points beside the cursor in which the next grapheme is looked for
WORD = lazy_pattern(r"\w+")


def on_one_line(pasted: str) -> str:
    """Return pasted text as words on one line."""
    return " ".join(pasted.split())


class TypedLine:
    """A text on one line and the cursor in it, which keys move and edit as they do everywhere.

    Attributes:
        text: The text.
        at: The cursor, in code points: before a grapheme, or at the end.
        changed: Emits after each change: True if the text is another one now, False if only the cursor moved.
    """

    def __init__(self, text: str = "", history: Sequence[str] = ()) -> None:
        """Start with a text and the cursor at its end.

        Args:
            text: The text.
            history: The texts that were typed before, the oldest first. `↑` in an empty line goes back through them.
        """
        self.text, self.at = text, len(text)
        self.changed = Event[bool]()
        self._history = history
        self._recalled: int | None = None  # the number of the history's text that the line shows unchanged

    def set(self, text: str) -> None:
        """Put another text in place of this one, with the cursor at its end."""
        self._recalled = None
        self._become(text, len(text))

    def paste(self, text: str) -> None:
        """Insert pasted text at the cursor, on one line."""
        self.insert(on_one_line(text))

    def insert(self, text: str) -> None:
        """Insert a text at the cursor."""
        self._recalled = None
        self._become(self.text[: self.at] + text + self.text[self.at :], self.at + len(text))

    def press(self, key: str, character: str | None) -> bool:
        """Answer a key.

        Args:
            key: The name of the key, as Textual has it.
            character: The printable character; None if it has none.

        Returns:
            True if the key means something here.
        """
        if key in ("up", "down") and self._recall(-1 if key == "up" else 1):
            return True
        self._recalled = None
        if place := PLACES.get(key):
            self._become(self.text, place(self.text, self.at))
        elif place := DELETED_TO.get(key):
            start, end = sorted((self.at, place(self.text, self.at)))
            self._become(self.text[:start] + self.text[end:], start)
        elif character is not None:
            self.insert(character)
        else:
            return False
        return True

    def _recall(self, step: int) -> bool:
        """Show an older or a newer text of the history; return whether there is one."""
        if self.text and self._recalled is None:
            return False
        number = (len(self._history) if self._recalled is None else self._recalled) + step
        if not 0 <= number < len(self._history):
            return False
        self.set(self._history[number])
        self._recalled = number
        return True

    def _become(self, text: str, at: int) -> None:
        """Set the text and the cursor; a cursor within a grapheme is moved to the end of it."""
        before = self.text, self.at
        self.text, self.at = text, at
        if 0 < at < len(text):
            self.at = max(at, _after(text, _before(text, at)))
        if before != (self.text, self.at):
            self.changed.emit(self.text != before[0])


def _before(text: str, at: int) -> int:
    """Return where the grapheme before an offset begins."""
    start = max(0, at - NEAR)
    *_, last = ((0, 0), *grapheme_bounds(text[start:at]))
    return start + last[0]


def _after(text: str, at: int) -> int:
    """Return where the grapheme at an offset ends."""
    return at + next(grapheme_bounds(text[at : at + NEAR]), (0, 0))[1]


def _word_before(text: str, at: int) -> int:
    """Return where the word before an offset begins."""
    return max((found.start() for found in WORD.finditer(text, 0, at)), default=0)


def _word_after(text: str, at: int) -> int:
    """Return where the word after an offset ends."""
    found = WORD.search(text, at)
    return found.end() if found else len(text)


def _first(_text: str, _at: int) -> int:
    return 0


def _last(text: str, _at: int) -> int:
    return len(text)


Place = Callable[[str, int], int]
# Where a key puts the cursor
PLACES: Mapping[str, Place] = {
    "left": _before, "right": _after, "home": _first, "ctrl+a": _first, "end": _last,
    **dict.fromkeys(("ctrl+left", "alt+left"), _word_before), **dict.fromkeys(("ctrl+right", "alt+right"), _word_after),
}  # fmt: skip
# The other end of what a key deletes; the first end is the cursor
DELETED_TO: Mapping[str, Place] = {
    "backspace": _before, "delete": _after, "ctrl+u": _first, "ctrl+k": _last,
    **dict.fromkeys(("ctrl+w", "ctrl+backspace", "alt+backspace"), _word_before),
    **dict.fromkeys(("ctrl+delete", "alt+delete", "alt+d"), _word_after),
}  # fmt: skip
EDITING = frozenset({*PLACES, *DELETED_TO})  # keys without a character that mean the same in every line
