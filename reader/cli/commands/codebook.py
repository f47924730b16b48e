"""The command `reader codebook`, which prints all tags with what they are for and how often they are used."""

import argparse
from typing import TYPE_CHECKING

from reader.cli.common import open_workspace, say, terminal_width, workspace_argument

if TYPE_CHECKING:
    from reader.reports.codebook import Codebook

FORMATS = ("text", "json", "csv", "markdown", "html")


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text (the default), json, csv, markdown, or html, which is one page",
    )
    command.add_argument(
        "--raw", action="store_true", help="with csv: do not guard cells that a spreadsheet would take for a formula"
    )


def run(options: argparse.Namespace) -> int:
    """Print the codebook."""
    from collections import Counter

    from reader.errors import UsageError
    from reader.reports.codebook import Codebook

    if options.raw and options.format != "csv":
        raise UsageError("--raw belongs to --format csv")
    workspace = open_workspace(options)
    counts = Counter[str]()
    for of_source in workspace.annotations.counts().values():
        counts.update(of_source)
    codebook = Codebook.of(workspace.settings.tags, counts)
    _print(codebook, options)
    if codebook.unknown and options.format == "text":
        say("reader: add an entry to reader.toml for each tag that is not in the codebook")
    return 0


def _print(codebook: "Codebook", options: argparse.Namespace) -> None:
    from reader.reports.codebook import codebook_document, codebook_lines, codebook_record, codebook_table
    from reader.reports.editor.document import html, markdown

    if options.format == "text":
        print("".join(f"{line}\n" for line in codebook_lines(codebook, terminal_width())), end="")
    elif options.format == "json":
        from reader.formats.json_io import indented_json

        print(indented_json(codebook_record(codebook)))
    elif options.format == "csv":
        print(codebook_table(codebook, raw=options.raw), end="")
    else:
        write = markdown if options.format == "markdown" else html
        print("".join(write(codebook_document(codebook))).rstrip("\n"))
