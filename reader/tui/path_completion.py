"""What a path that is being typed can become."""

import os
from collections.abc import Sequence
from pathlib import Path

MOST = 1000  # names of a folder


def completed(typed: str, name: str) -> str:
    """The path with a name in the place of its last part."""
    head, slash, _ = typed.rpartition("/")
    return head + slash + name


def completions(typed: str) -> Sequence[str]:
    """The names in its folder that begin as its last part does; folders first, with a `/`. None if it has none.

    Hidden ones only where a dot was typed. It may take long: a folder can be far away.
    """
    head, slash, tail = typed.rpartition("/")
    try:
        with os.scandir(Path(head + slash).expanduser()) as entries:
            found = [(not each.is_dir(), each.name) for each in entries if _is_meant(each.name, tail)]
    except (OSError, ValueError, RuntimeError):  # the list is only a help: whoever opens the path says what is wrong
        return ()
    return [name if is_file else f"{name}/" for is_file, name in sorted(found)[:MOST]]


def _is_meant(name: str, tail: str) -> bool:
    return name.lower().startswith(tail.lower()) and (tail.startswith(".") or not name.startswith("."))
