"""The command `reader log`, which lists who did what and when."""

import argparse

from reader.cli.common import open_workspace, print_lines


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("id", nargs="?", default="", metavar="ID", help="an annotation's id, or the beginning of it")
    command.add_argument("--json", action="store_true", help="print JSON Lines")


def run(options: argparse.Namespace) -> int:
    """Print a line for each change, the latest last."""
    from reader.text.sanitize import sanitize_line

    for each in open_workspace(options).annotations.history(options.id):
        if options.json:
            print_lines([each])
        else:
            document = each["after"] or each["before"]
            said = document.get("exact", document.get("name", ""))
            columns = (each["at"], each["who"] or "-", each["words"], each["id"], document.get("source", ""), said)
            print("\t".join(sanitize_line(str(column)) for column in columns))
    return 0
