"""The source in an editor of the person's own, at the line of the cursor."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line

# Editors with windows of their own: how they wait for it to be closed, and open a line. The rest knows `+LINE FILE`.
_CODE, _COLON = ("--wait", "--goto"), ("--wait",)
WINDOWED = {"code": _CODE, "code-insiders": _CODE, "codium": _CODE, "cursor": _CODE, "subl": _COLON, "zed": _COLON}


def edit(app: App[None], file: Path, line: int) -> None:
    """Leaves the screen to the editor until it ends. Raises ReaderError if that cannot be."""
    command = editor_command(_editor(), file, line)
    try:
        with app.suspend():
            status = subprocess.run(command, check=False).returncode
    except SuspendNotSupported as error:
        raise ReaderError("there is no editor in a browser: open the source where its file is") from error
    except OSError as error:
        raise ReaderError(f"{sanitize_line(command[0])}: it cannot be run: {error.strerror}; set $EDITOR") from error
    if status:
        raise ReaderError(f"{sanitize_line(command[0])} ended with {status}")


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """editor: as in $EDITOR, with options. line: from 1."""
    try:
        program, *options = shlex.split(editor)
    except ValueError as error:
        raise ReaderError(f"$EDITOR is {sanitize_line(editor)!r}, which is no command: {error}") from error
    windowed = WINDOWED.get(Path(program).name)
    return [program, *options, *(windowed or (f"+{line}",)), f"{file}:{line}" if windowed else str(file)]


def _editor() -> str:
    for name in ("VISUAL", "EDITOR"):
        if editor := os.environ.get(name, "").strip():
            return editor
    if found := shutil.which("sensible-editor") or shutil.which("vi") or shutil.which("nano"):
        return shlex.quote(found)
    raise ReaderError("no editor is known: set $EDITOR, for example `export EDITOR=nano`")
