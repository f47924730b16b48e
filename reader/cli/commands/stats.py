"""The command `reader stats`, which shows how much of each source has been read and tagged."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say, selection_arguments


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    selection_arguments(command)


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from reader.reports.selection import Selection
    from reader.reports.stats import collect_stats, stats_table

    workspace, problems = open_workspace(options), list[str]()
    selection = Selection.of(workspace, options.filter, options.by, options.sort)
    found = list(collect_stats(workspace, selection, problems))
    if options.json:
        print_lines(row.record(selection) for row in found)
    else:
        print(stats_table(found, workspace.settings.tags, selection), end="")
    say(*problems)
    return 0
