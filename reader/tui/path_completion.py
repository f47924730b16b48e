"""Completion of a path that is being typed."""

import os
from collections.abc import Sequence
from pathlib import Path

MOST = 1000  # names listed of a folder


def completed(typed: str, name: str) -> str:
    """Return a typed path with a name in place of its last part."""
    head, slash, _ = typed.rpartition("/")
    return head + slash + name


def extended(path: str, typed: str, *, is_untouched: bool) -> str:
    """Return a path with something typed at its end.

    An absolute path, or one that begins with `~`, replaces an earlier path that is empty or ends with `/`.
    """
    begins_anew = typed.startswith(("/", "~")) and (is_untouched or path.endswith("/"))
    return typed if begins_anew else path + typed


def completions(typed: str) -> Sequence[str]:
    """Return the names in a typed path's folder that begin with its last part: folders first, each with a `/`.

    Hidden names are among them only if a dot was typed. This may take long, since a folder can be far away.
    """
    head, slash, tail = typed.rpartition("/")
    try:
        with os.scandir(Path(head + slash).expanduser()) as entries:
            found = [(not each.is_dir(), each.name) for each in entries if _matches(each.name, tail)]
    except (OSError, ValueError, RuntimeError):  # the list is only an aid: opening the path will say what is wrong
        return ()
    return [name if is_file else f"{name}/" for is_file, name in sorted(found)[:MOST]]


def _matches(name: str, tail: str) -> bool:
    return name.lower().startswith(tail.lower()) and (tail.startswith(".") or not name.startswith("."))
