"""The application as a process: how it meets signals, a crash, a lost terminal and the way back from the shell."""

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.worker import WorkerFailed

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # plus the signal's number: the exit status, as a shell gives it


class Terminal(LinuxDriver):
    """Textual's, which takes a byte that is no UTF-8, or no terminal any more, for a crash."""

    def run_input_thread(self) -> None:
        while True:
            try:
                return super().run_input_thread()
            except UnicodeDecodeError:  # a key of a terminal that speaks Latin-1: left out
                continue
            except OSError:  # the window was closed
                return self._end(self._app.exit, None, SIGNALLED + signal.SIGHUP)
            except Exception as error:  # noqa: BLE001 - whatever it is, the app must know
                return self._end(self._app._handle_exception, error)

    def _end(self, way: Callable[..., None], *arguments: Any) -> None:
        self._app.call_later(way, *arguments)


class Process(App[None]):
    """Ends in order whatever comes; `crash` is the defect that ended it, if one did."""

    def __init__(self) -> None:
        super().__init__(driver_class=Terminal)

    @property
    def crash(self) -> BaseException | None:
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def panic(self, *_renderables: object) -> None:
        """Ends without a word: Textual would print a traceback with variables, and so the article, escapes and all."""
        self._return_code = 1
        self._close_messages_no_wait()

    _fatal_error = panic

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
