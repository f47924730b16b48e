"""The parser of the command line."""

import argparse
from collections.abc import Callable, Collection, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.cli.commands import COMMANDS, module_of
from reader.similar import similar_name
from reader.version import VERSION

SHARED = ("--workspace", "--sources", "--annotations", "--creator")  # options of every command

USAGE = """reader [FOLDER | FILE]
       reader --demo [FOLDER]
       reader COMMAND ..."""
DESCRIPTION = "Close-read articles in a terminal and tag their passages: quote, claim, boilerplate."
EPILOG = (
    "Without a command, `reader [FOLDER | FILE]` opens the articles to read and tag. The sources are the files in "
    "FOLDER/seeds if there is such a folder, otherwise the .txt and .md files in FOLDER and below. The tags are saved "
    "in FOLDER/annotations.json. `reader --demo` opens a sample to try; `reader help COMMAND` shows what it takes. "
    "Exit status: 0 if done, 1 on failure, 2 for wrong usage or a missing terminal, 130 if interrupted."
)


class SafeParser(argparse.ArgumentParser):
    """A parser whose messages send no control characters to the terminal, and suggest what was probably meant."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.color = False  # Python 3.14 would write help in colours

    def add_argument(self, *names: Any, **named: Any) -> argparse.Action:
        """Add an argument; the message about a value that is not one of its choices suggests the most similar one."""
        action = super().add_argument(*names, **named)
        if action.choices:
            action.type = _one_of(list(action.choices), action.type or str)
        return action

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Parse arguments, and refuse unknown ones here, where the options of the command are known."""
        options, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._hint(unknown)}")
        return options, unknown

    def _hint(self, unknown: Sequence[str]) -> str:
        known = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        similar = [
            name for each in unknown if each.startswith("-") and (name := similar_name(each.split("=")[0], known))
        ]
        return f": did you mean {similar[0]}?" if similar else ""

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print a message, which may quote an argument with any characters."""
        from reader.text.sanitize import sanitize

        super()._print_message("".join(sanitize(line) + "\n" for line in message.splitlines()), file)


class _HelpOfAll(argparse.HelpFormatter):
    """The help of the whole program, with each command on a line of its own."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=20)


def _one_of(choices: Sequence[Any], convert: Any) -> Callable[[str], Any]:
    """Return a function that converts an argument to one of several choices."""
    names = [str(each) for each in choices]

    def choose(text: str) -> Any:
        if text not in names:
            if similar := similar_name(text, names):
                raise argparse.ArgumentTypeError(f"it cannot be {text}: did you mean {similar}?")
            command = f"; reader {text} is a command of its own" if text in COMMANDS else ""
            raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(names)}{command}")
        return convert(text)

    return choose


def make_parser(loaded: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of the whole command line.

    Args:
        loaded: The commands whose modules are imported; the others have only a name and a description.
    """
    parser = SafeParser(prog="reader", usage=USAGE, description=DESCRIPTION, epilog=EPILOG, formatter_class=_HelpOfAll)
    parser.add_argument("--version", action="version", version=f"reader {VERSION}", help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND [...]", prog="reader", required=True)
    for name, summary in COMMANDS.items():
        description = summary[0].upper() + summary[1:] + "."
        command = commands.add_parser(name, help=summary, description=description, conflict_handler="resolve")
        if name in loaded:
            module = import_module(module_of(name))
            command.set_defaults(run=module.run)
            _shared_arguments(command)
            module.arguments(command)
            command.usage = _usage(f"reader {name}", command)
    return parser


def _usage(prog: str, command: argparse.ArgumentParser) -> str:
    """Return the usage of a command with its positional arguments only; its options are listed below."""
    words = list[str]()
    for action in (each for each in command._actions if not each.option_strings):
        name = str(action.metavar or action.dest)
        several = f"{name} ..." if action.nargs in ("*", "+") else name
        words.append(f"[{several}]" if action.nargs in ("*", "?") else several)
    return " ".join([prog, "[OPTION ...]", *words])


def _shared_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options of every command; a command that uses one of the names differently replaces it."""
    group = command.add_argument_group("workspace")
    group.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace (default: the current folder)")
    group.add_argument("--sources", type=Path, metavar="DIR", help="the folder with the sources")
    group.add_argument("--annotations", type=Path, metavar="FILE", help="the file with the tags")
    whose = "the annotator's name (default: the name in reader.toml, in git or of the user)"
    group.add_argument("--creator", dest="annotator", metavar="NAME", help=whose)
