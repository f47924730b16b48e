"""`cat x | reader -`: the text comes through the pipe, the keys from the terminal."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.support.commands import Commands
from tests.support.terminal import Terminal

PYTHON = shlex.quote(sys.executable)
TEXT = "A short note\n\nOne sentence. Another one.\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "reader" / "piped"


def piped(tmp_path: Path, text: str) -> Terminal:
    (tmp_path / "note").write_text(text, "utf-8")
    return Terminal(["-c", f"cat note | {PYTHON} -m reader -"], tmp_path, program=("sh",))


def test_what_is_piped_in_is_read_and_tagged_and_found_again(tmp_path: Path, data: Path) -> None:
    with piped(tmp_path, TEXT) as terminal:
        terminal.wait_for("One sentence.")
        terminal.press("jq")
        terminal.wait_for("saved")
        terminal.press("\x11")
        assert terminal.end() == 0
        assert terminal.is_cooked()
        assert b"your tags beside it" in terminal.output
    with piped(tmp_path, TEXT) as terminal:
        terminal.wait_for("q1")
        terminal.press("\x11")
        assert terminal.end() == 0
    (file,) = data.glob("*.txt")
    assert file.read_text("utf-8") == TEXT
    table = json.loads((data / "annotations.json").read_bytes())["annotations"]
    assert [each["exact"] for each in table.values()] == ["One sentence."]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (f"{PYTHON} -m reader - < /dev/null", "nothing came through the pipe"),
        (f"{PYTHON} -m reader -", "standard input is not a pipe"),
    ],
    ids=["an empty pipe", "no pipe"],
)
def test_without_a_text_it_says_what_to_do(tmp_path: Path, command: str, said: str) -> None:
    with Terminal(["-c", command], tmp_path, program=("sh",)) as terminal:
        assert terminal.end() == 2
        assert said in terminal.text.replace("\n", " ")


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    result = Commands(tmp_path).run("open", "-")
    assert result.returncode == 2
    assert "nothing came through the pipe" in result.stderr
