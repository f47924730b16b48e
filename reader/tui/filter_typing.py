"""The typing of a filter into a list, such as that of the sources or of the tags."""

from collections.abc import Sequence
from typing import Protocol

from textual.events import Key as KeyEvent

from reader.settings.keys import Key
from reader.tui.bindings import is_one_of
from reader.tui.event import Event
from reader.tui.prompt_history import PromptHistory
from reader.tui.typed_line import TypedLine


class Filtered(Protocol):
    """A list that shows only what has the words of its filter."""

    filter: str


class FilterTyping:
    """A capture that starts with a key, lets the others edit the filter of a list, and ends with enter or escape.

    Attributes:
        is_on: Whether the filter is being typed.
        line: The filter as it is typed, with its cursor.
        history: Keeps the filters that were typed; None to keep none.
        changed: Emits whether the filter is being typed, when that begins or ends.
        moved: The cursor moved in the filter, whose text is unchanged.
        kept: Emits once enter has ended the typing.
    """

    def __init__(self, of: Filtered, keys: Sequence[Key], begin: Key, clear: Key | None = None) -> None:
        """Take the keys of a list.

        Args:
            of: The list.
            keys: The keys that the key bar shows during the typing.
            begin: The key that begins it.
            clear: A key that clears the filter while it is not being typed; None if the list has another way.
        """
        self._list, self._keys, self._begin, self._clear = of, keys, begin, clear
        self.is_on = False
        self.line = TypedLine()
        self.history: PromptHistory | None = None
        self.changed = Event[bool]()
        self.moved = Event[None]()
        self.kept = Event[None]()

    @property
    def typing_keys(self) -> Sequence[Key]:
        """The keys that matter while the filter is typed; none at other times."""
        return self._keys if self.is_on else ()

    def begin(self) -> None:
        """Start typing at the end of the filter."""
        self.line = TypedLine(self._list.filter, self.history.texts if self.history else ())
        self.line.changed.subscribe(self._edited)
        self._switch(True)

    def _edited(self, is_other: bool) -> None:
        if is_other:
            self._list.filter = self.line.text
        else:
            self.moved.emit(None)

    def end(self) -> None:
        """End the typing, and keep the filter."""
        if self.is_on:
            self._switch(False)

    def _switch(self, is_on: bool) -> None:
        self.is_on = is_on
        self.changed.emit(is_on)

    def capture_key(self, event: KeyEvent) -> bool:
        """Take what is typed into the filter, and the keys that start and end the typing."""
        if self.is_on:
            return self._take(event)
        if is_one_of(event, self._begin):
            self.begin()
            return True
        clears = self._clear is not None and self._list.filter != "" and is_one_of(event, self._clear)
        if clears:
            self._list.filter = ""
        return clears

    def _take(self, event: KeyEvent) -> bool:
        """Take a key during the typing; return whether it has a use there."""
        if event.key == "enter":
            if self.history:
                self.history.add(self.line.text)
            self.end()
            self.kept.emit(None)
        elif event.key == "escape":
            self.end()
            self._list.filter = ""
        else:
            return self.line.press(event.key, event.character if event.is_printable else None)
        return True

    def capture_paste(self, text: str) -> bool:
        """Take pasted words into the filter."""
        if self.is_on:
            self.line.paste(text)
        return self.is_on
