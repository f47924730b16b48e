"""`reader tag`: what the keys of the app do, for scripts."""

import argparse

from reader.cli.common import open_workspace, save


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", metavar="SOURCE", help="its id, or its path")
    command.add_argument("start", type=int, metavar="START", help="in code points, from 0")
    command.add_argument("end", type=int, metavar="END", help="one after the last code point")
    command.add_argument("tag", metavar="TAG", help="its name, such as quote")
    command.add_argument("--note", default="", metavar="TEXT", help="what to say about it")


def run(options: argparse.Namespace) -> int:
    from reader.text.span import Span

    workspace = open_workspace(options)
    article = workspace.article(workspace.source(options.source))
    annotation = workspace.tag(article, Span(options.start, options.end), options.tag, options.note)
    save(workspace)
    print(annotation.id)
    return 0
