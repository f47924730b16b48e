"""The typing of a field of a card, with the values that `tab` takes in its place. Plain Python without Textual."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.settings.fields import Field
from reader.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from reader.workspace.field_service import UsedValue

UsedValues = Callable[[str], Sequence["UsedValue"]]


class ValueTyping:
    """The typing of a value.

    Values are completed by those that the field had before. Other values can be offered, too: `tab` takes the first of
        them while nothing is typed, and the next one when it is pressed again.

    Attributes:
        line: What is typed so far, with its cursor; None while nothing is.
    """

    def __init__(self, used: UsedValues) -> None:
        """Take a function that returns the values that a field had before, the most frequent first."""
        self.line: TypedLine | None = None
        self._used = used
        self._offered: list[str] = []
        self._taken: str | None = None  # the value that was offered and taken last

    @property
    def typed(self) -> str | None:
        """The text that is typed so far; None while nothing is."""
        return self.line.text if self.line else None

    @typed.setter
    def typed(self, text: str | None) -> None:
        self.line = None if text is None else TypedLine(text)

    def offer(self, values: Sequence[str]) -> None:
        """Offer values for the field that is typed into, the likeliest first."""
        self._offered, self._taken = list(values), None

    def hint(self, field: Field) -> str:
        """Return the words that say which value `tab` takes, and how often it was used; empty if there is none."""
        text, count = self._completed(field)
        return f"tab takes: {text}{f' ×{count}' if count else ''}" if text else ""

    def completion(self, field: Field) -> str:
        """Return the value that `tab` takes in place of what is typed; empty if there is none."""
        return self._completed(field)[0]

    def complete(self, field: Field) -> bool:
        """Take the value that is offered, if there is one; return whether there was."""
        text, _ = self._completed(field)
        if text and self._is_offering:
            self._taken = self._offered.pop(0)
        self.typed = text or self.typed
        return bool(text)

    @property
    def _is_offering(self) -> bool:
        return bool(self._offered) and self.typed == self._taken

    def _completed(self, field: Field) -> tuple[str, int]:
        """Return the value that `tab` takes, and how often it was used."""
        if self._is_offering:
            return self._offered[0], 0
        if not self.typed:
            return "", 0
        *before, last = self.typed.split(",") if field.is_many else [self.typed]
        wanted = last.strip().casefold()
        used = self._used(field.name) if wanted else ()
        known = [*((each.text, each.count, each.words) for each in used), *((each, 0, each) for each in self._offered)]
        text, count = next(((text, count) for text, count, words in known if _begins(words, wanted)), ("", 0))
        if not text or text == last.strip():
            return "", 0
        return ", ".join([*(part.strip() for part in before), text]), count


def _begins(words: str, wanted: str) -> bool:
    """Return True if one of a value's texts, or a word of one, begins with some letters."""
    return f" {wanted}" in f" {words.casefold()}".replace("\n", " ")
