"""How a command ends: the exit status and the message for each kind of error."""

import errno
from pathlib import Path

import pytest

from reader.errors import ReaderError, SettingsError, SourceError, StoreError, UsageError
from tests.support.commands import run_here

ENDINGS: list[tuple[BaseException, int, str]] = [
    (ReaderError("it\x1b failed"), 1, "reader: it␛ failed\n"),
    (UsageError("name another"), 2, "reader: name another\n"),
    (SourceError("a.txt", "it is not UTF-8"), 1, "reader: a.txt: it is not UTF-8\n"),
    (StoreError("not saved"), 1, "reader: not saved\n"),
    (SettingsError("a:1: one", "a:2: two"), 1, "reader: a:1: one; a:2: two\n"),
    (OSError(errno.ENOENT, "No such file", "a\x07.txt"), 1, "reader: a␇.txt: No such file\n"),
    (OSError(errno.ENOSPC, "No space left"), 1, "reader: standard output: No space left\n"),
    (BrokenPipeError(), 0, ""),
    (KeyboardInterrupt(), 130, ""),
]


@pytest.mark.parametrize(("error", "status", "message"), ENDINGS, ids=[repr(each[0]) for each in ENDINGS])
def test_an_error_is_a_message_and_an_exit_status(
    error: BaseException, status: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_options: object) -> int:
        print("so far")
        raise error

    monkeypatch.setattr("reader.cli.main._run", fail)
    done = run_here(tmp_path, "list")
    assert (done.returncode, done.stderr) == (status, message)


def test_a_defect_is_logged_and_shows_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_options: object) -> int:
        raise KeyError("the minister's letter")

    monkeypatch.setattr("reader.cli.main._run", fail)
    done = run_here(tmp_path, "list")
    what, where = done.stderr.splitlines()
    assert done.returncode == 1
    assert what.startswith("reader: it crashed (KeyError): this is a bug.")
    assert "reader.log: the crash log" in where
    assert "minister" not in done.stderr


@pytest.mark.parametrize("status", [0, 1])
def test_a_command_decides_its_own_exit_status(status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.cli.main._run", lambda _options: status)
    assert run_here(tmp_path, "list").returncode == status
