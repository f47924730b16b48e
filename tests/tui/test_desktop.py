"""A file is opened in the program that the desktop has for it, and it is said if there is none."""

import os
import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.tui.desktop import open_in_desktop

OPENER = "open" if sys.platform == "darwin" else "xdg-open"


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of the desktop's, which notes what it is called with."""
    program = tmp_path / "bin" / OPENER
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/opened\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return program


def test_the_whole_path_is_opened(opener: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opener.exists()
    monkeypatch.chdir(tmp_path)
    open_in_desktop(Path("-out.html"))
    assert (tmp_path / "opened").read_text() == f"{tmp_path}/-out.html\n"


def test_an_opener_that_fails_is_reported(opener: Path) -> None:
    opener.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(ReaderError, match=f"out.html was written, but {OPENER} could not open it"):
        open_in_desktop(Path("out.html"))


def test_without_a_desktop_the_file_is_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReaderError, match=f"out.html was written, but cannot be opened: {OPENER} is missing"):
        open_in_desktop(Path("out.html"))
