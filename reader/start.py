"""The way in: what was on the screen last, at once; then the command line."""

import sys

from reader.commands import COMMANDS


def main() -> int:
    """The program; returns its exit status."""
    arguments = sys.argv[1:]
    if len(arguments) < 2 and not any(_is_no_folder(argument) for argument in arguments) and _is_terminal():
        return _start_with_picture(arguments)
    from reader.cli import main

    return main(arguments)


def _start_with_picture(arguments: list[str]) -> int:
    import gc

    from reader.tui.first_screen import leave, show

    gc.disable()  # till the first frame: all that is made by then stays
    try:
        show(*arguments or ["."])
        from reader.cli import main

        return main(arguments)
    finally:
        leave()


def _is_no_folder(argument: str) -> bool:
    """`reader export` is a command, also where there is a folder of that name."""
    return argument.startswith("-") or argument in COMMANDS


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
