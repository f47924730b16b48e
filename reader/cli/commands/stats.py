"""The command `reader stats`, which shows how much has been read, who tagged what, and which tags occur together."""

import argparse
from typing import TYPE_CHECKING

from reader.cli.common import (
    check_table_options,
    open_workspace,
    print_lines,
    say,
    say_unknown_values,
    selection_arguments,
    table_arguments,
    terminal_width,
)

if TYPE_CHECKING:
    from reader.reports.selection import Selection
    from reader.workspace.workspace import Workspace

TABLES = ("progress", "tags", "together")
FARTHEST = 1_000_000  # code points


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    table_arguments(command)
    command.add_argument(
        "--table",
        choices=TABLES,
        default=TABLES[0],
        help="progress in each source (the default), tags by source and person, or which tags occur together",
    )
    command.add_argument(
        "--near",
        type=int,
        metavar="NUMBER",
        help="with --table together: how many characters apart passages may be to count as near (default: 200)",
    )
    selection_arguments(command)


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from reader.reports.selection import Selection

    _check(options)
    workspace = open_workspace(options)
    selection = Selection.of(workspace, options.filter, options.by, options.sort)
    say_unknown_values(workspace, options.filter)
    if options.table == "progress":
        _print_progress(workspace, selection, options)
    else:
        _print_tags(workspace, selection, options)
    return 0


def _check(options: argparse.Namespace) -> None:
    """Raise UsageError if options contradict each other."""
    from reader.errors import UsageError

    check_table_options(options)
    if options.near is not None and options.table != "together":
        raise UsageError("--near belongs to --table together")
    if options.near is not None and not 0 <= options.near <= FARTHEST:
        raise UsageError(f"--near {options.near}: give a number from 0 to {FARTHEST:,}")
    for name in ("by", "sort"):
        if getattr(options, name) and options.table != "progress":
            raise UsageError(f"--{name} belongs to --table progress; the others begin with the most frequent")


def _print_progress(workspace: "Workspace", selection: "Selection", options: argparse.Namespace) -> None:
    from reader.reports.stats import collect_stats, stats_csv, stats_table

    problems = list[str]()
    found = list(collect_stats(workspace, selection, problems))
    if options.json:
        print_lines(row.record(selection) for row in found)
    elif options.csv:
        print(stats_csv(found, selection, raw=options.raw), end="")
    else:
        print(stats_table(found, workspace.settings.tags, selection), end="")
    say(*problems)


def _print_tags(workspace: "Workspace", selection: "Selection", options: argparse.Namespace) -> None:
    """Print who tagged what, or which tags occur together; sources that cannot be read are named."""
    from reader.annotation.model.nearby import NEAR
    from reader.reports.chosen_tags import chosen_tags
    from reader.reports.tag_table import TagTable
    from reader.reports.tags_together import TagsTogether

    chosen = list(chosen_tags(workspace, selection, tagged_only=True))
    near = NEAR if options.near is None else options.near
    found = TagTable.of(chosen) if options.table == "tags" else TagsTogether.of(chosen, near)
    if options.json:
        print_lines(found.records())
    elif options.csv:
        print(found.csv(raw=options.raw), end="")
    else:
        print("".join(f"{line}\n" for line in found.lines(terminal_width())), end="")
    say(*(f"reader: {each.source}: {each.problem}" for each in chosen if each.problem and each.annotations))
