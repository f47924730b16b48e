"""The command `reader undo`, which takes back what somebody did last."""

import argparse

from reader.cli.common import open_workspace, save, say, workspace_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("--redo", action="store_true", help="do again what was taken back last")


def run(options: argparse.Namespace) -> int:
    """Take back the last step of this person, or do it again, and say what it was; return 1 if there is none."""
    from reader.errors import ReaderError
    from reader.text.sanitize import sanitize

    workspace = open_workspace(options)
    step, files = workspace.codebook.redo() if options.redo else (workspace.annotations.undo(), [])
    if step is None:
        raise ReaderError(f"{workspace.creator} has nothing to {'redo' if options.redo else 'undo'} here")
    try:
        if step.rows and not options.redo:
            files = workspace.codebook.follow(step)
    finally:
        save(workspace)
    print(f"{'done again' if options.redo else 'undone'}: {sanitize(step.description)}")
    print("".join(f"changed {sanitize(str(each.path))}\n" for each in files), end="")
    if step.rows and (unchanged := workspace.codebook.unchanged_name(step)):
        say(unchanged)
    return 0
