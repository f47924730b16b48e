"""The command `reader git-merge`, git's merge driver for annotations files, which `reader git-setup` sets up."""

import argparse
from pathlib import Path

from reader.cli.common import say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("base", type=Path, help="the common ancestor of both versions; an empty file if none")
    command.add_argument("ours", type=Path, help="the current version, which is replaced by the result")
    command.add_argument("theirs", type=Path, help="the other version")
    command.add_argument("name", nargs="?", type=Path, help="the name of the file in messages")


def run(options: argparse.Namespace) -> int:
    """Write the merged file into `ours`; after a failure it is unchanged, and git reports a conflict."""
    from reader.collaboration.git.merge_driver import merge_files, note_removals
    from reader.system.files import read_regular

    base, ours, theirs = (read_regular(file) for file in (options.base, options.ours, options.theirs))
    merged, conflicts = merge_files(base, ours, theirs, options.name or options.ours)
    if options.name:
        note_removals(ours, merged, options.name)
    options.ours.write_bytes(merged)
    say(*conflicts)
    return 0
