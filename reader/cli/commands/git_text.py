"""`reader git-text`: an annotations file as `git diff` shows it."""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="an annotations file")


def run(options: argparse.Namespace) -> int:
    from reader.collaboration.git.textconv import lines
    from reader.system.files import read_regular

    for line in lines(read_regular(options.file), options.file):
        print(line)
    return 0
