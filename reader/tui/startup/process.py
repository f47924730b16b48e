"""The application as a process: how it handles signals, and returns from the shell."""

import asyncio
import os
import signal
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.driver import Driver

from reader.tui.colour_depth import ColourDepth, colour_depth
from reader.tui.startup.driver import TerminalDriver
from reader.tui.textual_internals import SIGNALLED, SilentApp, driver_of

if TYPE_CHECKING:
    from reader.tui.startup.browser_driver import BrowserDriver

WEB_DRIVER = "textual.drivers.web_driver:WebDriver"  # the driver that `reader serve` wants
CLEAR = "\x1b[2J"  # erase the screen
# Signals that would end the program at once and leave the terminal as it is; those of timers are left to timers.
_ENDING = ("HUP", "INT", "QUIT", "TERM", "ABRT", "USR1", "USR2", "XCPU", "IO", "PWR", "STKFLT")
ENDING = [each for each in signal.Signals if each.name.removeprefix("SIG") in _ENDING]  # those that the system has


def run_silently(app: App[Any], *, has_mouse: bool) -> None:
    """Run an application while nothing but its driver writes to the terminal.

    Reports of a crash by Textual or Python may quote the article. The application keeps Textual from printing one;
    if an upgrade finds another way to print it, the report is discarded.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        app.run(mouse=has_mouse)


class ProcessApp(SilentApp):
    """An application that a signal ends in good order.

    Textual calls the handlers of every class of an application, so that `on_mount` and `on_unmount` here need no
    call from the class that inherits them.

    Attributes:
        alt_keys: The letters that mean something together with alt, for the driver that reads them.
        colour_depth: The colours that the terminal shows.
        in_browser: Whether a page in a browser shows it.
    """

    def __init__(self, alt_keys: frozenset[str] = frozenset()) -> None:
        # Colours that count as the terminal's own stay as they are, and are left out for NO_COLOR instead of greyed.
        self.colour_depth = colour_depth()
        super().__init__(driver_class=_driver_class(), ansi_color=not self.colour_depth.has_colours or None)
        self.alt_keys = alt_keys
        self.in_browser = os.environ.get("TEXTUAL_DRIVER") == WEB_DRIVER

    def on_load(self) -> None:
        """Handle signals from before the terminal is touched."""
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self.exit, None, SIGNALLED + number)

    def on_mount(self) -> None:
        """Repaint whenever `fg` brings the program back."""
        self.app_resume_signal.subscribe(self, self._repaint)

    def on_unmount(self) -> None:
        """Leave the signals to the system again."""
        for number in ENDING:
            asyncio.get_running_loop().remove_signal_handler(number)

    def ask_background(self) -> None:
        """Ask a terminal that shows colours whether it is dark or light."""
        driver = driver_of(self)
        if isinstance(driver, TerminalDriver) and self.colour_depth is not ColourDepth.NONE:
            driver.ask_background()

    def redraw(self) -> None:
        """Redraw the whole screen, over whatever another program has printed on it."""
        if driver := driver_of(self):
            driver.write(CLEAR)
        self._repaint(self)

    def _repaint(self, _app: object) -> None:
        """Paint everything, since the terminal shows what the shell has printed."""
        self.call_later(self.refresh, layout=True)
        self.call_later(self.screen.refresh)


def _driver_class() -> type[Driver] | None:
    """Return our driver for a terminal or a browser; None if TEXTUAL_DRIVER names another one."""
    wanted = os.environ.get("TEXTUAL_DRIVER")
    if wanted is None:
        return TerminalDriver
    if wanted != WEB_DRIVER:
        return None
    from reader.tui.startup.browser_driver import BrowserDriver

    return BrowserDriver


def page_of(app: ProcessApp) -> "BrowserDriver | None":
    """Return the driver of an application that a page in a browser shows; None for one in a terminal."""
    if not app.in_browser:
        return None
    from reader.tui.startup.browser_driver import BrowserDriver

    driver = driver_of(app)
    return driver if isinstance(driver, BrowserDriver) else None
