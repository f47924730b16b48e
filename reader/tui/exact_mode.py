"""Exact searches: one switch for all searches and filters, remembered from one start to the next."""

from reader.tui.event import Event
from reader.workspace.reading_state import ReadingState


class ExactMode:
    """The switch that makes searches and filters match case, accents and marks exactly.

    Attributes:
        changed: Emits the new state of the switch.
    """

    def __init__(self, state: ReadingState) -> None:
        """Keep the switch in a reading state."""
        self._state = state
        self.changed = Event[bool]()

    @property
    def is_on(self) -> bool:
        """True if case, accents and marks must match."""
        return self._state.is_exact

    @property
    def sign(self) -> str:
        """The word before the `/` of an exact search or filter; else empty."""
        return "exact " if self.is_on else ""

    @property
    def message(self) -> str:
        """The message for the status bar once it was switched."""
        if self.is_on:
            return "searches and filters are exact: case, accents and marks matter"
        return "searches and filters ignore case, accents and marks"

    def toggle(self) -> None:
        """Switch it."""
        self._state.is_exact = not self._state.is_exact
        self.changed.emit(self.is_on)
