"""The parser of the command line."""

import argparse
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.cli.commands import COMMANDS, module_of
from reader.version import VERSION

SHARED = ("--workspace", "--sources", "--annotations", "--creator")  # options of every command

DESCRIPTION = "Close-read articles in a terminal and tag their passages: quote, claim, boilerplate."
EPILOG = (
    "Without a command, `reader [FOLDER | FILE]` opens the articles to read and tag. The sources are the files in "
    "FOLDER/seeds if there is such a folder, otherwise the .txt and .md files in FOLDER and below. The tags are saved "
    "in FOLDER/annotations.json. Exit status: 0 if done, 1 on failure, 2 for wrong usage or a missing terminal, "
    "130 if interrupted."
)


class SafeParser(argparse.ArgumentParser):
    """A parser whose messages cannot send control characters to the terminal."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.color = False  # of Python 3.14, which writes help in colours

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print a message, which may quote an argument with any characters."""
        from reader.text.sanitize import sanitize

        super()._print_message("".join(sanitize(line) + "\n" for line in message.splitlines()), file)


def make_parser(loaded: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of the whole command line.

    Args:
        loaded: The commands whose modules are imported; of the others it knows only name and description.
    """
    parser = SafeParser(prog="reader", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"reader {VERSION}", help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        description = summary[0].upper() + summary[1:] + "."
        command = commands.add_parser(name, help=summary, description=description, conflict_handler="resolve")
        if name in loaded:
            module = import_module(module_of(name))
            command.set_defaults(run=module.run)
            _shared_arguments(command)
            module.arguments(command)
    return parser


def _shared_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options of every command; a command that uses one of the names differently replaces it."""
    group = command.add_argument_group("workspace")
    group.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace (default: the current folder)")
    group.add_argument("--sources", type=Path, metavar="DIR", help="the folder with the sources")
    group.add_argument("--annotations", type=Path, metavar="FILE", help="the file with the tags")
    whose = "the annotator's name (default: the name in reader.toml, in git or of the user)"
    group.add_argument("--creator", dest="annotator", metavar="NAME", help=whose)
