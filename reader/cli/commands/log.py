"""The command `reader log`, which lists who did what and when."""

import argparse
from typing import Any

from reader.cli.common import id_in_place_of_workspace, json_arguments, open_workspace, print_lines, say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("id", nargs="?", default="", metavar="ID", help="an annotation's id, or the beginning of it")


def run(options: argparse.Namespace) -> int:
    """Print a line for each change, the latest last.

    Raises:
        ReaderError: An id was given, and no annotation ever had it.
    """
    ids = [options.id] if options.id else id_in_place_of_workspace(options)
    annotations, is_known = open_workspace(options).annotations, False
    for each in annotations.history(*ids):
        is_known = True
        if options.json:
            print_lines([each])
        else:
            _show(each)
    if ids and not is_known:
        raise annotations.no_such_id(*ids)
    if not (is_known or options.json):
        say("reader: nothing was ever tagged here")
    return 0


def _show(change: dict[str, Any]) -> None:
    from reader.text.sanitize import sanitize_line

    document = change["after"] or change["before"]
    said = document.get("exact", document.get("name", ""))
    columns = (change["at"], change["who"] or "-", change["words"], change["id"], document.get("source", ""), said)
    print("\t".join(sanitize_line(str(column)) for column in columns))
