"""The first screen: the picture of the last one, painted before anything else is imported.

Textual takes most of a start. What was on the screen when the program was left is what it will
show when it is back there, as long as nothing that it was made of has changed: the files with
their times, the terminal, the version. So it is kept as it was written to the terminal, and
painted again at once; the application then paints the same over it. Whatever is not as it should
be only means that there is no picture. This module imports next to nothing: not even json or
typing, which take as long as all that it does.
"""

import os
import sys
from binascii import crc32

from reader.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

# What changes how a terminal is written to, and where things are kept.
ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
ALTERNATE_SCREEN = "\x1b[?1049h"
LEAVE = "\x1b[?1049l\x1b[?25h\x1b[?7h"
BETWEEN, AFTER_HEAD = "\0", "\0\0"  # no path and no variable has a NUL

_shown: "list[list[Any]]" = []  # what the terminal's attributes were, while a picture is on the screen


def show(target: str) -> None:
    """Paints the picture of what was left when `target` was open, if it still is what the program would show."""
    try:
        with open(_file(target), encoding="utf-8", errors="surrogateescape", newline="") as file:
            head, _, rows = file.read().partition(AFTER_HEAD)
        about = _about(target)
        names = head.split(BETWEEN)[len(about) :: 2]
        if head == BETWEEN.join([*about, *_signed(names)]):
            paint(rows)
    except (OSError, ValueError, AttributeError):
        return


def keep(target: str, files: "Iterable[str]", rows: "Sequence[str]") -> None:
    """Keeps a picture: its rows, and the files that it was made of. Raises OSError if it cannot."""
    from pathlib import Path

    from reader.system.durable_files import replace_file

    file = Path(_file(target))
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = BETWEEN.join([*_about(target), *_signed(os.path.abspath(name) for name in files)])
    picture = "\r\n".join(rows)
    replace_file(file, f"{head}{AFTER_HEAD}{picture}".encode("utf-8", "surrogateescape"))


def is_shown() -> bool:
    """Whether there is something on the screen that nobody took over."""
    return bool(_shown)


def take_over() -> "list[Any] | None":
    """For whoever paints over it now: the attributes that the terminal had before. None if nothing was painted."""
    return _shown.pop() if _shown else None


def leave() -> None:
    """Gives the terminal back, if a picture is on it and nobody took it over."""
    if _shown:
        import termios

        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _shown.pop())
        _write(LEAVE)


def paint(rows: str) -> None:
    """In the terminal's other screen, without an echo of what is typed: the keys wait for the application.

    Whatever ends the program while it loads, the terminal does not keep the picture.
    """
    import _signal  # type: ignore[import-not-found]  # signal itself, without enums that take as long as all this
    import termios

    for number in (_signal.SIGTERM, _signal.SIGHUP):
        _signal.signal(number, lambda number, _frame: sys.exit(128 + number))

    terminal = sys.stdin.fileno()
    attributes = termios.tcgetattr(terminal)
    _shown.append(attributes)
    raw = [*attributes]
    raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    termios.tcsetattr(terminal, termios.TCSANOW, raw)
    _write(f"{ALTERNATE_SCREEN}\x1b[?25l\x1b[?7l\x1b[H{rows}")


def _write(sequence: str) -> None:
    os.write(sys.stdout.fileno(), sequence.encode("utf-8", "replace"))


def size() -> tuple[int, int]:
    """The terminal's columns and lines."""
    return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)


def _about(target: str) -> list[str]:
    """What a picture depends on besides files; no part is empty."""
    columns, lines = size()
    values = (os.environ.get(name) for name in ENVIRONMENT)
    set_ones = ("-" if value is None else f"={value}" for value in values)
    return [VERSION, os.path.realpath(target), f"{columns}x{lines}", *set_ones]


def _signed(names: "Iterable[str]") -> list[str]:
    """Each name, and after it what changes when the file does."""
    return [part for name in names for part in (name, _signature(name))]


def _signature(name: str) -> str:
    try:
        status = os.stat(name)
    except FileNotFoundError:
        return "none"
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _file(target: str) -> str:
    """In the user's cache folder, as platformdirs has it, which takes a tenth of a start."""
    home = os.path.expanduser("~")
    caches = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    folder = caches if sys.platform == "darwin" else os.environ.get("XDG_CACHE_HOME") or caches
    return os.path.join(folder, "reader", f"screen-{crc32(os.fsencode(os.path.realpath(target))):08x}")
