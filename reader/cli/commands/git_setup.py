"""`reader git-setup`: git merges and shows the tags of a workspace as what they are."""

import argparse
from pathlib import Path

from reader.cli.common import workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    workspace_argument(command)
    command.add_argument("--undo", action="store_true", help="take out what it wrote")


def run(options: argparse.Namespace) -> int:
    from reader.collaboration.git.setup import GitSetup
    from reader.text.sanitize import sanitize
    from reader.workspace.location import locate_workspace

    place = locate_workspace(options.path or options.workspace or Path(), options.sources, options.annotations)
    setup = GitSetup(place.annotations)
    changes = list(setup.undo() if options.undo else setup.write())
    for change in changes:
        print(("removed from " if options.undo else "added to ") + sanitize(change))
    if not changes:
        print("there is nothing to do: git is set up" if not options.undo else "there is nothing to take out")
    return 0
