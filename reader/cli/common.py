"""What several commands need: how they are asked and how they answer."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from reader.workspace import Workspace


def say(*messages: str) -> None:
    """On standard error; a path in a message may hold anything."""
    from reader.text.sanitize import sanitize

    for message in messages:
        print(sanitize(message), file=sys.stderr)


def workspace_argument(command: "argparse.ArgumentParser") -> None:
    command.add_argument("path", nargs="?", type=Path, metavar="WORKSPACE", help="the workspace")


def json_arguments(command: "argparse.ArgumentParser") -> None:
    workspace_argument(command)
    command.add_argument("--json", action="store_true", help="JSON Lines")


def open_workspace(options: "argparse.Namespace") -> "Workspace":
    """The workspace that was named; what is odd about it is said."""
    workspace = named_workspace(options)
    say(*workspace.settings.problems)
    if not workspace.sources:
        say(f"reader: {workspace.paths.sources}: there are no .txt or .md files; name another folder")
    return workspace


def named_workspace(options: "argparse.Namespace", *, reads: bool = True) -> "Workspace":
    from reader.workspace import Workspace
    from reader.workspace.location import locate_workspace

    path = getattr(options, "path", None)
    if path and options.workspace and path != options.workspace:
        raise UsageError(f"two workspaces were named: {path} and {options.workspace}")
    place = locate_workspace(path or options.workspace or Path(), options.sources, options.annotations)
    return Workspace(place, creator=who(options), reads=reads)


def who(options: "argparse.Namespace") -> str:
    """The name of whoever tags, if it was given. Raises UsageError if it cannot be kept."""
    name: str = getattr(options, "who", None) or ""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError("--creator: the name is not UTF-8") from error
    return name


def save(workspace: "Workspace") -> None:
    """Raises StoreError if something could not be saved."""
    store = workspace.store
    store.close()
    if store.checkpoint_problem:
        say(f"reader: {store.path}: it lags behind the log beside it, which has every tag: {store.checkpoint_problem}")


def agrees(question: str) -> bool:
    from reader.text.sanitize import sanitize

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"reader: {sanitize(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def print_lines(records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines."""
    import json  # to be asked for the version does not wait for it

    from reader.text.sanitize import escape_for_terminal

    for record in records:
        print(escape_for_terminal(json.dumps(record, ensure_ascii=False)))
