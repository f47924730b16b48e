"""What the tests of the store share."""

from pathlib import Path

import pytest

from reader.annotation.store.store import Store
from tests.support.stores import add, an_annotation, remove


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store keeps its annotations; nothing is there yet."""
    return tmp_path / "annotations.json"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The file of a store in a folder of its own, with the annotations `a` and `c`; `b` was removed."""
    path = tmp_path / "workspace" / "annotations.json"
    path.parent.mkdir()
    store = Store(path)
    for id in "abc":
        add(store, an_annotation(id, note=f"note {id}"))
    remove(store, "b")
    store.close()
    return path
