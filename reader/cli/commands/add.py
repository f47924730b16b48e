"""The command `reader add`, which turns web pages, PDF, EPUB and text files into sources."""

import argparse

from reader.cli.common import named_workspace, say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("names", nargs="+", metavar="FILE | URL", help="web pages, PDF, EPUB or text files")


def run(options: argparse.Namespace) -> int:
    """Add every document that can be read, and print the new sources; return 1 if one could not be added."""
    from reader.errors import ReaderError
    from reader.ingest.ingest import ingest
    from reader.text.sanitize import sanitize

    folder, problems = named_workspace(options).sources.folder, list[str]()
    for name in options.names:
        try:
            print(sanitize(str(ingest(name).save(folder))))
        except ReaderError as error:
            problems.append(f"reader: {error}")
    say(*problems)
    return 1 if problems else 0
