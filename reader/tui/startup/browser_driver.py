"""The driver for a page of `reader serve`, which reads what is typed there like a terminal's driver."""

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Timer
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver

from reader.tui.startup.terminal_parser import TerminalParser
from reader.tui.terminal_input.questions import Questions
from reader.tui.textual_internals import SIGNALLED, app_of, browser_parser

SAID = "said"  # the type of the messages that go to the page
PR_SET_PDEATHSIG = 1  # for prctl(2): the signal that Linux sends when the parent dies
GRACE = 15.0  # seconds to quit in good order once the server is gone


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, made to accept only typed keys."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.questions = Questions()

    def start_application_mode(self) -> None:
        """Start; if the server dies while this process is stopped, the process resumes, and so ends, too."""
        if sys.platform == "linux":
            import ctypes

            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGCONT)
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Write to the page's terminal, and note the questions in it."""
        self.questions.note(data)
        with suppress(BrokenPipeError):  # the server is gone, and the application is about to end
            super().write(data)

    def tell_page(self, words: Mapping[str, str]) -> None:
        """Tell the page what a screen reader should say."""
        self.write_meta({"type": SAID, **words})

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server something."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def run_input_thread(self) -> None:
        """Read what the page sends; end the application, whatever it is doing, once the server is gone."""
        with browser_parser(lambda debug: TerminalParser(self.questions)):  # noqa: ARG005 (the driver names it)
            super().run_input_thread()
        if not self.exit_event.is_set():
            end(app_of(self))


def end(app: App[Any]) -> None:
    """End an application like a signal would, and its process if that takes too long."""
    app.call_later(app.exit, None, SIGNALLED + signal.SIGHUP)
    last = Timer(GRACE, os.kill, (os.getpid(), signal.SIGKILL))
    last.daemon = True
    last.start()
