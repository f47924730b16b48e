"""`reader export`: sources and annotations as one document."""

import argparse
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands.common import agrees, open_workspace, say, workspace_argument
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    from reader.formats import FORMATS

    workspace_argument(command)
    command.add_argument("--format", choices=FORMATS, default="json", help="default: json")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    command.add_argument("--force", action="store_true", help="replace FILE if it is there")


def run(options: argparse.Namespace) -> int:
    from reader.formats import writer

    workspace, problems = open_workspace(options), list[str]()
    workspace.store.fold()
    pieces = writer(options.format)(workspace.corpus(problems))
    if options.output and str(options.output) != "-":
        _write_file(options.output, pieces, workspace, force=options.force)
    else:
        sys.stdout.writelines(pieces)
    say(*problems, *workspace.store.notices)
    return 0


def _write_file(file: Path, pieces: Iterable[str], workspace: "Workspace", *, force: bool) -> None:
    from reader.annotation.files import replace_file
    from reader.disk import same_file

    if any(same_file(file, own) for own in workspace.files):
        raise ReaderError(f"{file}: this is a file of the workspace itself; name another one")
    try:
        mode = file.stat().st_mode if file.exists() else None
        data = "".join(pieces).encode("utf-8", "backslashreplace")
        if mode is not None and not stat.S_ISREG(mode):
            file.write_bytes(data)  # a pipe or a device is written to, not replaced
        elif mode is None or force or agrees(f"{file} is there. Replace it?"):
            umask = os.umask(0)
            os.umask(umask)
            replace_file(file, data, mode=0o666 & ~umask)
        else:
            raise ReaderError(f"{file}: it is there and was left as it is; --force replaces it")
    except OSError as error:
        raise ReaderError(
            f"{file}: it cannot be written: {error.strerror}; name a file in a folder that is there"
        ) from error
