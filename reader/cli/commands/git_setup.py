"""The command `reader git-setup`, which sets up git to merge annotations and show readable diffs of them."""

import argparse

from reader.cli.common import workspace_argument, workspace_place


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("--undo", action="store_true", help="remove everything this command added")


def run(options: argparse.Namespace) -> int:
    """Change git's files and configuration, and print each change."""
    from reader.collaboration.git.setup import GitSetup
    from reader.text.sanitize import sanitize

    place = workspace_place(options)
    setup = GitSetup(place.annotations)
    changes = list(setup.undo() if options.undo else setup.write())
    for change in changes:
        print(("removed from " if options.undo else "added to ") + sanitize(change))
    if not changes:
        print("nothing to do: git is set up" if not options.undo else "nothing to remove: git is not set up")
    return 0
