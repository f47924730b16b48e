"""The snapshot: a picture of the last screen, painted before anything else is imported.

Importing Textual takes most of a start. The last screen of a session is the first of the next one, unless something
    that it depends on has changed: the files with their times, the terminal, the version. So the screen is kept as it
    was written to the terminal, and painted again at once; the application then paints the same over it. If anything
    does not match, there is simply no picture. This module imports next to nothing:
even json or typing would take as long as all of its work.
"""

import os
import sys
from binascii import crc32

from reader.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

# Variables that change how a terminal is written to, or where files are kept.
ENVIRONMENT = (
    "TERM", "TERM_PROGRAM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM",
    "XDG_STATE_HOME", "XDG_CONFIG_HOME",
)  # fmt: skip
ALTERNATE_SCREEN = "\x1b[?1049h"
LEAVE = "\x1b[?1049l\x1b[?25h\x1b[?7h"
REGULAR = 0o100000  # the type of a regular file, which the module stat calls S_IFREG
MOST_BYTES = 1 << 22  # of one picture
BETWEEN, AFTER_HEAD = "\0", "\0\0"  # no path and no variable can contain a NUL

_shown: "list[list[Any]]" = []  # the terminal's former attributes while a picture is shown


def show_picture(target: str) -> None:
    """Paint the picture that was kept for a target, if the program would still show the same."""
    try:
        head, _, rows = _read(_file(target)).partition(AFTER_HEAD)
        about = _about(target)
        names = head.split(BETWEEN)[len(about) :: 2]
        if head == BETWEEN.join([*about, *_signed(names)]):
            paint(rows)
    except (OSError, ValueError, AttributeError):
        return


def _read(name: str) -> str:
    """Return the text of a regular file of this user's, as `read_own` does; importing that would take too long.

    Raises:
        OSError: There is none.
        ValueError: It is too long.
    """
    descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if status.st_mode & 0o170000 != REGULAR or status.st_uid != os.geteuid() or status.st_size > MOST_BYTES:
            raise ValueError("it is not a picture of ours")
        return os.read(descriptor, MOST_BYTES).decode("utf-8", "surrogateescape")
    finally:
        os.close(descriptor)


def keep_snapshot(target: str, files: "Iterable[str]", rows: "Sequence[str]") -> None:
    """Keep a picture for the next start.

    Args:
        target: The target on the command line that it is a picture of.
        files: The files that it was made of.
        rows: The rows of the screen, as they are written to a terminal.

    Raises:
        OSError: The picture cannot be written.
    """
    from pathlib import Path

    from reader.system.durable_files import make_private_folder, replace_file

    file = Path(_file(target))
    make_private_folder(file.parent)
    head = BETWEEN.join([*_about(target), *_signed(os.path.abspath(name) for name in files)])
    picture = "\r\n".join(rows)
    replace_file(file, f"{head}{AFTER_HEAD}{picture}".encode("utf-8", "surrogateescape"))


def is_shown() -> bool:
    """Return whether the screen shows a picture that nothing has taken over yet."""
    return bool(_shown)


def take_over() -> "list[Any] | None":
    """Take over the screen; return the terminal's attributes from before the picture, or None if there is none."""
    return _shown.pop() if _shown else None


def leave() -> None:
    """Restore the terminal, if it shows a picture that nothing has taken over."""
    if _shown:
        import termios

        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _shown.pop())
        _write(LEAVE)


def paint(rows: str) -> None:
    """Paint rows in the terminal's alternate screen, without echo: keys that are typed wait for the application.

    A signal that ends the program while it loads takes the picture off the terminal, too.
    """
    import _signal  # type: ignore[import-not-found]  # signal without its enums, which take as long as all this
    import termios

    for number in (_signal.SIGTERM, _signal.SIGHUP, _signal.SIGQUIT, _signal.SIGABRT, _signal.SIGUSR1, _signal.SIGUSR2):
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
    """Return the terminal's columns and lines."""
    return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)


def _about(target: str) -> list[str]:
    """Return everything that a picture depends on apart from files; no part is empty."""
    columns, lines = size()
    values = (os.environ.get(name) for name in ENVIRONMENT)
    set_ones = ("-" if value is None else f"={value}" for value in values)
    return [VERSION, os.path.realpath(target), f"{columns}x{lines}", *set_ones]


def _signed(names: "Iterable[str]") -> list[str]:
    """Return each name, followed by a signature that changes when the file does."""
    return [part for name in names for part in (name, _signature(name))]


def _signature(name: str) -> str:
    try:
        status = os.stat(name)
    except FileNotFoundError:
        return "none"
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _file(target: str) -> str:
    """Return the file of a picture in the user's cache folder; asking platformdirs would take a tenth of a start."""
    home = os.path.expanduser("~")
    caches = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    folder = caches if sys.platform == "darwin" else os.environ.get("XDG_CACHE_HOME") or caches
    return os.path.join(folder, "reader", f"screen-{crc32(os.fsencode(os.path.realpath(target))):08x}")
