"""The application as a process: how it meets signals, a crash and the way back from the shell."""

import asyncio
import os
import signal
from time import monotonic

from textual import events
from textual.app import App
from textual.worker import WorkerFailed

from reader.tui.startup.driver import SIGNALLED, TerminalDriver

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Process(App[None]):
    """Ends in order whatever comes; `crash` is the defect that ended it, if one did.

    typed: when a key came last, in the seconds of `monotonic`.
    """

    typed = 0.0

    def __init__(self) -> None:
        # Unless it runs in something that is no terminal, such as a browser.
        super().__init__(driver_class=None if "TEXTUAL_DRIVER" in os.environ else TerminalDriver)

    @property
    def crash(self) -> BaseException | None:
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def panic(self, *_renderables: object) -> None:
        """Ends without a word: Textual would print a traceback with variables, and so the article, escapes and all."""
        self._return_code = 1
        self._close_messages_no_wait()

    _fatal_error = panic

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.typed = monotonic()
        await super().on_event(event)

    def on_load(self) -> None:
        """Before the terminal is touched."""
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self.exit, None, SIGNALLED + number)

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, self._repaint)

    def on_unmount(self) -> None:
        for number in ENDING:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _repaint(self, _app: object) -> None:
        """After `fg` the terminal has the shell's screen."""
        self.call_later(self.refresh, layout=True)
        self.call_later(self.screen.refresh)
