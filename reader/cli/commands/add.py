"""`reader add`: web pages, PDF and EPUB become sources."""

import argparse

from reader.cli.common import named_workspace, say


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("names", nargs="+", metavar="FILE | URL", help="a web page, PDF, EPUB or text")


def run(options: argparse.Namespace) -> int:
    """What can be added is, whatever becomes of the rest."""
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
