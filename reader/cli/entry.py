"""The entry point: paints the last screen at once where there is one, then runs the command line."""

import sys

from reader.cli.commands import has_only_path


def main() -> int:
    """Run the program and return its exit status."""
    arguments = sys.argv[1:]
    if has_only_path(arguments) and _is_terminal():
        return _start_with_picture(arguments)
    from reader.cli.main import main

    return main(arguments)


def _start_with_picture(arguments: list[str]) -> int:
    import gc

    from reader.tui.startup.snapshot import leave, show_picture

    gc.disable()  # off until the first frame: nothing made before it can be freed
    try:
        show_picture(*arguments or ["."])
        from reader.cli.main import main

        return main(arguments)
    finally:
        leave()


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
