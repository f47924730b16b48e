"""The command `reader untag`, which removes an annotation."""

import argparse

from reader.cli.common import open_workspace, save, workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("id", metavar="ID", help="the annotation's id, or the beginning of it")


def run(options: argparse.Namespace) -> int:
    """Remove the annotation."""
    workspace = open_workspace(options)
    workspace.untag(workspace.annotations.find(options.id))
    save(workspace)
    return 0
