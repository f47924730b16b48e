"""`e`: the source in an editor, and what was changed there is read again."""

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError
from reader.tui.editor import edit, editor_command
from tests.support.terminal import Terminal

FILE = Path("a b.txt")


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vi", ["vi", "+7", "a b.txt"]),
        ("nano -w", ["nano", "-w", "+7", "a b.txt"]),
        ("'/opt/my editor/vim'", ["/opt/my editor/vim", "+7", "a b.txt"]),
        ("/usr/bin/code", ["/usr/bin/code", "--wait", "--goto", "a b.txt:7"]),
        ("subl -n", ["subl", "-n", "--wait", "a b.txt:7"]),
    ],
)
def test_an_editor_is_told_the_line(editor: str, command: list[str]) -> None:
    assert editor_command(editor, FILE, 7) == command


def test_what_is_no_command_is_said() -> None:
    with pytest.raises(ReaderError, match="not a valid command"):
        editor_command("vi 'x", FILE, 1)


class NoScreen:
    """An application that has no screen to leave to an editor."""

    def suspend(self) -> AbstractContextManager[None]:
        return nullcontext()


class Browser:
    """An application in a browser."""

    def suspend(self) -> AbstractContextManager[None]:
        raise SuspendNotSupported


@pytest.mark.parametrize(
    ("app", "editor", "message"),
    [
        (NoScreen(), "/no/such/editor -w", "cannot run the editor /no/such/editor: No such file.*set .EDITOR"),
        (NoScreen(), "false", "the editor false exited with status 1"),
        (Browser(), "true", "not available in the browser"),
    ],
)
def test_an_editor_that_fails_is_named(
    app: App[None], editor: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    with pytest.raises(ReaderError, match=message):
        edit(app, FILE, 1)


def test_the_source_is_edited_at_its_line_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "one.txt").write_text("First line here.\n\nSecond line here.\n", "utf-8")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "at $1" > "$(dirname "$0")/called"\nsed -i s/Second/Another/ "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    with Terminal([str(folder)], tmp_path) as terminal:
        terminal.wait_for("First line here.")
        terminal.press("jq")
        terminal.wait_for("saved")
        terminal.press("e")
        terminal.wait_for("Another line here.", "changed and read again")
        terminal.press("kq")
        terminal.wait_for("q2")
        terminal.press("\x11")
        assert terminal.end() == 0
    assert (tmp_path / "called").read_text() == f"at +3{os.linesep}"
