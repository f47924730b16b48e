"""What the tests of the store share."""

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store keeps its annotations; nothing is there yet."""
    return tmp_path / "annotations.json"
