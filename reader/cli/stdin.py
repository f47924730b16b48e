"""`cat x | reader -`: what comes through the pipe is kept as a source, and the keys come from the terminal."""

import hashlib
import os
import sys
from pathlib import Path

from reader.errors import UsageError
from reader.system.durable_files import replace_file


def keep_input() -> Path:
    """Reads standard input to its end and returns the file that it is kept in. The same text is the same file.

    Raises UsageError if nothing is piped in.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("-: nothing is piped in; `cat FILE | reader -` reads what comes through the pipe")
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise UsageError("-: nothing came through the pipe; whatever wrote into it may have failed")
    file = _folder() / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(file, data, mode=0o600)
    except OSError as error:
        raise UsageError(f"{file}: what came through the pipe cannot be kept there: {error.strerror}") from error
    return file


def take_keys_from_terminal() -> None:
    """Standard input is the terminal from now on. Raises UsageError if there is none."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(f"-: there is no terminal to take the keys from: {error.strerror}") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115


def _folder() -> Path:
    """One for all: it can be opened as a workspace, too."""
    from platformdirs import user_data_path

    return user_data_path("reader", appauthor=False) / "piped"
