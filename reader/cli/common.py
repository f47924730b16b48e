"""Functions that several commands share: arguments, the workspace, messages and output."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from reader.annotation.model.annotation import Annotation
    from reader.annotation.store.history import Step
    from reader.workspace.location import WorkspacePaths
    from reader.workspace.workspace import Workspace


def say(*messages: str) -> None:
    """Print messages to standard error, with control characters made visible: a path may contain any character."""
    from reader.text.sanitize import sanitize

    for message in messages:
        print(sanitize(message), file=sys.stderr)


def say_copy(step: "Step", annotation: "Annotation") -> None:
    """Say that another person's annotation was left alone, if a step made a copy of it instead."""
    if any(each.before is None for each in step.changes):
        say(f"{annotation.creator}’s tag stays as it is: the change was made to a new tag of {step.author}’s beside it")


def say_unknown_values(workspace: "Workspace", terms: str) -> None:
    """Report the terms of a filter that match nothing, since their tag or choice does not exist."""
    if terms:
        from reader.reports.selection import unknown_terms

        say(*(f"--filter {word}: {said}" for word, said in unknown_terms(workspace, terms)))


def workspace_argument(command: "argparse.ArgumentParser") -> None:
    """Add the optional argument WORKSPACE."""
    command.add_argument(
        "path", nargs="?", type=Path, metavar="WORKSPACE", help="the workspace (default: the current folder)"
    )


def json_arguments(command: "argparse.ArgumentParser") -> None:
    """Add the optional argument WORKSPACE and the option --json."""
    workspace_argument(command)
    command.add_argument("--json", action="store_true", help="print JSON Lines")


def table_arguments(command: "argparse.ArgumentParser") -> None:
    """Add the optional argument WORKSPACE and the options --json, --csv and --raw."""
    json_arguments(command)
    command.add_argument("--csv", action="store_true", help="print a table for spreadsheets")
    command.add_argument(
        "--raw",
        action="store_true",
        help="with --csv: leave cells as they are, even if a spreadsheet would take them for formulas",
    )


def check_table_options(options: "argparse.Namespace") -> None:
    """Raise UsageError if --json, --csv and --raw contradict each other."""
    if options.json and options.csv:
        raise UsageError("--json and --csv: give one of them")
    if options.raw and not options.csv:
        raise UsageError("--raw belongs to --csv")


def selection_arguments(command: "argparse.ArgumentParser") -> None:
    """Add the options that choose which tags are counted, and by what."""
    command.add_argument(
        "--filter",
        default="",
        metavar="TERMS",
        help="count only tags that match, such as 'speaker:ann rating:open'; done: left: lang: changed: choose sources",
    )
    command.add_argument("--by", default="", metavar="FIELD", help="count the values of this field instead of the tags")
    command.add_argument(
        "--sort",
        default="",
        metavar="NAME",
        help="sort by this column, most first; or by done, left (suggestions), tags, changed or path",
    )


def open_workspace(options: "argparse.Namespace") -> "Workspace":
    """Return the workspace named on the command line; print messages about settings, missing sources and lost tags."""
    workspace = named_workspace(options)
    say(*workspace.settings.problems)
    say_losses(workspace)
    if not workspace.sources:
        say(f"reader: {workspace.paths.sources}: no .txt or .md files in this folder; name another one")
    return workspace


def say_losses(workspace: "Workspace") -> None:
    """Say how many tags and other records annotations.json has lost, since when, and how to get them back."""
    if losses := workspace.store.losses.find():
        say(
            f"reader: {workspace.store.path}: {losses.summary}: `reader restore` lists them, `reader restore --all` "
            "brings them back, `reader restore --none` accepts that they are gone"
        )


def workspace_place(options: "argparse.Namespace") -> "WorkspacePaths":
    """Return the paths of the workspace named on the command line, by its argument or by --workspace.

    Raises:
        UsageError: Two workspaces were named, or there is no such folder.
    """
    from reader.workspace.location import locate_workspace

    path = getattr(options, "path", None)
    if path and options.workspace and path != options.workspace:
        raise UsageError(f"two workspaces were named, {path} and {options.workspace}; name one")
    return locate_workspace(path or options.workspace or Path(), options.sources, options.annotations)


def id_in_place_of_workspace(options: "argparse.Namespace") -> list[str]:
    """Clear a WORKSPACE that is not a folder or file, and so must be an id, and return it; else return nothing."""
    if options.path is None or options.path.exists():
        return []
    id, options.path = str(options.path), None
    return [id]


def named_workspace(options: "argparse.Namespace", *, reads: bool = True, opens_empty: bool = False) -> "Workspace":
    """Return the workspace named on the command line.

    Args:
        options: The parsed command line.
        reads: Whether to read the annotations at once.
        opens_empty: Whether to open an empty annotations file although tags are known that it should have.

    Raises:
        UsageError: Two workspaces were named, or the folder or the creator cannot be used.
    """
    from reader.workspace.workspace import Workspace

    place = workspace_place(options)
    return Workspace(place, creator=annotator(options), reads=reads, opens_empty=opens_empty)


def annotator(options: "argparse.Namespace") -> str:
    """Return the annotator's name from --creator, or an empty string; raise UsageError if it is not UTF-8."""
    name: str = getattr(options, "annotator", None) or ""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError("--creator: the name is not UTF-8") from error
    return name


def save(workspace: "Workspace") -> None:
    """Save everything and release the store; raise StoreError if something could not be saved."""
    store = workspace.store
    store.close()
    if store.checkpoint_problem:
        say(f"reader: {store.path}: not up to date; the log beside it has every tag: {store.checkpoint_problem}")


def confirm(question: str) -> bool:
    """Ask a yes-or-no question; the answer is no if nobody is at a terminal."""
    from reader.text.sanitize import sanitize

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"reader: {sanitize(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def print_lines(records: Iterable[dict[str, Any]]) -> None:
    """Print records as JSON Lines, with control and invisible characters escaped."""
    import json  # `reader --version` does not wait for it

    from reader.text.sanitize import escape_unseen

    for record in records:
        print(escape_unseen(json.dumps(record, ensure_ascii=False)))


def terminal_width() -> int:
    """Return the number of columns of the terminal; 0 if standard output is not a terminal."""
    if not sys.stdout.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size().columns


def program() -> str:
    """Return how this program was called, for messages that say how to call it again."""
    from shlex import quote
    from shutil import which

    called = sys.argv[0]
    is_script = Path(called).name == "reader" and os.sep in called and which("reader") != called
    return quote(called) if is_script else "reader"
