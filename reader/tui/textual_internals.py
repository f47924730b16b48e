"""Every private name of Textual that the program relies on, and one of asyncio's, in one place.

Textual promises nothing about names that begin with an underscore, so the requirement is pinned to `textual~=8.2.8`,
and a test compares each entry of `PRIVATE_NAMES` with the Textual that is installed: an upgrade that renames one or
changes its parameters makes the test fail, not a reader's screen.
"""

import asyncio
import io
import os
import signal
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, NamedTuple

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.binding import BindingsMap, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset, Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

VERSION = "8.2.8"  # the release of Textual that all entries were checked against
SIGNALLED = 128  # plus the number of a signal: the exit status, as a shell gives it
REPAINT_AFTER = 0.001  # seconds since the last frame from which an idle screen paints at once


class PrivateName(NamedTuple):
    """A private name of Textual, as `module:Class.name`.

    Attributes:
        path: Where the name is.
        signature: Its parameters as `inspect.signature` prints them; empty for an attribute that instances get.
        reason: Why there is no public way.
        issue: An upstream issue or pull request that would make a public way; empty if none is known.
    """

    path: str
    signature: str
    reason: str
    issue: str = ""


PRIVATE_NAMES = (
    PrivateName(
        "textual.screen:Screen._on_idle",
        "(self, event: 'events.Idle') -> 'None'",
        "paints a change at once; Textual waits for the next of its sixty frames a second",
    ),
    PrivateName(
        "textual.screen:Screen._on_timer_update", "(self) -> 'None'", "paints the frame that the idle handler asks for"
    ),
    PrivateName("textual.screen:Screen._dirty_widgets", "", "tells whether there is anything to paint"),
    PrivateName("textual.screen:Screen._layout_required", "", "tells whether a layout is due"),
    PrivateName("textual.screen:Screen._repaint_required", "", "tells whether a repaint is due"),
    PrivateName(
        "textual.screen:Screen._refresh_layout",
        "(self, size: 'Size | None' = None, scroll: 'bool' = False) -> 'None'",
        "fits the panes to a new size before it is laid out, so that a resize is laid out once",
    ),
    PrivateName(
        "textual.screen:Screen._callbacks",
        "",
        "tells whether something waits for the next frame, such as scrolling, before the next key of a burst",
    ),
    PrivateName("textual.screen:Screen._size", "", "the size that the screen was laid out for last"),
    PrivateName(
        "textual.widget:Widget._size_updated",
        "(self, size: 'Size', virtual_size: 'Size', container_size: 'Size', layout: 'bool' = True) -> 'bool'",
        "keeps a new size from asking for a second layout",
    ),
    PrivateName(
        "textual.widget:Widget._scroll_update",
        "(self, virtual_size: 'Size') -> 'None'",
        "sets the height of a virtual list without a layout of the whole screen",
    ),
    PrivateName("textual.dom:DOMNode._bindings", "", "adds the keys of the tags, which are known only at run time"),
    PrivateName("textual.app:App._driver", "", "lets the driver release the keys that it held during the start"),
    PrivateName("textual.app:App._exception", "", "the error that ended the program, for the crash log"),
    PrivateName("textual.app:App._return_code", "", "the exit status after a crash"),
    PrivateName(
        "textual.app:App._fatal_error",
        "(self) -> 'None'",
        "would print a traceback with local variables, and so the text of the article",
    ),
    PrivateName(
        "textual.app:App._handle_exception",
        "(self, error: 'Exception') -> 'None'",
        "ends the program from the thread that reads the terminal",
    ),
    PrivateName("textual.app:App._close_messages_no_wait", "(self) -> 'None'", "ends the program without printing"),
    PrivateName("textual.driver:Driver._app", "", "the application that a driver works for"),
    PrivateName(
        "textual._xterm_parser:XTermParser.feed",
        "(self, data: 'str') -> 'Iterable[Message]'",
        "takes replies and parts of sequences for keys, and raises ValueError for some keys of kitty's protocol",
    ),
    PrivateName("textual._ansi_sequences:ANSI_SEQUENCES_KEYS", "", "tells which control sequences are keys"),
    PrivateName("textual._keyboard_protocol:FUNCTIONAL_KEYS", "", "tells which keys of kitty's protocol have a name"),
    PrivateName(
        "textual.drivers.web_driver:XTermParser", "", "the parser that the driver for browsers makes without asking"
    ),
    PrivateName(
        "textual.drivers.linux_driver:LinuxDriver._file", "", "writes to a terminal whose window may be closed any time"
    ),
    PrivateName(
        "textual.drivers.linux_driver:LinuxDriver._must_signal_resume", "", "tells a continued process from a new one"
    ),
    PrivateName(
        "textual.drivers.linux_driver:LinuxDriver._sigcont_application",
        "(self, *_) -> 'None'",
        "a window that is closed sends the signal too, and then there is nothing to resume",
    ),
    PrivateName(
        "asyncio.base_events:BaseEventLoop._ready",
        "",
        "tells whether everything that a key began is done; Textual can only wait for one widget at a time",
    ),
)


KEY_SEQUENCES: Container[str] = ANSI_SEQUENCES_KEYS  # the control sequences and characters that are keys
NUMBERED_KEYS: Container[str] = FUNCTIONAL_KEYS  # the keys of kitty's protocol that have a name


class FixedSize(Widget):
    """A widget whose size does not depend on its content, so that a new size needs only one layout."""

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: ARG002 (Textual passes it)
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class EagerScreen(Screen[None], FixedSize):
    """A screen that paints a change at once and is laid out once for each size."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._painted = 0.0

    def fit(self, size: Size) -> None:
        """Adapt the panes to a size before the screen is laid out for it."""

    def caret(self) -> Offset | None:
        """Return where the terminal's cursor is to stand, so that screen readers and input methods follow."""
        return None

    @property
    def _is_due(self) -> bool:
        """True if something is to be painted."""
        return bool(self._layout_required or self._repaint_required or self._dirty_widgets)

    def _on_timer_update(self) -> None:
        if self.is_current and self._is_due:  # the terminal's cursor is moved along with what is painted
            self.app.cursor_position = self.caret() or self.app.cursor_position
        super()._on_timer_update()

    async def _on_idle(self, event: events.Idle) -> None:
        event.prevent_default()  # else Textual calls the handler of the base class again
        await super()._on_idle(event)
        if self._is_due and monotonic() > self._painted + REPAINT_AFTER:
            self._on_timer_update()
            self._painted = monotonic()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if size and size != self._size:
            self.fit(size)
        super()._refresh_layout(size, scroll)


class SilentApp(App[None]):
    """An application that crashes silently, since Textual's traceback would show the article."""

    @property
    def crash(self) -> BaseException | None:
        """The error that ended the program, if one did."""
        error = getattr(self, "_exception", None)
        return error.error if isinstance(error, WorkerFailed) else error

    def panic(self, *_renderables: object) -> None:
        """End the program with status 1, and print nothing."""
        self._return_code = 1
        self._close_messages_no_wait()

    _fatal_error = panic


class TerminalOutput(io.FileIO):
    """The terminal's output; once its window is closed, whatever is written is discarded.

    Textual would wait for ever for its last bytes to go out.
    """

    def write(self, data: Any) -> int:
        """Write bytes, and return how many were written."""
        try:
            return super().write(data)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return super().write(data)


class ResilientDriver(LinuxDriver):
    """Textual's driver for terminals, made to survive a closed window."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        assert sys.__stdout__, "the program has asked for a terminal"
        # Textual draws on standard error, which people redirect to a file.
        output = io.BufferedWriter(TerminalOutput(sys.__stdout__.fileno(), "wb", closefd=False))
        self._file = io.TextIOWrapper(output, "utf-8", "backslashreplace", "")

    @property
    def app(self) -> App[Any]:
        """The application that the driver works for."""
        return self._app

    def read_terminal(self) -> None:
        """Read the terminal until the program ends, or raise OSError once its window is closed."""
        raise NotImplementedError

    def run_input_thread(self) -> None:
        """Read the terminal; pass an error on to the application, since this is a thread of its own."""
        app = self._app
        try:
            self.read_terminal()
        except OSError:
            app.call_later(app.exit, None, SIGNALLED + signal.SIGHUP)
        except Exception as error:  # noqa: BLE001 - whatever it is, the application must know
            app.call_later(app._handle_exception, error)

    def _sigcont_application(self, *arguments: Any) -> None:
        """Resume after `fg`; a closed window sends the signal, too, but then there is nothing to resume."""
        if self._must_signal_resume:
            super()._sigcont_application(*arguments)


def message_maker() -> Callable[[str], Iterable[Message]]:
    """Return a function that makes Textual's messages of a whole key, mouse report or answer."""
    return XTermParser().feed


@contextmanager
def browser_parser(make: Callable[..., object]) -> Iterator[None]:
    """Let the driver for browsers parse input with our parser."""
    from textual.drivers import web_driver

    name = "XTermParser"
    theirs = getattr(web_driver, name)
    setattr(web_driver, name, make)
    try:
        yield
    finally:
        setattr(web_driver, name, theirs)


def app_of(driver: Driver) -> App[Any]:
    """Return the application that a driver works for."""
    return driver._app


def driver_of(app: App[Any]) -> Driver | None:
    """Return the driver of an application; None before it runs."""
    return app._driver


def add_bindings(widget: Widget, bindings: Sequence[BindingType]) -> None:
    """Give a widget key bindings that its class lacks; they replace others of the same keys."""
    own, new = widget._bindings, BindingsMap(bindings)
    widget._bindings = BindingsMap.merge([own, new])
    widget._bindings.key_to_bindings |= {key: list(found) for key, found in new.key_to_bindings.items()}


def set_virtual_size(widget: Widget, size: Size) -> None:
    """Set the size that a widget scrolls over without a new layout of the screen."""
    widget.set_reactive(Widget.virtual_size, size)
    widget._scroll_update(size)


def is_loop_calm() -> bool:
    """Return whether the running loop has only its caller to run: everything else waits for input, threads or timers.

    A loop of another kind, which cannot tell, counts as calm.
    """
    return not getattr(asyncio.get_running_loop(), "_ready", ())


def needs_layout(screen: Screen[Any]) -> bool:
    """Return whether a screen is to be laid out, or something waits until it has been drawn."""
    return screen._layout_required or bool(screen._callbacks)


def lay_out_now(screen: Screen[Any]) -> None:
    """Lay out and draw a screen without waiting for the next frame."""
    screen.call_next(screen._on_timer_update)
