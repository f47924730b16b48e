"""The command `reader undo`, which undoes the last change."""

import argparse

from reader.cli.common import open_workspace, save, say, workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("--redo", action="store_true", help="redo what was undone last")


def run(options: argparse.Namespace) -> int:
    """Undo or redo the last step of this person, and say what it was; return 1 if there is none."""
    from reader.errors import ReaderError
    from reader.text.sanitize import sanitize
    from reader.workspace.undo import undo

    workspace = open_workspace(options)
    try:
        if options.redo:
            step, files = workspace.codebook.redo()
        else:
            step, files = undo(workspace.annotations, lambda: workspace.codebook)
    finally:
        save(workspace)
    if step is None:
        raise ReaderError(f"{workspace.creator} has nothing to {'redo' if options.redo else 'undo'} here")
    print(f"{'redone' if options.redo else 'undone'}: {sanitize(step.description)}")
    print("".join(f"changed {sanitize(str(each.path))}\n" for each in files), end="")
    if step.rows and (unchanged := workspace.codebook.unchanged_name(step)):
        say(unchanged)
    return 0
