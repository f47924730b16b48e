"""The command `reader completion`, which prints a script with which a shell completes commands, options and files."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from reader.errors import ReaderError

SHELLS = ("bash", "zsh", "tcsh", "fish")


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(options: argparse.Namespace) -> int:
    """Print the script for a shell."""
    try:
        import shtab
    except ImportError as error:
        from reader.system.extras import how_to_install

        raise ReaderError(f"completion needs shtab; install it with: {how_to_install('completion')}") from error
    from reader.cli.parser import make_parser

    whole = make_parser()
    for action in _actions(whole):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(whole, shell=options.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
