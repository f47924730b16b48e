"""The command line: which command is meant, what it is given, and how it ends."""

import argparse
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.commands import COMMANDS, module_of
from reader.commands.common import say
from reader.errors import ReaderError
from reader.tui import first_screen
from reader.version import VERSION

INTERRUPTED = 130
GLOBAL = ("--workspace", "--sources", "--annotations", "--creator")

DESCRIPTION = "Read texts closely in a terminal and tag what they say: quote, claim, boilerplate."
EPILOG = (
    "Without a command, `reader [FOLDER | FILE]` opens the texts to read and tag. Sources are the files in "
    "FOLDER/seeds if there is such a folder, else the .txt and .md files below FOLDER; the tags are kept in "
    "FOLDER/annotations.json. Exit status: 0, 1 on failure, 2 for wrong usage or no terminal, 130 when interrupted."
)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command line and returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    try:
        arguments = _with_command(arguments)
        options = _parser(arguments[0]).parse_args(arguments)
        status = _run(options)
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
        from reader.crash import report

        say(*report(error))
        return 1


def _run(options: argparse.Namespace) -> int:
    try:
        status: int = options.run(options)
        return status
    finally:
        first_screen.leave()  # what went wrong is said where it can be seen


def _with_command(arguments: list[str]) -> list[str]:
    """The command first; `open` is what is meant where none is named."""
    if arguments and arguments[0] in ("-h", "--help", "--version"):
        return arguments
    here = 0
    while here < len(arguments) and arguments[here].split("=")[0] in GLOBAL:
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


class Parser(argparse.ArgumentParser):
    def _print_message(self, message: str, file: Any = None) -> None:
        """An argument that is complained of may hold anything."""
        from reader.text.visible import visible

        super()._print_message("".join(visible(line) + "\n" for line in message.splitlines()), file)


def _parser(meant: str) -> argparse.ArgumentParser:
    """Of the other commands than the one that is meant, only the words."""
    parser = Parser(prog="reader", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"reader {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, words in COMMANDS.items():
        command = commands.add_parser(
            name, help=words, description=words[0].upper() + words[1:] + ".", conflict_handler="resolve"
        )
        if name == meant:
            module = import_module(module_of(name))
            command.set_defaults(run=module.run)
            _workspace_arguments(command)
            module.arguments(command)
    return parser


def _workspace_arguments(command: argparse.ArgumentParser) -> None:
    """What a command means by the same words, which may be something else, it says itself."""
    place = command.add_argument_group("workspace")
    place.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace (default: the current folder)")
    place.add_argument("--sources", type=Path, metavar="DIR", help="where the sources are")
    place.add_argument("--annotations", type=Path, metavar="FILE", help="where the tags are kept")
    place.add_argument(
        "--creator", dest="who", metavar="NAME", help="who tags (default: as set, else git's or the system's user)"
    )
