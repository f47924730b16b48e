"""The command `reader codebook`, which prints all tags with their meanings, and renames, merges and retires them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import codebook_changes
from reader.cli.common import open_workspace, say, terminal_width

if TYPE_CHECKING:
    from reader.reports.codebook import Codebook

FORMATS = ("text", "json", "csv", "markdown", "html", "qdc")


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "words",
        nargs="*",
        metavar="WORKSPACE | rename TAG NEW | merge TAG INTO | retire TAG",
        help="WORKSPACE: print its codebook (default: the current folder). rename TAG NEW: give a tag another name. "
        "merge TAG INTO: turn a tag into another one. Both change all annotations that have the tag. retire TAG: offer "
        "it no longer. WORKSPACE may follow each of these",
    )
    codebook_changes.arguments(command)
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text (the default), json, csv, markdown, html (one page), or qdc (for QDA programs)",
    )
    command.add_argument(
        "--raw",
        action="store_true",
        help="with csv: leave cells as they are, even if a spreadsheet would take them for formulas",
    )


def run(options: argparse.Namespace) -> int:
    """Print the codebook, or change a tag."""
    if codebook_changes.is_change(options.words):
        return codebook_changes.change(options)
    from collections import Counter

    from reader.errors import UsageError
    from reader.reports.codebook import Codebook

    if options.into or options.dry_run or options.yes:
        raise UsageError("--into, --dry-run and --yes belong to rename, merge and retire")
    if len(options.words) > 1:
        raise UsageError(f"{options.words[0]}: name one workspace, or {', '.join(codebook_changes.CHANGES)} with a tag")
    options.path = Path(options.words[0]) if options.words else None
    if options.raw and options.format != "csv":
        raise UsageError("--raw belongs to --format csv")
    workspace = open_workspace(options)
    counts = Counter[str]()
    for of_source in workspace.annotations.counts().values():
        counts.update(of_source)
    codebook = Codebook.of(workspace.settings.tags, counts)
    _print(codebook, options)
    if codebook.unknown and options.format == "text":
        say(
            "reader: add an entry to reader.toml for each tag that is not in the codebook, or give its annotations "
            "another one: reader codebook merge TAG INTO"
        )
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
    elif options.format == "qdc":
        from reader.formats.qdc import codebook_text

        print("".join(codebook_text([each.tag for each in codebook.tags], codebook.unknown)), end="")
    else:
        write = markdown if options.format == "markdown" else html
        print("".join(write(codebook_document(codebook))).rstrip("\n"))
