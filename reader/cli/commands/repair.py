"""The command `reader repair`, which inspects a damaged annotations file and repairs it."""

import argparse
from pathlib import Path

from reader.cli.common import confirm, workspace_argument, workspace_place
from reader.errors import ReaderError


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    way = command.add_mutually_exclusive_group()
    way.add_argument("--salvage", action="store_true", help="keep what is intact in the file, and add what the log has")
    way.add_argument("--backup", metavar="NAME", help="restore this backup, and add what the log has")
    command.add_argument(
        "--yes", action="store_true", help="repair without asking; by default in the way that keeps most"
    )


def run(options: argparse.Namespace) -> int:
    """Print what can be saved, and repair the file if that was confirmed; return 1 if it is still damaged."""
    from reader.annotation.store.repair import Repair
    from reader.text.sanitize import sanitize

    path = workspace_place(options).annotations
    repair = Repair(path)
    if not repair.problem:
        return _report_losses(path, repair.sound)
    chosen = repair.backup(options.backup) if options.backup else repair.salvaged if options.salvage else None
    rescue = chosen or repair.ways[0]
    print(*map(sanitize, repair.findings()), sep="\n")
    if not (options.salvage or options.backup or options.yes):
        return 1
    if not options.yes and not confirm(f"replace {path} by a file with {rescue.count} annotations?"):
        raise ReaderError(f"{path}: it was left as it is; --yes repairs it without asking")
    damaged = repair.apply(rescue)
    kept = f"; the damaged file is {damaged}" if damaged else ""
    print(sanitize(f"{path}: repaired, with {rescue.count} annotations{kept}"))
    return 0


def _report_losses(path: Path, sound: int) -> int:
    """Print whether a sound file lacks something that the log knows; return 1 if it does."""
    from reader.annotation.store.store import Store
    from reader.text.sanitize import sanitize

    if losses := Store(path).losses.find():
        print(
            sanitize(f"{path}: it is sound, but {losses.summary}"),
            "reader restore lists them; reader restore --all brings them back, reader restore --none accepts the loss",
            sep="\n",
        )
        return 1
    print(sanitize(f"{path}: nothing to repair; annotations: {sound}"))
    return 0
