"""The way in: what was on the screen last, at once; then the command line."""

import sys

from reader.cli.commands import is_plain


def main() -> int:
    """The program; returns its exit status."""
    arguments = sys.argv[1:]
    if is_plain(arguments) and _is_terminal():
        return _start_with_picture(arguments)
    from reader.cli.main import main

    return main(arguments)


def _start_with_picture(arguments: list[str]) -> int:
    import gc

    from reader.tui.startup.snapshot import leave, show

    gc.disable()  # till the first frame: all that is made by then stays
    try:
        show(*arguments or ["."])
        from reader.cli.main import main

        return main(arguments)
    finally:
        leave()


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
