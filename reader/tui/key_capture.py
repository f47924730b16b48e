"""Keys that letters may follow at once: they are taken before any binding, so that the letters cannot overtake them."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from textual.events import Key as KeyEvent
from textual.widget import Widget

from reader.settings.keys import Key


class KeyCapture(Protocol):
    """Something that takes keys while it is typed into: a search, a filter, the letters of a hint."""

    @property
    def typing_keys(self) -> Sequence[Key]:
        """The keys that the footer shows while it is typed into; none at other times."""
        ...

    def capture_key(self, event: KeyEvent) -> bool:
        """Take a key, or the one that begins the typing; return whether it was taken."""
        ...

    def capture_paste(self, text: str) -> bool:
        """Take text that was pasted; return whether it was taken."""
        ...


@runtime_checkable
class EarlyKeys(Protocol):
    """A dialog that takes the keys which were typed before it had opened, and went to what lay behind it."""

    def capture_key(self, event: KeyEvent) -> bool:
        """Take a key; return whether it was taken."""
        ...


class KeyCaptures:
    """All captures of a screen, each for the pane that has the focus, as a stack: the one begun last is asked first."""

    def __init__(self) -> None:
        self._stack: list[tuple[Widget, KeyCapture]] = []

    def add(self, pane: Widget, capture: KeyCapture) -> None:
        """Ask a capture for every key that a pane gets."""
        self._stack.append((pane, capture))

    def raise_to_top(self, capture: KeyCapture) -> None:
        """Ask this capture before all others: it was begun just now."""
        self._stack.sort(key=lambda entry: entry[1] is capture)

    def capture_key(self, pane: Widget | None, event: KeyEvent) -> bool:
        """Offer a key to the captures of a pane; return whether one took it."""
        return any(capture.capture_key(event) for capture in self._of(pane))

    def capture_paste(self, pane: Widget | None, text: str) -> bool:
        """Offer pasted text to the captures of a pane; return whether one took it."""
        return any(capture.capture_paste(text) for capture in self._of(pane))

    def typing_keys(self, pane: Widget | None) -> Sequence[Key]:
        """Return the keys that matter while something is typed into a pane; none at other times."""
        return next((keys for capture in self._of(pane) if (keys := capture.typing_keys)), ())

    def _of(self, pane: Widget | None) -> list[KeyCapture]:
        return [capture for owner, capture in reversed(self._stack) if owner is pane]
