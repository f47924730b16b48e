"""The terminal's driver: it takes a first screen over, and keeps what is typed until there is an article for it."""

import io
import os
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui.startup import snapshot

QUIT = "ctrl+q"
SIGNALLED = 128  # plus the signal's number: the exit status, as a shell gives it


class Output(io.FileIO):
    """To the terminal. Once its window is closed, for nobody: Textual would wait for ever for its bytes to go out."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return super().write(data)


class TerminalDriver(LinuxDriver):
    """Textual's own, which would clear what was painted before it came."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        assert self._file, "the program has asked for a terminal"
        output = io.BufferedWriter(Output(self._file.fileno(), "wb", closefd=False))
        self._file = io.TextIOWrapper(output, "utf-8", "backslashreplace", "")
        self._is_picture_up = False
        self._held: list[Message] | None = []
        self._lock = threading.Lock()

    def start_application_mode(self) -> None:
        attributes = snapshot.take_over()
        self._is_picture_up = attributes is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_picture_up = False
        if attributes is not None:
            self.attrs_before = attributes

    def write(self, data: str) -> None:
        if not (self._is_picture_up and data == snapshot.ALTERNATE_SCREEN):
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Called by the thread that reads the terminal."""
        with self._lock:
            if self._held is not None and _waits(message, self._held):
                self._held.append(message)
                return
        super().send_message(message)

    def run_input_thread(self) -> None:
        """For Textual a byte that is no UTF-8, and a terminal that is gone, are crashes."""
        while True:
            try:
                return super().run_input_thread()
            except UnicodeDecodeError:  # a key of a terminal that speaks Latin-1: left out
                continue
            except OSError:  # the window was closed
                return self._end(self._app.exit, None, SIGNALLED + signal.SIGHUP)
            except Exception as error:  # noqa: BLE001 - whatever it is, the app must know
                return self._end(self._app._handle_exception, error)

    def _sigcont_application(self, *arguments: Any) -> None:
        """A window that is closed sends it too, and then there is nothing to come back to."""
        if self._must_signal_resume:
            super()._sigcont_application(*arguments)

    def _end(self, way: Callable[..., None], *arguments: Any) -> None:
        self._app.call_later(way, *arguments)

    def release(self) -> None:
        """Lets go what was held, and holds no more."""
        with self._lock:
            held, self._held = self._held or [], None
            for message in held:
                super().send_message(message)


def _waits(message: Message, held: Sequence[Message]) -> bool:
    """Keys do. Who quits is heard at once, or after what was typed before; a second time, at once."""
    if not isinstance(message, events.InputEvent | events.Paste):
        return False
    return not _quits(message) or bool(held and not _quits(held[-1]))


def _quits(message: Message) -> bool:
    return isinstance(message, events.Key) and message.key == QUIT
