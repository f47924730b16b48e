"""The command `reader people`, which lists the people who are named, and joins and splits their names."""

import argparse
from typing import TYPE_CHECKING

from reader.cli.common import json_arguments, open_workspace, print_lines, save, say

if TYPE_CHECKING:
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("--join", nargs="+", metavar="NAME", help="join these names as one person")
    command.add_argument(
        "--split", nargs="+", metavar="NAME", help="split these names from the person they are joined to"
    )
    command.add_argument(
        "--as",
        dest="label",
        metavar="NAME",
        help="with --join: the name that stands for the person (default: the fullest)",
    )
    command.add_argument(
        "--source", metavar="ID", help="with --join or --split: only for the names as this source uses them"
    )


def run(options: argparse.Namespace) -> int:
    """List the people, or join or split names as one step."""
    from reader.errors import UsageError

    if options.join and options.split:
        raise UsageError("--join and --split are two steps: give one of them")
    if (options.label or options.source) and not (options.join or options.split):
        raise UsageError("--as and --source belong to --join or --split")
    workspace = open_workspace(options)
    if options.join or options.split:
        _change(workspace, options)
    else:
        _print_people(workspace, options)
    return 0


def _print_people(workspace: "Workspace", options: argparse.Namespace) -> None:
    from reader.reports.people import person_lines, person_records

    people = workspace.people
    found, offers = people.persons(people.mentions()), people.offers()
    if options.json:
        print_lines(person_records(found, offers))
        return
    print("".join(f"{line}\n" for line in person_lines(found, offers)), end="")
    if not found:
        say("reader: nobody is named yet: name a quote's speaker with s in the application, or with reader set")


def _change(workspace: "Workspace", options: argparse.Namespace) -> None:
    from reader.annotation.model.people import Name, fullest, name_in

    source = workspace.source(options.source).id if options.source else ""
    names = [Name(" ".join(name.split()), source) for name in options.join or options.split]
    if options.split:
        step = workspace.people.split(names)
    else:
        label = options.label or fullest(names, {}).text
        step = workspace.people.join([each for each in names if each.text != label], name_in(label, source))
    save(workspace)
    print(step.description)
