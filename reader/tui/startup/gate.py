"""The startup gate: no blank frame is painted at the start, and a picture of the screen is kept at the end."""

import asyncio
import contextlib
import gc
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.startup.driver import TerminalDriver
from reader.tui.textual_internals import driver_of

LATER = 0.05  # seconds between the end of the start and the work that was put off


class StartupGate:
    """Holds back painting until there is something to show, and keys until something can answer them."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: list[Callable[[], object]] | None = []  # the work that was put off; None after the start
        self._closed = contextlib.ExitStack()
        self._closed.enter_context(app.batch_update())

    def open(self) -> None:
        """Show the whole screen; later calls do nothing."""
        self._closed.close()

    def after_start(self, work: Callable[[], object]) -> None:
        """Put work off until the start is over, so that it delays neither that nor the keys that were held back."""
        if self._waiting is None:
            work()
        else:
            self._waiting.append(work)

    def let_keys_in(self) -> None:
        """End the start, and let keys in; later calls do nothing."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        driver = driver_of(self._app)
        if isinstance(driver, TerminalDriver):
            driver.release()
        # A timer of the app would not do: the first key can make the app wait for this very work.
        asyncio.get_running_loop().call_later(LATER, self._begin)

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting or (), None
        if self._app.is_running:
            for work in waiting:
                work()


def picture(widgets: Iterable[Widget], height: int, console: Console) -> list[str]:
    """Return the rows of a screen that widgets fill, as they are written to a terminal."""
    rows: list[list[tuple[int, Strip]]] = [[] for _ in range(height)]
    for widget in widgets:
        region = widget.region
        strips = widget.render_lines(Region(0, 0, region.width, region.height))
        for y, strip in zip(range(region.y, region.bottom), strips, strict=True):
            rows[y].append((region.x, strip))
    return ["".join(strip.render(console) for _, strip in sorted(row, key=lambda part: part[0])) for row in rows]
