"""The log of crashes, and the two lines that a person sees.

Neither contains any text of an article. The log has the lines of code and the classes of the errors, but no variables
and no error messages: `KeyError('...')` would quote what was being read.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from reader.system.durable_files import Disk, make_private_folder
from reader.version import VERSION

LIMIT = 256 * 1024  # bytes; a longer log is renamed to reader.log.1, which replaces the previous one
FRAMES = 50  # innermost frames that are logged for each error


def log_crash(error: BaseException) -> tuple[str, str]:
    """Log a crash, and return two lines for the person: what happened, and where the log is."""
    file = log_file()
    what = f"reader: it crashed ({type(error).__name__}): this is a bug. Every tag that was shown as saved is on disk."
    try:
        _append(file, _record(error))
    except OSError as failure:
        return what, f"{file}: the log could not be written: {failure.strerror}"
    return what, f"{file}: the crash log, without any of the text you read; please attach it to a bug report"


def log_file() -> Path:
    """Return the path of the crash log, in the user's log folder."""
    from platformdirs import user_log_path

    return user_log_path("reader", appauthor=False) / "reader.log"


def _append(file: Path, record: str) -> None:
    make_private_folder(file.parent)
    if file.exists() and file.stat().st_size > LIMIT:
        file.replace(file.with_name(f"{file.name}.1"))
    Disk().append(file, record.encode("utf-8", "backslashreplace"), sync=False)


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
    """Return the error and its causes, the original cause first."""
    chain: list[BaseException] = []
    while error and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain
