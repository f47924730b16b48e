"""The name of the person who tags, if no setting gives it: git's user, or else the system's."""

import getpass
import subprocess
from pathlib import Path

GIT_TIMEOUT = 2.0  # seconds; git takes milliseconds


def creator_in(folder: Path) -> str:
    """Return the user's name in git if the folder is in a repository, else in the system; empty if there is none."""
    return (_git_user(folder) if is_in_repository(folder) else "") or _system_user()


def is_in_repository(folder: Path) -> bool:
    """Return whether a folder is in a git repository, without the cost of running git."""
    folder = folder.absolute()
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def _git_user(folder: Path) -> str:
    command = ["git", "config", "--get", "user.name"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=GIT_TIMEOUT, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):  # git is not installed, or hangs
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _system_user() -> str:
    try:
        return getpass.getuser().encode("utf-8", "replace").decode("utf-8")
    except (OSError, KeyError):  # the user has no name, as in some containers
        return ""
