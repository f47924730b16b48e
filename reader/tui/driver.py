"""The terminal's driver: it takes a first screen over, and keeps what is typed until there is an article for it."""

import threading
from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui import first_screen

AT_ONCE = frozenset({"ctrl+q"})


class TerminalDriver(LinuxDriver):
    """Textual's own, which does not clear what was painted before it came."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_picture_up = False
        self._held: list[Message] | None = []
        self._lock = threading.Lock()

    def start_application_mode(self) -> None:
        attributes = first_screen.take_over()
        self._is_picture_up = attributes is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_picture_up = False
        if attributes is not None:
            self.attrs_before = attributes

    def write(self, data: str) -> None:
        if not (self._is_picture_up and data == first_screen.ALTERNATE_SCREEN):
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Called by the thread that reads the terminal."""
        is_key = isinstance(message, events.InputEvent | events.Paste)
        with self._lock:
            if self._held is not None and is_key and getattr(message, "key", "") not in AT_ONCE:
                self._held.append(message)
                return
        super().send_message(message)

    def release(self) -> None:
        """Lets go what was held, and holds no more."""
        with self._lock:
            held, self._held = self._held or [], None
            for message in held:
                super().send_message(message)
