"""No command sends a control character to a terminal, whatever texts, names and notes hold; a pipe gets every byte."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from reader.cli.main import main
from reader.cli.terminal_text import TerminalText
from reader.formats import all_formats
from tests.support.commands import controls, run_here

CONTROLS = "".join(map(chr, (*range(1, 9), *range(0xB, 0x20), 0x7F, *range(0x80, 0xA0))))
HOSTILE = f"{CONTROLS}\x1b[2J\u202etxt\u2066\u200f"
NAME = f"a{HOSTILE}.txt"
TEXT = f"The harbour{HOSTILE} is closed, “we saw it” {HOSTILE}said Ann Lee, of 40 ships.\r\nTwo\t{HOSTILE} lines.\n"
TEXT_FORMATS = [each.name for each in all_formats([]) if not (each.is_folder or each.is_binary)]
COMMANDS = [
    ("list",), ("list", "--json"), ("list", "--quotes"), ("people",), ("people", "--json"), ("verify",),
    ("report",), ("claims",), ("claims", "--json"), ("claims", "--csv"),
    ("stats",), ("passages",), ("passages", "--json"), ("log",), ("log", "--json"),
    ("suggest",), ("suggest", "--json"), ("echoes",), ("echoes", "--source", NAME), ("check",), ("restore",),
    ("git-text", "annotations.json"), ("config", "show"), ("agree", ".", "other"), ("merge", "other"),
    ("list", f"no{HOSTILE}"), ("tag", NAME, "0", "9999999", f"{HOSTILE}"), ("import", NAME), ("repair", NAME),
    ("add", NAME), ("export", "-o", f"{HOSTILE}/{HOSTILE}"), (f"--{HOSTILE}",), ("git-setup",), ("git-text", NAME),
    *(("export", "--format", name) for name in TEXT_FORMATS),
    *(("export", "--format", name, "-o", "/dev/stdout") for name in TEXT_FORMATS[:1]),
    ("report", "-o", "/dev/stdout"), ("report", "--format", "html", "-o", "/dev/stdout"),
]  # fmt: skip


@contextmanager
def terminal(said: list[bytes]) -> Iterator[None]:
    """Make both output streams a terminal; afterwards `said` holds what it got."""
    master, slave = os.openpty()
    reading = Thread(target=lambda: said.extend(_until_end(master)))
    before = sys.stdout, sys.stderr, os.dup(1)
    os.dup2(slave, 1)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(os.dup(slave), "w")) for _ in range(2))
    reading.start()
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.close()
        sys.stdout, sys.stderr, one = before
        os.dup2(one, 1)
        os.close(one)
        os.close(slave)
        reading.join()
        os.close(master)


def _until_end(master: int) -> Iterator[bytes]:
    try:
        while data := os.read(master, 1 << 16):
            yield data
    except OSError:  # how Linux says that nobody has the terminal open
        return


def run_in_terminal(*arguments: str) -> str:
    said: list[bytes] = []
    with terminal(said), suppress(SystemExit):  # argparse's way
        main(list(arguments))
    return b"".join(said).decode("utf-8").replace("\r\n", "\n")  # what the terminal makes of a line end


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for place, person in ((folder, f"Ann{HOSTILE}"), (folder / "other", f"Bo{HOSTILE}")):
        place.mkdir(exist_ok=True)
        (place / NAME).write_bytes(TEXT.encode())
        (place / "b.txt").write_bytes(TEXT.encode())
        for end, tag in (("20", "claim"), ("11", "quote"), ("30", "quote")):
            done = run_here(place, "tag", NAME, "0", end, tag, "--creator", person, "--note", f"see{HOSTILE}")
            assert done.returncode == 0, done.stderr
        spoken = run_here(place, "set", done.stdout.strip(), f"speaker=Ann{HOSTILE}")
        assert spoken.returncode == 0, spoken.stderr
    return folder


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: " ".join(each)[:30].encode("unicode-escape").decode())
def test_no_command_sends_a_control_character_to_a_terminal(arguments: tuple[str, ...], hostile: Path) -> None:
    with chdir(hostile):
        said = run_in_terminal(*arguments)
    assert said
    assert controls(said) == set()
    assert not {"\u202e", "\u2066", "\u200f"} & set(said)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_pipe_gets_the_bytes_that_a_file_gets(name: str, hostile: Path, tmp_path: Path) -> None:
    with chdir(hostile):
        piped = run_here(hostile, "export", "--format", name)
        assert main(["export", "--format", name, "-o", str(tmp_path / "file")]) == 0
    assert piped.stdout == (tmp_path / "file").read_text("utf-8")


def test_a_pipe_gets_the_very_path_of_a_new_source(tmp_path: Path) -> None:
    (folder := tmp_path / "a\u200fb\x1b").mkdir()
    (tmp_path / "note.txt").write_text("A note\n\nWords.\n")
    arguments = ("add", "--workspace", str(folder), str(tmp_path / "note.txt"))
    assert Path(run_here(tmp_path, *arguments).stdout.removesuffix("\n")).is_file()
    assert "a·b␛" in run_in_terminal(*arguments)


def test_json_on_a_terminal_is_still_the_same_json(hostile: Path) -> None:
    with chdir(hostile):
        shown, _ = json.JSONDecoder().raw_decode(run_in_terminal("export"))
        assert shown["annotations"] == json.loads(run_here(hostile, "export").stdout)["annotations"]


@pytest.mark.parametrize("name", ["refi-qda"])
def test_a_binary_file_is_not_written_to_a_terminal(name: str, hostile: Path) -> None:
    with chdir(hostile):
        for target in ([], ["-o", "/dev/stdout"]):
            assert "is written as a binary file: name it" in run_in_terminal("export", "--format", name, *target)


def test_what_a_library_prints_goes_through_the_same_door() -> None:
    said: list[bytes] = []
    with terminal(said):
        assert isinstance(sys.stderr, io.TextIOWrapper)
        sys.stderr = TerminalText(sys.stderr)
        print("odd \x1b]0;title\x07 name\u202e", file=sys.stderr)
        sys.stderr.writelines(["a\tb\r\n", "c\x9b\n"])
    assert b"".join(said).decode() == "odd ␛]0;title␇ name\ufffd\r\na\tb\r\nc\ufffd\r\n"


def test_help_has_no_colours_that_would_be_shown_as_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = run_in_terminal("export", "--help")
    assert "--suggestions" in said
    assert "␛" not in said
