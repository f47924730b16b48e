"""Whose name stands on a tag where no setting gives it."""

import getpass
import subprocess
from pathlib import Path

import pytest

from reader.collaboration.identity import GIT_TIMEOUT, creator_in, is_in_repository


@pytest.mark.parametrize("place", [".", "a", "a/b"])
def test_a_folder_is_in_a_repository_if_one_above_it_is(place: str, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert not is_in_repository(tmp_path / place)
    (tmp_path / ".git").touch()  # a file in a worktree, else a folder
    assert is_in_repository(tmp_path / place)


def test_a_git_that_hangs_or_is_not_there_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()

    def hangs(command: list[str], **about: object) -> None:
        assert about["timeout"] == GIT_TIMEOUT
        raise subprocess.TimeoutExpired(command, GIT_TIMEOUT)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert creator_in(tmp_path) == "tester"


@pytest.mark.parametrize("error", [OSError, KeyError])
def test_a_user_without_a_name_is_nobody(error: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fails)
    assert creator_in(tmp_path) == ""


def test_a_name_that_is_not_unicode_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "a\udcffb")
    assert creator_in(tmp_path) == "a?b"
