"""The torture has real disks whose power is cut, so what is synced matters there."""

import pytest


@pytest.fixture(autouse=True)
def no_sync() -> None:
    """Sync as the program does."""
