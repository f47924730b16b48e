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


def test_what_is_not_a_command_is_reported() -> None:
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


@pytest.fixture
def unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that note their names, and nobody has chosen an editor."""
    for name in ("VISUAL", "EDITOR", "SELECTED_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("sensible-editor", "nano", "vim.tiny"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} > {tmp_path}/called\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "editor").symlink_to("vim.tiny")
    return tmp_path


def test_if_nobody_has_chosen_an_editor_a_plain_one_is_started_and_named(unset: Path) -> None:
    for name, gone in (("vim.tiny", "editor"), ("nano", "nano")):
        assert edit(NoScreen(), FILE, 1) == name  # type: ignore[arg-type]
        assert (unset / "called").read_text() == f"{name}\n"
        (unset / gone).unlink()
    with pytest.raises(ReaderError, match=r"no editor found: set \$EDITOR"):
        edit(NoScreen(), FILE, 1)  # type: ignore[arg-type]


def test_the_editor_that_was_chosen_for_all_programs_is_started_without_a_word(unset: Path) -> None:
    (unset / ".selected_editor").write_text('SELECTED_EDITOR="nano"\n')
    assert edit(NoScreen(), FILE, 1) == ""  # type: ignore[arg-type]
    assert (unset / "called").read_text() == "sensible-editor\n"


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
