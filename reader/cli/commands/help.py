"""The command `reader help`, which shows what a command does, and its options."""

import argparse

from reader.cli.commands import COMMANDS


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "name", nargs="?", choices=tuple(COMMANDS), metavar="COMMAND", help="one of the commands (default: all of them)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the help for one command or for all."""
    from reader.cli.parser import make_parser

    parser = make_parser([options.name] if options.name else [])
    parser.parse_args([*([options.name] if options.name else []), "--help"])
    return 0
