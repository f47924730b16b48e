"""The command `reader restore`, which brings back tags that annotations.json has lost."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.common import id_in_place_of_workspace, json_arguments, named_workspace, print_lines, save
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotation.store.losses import Loss, OpenLosses


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("ids", nargs="*", metavar="ID", help="an annotation's id, or the beginning of it")
    command.add_argument("--all", action="store_true", help="bring all of them back")
    command.add_argument(
        "--none", action="store_true", help="accept that all are gone (with ID: only these), without asking"
    )


def run(options: argparse.Namespace) -> int:
    """List the lost tags, bring them back or accept that they are gone; return 1 if some are only listed."""
    from reader.errors import UsageError
    from reader.reports.losses import loss_lines, loss_record
    from reader.text.sanitize import sanitize

    options.ids = [*id_in_place_of_workspace(options), *options.ids]
    if options.all and (options.ids or options.none):
        raise UsageError("--all cannot be combined with ids or --none")
    workspace = named_workspace(options, opens_empty=True)
    store, losses = workspace.store, workspace.store.losses.find()
    if not (options.ids or options.all or options.none):
        if options.json:
            print_lines(map(loss_record, losses))
        else:
            counted = f"{store.path}: {losses.summary}" if losses else "nothing is lost"
            print(*loss_lines(losses), sanitize(counted), sep="\n")
        return 1 if losses else 0
    ids = [loss.id for loss in _chosen(losses, options.ids)] if options.ids else None
    decide = store.losses.accept if options.none else store.losses.restore
    step = decide(ids, workspace.creator)
    save(workspace)
    print(step.description or "nothing is lost")
    return 0


def _chosen(losses: "OpenLosses", prefixes: Sequence[str]) -> "list[Loss]":
    """Return the losses whose ids begin with one of the prefixes.

    Raises:
        ReaderError: There is none, or more than one, for one of the prefixes.
    """
    from reader.text.sanitize import sanitize

    chosen = []
    for prefix in prefixes:
        found = [loss for loss in losses if loss.id.startswith(prefix)]
        if len(found) != 1:
            what = "several lost tags have ids that begin like this" if found else "no lost tag has this id"
            raise ReaderError(f"{sanitize(prefix)}: {what} (reader restore lists them)")
        chosen += found
    return chosen
