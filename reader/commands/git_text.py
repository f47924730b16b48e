"""`reader git-text`: an annotations file as `git diff` shows it."""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="an annotations file")


def run(options: argparse.Namespace) -> int:
    from reader.disk import read_regular
    from reader.teams.text import lines

    for line in lines(read_regular(options.file), options.file):
        print(line)
    return 0
