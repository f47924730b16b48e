"""Running a command line: parsing it, and turning errors into messages and exit statuses."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands import COMMANDS, has_only_path
from reader.cli.common import say
from reader.cli.terminal_text import TerminalText
from reader.errors import ReaderError, UsageError
from reader.tui.startup import snapshot

if TYPE_CHECKING:
    import argparse

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit status.

    Args:
        arguments: The arguments without the program's name; None takes them from `sys.argv`.

    Returns:
        0 if it was done, 1 if it failed, 2 for wrong usage, 130 if it was interrupted.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    _write_utf8()
    try:
        status = _run(_options(arguments))
        sys.stdout.flush()
        return status
    except ReaderError as error:
        say(f"reader: {error}")
        return error.exit_code
    except BrokenPipeError:  # the program that reads our output has enough
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        say(f"reader: {error.filename or 'standard output'}: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 (a defect: a traceback could write anything to the terminal)
        from reader.system.crash_log import log_crash

        say(*log_crash(error))
        return 1


def _options(arguments: list[str]) -> "argparse.Namespace":
    if has_only_path(arguments):
        from reader.cli.commands.open import default_options

        _check_there(*arguments)
        return default_options(arguments)
    from reader.cli.parser import make_parser

    wanted = _with_command_first(arguments)
    _say_which_is_meant(*arguments)
    if wanted[0] == "open" and "--demo" not in arguments:  # --demo makes the folder that is named
        _check_there(*arguments[_place_of_command(arguments) :][:1])
    return make_parser(wanted[:1]).parse_args(wanted)


def _run(options: "argparse.Namespace") -> int:
    try:
        status: int = options.run(options)
        while following := getattr(options, "next", None):  # the application was left for another workspace
            options = _options(following)
            status = options.run(options)
        return status
    finally:
        snapshot.leave()  # so that the picture does not cover messages


def _with_command_first(arguments: list[str]) -> list[str]:
    """Move the command before the shared options, or add `open` if there is no command."""
    if arguments and arguments[0] in ("-h", "--help", "--version"):
        return arguments
    index = _place_of_command(arguments)
    if index < len(arguments) and arguments[index] in COMMANDS:
        return [arguments[index], *arguments[:index], *arguments[index + 1 :]]
    return ["open", *arguments]


def _place_of_command(arguments: list[str]) -> int:
    """Return the number of arguments taken by shared options before the command, or before the word in its place."""
    from reader.cli.parser import SHARED

    index = 0
    while index < len(arguments) and arguments[index].split("=")[0] in SHARED:
        index += 1 if "=" in arguments[index] else 2
    return index


def _check_there(name: str = ".") -> None:
    """Raise UsageError if a word is not a command, folder or file; the message suggests the most similar name."""
    if name.startswith("-") or name in COMMANDS:
        return
    try:
        Path(name).lstat()
    except FileNotFoundError as error:
        from reader.similar import similar_name, similar_path

        similar = similar_name(name, COMMANDS) or similar_path(Path(name))
        hint = f"did you mean {similar}?" if similar else "reader help lists the commands"
        raise UsageError(f"{name}: there is no such folder, file or command: {hint}") from error
    except OSError:
        return  # opening the workspace will say why it fails


def _say_which_is_meant(word: str = "", *others: str) -> None:
    """Say how a folder is opened that has the name of a command, if that name is all that was typed."""
    if word in COMMANDS and not others and Path(word).is_dir():
        say(f"reader: this is the command {word}; to open the folder {word}, write: reader .{os.sep}{word}")


def _write_utf8() -> None:
    """Make both output streams UTF-8 whatever the locale, and safe for a terminal.

    A closed one (`>&-`) is replaced by the null device.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w")))
        if isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
            if stream.isatty() and not isinstance(stream, TerminalText):
                setattr(sys, name, TerminalText(stream))
    if (encoding := sys.getfilesystemencoding()) != "utf-8":
        say(f"reader: file names are read as {encoding} in this locale; set PYTHONUTF8=1 if they are in UTF-8")


def _drop_output() -> None:
    """Discard what is left to write: Python would try again at its end, and print a warning."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
