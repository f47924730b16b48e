"""Reading from a pipe, as in `cat FILE | reader -`: the text is saved as a source, and keys come from the terminal."""

import hashlib
import os
import sys
from pathlib import Path

from reader.errors import UsageError
from reader.system.durable_files import make_private_folder, replace_file


def save_stdin() -> Path:
    """Read standard input to its end, and return the file in which it was saved.

    The file is named after the digest of the text, so that its tags are found when the same text is piped in again.

    Raises:
        UsageError: Nothing came through the pipe, or it cannot be saved.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("-: standard input is not a pipe; use it as in `cat FILE | reader -`")
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise UsageError("-: nothing came through the pipe; check the command before it")
    file = _folder() / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
    try:
        make_private_folder(file.parent)
        replace_file(file, data, mode=0o600)
    except OSError as error:
        raise UsageError(f"{file}: the piped text cannot be saved there: {error.strerror}") from error
    return file


def read_keys_from_terminal() -> None:
    """Make the terminal standard input; raise UsageError if there is none."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(f"-: there is no terminal to read keys from: {error.strerror}") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115


def _folder() -> Path:
    """Return the folder of all piped texts, which can be opened as a workspace."""
    from platformdirs import user_data_path

    return user_data_path("reader", appauthor=False) / "piped"
