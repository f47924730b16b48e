"""Setup of git for annotations: two lines in files of the workspace, and git's configuration."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.errors import ReaderError
from reader.system.durable_files import replace_file

DRIVER = "reader"


class GitSetup:
    """The setup that git needs to merge and show the annotations file of a workspace."""

    def __init__(self, annotations: Path) -> None:
        """Prepare the setup for an annotations file.

        Raises:
            ReaderError: Its folder is not in a git repository, or git is not installed.
        """
        self._folder = annotations.absolute().parent
        name = _pattern(annotations.name)
        self._lines = {
            self._folder / ".gitattributes": f"{name} merge={DRIVER} diff={DRIVER}",
            self._folder / ".gitignore": f".{name}.reader/",
        }
        # -P: a package `reader` in the repository is not run instead.
        reader = shlex.join([sys.executable, "-P", "-m", "reader"])
        self._configuration = {
            f"merge.{DRIVER}.name": "annotations, by id",
            f"merge.{DRIVER}.driver": f"{reader} git-merge -- %O %A %B %P",
            f"diff.{DRIVER}.textconv": f"{reader} git-text --",  # git adds the path, which may begin with a dash
        }
        self._git("rev-parse", "--git-dir")

    def write(self) -> Iterator[str]:
        """Write what is missing, and yield a message for each part that was written."""
        for file, line in self._lines.items():
            lines = _read(file)
            if not any(_is_same(each, line) for each in lines):
                _write(file, [*lines, line])
                yield f"{file.name}: {line}"
        for name, value in self._configuration.items():
            if self._configured(name) != value:
                self._git("config", "--local", name, value)
                yield f"git config: {name}"

    def undo(self) -> Iterator[str]:
        """Remove what `write` writes, and yield a message for each part that was removed."""
        for file, line in self._lines.items():
            lines = _read(file)
            if any(_is_same(each, line) for each in lines):
                _write(file, [each for each in lines if not _is_same(each, line)])
                yield f"{file.name}: {line}"
        for name in self._configuration:
            if self._configured(name):
                self._git("config", "--local", "--unset-all", name)
                yield f"git config: {name}"

    def _configured(self, name: str) -> str:
        return self._git("config", "--local", "--default", "", "--get", name)

    def _git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        try:
            done = subprocess.run(command, cwd=self._folder, capture_output=True, stdin=subprocess.DEVNULL, check=True)
        except FileNotFoundError as error:
            if not self._folder.is_dir():
                raise ReaderError(f"{self._folder}: there is no such folder; name an existing one") from error
            raise ReaderError("git was not found: install it first (https://git-scm.com)") from error
        except subprocess.CalledProcessError as error:
            why = error.stderr.decode("utf-8", "replace").strip()
            raise ReaderError(f"{self._folder}: {why}; make a repository with: git init") from error
        return done.stdout.decode("utf-8", "replace").removesuffix("\n")


def _pattern(name: str) -> str:
    """Return a pattern for a file name in git's files; each byte that may be special there becomes `?`."""
    return re.sub(r"[^\w.-]", lambda match: "?" * len(os.fsencode(match.group())), name)


def _read(file: Path) -> list[str]:
    """Read the lines of a file, which end only at a line feed; none if the file does not exist."""
    text = file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else ""
    return text.removesuffix("\n").split("\n") if text else []


def _is_same(each: str, line: str) -> bool:
    return each.removesuffix("\r") == line


def _write(file: Path, lines: list[str]) -> None:
    """Write a file, or remove it if there are no lines."""
    if lines:
        replace_file(file, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"), mode=0o644)
    else:
        file.unlink()
