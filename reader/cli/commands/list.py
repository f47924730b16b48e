"""The command `reader list`, which lists the sources with their tag counts, or all quotes by person."""

import argparse

from reader.cli.common import (
    json_arguments,
    open_workspace,
    print_lines,
    say,
    say_unknown_values,
    selection_arguments,
    terminal_width,
)


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    selection_arguments(command)
    command.add_argument("--quotes", action="store_true", help="list the quotes by person, across all sources")


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    workspace = open_workspace(options)
    if options.quotes:
        from reader.reports.people import quote_lines, quote_records, quotes_by_person
        from reader.reports.selection import Selection

        found = quotes_by_person(workspace, Selection.of(workspace, options.filter))
        say_unknown_values(workspace, options.filter)
        if options.json:
            print_lines(quote_records(found))
        else:
            print("".join(f"{line}\n" for line in quote_lines(found)), end="")
        return 0
    from reader.reports.selection import Selection
    from reader.reports.source_list import list_sources, source_table

    selection = Selection.of(workspace, options.filter, options.by, options.sort)
    entries = list_sources(workspace, selection)
    say_unknown_values(workspace, options.filter)
    if options.json:
        print_lines(entry.record(selection) for entry in entries)
    else:
        print(source_table(entries, selection, terminal_width()), end="")
    say(*workspace.store.notices)
    return 0
