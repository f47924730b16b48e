"""The command `reader list`, which lists the sources with their tag counts."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say

arguments = json_arguments


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    from reader.reports.source_list import list_sources, source_table

    workspace = open_workspace(options)
    entries = list_sources(workspace)
    if options.json:
        print_lines(entry.record for entry in entries)
    else:
        print(source_table(entries, workspace.settings.tags), end="")
    say(*workspace.store.notices)
    return 0
