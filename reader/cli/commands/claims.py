"""The command `reader claims`, which lists the claims, each with its rating and evidence."""

import argparse

from reader.cli.common import check_table_options, open_workspace, print_lines, say_unknown_values, table_arguments


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    table_arguments(command)
    command.add_argument(
        "--filter",
        default="",
        metavar="TERMS",
        help="list only statements with a claim that matches, such as 'rating:open has:evidence'",
    )


def run(options: argparse.Namespace) -> int:
    """Print the ledger."""
    from reader.reports.chosen_tags import chosen_claims
    from reader.reports.claims import claim_lines, claim_records, claim_table
    from reader.reports.selection import Selection

    check_table_options(options)
    workspace = open_workspace(options)
    rows = chosen_claims(workspace, Selection.of(workspace, options.filter))
    say_unknown_values(workspace, options.filter)
    if options.json:
        print_lines(claim_records(rows))
    elif options.csv:
        print(claim_table(rows, raw=options.raw), end="")
    else:
        print("".join(f"{line}\n" for line in claim_lines(rows)), end="")
    return 0
