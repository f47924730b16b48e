"""Finding the process that holds a lock file, so that a message can name it."""

import contextlib
import os
from pathlib import Path

LOCKS = Path("/proc/locks")  # Linux lists all locks there; a line that waits for a lock has an arrow as its second word
PROCESSES = Path("/proc")
STOPPED = ("T", "t")  # a process that ctrl+z or a debugger stopped


def describe_holder(path: Path) -> str:
    """Describe the holder of a lock file, such as `process 4711 (reader)`, and how to resume it if it is stopped.

    A holder on another machine, or on a system that does not list locks, is `another program`.
    """
    pid = _holder(path)
    if pid is None:
        return f"another program that holds {path}"
    name, is_stopped = _look_at(pid)
    who = f"process {pid} ({name})" if name else f"process {pid}"
    return f"{who}, which is stopped (kill -CONT {pid} resumes it)" if is_stopped else who


def _holder(path: Path) -> int | None:
    """Return the number of the process that holds a lock on a file; None if that is not known."""
    try:
        status, lines = path.stat(), LOCKS.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    found: dict[str, int] = {}
    for line in lines:
        _, kind, _, _, pid, file, *_ = [*line.split(), *[""] * 6]
        if kind == "FLOCK" and file.rpartition(":")[2] == str(status.st_ino):
            found[file] = int(pid)
    exact = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    # Some file systems, such as btrfs, show programs another device than the system's own lists.
    holder = found.get(exact) or (next(iter(found.values())) if len(found) == 1 else 0)
    return holder if holder > 0 else None  # 0 stands for a process outside this container


def _look_at(pid: int) -> tuple[str, bool]:
    """Return the name of a process, empty if unknown, and whether the process is stopped."""
    name, state = "", ""
    with contextlib.suppress(OSError):
        status = (PROCESSES / str(pid) / "stat").read_text("utf-8", "replace")
        name, _, rest = status.partition("(")[2].rpartition(")")
        state = rest.split()[0]
    return "".join(each if each.isprintable() else "?" for each in name), state in STOPPED
