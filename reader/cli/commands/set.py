"""The command `reader set`, which sets fields of an annotation, for scripts."""

import argparse

from reader.cli.common import open_workspace, save, say_copy, workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("id", metavar="ID", help="the annotation's id, or the beginning of it")
    command.add_argument(
        "values", nargs="+", metavar="NAME=VALUE", help="a field and its value; an empty value clears the field"
    )


def run(options: argparse.Namespace) -> int:
    """Set the fields as one step, and print the id of the annotation that has them."""
    from reader.errors import ReaderError

    if "=" in options.id:  # this word is a value, so the one before is the id, and no workspace was named
        options.values, options.id, options.path = [options.id, *options.values], str(options.path or ""), None
    workspace = open_workspace(options)
    annotation = workspace.annotations.find(options.id)
    article = workspace.article(workspace.source(annotation.source))
    placed = next(
        (each.placed for each in workspace.anchoring.of(article) if each.annotation.id == annotation.id), None
    )
    if placed is None:
        raise ReaderError(f"{options.id}: its passage is no longer in the source: `reader check` says more")
    values = workspace.fields.parse_assignments(placed.tag, options.values, article, placed.span)
    step = workspace.fields.set([placed], values, article)
    save(workspace)
    say_copy(step, annotation)
    print(step.changes[0].annotation.id if step.changes else annotation.id)
    return 0
