"""A cache file is read as far as it is whole; what is damaged or of another version is not used."""

import os
import stat
from pathlib import Path

import pytest

from reader.system import checksummed_lines
from reader.system.checksummed_lines import load_lines, save_lines

BODIES = [b"one", b"two words", b"", b"three"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "reader" / "file"
    for bodies in (BODIES[:1], BODIES):  # its folders are made, and it is replaced
        save_lines(path, b"heading 1", bodies)
    return path


def test_what_was_saved_is_loaded(file: Path) -> None:
    assert list(load_lines(file, b"heading 1")) == BODIES


def test_another_heading_means_another_version(file: Path) -> None:
    assert list(load_lines(file, b"heading 2")) == []
    assert list(load_lines(file, b"heading")) == []


def test_nothing_is_used_from_the_first_damaged_line_on(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"two words", b"two sword"))
    assert list(load_lines(file, b"heading 1")) == [b"one"]


def test_a_line_that_was_cut_off_is_not_used(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4])
    assert list(load_lines(file, b"heading 1")) == BODIES[:-1]


def test_a_missing_file_has_no_lines(tmp_path: Path) -> None:
    assert list(load_lines(tmp_path / "missing", b"heading 1")) == []


def test_a_pipe_and_the_file_of_another_user_have_no_lines(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert list(load_lines(tmp_path / "pipe", b"heading 1")) == []
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert list(load_lines(file, b"heading 1")) == []


def test_a_line_that_is_longer_than_any_is_not_read_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checksummed_lines.LONGEST == 1 << 28
    monkeypatch.setattr(checksummed_lines, "LONGEST", len(b"12345678 two word"))
    assert list(load_lines(file, b"heading 1")) == [b"one"]


def test_the_folder_of_a_cache_is_private(file: Path) -> None:
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
