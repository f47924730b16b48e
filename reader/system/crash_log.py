"""A crash: what is kept of it, and what is said.

Neither has any text of an article. The log gets the lines of code and the kinds of the errors, but no variable, and not
the errors' own words either: `KeyError('...')` would quote what was read.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from reader.version import VERSION

LIMIT = 256 * 1024  # bytes; a longer log is put aside, and the one that was put aside before goes
FRAMES = 50  # of each error, the innermost


def log_crash(error: BaseException) -> tuple[str, str]:
    """Writes a crash into the log. Returns the two lines to say: what happened, and where the log is."""
    file = log_file()
    what = f"reader: this should not have happened ({type(error).__name__}); every tag that was called saved is on disk"
    try:
        _append(file, _record(error))
    except OSError as failure:
        return what, f"{file}: the log could not be written: {failure.strerror}"
    return what, f"{file}: the log of it, without any text that you read; please report it"


def log_file() -> Path:
    """In the user's log folder."""
    from platformdirs import user_log_path

    return user_log_path("reader", appauthor=False) / "reader.log"


def _append(file: Path, record: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LIMIT:
        file.replace(file.with_name(f"{file.name}.1"))
    with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(record)


def _record(error: BaseException) -> str:
    python, textual = platform.python_version(), version("textual")
    time = datetime.now(UTC).isoformat(timespec="seconds")
    program = f"reader {VERSION}, Python {python}, Textual {textual}, {platform.platform()}, {os.environ.get('TERM')}"
    return f"{time} {program}\n{''.join(_lines(error))}\n"


def _lines(error: BaseException) -> Iterator[str]:
    for each in _chain(error):
        yield from traceback.format_tb(each.__traceback__, -FRAMES)
        yield f"{type(each).__module__}.{type(each).__qualname__}\n"


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and those that led to it, the first one first."""
    found: list[BaseException] = []
    while error and error not in found:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found
