"""An extra is installed for the Python that runs the program, wherever that is."""

import sys
from pathlib import Path

import pytest

from reader.system.extras import how_to_install


def test_the_command_is_as_short_as_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv" / "bin" / "python"))
    assert how_to_install("add") == ".venv/bin/python -m pip install 'reader-tui[add]'"
    monkeypatch.setattr(sys, "executable", "/opt/my python/bin/python")
    assert how_to_install("watch") == "'/opt/my python/bin/python' -m pip install 'reader-tui[watch]'"
