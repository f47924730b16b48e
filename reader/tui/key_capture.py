"""Captures: a search, a filter and the letters of hints take a pane's keys before its bindings are looked up."""

from collections.abc import Sequence
from typing import Protocol

from textual.events import Key as KeyEvent
from textual.widget import Widget

from reader.settings.keys import Key


class KeyCapture(Protocol):
    """A part that takes keys while it is typed into: a search, a filter, the letters of a hint."""

    @property
    def typing_keys(self) -> Sequence[Key]:
        """The keys for the key bar while somebody types into this capture; none at other times."""
        ...

    def capture_key(self, event: KeyEvent) -> bool:
        """Take a key, or the one that begins the typing; return whether it was taken."""
        ...

    def capture_paste(self, text: str) -> bool:
        """Take text that was pasted; return whether it was taken."""
        ...


class KeyCaptures:
    """A stack of the captures of all panes: of the focused pane's, the one that started last is asked first."""

    def __init__(self) -> None:
        self._stack: list[tuple[Widget | type[Widget], KeyCapture]] = []
        self._for_all: list[KeyCapture] = []

    def add(self, pane: Widget | type[Widget], capture: KeyCapture) -> None:
        """Offer a capture every key that a pane gets, or any pane of a kind."""
        self._stack.append((pane, capture))

    def add_for_all(self, capture: KeyCapture) -> None:
        """Offer a capture every key that any pane gets, after the pane's own captures."""
        self._for_all.append(capture)

    def raise_to_top(self, capture: KeyCapture) -> None:
        """Ask a capture before all others, since it has just started."""
        self._stack.sort(key=lambda entry: entry[1] is capture)

    def capture_key(self, pane: Widget | None, event: KeyEvent) -> bool:
        """Offer a key to the captures of a pane; return whether one took it."""
        return any(capture.capture_key(event) for capture in self._of(pane))

    def capture_paste(self, pane: Widget | None, text: str) -> bool:
        """Offer pasted text to the captures of a pane; return whether one took it."""
        return any(capture.capture_paste(text) for capture in self._of(pane))

    def typing_keys(self, pane: Widget | None) -> Sequence[Key]:
        """Return the keys that matter while something is typed into a pane; none at other times."""
        for capture in self._of(pane):
            if keys := capture.typing_keys:
                return keys
        return ()

    def _of(self, pane: Widget | None) -> list[KeyCapture]:
        kind = type(pane)
        own = [capture for owner, capture in reversed(self._stack) if owner is pane or owner is kind]
        return own + self._for_all
