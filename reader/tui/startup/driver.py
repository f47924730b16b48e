"""The terminal's driver: it takes over the first picture, and holds what is typed until there is an article for it."""

import threading
from collections.abc import Sequence
from typing import Any

from textual import events
from textual.message import Message

from reader.tui.startup import snapshot
from reader.tui.textual_internals import ResilientDriver

QUIT = "ctrl+q"


class TerminalDriver(ResilientDriver):
    """The terminal's driver: it keeps the picture painted before it started, and holds keys until an article is open.

    Textual's own would clear the screen first.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_picture_up = False
        self._held: list[Message] | None = []
        self._lock = threading.Lock()

    def start_application_mode(self) -> None:
        """Begin, without clearing the picture that is on the screen."""
        attributes = snapshot.take_over()
        self._is_picture_up = attributes is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_picture_up = False
        if attributes is not None:
            self.attrs_before = attributes

    def write(self, data: str) -> None:
        """Write to the terminal, but do not switch to the other screen once more."""
        if not (self._is_picture_up and data == snapshot.ALTERNATE_SCREEN):
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Hand on what was typed, or hold it; the thread that reads the terminal calls this."""
        with self._lock:
            if self._held is not None and _waits(message, self._held):
                self._held.append(message)
                return
        super().send_message(message)

    def release(self) -> None:
        """Hand on what was held, and hold nothing more."""
        with self._lock:
            held, self._held = self._held or [], None
            for message in held:
                super().send_message(message)


def _waits(message: Message, held: Sequence[Message]) -> bool:
    """Return whether a message is held: keys are, but quitting only behind other keys, and not a second time."""
    if not isinstance(message, events.InputEvent | events.Paste):
        return False
    return not _quits(message) or bool(held and not _quits(held[-1]))


def _quits(message: Message) -> bool:
    return isinstance(message, events.Key) and message.key == QUIT
