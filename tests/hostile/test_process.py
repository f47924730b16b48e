"""Signals, a closed window, a crash: the terminal is as it was, the tags are there, and no article is on the screen."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.support.terminal import HELD_READER, READER, Terminal

SECRET = "Ships carry a secret"
TEXT = f"{SECRET} to port. A second sentence. A third one.\n"
PROMPT = "your turn: "
SHELL = ("env", f"PS1={PROMPT}", "bash", "--norc", "--noprofile", "--noediting", "-i")
# Where a defect can be: what the statement breaks, and the keys that get there.
DEFECTS = {
    "a key": ("TaggingController.undo = fail", "qu"),
    "a key, and Textual's own report": ("TaggingController.undo = fail; del SilentApp._fatal_error", "qu"),
    "a key, and Textual's own panic": ("TaggingController.undo = fail; del SilentApp.panic", "qu"),
    "drawing": ("Painter.row = fail", ""),
    "a timer": ("StoreSyncController.look_around = fail", ""),
    "a thread": ("Catalog.read_titles = fail", ""),
    "the terminal's thread": ("TerminalDriver.process_message = fail", "j"),
    "the end": ("ReaderApp.on_unmount = fail", "q\x11"),
}
BREAK = """
import sys
from reader.cli.main import main
from reader.tui.app import ReaderApp
from reader.tui.controllers.store_sync import StoreSyncController
from reader.tui.controllers.tagging import TaggingController
from reader.tui.article.painter import Painter
from reader.tui.startup.driver import TerminalDriver
from reader.tui.textual_internals import SilentApp
from reader.workspace.catalog.catalog import Catalog

def fail(*parts, **more):
    secret = {SECRET!r}
    raise KeyError(secret)

{statement}
sys.exit(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT)
    return tmp_path


def tags(folder: Path) -> list[str]:
    document = json.loads((folder / "annotations.json").read_bytes())
    return [each["exact"] for each in document["annotations"].values()]


@pytest.mark.parametrize(("statement", "keys"), DEFECTS.values(), ids=DEFECTS)
def test_a_crash_says_two_lines_without_a_word_of_the_article(
    statement: str, keys: str, folder: Path, home: Path
) -> None:
    program = (sys.executable, "-c", BREAK.format(SECRET=SECRET, statement=statement))
    with Terminal([], folder, (100, 24), program) as terminal:
        if keys:
            terminal.wait_for("sentence 1 of")
            terminal.press(keys)
        assert terminal.end() == 1
        assert terminal.is_cooked()
        said = terminal.output.split(b"\x1b[?1049l")[-1].decode()
    assert "it crashed (KeyError): this is a bug" in said
    assert "reader/log/reader.log: the crash log" in said.replace("\r\n", "")
    assert SECRET not in said
    assert "q" not in keys or tags(folder) == [f"{SECRET} to port."]
    log = (home / "reader" / "log" / "reader.log").read_text()
    assert "in fail\n" in log
    assert "KeyError\n" in log
    assert SECRET not in log


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGABRT]
)
def test_a_signal_leaves_the_terminal_as_it_was(number: signal.Signals, folder: Path) -> None:
    with Terminal([], folder) as terminal:
        terminal.wait_for("sentence 1 of")
        assert not terminal.is_cooked()
        terminal.press("q")
        terminal.wait_for("saved")
        terminal.process.kill(number)
        assert terminal.end() == 128 + number
        assert terminal.is_cooked()
        assert b"\x1b[?1049l" in terminal.output
        assert terminal.output.endswith(b"l"), "modes were switched off last, and nothing said"
    assert tags(folder) == [f"{SECRET} to port."]


def test_a_signal_before_the_program_is_loaded_takes_the_first_screen_away(folder: Path) -> None:
    with Terminal([], folder) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("\x11")
        assert terminal.end() == 0
    with Terminal([], folder, program=HELD_READER) as terminal:
        terminal.wait_for("sentence 1 of")
        assert not terminal.is_cooked()
        terminal.process.kill(signal.SIGUSR1)
        assert terminal.end() == 128 + signal.SIGUSR1, terminal.text
        assert terminal.is_cooked()
        assert b"\x1b[?1049l" in terminal.output


def test_who_closes_the_window_keeps_the_tags(folder: Path) -> None:
    with Terminal([], folder) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("qq")
        terminal.wait_for("sentence 3 of")
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
    assert tags(folder) == [f"{SECRET} to port.", "A second sentence."]


def test_a_byte_that_is_not_utf8_is_a_key_that_does_nothing(folder: Path) -> None:
    with Terminal([], folder) as terminal:
        terminal.wait_for("sentence 1 of")
        os.write(terminal.process.child_fd, b"\xff")

        def is_answered() -> bool:
            terminal.press("j")  # again, since what came with the byte is lost
            return "sentence 3 of" in terminal.text

        terminal.until(is_answered)
        terminal.press("\x11")
        assert terminal.end() == 0


def test_to_the_shell_and_back(folder: Path) -> None:
    with Terminal([], folder, program=SHELL) as terminal:
        terminal.press(f"{' '.join(READER)}\r")
        terminal.wait_for("sentence 1 of")
        terminal.press("j\x1a")
        terminal.wait_for("Stopped")
        assert terminal.is_cooked()
        terminal.press("echo $((6 * 7)); fg\r")
        terminal.wait_for("sentence 2 of", SECRET)
        terminal.press("q")
        terminal.wait_for("saved")
        terminal.press("\x11")
        terminal.until(lambda: terminal.output.count(b"\x1b[?1049l") == 2)
        assert b"42" in terminal.output
        terminal.until(lambda: terminal.output.endswith(PROMPT.encode()))  # what is typed before it is thrown away
        terminal.press("exit\r")
        terminal.end()
    assert tags(folder) == ["A second sentence."]
