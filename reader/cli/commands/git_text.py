"""The command `reader git-text`, which prints an annotations file as `git diff` shows it."""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("file", type=Path, help="an annotations file")


def run(options: argparse.Namespace) -> int:
    """Print a line for each annotation."""
    from reader.collaboration.git.textconv import format_annotations
    from reader.system.files import read_regular

    for line in format_annotations(read_regular(options.file), options.file):
        print(line)
    return 0
