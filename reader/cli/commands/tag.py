"""The command `reader tag`, which tags a passage, for scripts."""

import argparse

from reader.cli.common import open_workspace, save, workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("source", metavar="SOURCE", help="the id or path of the source")
    command.add_argument(
        "start",
        type=int,
        metavar="START",
        help="the first code point, counted from 0 (reader passages lists those of sentences)",
    )
    command.add_argument("end", type=int, metavar="END", help="one after the last code point")
    command.add_argument("tag", metavar="TAG", help="the name of the tag, such as quote")
    command.add_argument("--note", default="", metavar="TEXT", help="a note on the tag")
    command.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a field of the tag, such as speaker=Ann; can be given several times",
    )


def run(options: argparse.Namespace) -> int:
    """Tag the passage, and print the annotation's id."""
    from reader.text.span import Span

    workspace = open_workspace(options)
    article = workspace.article(workspace.source(options.source))
    span = Span(options.start, options.end)
    fields = workspace.fields.parse_assignments(options.tag, options.field, article, span) if options.field else None
    annotation = workspace.annotations.tag(article, span, options.tag, options.note, fields).changes[0].annotation
    save(workspace)
    print(annotation.id)
    return 0
