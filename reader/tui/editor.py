"""The reader's own editor, in which a source is opened at the line of the cursor."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line

# Options with which editors that have windows wait until theirs is closed; all take FILE:LINE. Others take +LINE FILE.
_CODE, _COLON = ("--wait", "--goto"), ("--wait",)
WINDOWED = {"code": _CODE, "code-insiders": _CODE, "codium": _CODE, "cursor": _CODE, "subl": _COLON, "zed": _COLON}

PLAIN = ("editor", "nano", "vi")  # the editors that are started if nobody has chosen one; the first is Debian's


def edit(app: App[None], file: Path, line: int) -> str:
    """Leave the screen to the editor until it ends.

    Args:
        app: The application that has the screen.
        file: The file to edit.
        line: The line to begin at, from 1.

    Returns:
        The name of the editor if the user has not chosen one; otherwise empty.

    Raises:
        ReaderError: There is no editor, or it cannot be run, or it failed.
    """
    chosen = _chosen_editor()
    editor = chosen or shlex.quote(_plain_editor())
    command = editor_command(editor, file.absolute(), line)  # a name may begin with a dash
    try:
        with app.suspend():
            status = subprocess.run(command, check=False).returncode
    except SuspendNotSupported as error:
        raise ReaderError("not available in the browser: edit the file on the machine that runs reader") from error
    except OSError as error:
        reason = f"cannot run the editor {sanitize_line(command[0])}: {error.strerror}; set $EDITOR"
        raise ReaderError(reason) from error
    if status:
        raise ReaderError(f"the editor {sanitize_line(command[0])} exited with status {status}")
    return "" if chosen else Path(command[0]).resolve().name


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line, from 1, in an editor that is given as in $EDITOR, with options.

    Raises:
        ReaderError: The editor is not a valid command.
    """
    try:
        program, *options = shlex.split(editor)
    except ValueError as error:
        raise ReaderError(f"$EDITOR is not a valid command: {sanitize_line(editor)!r}: {error}") from error
    windowed = WINDOWED.get(Path(program).name)
    return [program, *options, *(windowed or (f"+{line}",)), f"{file}:{line}" if windowed else str(file)]


def _chosen_editor() -> str:
    """Return the command of the editor that the reader has chosen; empty if none is.

    Without a choice, Debian's sensible-editor would ask for one before it edits anything.
    """
    for name in ("VISUAL", "EDITOR"):
        if editor := os.environ.get(name, "").strip():
            return editor
    has_selected = "SELECTED_EDITOR" in os.environ or Path("~/.selected_editor").expanduser().is_file()
    found = shutil.which("sensible-editor") if has_selected else None
    return shlex.quote(found) if found else ""


def _plain_editor() -> str:
    """Return the path of an editor that any system has; raise ReaderError if there is none."""
    if found := next(filter(None, map(shutil.which, PLAIN)), None):
        return found
    raise ReaderError("no editor found: set $EDITOR, for example export EDITOR=nano")
