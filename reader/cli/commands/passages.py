"""The command `reader passages`, which lists the passages of every source with their offsets."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    units = ["sentence", "quotation", "block"]
    command.add_argument("--unit", choices=units, default="sentence", help="default: sentence")


def run(options: argparse.Namespace) -> int:
    """Print source, start, end and text of each passage."""
    from reader.text.passages import Unit, passages
    from reader.text.sanitize import sanitize, sanitize_line

    workspace, problems = open_workspace(options), list[str]()
    for article in workspace.articles(problems):
        source = article.source.id
        for start, end in passages(article, Unit(options.unit)):
            exact = article.text[start:end]
            if options.json:
                print_lines([{"source": source, "unit": options.unit, "start": start, "end": end, "exact": exact}])
            else:
                print(f"{sanitize(source)}\t{start}\t{end}\t{sanitize_line(exact)}")
    say(*problems)
    return 0
