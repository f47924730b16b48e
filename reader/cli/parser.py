"""What the command line may say."""

import argparse
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.cli.commands import COMMANDS, module_of
from reader.version import VERSION

SHARED = ("--workspace", "--sources", "--annotations", "--creator")  # by all commands

DESCRIPTION = "Read texts closely in a terminal and tag what they say: quote, claim, boilerplate."
EPILOG = (
    "Without a command, `reader [FOLDER | FILE]` opens the texts to read and tag. Sources are the files in "
    "FOLDER/seeds if there is such a folder, else the .txt and .md files below FOLDER; the tags are kept in "
    "FOLDER/annotations.json. Exit status: 0, 1 on failure, 2 for wrong usage or no terminal, 130 when interrupted."
)


class Parser(argparse.ArgumentParser):
    def _print_message(self, message: str, file: Any = None) -> None:
        """An argument that is complained of may hold anything."""
        from reader.text.sanitize import sanitize

        super()._print_message("".join(sanitize(line) + "\n" for line in message.splitlines()), file)


def parser(meant: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Of the other commands than those that are meant, only the words."""
    parser = Parser(prog="reader", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"reader {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, words in COMMANDS.items():
        description = words[0].upper() + words[1:] + "."
        command = commands.add_parser(name, help=words, description=description, conflict_handler="resolve")
        if name in meant:
            module = import_module(module_of(name))
            command.set_defaults(run=module.run)
            _shared_arguments(command)
            module.arguments(command)
    return parser


def _shared_arguments(command: argparse.ArgumentParser) -> None:
    """A command for which one of them means something else says so itself, after this."""
    place = command.add_argument_group("workspace")
    place.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace (default: the current folder)")
    place.add_argument("--sources", type=Path, metavar="DIR", help="where the sources are")
    place.add_argument("--annotations", type=Path, metavar="FILE", help="where the tags are kept")
    words = "who tags (default: as reader.toml says, else git, else the system)"
    place.add_argument("--creator", dest="who", metavar="NAME", help=words)
