"""The command `reader claims`, which lists the claims with what became of each, and what bears on it."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("--csv", action="store_true", help="print a table for spreadsheets")
    command.add_argument(
        "--raw",
        action="store_true",
        help="with --csv: leave cells as they are, even if a spreadsheet would take them for formulas",
    )
    command.add_argument(
        "--filter",
        default="",
        metavar="TERMS",
        help="list only statements with a claim that matches, such as 'rating:open has:evidence'",
    )


def run(options: argparse.Namespace) -> int:
    """Print the ledger."""
    from reader.errors import UsageError
    from reader.reports.chosen_tags import chosen_annotations
    from reader.reports.claims import claim_lines, claim_records, claim_table
    from reader.reports.selection import Selection

    if options.json and options.csv:
        raise UsageError("--json and --csv: give one of them")
    if options.raw and not options.csv:
        raise UsageError("--raw belongs to --csv")
    workspace = open_workspace(options)
    chosen = {each.id for each in chosen_annotations(workspace, Selection.of(workspace, options.filter))}
    rows = [row for row in workspace.claims.rows() if any(claim.id in chosen for claim in row.claims)]
    if options.json:
        print_lines(claim_records(rows))
    elif options.csv:
        print(claim_table(rows, raw=options.raw), end="")
    else:
        print("".join(f"{line}\n" for line in claim_lines(rows)), end="")
    return 0
