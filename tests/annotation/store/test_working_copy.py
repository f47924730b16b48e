"""A file that takes too long to read for a start is read later."""

import os
from pathlib import Path

import pytest

from reader.annotation.store.store import Store
from reader.errors import StoreError


def test_a_very_large_file_is_not_read_at_the_start(path: Path) -> None:
    path.touch()
    os.truncate(path, (1 << 24) + 1)  # 16 MiB and a byte, of which none is JSON
    Store(path, reads=False)
    os.truncate(path, 1 << 24)
    with pytest.raises(StoreError):
        Store(path, reads=False)
