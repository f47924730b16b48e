"""What the tests of the commands share."""

from pathlib import Path

import pytest

from tests.support.commands import Commands


@pytest.fixture
def reader(tmp_path: Path) -> Commands:
    """The command line, in a workspace with two sources and no tags."""
    return Commands(tmp_path / "workspace")
