"""`reader --demo`: the sample, in a named folder or in a temporary one that can be kept at the end."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from reader.cli.common import program, say
from reader.workspace.demo import copy_in, fresh_copy, keep_copy, place_to_keep, remove

Read = Callable[[Path], int]


def read_sample(folder: Path | None, read: Read) -> int:
    """Open the sample, and say at the end where it is; ask whether to keep a temporary copy.

    Args:
        folder: The folder for the sample; None for a temporary one.
        read: Runs the application on a workspace, and returns its exit status.
    """
    if folder is not None:
        copy_in(folder)
        status = read(folder)
        say(f"The sample with your tags is in {folder}", *_how_to_go_on(folder))
        return status
    folder = fresh_copy()
    status = read(folder)
    say(f"The sample with your tags is in {folder}")
    is_somebody_there = sys.stdin and sys.stdin.isatty() and "TEXTUAL_DRIVER" not in os.environ
    if status == 0 and is_somebody_there:
        _ask_to_keep(folder)
    return status


def _ask_to_keep(copy: Path) -> None:
    """Ask whether to keep a temporary copy; without an answer it stays where it is."""
    folder = place_to_keep(Path.home())
    print(f"Keep it in {folder}? [Y/n] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if answer.strip().lower() in ("n", "no"):
        remove(copy)
        say("It was removed.")
    elif answer.endswith("\n"):
        keep_copy(copy, folder)
        say(*_how_to_go_on(folder))
    else:  # the end of the input
        say("")


def _how_to_go_on(folder: Path) -> list[str]:
    return [
        f"  open it again:     {program()} {folder}",
        f"  export its tags:   {program()} export {folder} -o tags.json",
    ]
