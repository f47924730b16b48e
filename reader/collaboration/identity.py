"""Who tags, where nobody has said it: git's user, else the system's."""

import getpass
import subprocess
from pathlib import Path

SECONDS = 2.0  # for what takes some milliseconds


def creator_in(folder: Path) -> str:
    """The user's name in git, if the folder is in a repository, else the system's; empty if there is none."""
    return (_git_user(folder) if is_in_repository(folder) else "") or _system_user()


def is_in_repository(folder: Path) -> bool:
    """Without asking git, which takes longer than all else here."""
    folder = folder.absolute()
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def _git_user(folder: Path) -> str:
    command = ["git", "config", "--get", "user.name"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):  # there is no git
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _system_user() -> str:
    try:
        return getpass.getuser().encode("utf-8", "replace").decode("utf-8")
    except (OSError, KeyError):  # a user without a name, as in some containers
        return ""
