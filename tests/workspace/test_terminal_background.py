"""Whether terminals are dark, as they said it last or as the environment lets one guess."""

import stat
from pathlib import Path

import pytest

from reader.workspace.terminal_background import (
    MOST_TERMINALS,
    background_file,
    is_probably_dark,
    remember_background,
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.parametrize(
    ("colours", "is_dark"),
    [
        ("", True),
        ("15;0", True),
        ("0;15", False),
        ("0;default;15", False),
        ("12;7", False),
        ("7;8", True),
        ("0;default", True),
        ("0;1234", True),
        ("odd", True),
    ],
)
def test_the_environment_is_a_first_guess(colours: str, is_dark: bool) -> None:
    assert is_probably_dark({"TERM": "xterm", "COLORFGBG": colours}) is is_dark


def test_what_a_terminal_said_counts_at_the_next_start() -> None:
    here, other = {"TERM_PROGRAM": "kitty", "TERM": "x"}, {"TERM": "x"}
    remember_background(here, is_dark=False)
    assert (is_probably_dark(here), is_probably_dark(other)) == (False, True)
    remember_background(here, is_dark=True)
    assert is_probably_dark(here)
    assert is_probably_dark({**here, "COLORFGBG": "0;15"}) is False, "in other colours it is another terminal"
    assert stat.S_IMODE(background_file().stat().st_mode) & 0o077 == 0


def test_the_same_answer_writes_nothing() -> None:
    remember_background({"TERM": "x"}, is_dark=True)
    before = background_file().stat().st_mtime_ns
    remember_background({"TERM": "x"}, is_dark=True)
    assert background_file().stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"x": "dark"}', b"[" * 10_000])
def test_a_file_that_cannot_be_used_is_passed_over(content: bytes) -> None:
    background_file().parent.mkdir(parents=True)
    background_file().write_bytes(content)
    assert is_probably_dark({"TERM": "x"})
    remember_background({"TERM": "x"}, is_dark=False)
    assert not is_probably_dark({"TERM": "x"})


def test_only_the_last_terminals_are_kept() -> None:
    for number in range(MOST_TERMINALS + 2):
        remember_background({"TERM": f"t{number}"}, is_dark=False)
    assert is_probably_dark({"TERM": "t1"})
    assert not is_probably_dark({"TERM": "t2"})
