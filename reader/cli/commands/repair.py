"""`reader repair`: a damaged annotations file is looked at and put right."""

import argparse
from pathlib import Path

from reader.cli.common import agrees
from reader.errors import ReaderError


def arguments(command: argparse.ArgumentParser) -> None:
    way = command.add_mutually_exclusive_group()
    way.add_argument("--salvage", action="store_true", help="keep what is whole in the file, and what the log has")
    way.add_argument("--backup", metavar="NAME", help="go back to this backup, and add what the log has")
    command.add_argument("--yes", action="store_true", help="do it without asking")


def run(options: argparse.Namespace) -> int:
    from reader.annotation.store.repair import Repair
    from reader.text.sanitize import sanitize
    from reader.workspace.location import locate_workspace

    path = locate_workspace(options.workspace or Path(), options.sources, options.annotations).annotations
    repair = Repair(path)
    if not repair.problem:
        print(sanitize(f"{path}: there is nothing to repair: {repair.sound} annotations"))
        return 0
    chosen = repair.backup(options.backup) if options.backup else repair.salvaged if options.salvage else None
    rescue = chosen or repair.ways[0]
    print(*map(sanitize, repair.findings()), sep="\n")
    if not (options.salvage or options.backup or options.yes):
        return 1
    if not options.yes and not agrees(f"write {path} anew with {rescue.count} annotations?"):
        raise ReaderError(f"{path}: it was left as it is; --yes does it without asking")
    aside = repair.apply(rescue)
    print(sanitize(f"{path}: written anew with {rescue.count} annotations; the damaged file is {aside}"))
    return 0
