"""`reader untag`: removes an annotation."""

import argparse

from reader.cli.common import open_workspace, save


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="of the annotation, or the beginning of it")


def run(options: argparse.Namespace) -> int:
    workspace = open_workspace(options)
    workspace.untag(workspace.annotations.find(options.id))
    save(workspace)
    return 0
