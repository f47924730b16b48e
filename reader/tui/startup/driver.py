"""The terminal's driver: it takes over the first picture, and holds typed keys until there is an article for them."""

import os
import selectors
import threading
from codecs import getincrementaldecoder
from collections.abc import Sequence
from typing import Any

from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from reader.tui.startup import snapshot
from reader.tui.startup.terminal_parser import TerminalParser
from reader.tui.terminal_input.questions import BACKGROUND, SCHEME, Questions
from reader.tui.textual_internals import ResilientDriver

QUIT = "ctrl+q"
LOOK_EVERY = 0.1  # seconds between two looks whether the program has ended
READ_AT_ONCE = 4096  # bytes
_KITTY = (
    linux_driver.KITTY_DISAMBIGUATE_ESCAPE_CODES
    | linux_driver.KITTY_REPORT_ALL_KEYS
    | linux_driver.KITTY_REPORT_ASSOCIATED_TEXT
)
KEY_REPORTS = f"\x1b[>{_KITTY}u"  # what Textual requests of a terminal with kitty's protocol
REPORTS_WITH_BASE = f"\x1b[>{_KITTY | linux_driver.KITTY_REPORT_ALTERNATE_KEYS}u"  # and the place of a key, too
HOME = "\x1b[H"
SCHEME_REPORTS = f"\x1b[?{SCHEME}"
CONSOLE = "linux"  # the terminal that would change its palette at a question


class TerminalDriver(ResilientDriver):
    """The terminal's driver: it keeps the picture painted before it started, and holds keys until an article is open.

    Textual's own would clear the screen first.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_picture_up = self._asks_scheme = False
        self._held: list[Message] | None = []
        self._lock = threading.Lock()
        self._questions = Questions()

    def start_application_mode(self) -> None:
        """Begin, without clearing the picture that is on the screen."""
        attributes = snapshot.take_over()
        self._is_picture_up = attributes is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_picture_up = False
        if attributes is not None:
            self.attrs_before = attributes
        if self._asks_scheme:  # the program is back from the shell, and the terminal may be another one
            self.ask_background()

    def stop_application_mode(self) -> None:
        """End; on a terminal with only one screen, start a new line for later output."""
        self.write(f"{SCHEME_REPORTS}l{HOME}" if self._asks_scheme else HOME)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write to the terminal, and note the questions in it; do not switch to the other screen again."""
        if self._is_picture_up and data == snapshot.ALTERNATE_SCREEN:
            return
        if data == KEY_REPORTS:
            data = REPORTS_WITH_BASE
        self._questions.note(data)
        super().write(data)

    def ask_background(self) -> None:
        """Ask the terminal whether it is dark or light, and to report when that changes; nothing waits for it."""
        if os.environ.get("TERM") != CONSOLE:
            self._asks_scheme = True
            self.write(f"{SCHEME_REPORTS}h{BACKGROUND}")
            self.flush()

    def read_terminal(self) -> None:
        """Read the terminal until the program ends, or raise OSError once its window is closed."""
        decoder = getincrementaldecoder("utf-8")("surrogateescape")
        parser = TerminalParser(self._questions, getattr(self.app, "alt_keys", ()))  # `ProcessApp` has them
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(parser.patience(LOOK_EVERY)):
                    messages = parser.feed(decoder.decode(_read(self.fileno)))
                else:
                    messages = parser.tick()
                for message in messages:
                    self.process_message(message)

    def send_message(self, message: Message) -> None:
        """Pass on what was typed, or hold it; called by the thread that reads the terminal."""
        with self._lock:
            if self._held is not None and _waits(message, self._held):
                self._held.append(message)
                return
        super().send_message(message)

    def release(self) -> None:
        """Pass on what was held, and hold nothing more."""
        with self._lock:
            held, self._held = self._held or [], None
            for message in held:
                super().send_message(message)


def _read(terminal: int) -> bytes:
    if data := os.read(terminal, READ_AT_ONCE):
        return data
    raise OSError("the terminal has ended")


def _waits(message: Message, held: Sequence[Message]) -> bool:
    """Return whether a message is held: keys are, but the quit key only after other keys, and not twice."""
    if not isinstance(message, events.InputEvent | events.Paste):
        return False
    return not _quits(message) or bool(held and not _quits(held[-1]))


def _quits(message: Message) -> bool:
    return isinstance(message, events.Key) and message.key == QUIT
