"""A file that takes too long to read for a start is read later."""

import os
from pathlib import Path

import pytest

from reader.annotation.store.store import Store
from reader.errors import StoreError
from tests.support.stores import add, an_annotation


def test_a_very_large_file_is_not_read_at_the_start(path: Path) -> None:
    path.touch()
    os.truncate(path, (1 << 24) + 1)  # 16 MiB and a byte, of which none is JSON
    Store(path, reads=False)
    os.truncate(path, 1 << 24)
    with pytest.raises(StoreError):
        Store(path, reads=False)


def test_the_file_is_missing_if_there_are_annotations_and_nothing_holds_them(path: Path) -> None:
    store, known = Store(path), list[bool]()

    def look() -> None:
        known.append(store.is_missing)

    look()  # there is nothing to hold yet
    add(store, an_annotation("a"))
    look()
    path.write_bytes(b"")
    look()
    path.unlink()
    look()
    path.write_text("{}")
    look()
    assert known == [False, False, True, True, False]
