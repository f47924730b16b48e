"""The command line: which command is meant, what it is given, and how it ends."""

import io
import os
import sys
from typing import TYPE_CHECKING

from reader.cli.commands import COMMANDS, is_plain
from reader.cli.common import say
from reader.errors import ReaderError
from reader.tui.startup import snapshot

if TYPE_CHECKING:
    import argparse

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Runs a command line and returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    try:
        status = _run(_options(arguments))
        sys.stdout.flush()
        return status
    except ReaderError as error:
        say(f"reader: {error}")
        return error.exit_code
    except BrokenPipeError:  # whoever read our output has enough
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        say(f"reader: {error.filename or 'the output'}: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect: a traceback on the terminal could show anything
        from reader.system.crash_log import log_crash

        say(*log_crash(error))
        return 1


def _options(arguments: list[str]) -> "argparse.Namespace":
    if is_plain(arguments):
        from reader.cli.commands.open import plain

        return plain(arguments)
    from reader.cli.parser import parser

    arguments = _with_command(arguments)
    return parser(arguments[:1]).parse_args(arguments)


def _run(options: "argparse.Namespace") -> int:
    try:
        status: int = options.run(options)
        return status
    finally:
        snapshot.leave()  # what went wrong is said where it can be seen


def _with_command(arguments: list[str]) -> list[str]:
    """The command first; `open` is what is meant where none is named."""
    from reader.cli.parser import SHARED

    if arguments and arguments[0] in ("-h", "--help", "--version"):
        return arguments
    here = 0
    while here < len(arguments) and arguments[here].split("=")[0] in SHARED:
        here += 1 if "=" in arguments[here] else 2
    if here < len(arguments) and arguments[here] in COMMANDS:
        return [arguments[here], *arguments[:here], *arguments[here + 1 :]]
    return ["open", *arguments]


def _speak_utf8() -> None:
    """Whatever the locale; a stream that was closed (`>&-`) swallows what is written."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w")))
        if isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if (names := sys.getfilesystemencoding()) != "utf-8":
        say(f"reader: this locale has file names in {names}: PYTHONUTF8=1 reads those that are in UTF-8")


def _drop_output() -> None:
    """Python would try once more to write it when it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
