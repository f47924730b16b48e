"""The command `reader stats`, which shows how much of each source has been read and tagged."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say

arguments = json_arguments


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from reader.reports.stats import collect_stats, stats_table

    workspace, problems = open_workspace(options), list[str]()
    found = list(collect_stats(workspace, problems))
    if options.json:
        print_lines(row.record for row in found)
    else:
        print(stats_table(found, workspace.settings.tags), end="")
    say(*problems)
    return 0
