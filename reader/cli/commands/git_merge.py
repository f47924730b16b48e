"""`reader git-merge`: git's merge driver for annotations files, as `reader git-setup` sets it up."""

import argparse
from pathlib import Path

from reader.cli.common import say


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("base", type=Path, help="what both versions came from; empty if nothing")
    command.add_argument("ours", type=Path, help="the current version: the result is written into it")
    command.add_argument("theirs", type=Path, help="the other version")
    command.add_argument("name", nargs="?", type=Path, help="what the file is called in messages")


def run(options: argparse.Namespace) -> int:
    """A failure leaves `ours` as it is, and git then says that there is a conflict."""
    from reader.collaboration.git.merge_driver import merge_files
    from reader.system.files import read_regular

    base, ours, theirs = (read_regular(file) for file in (options.base, options.ours, options.theirs))
    merged, conflicts = merge_files(base, ours, theirs, options.name or options.ours)
    options.ours.write_bytes(merged)
    say(*conflicts)
    return 0
