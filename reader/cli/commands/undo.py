"""The command `reader undo`, which takes back what somebody did last."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.common import open_workspace, save, say, workspace_argument

if TYPE_CHECKING:
    from reader.annotation.store.history import Step
    from reader.workspace.codebook_files import FileChange
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("--redo", action="store_true", help="do again what was taken back last")


def run(options: argparse.Namespace) -> int:
    """Take back the last step of this person, or do it again, and say what it was; return 1 if there is none."""
    from reader.errors import ReaderError
    from reader.text.sanitize import sanitize

    workspace = open_workspace(options)
    step, files, follows = _move(workspace, redo=options.redo)
    if step is None:
        raise ReaderError(f"{workspace.creator} has nothing to {'redo' if options.redo else 'undo'} here")
    try:
        if step.rows and follows:
            files = workspace.codebook.follow(step)
    finally:
        save(workspace)
    print(f"{'done again' if options.redo else 'undone'}: {sanitize(step.description)}")
    print("".join(f"changed {sanitize(str(each.path))}\n" for each in files), end="")
    if step.rows and (unchanged := workspace.codebook.unchanged_name(step)):
        say(unchanged)
    return 0


def _move(workspace: "Workspace", *, redo: bool) -> "tuple[Step | None, Sequence[FileChange], bool]":
    """Undo or redo a step, or finish an undo that a crash has left half done.

    Returns:
        The step, None if there is none; the files of the codebook that changed; whether they have yet to follow.
    """
    if redo:
        return *workspace.codebook.redo(), False
    if workspace.annotations.has_undone_rows and workspace.codebook.is_half_undone:
        return *workspace.codebook.finish_undo(), False
    return workspace.annotations.undo(), [], True
