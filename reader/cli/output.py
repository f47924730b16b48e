"""The place that a command writes to: a file that may exist, a terminal, or standard output."""

from pathlib import Path

from reader.cli.common import confirm
from reader.errors import ReaderError


def output_path(given: Path | None) -> Path | None:
    """Return the path given with -o; None for standard output, which `-` also means."""
    return None if given is None or str(given) == "-" else given


def is_terminal(target: Path) -> bool:
    """Return whether a path is a terminal, such as /dev/tty."""
    if not target.is_char_device():
        return False
    with target.open("wb") as stream:
        return stream.isatty()


def ask_to_replace(target: Path, *, force: bool) -> None:
    """Ask whether an existing file or folder may be replaced, unless --force allows it.

    Raises:
        ReaderError: The user said no, or could not be asked.
    """
    if not force and not confirm(f"{target} exists. Replace it?"):
        raise ReaderError(f"{target}: it exists and was left as it is; --force replaces it")
