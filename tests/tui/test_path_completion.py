"""What a path that is being typed can become."""

from pathlib import Path

import pytest

from reader.tui.path_completion import completed, completions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Export", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("export.json", "other.txt", ".dot"):
        (tmp_path / name).touch()
    return tmp_path


NAMES = {
    "/": ["Export/", "export.json", "other.txt"],
    "/exp": ["Export/", "export.json"],
    "/export.": ["export.json"],
    "/.": [".hidden/", ".dot"],
    "/nothing": [],
    "/nowhere/": [],
    "/\0/": [],
}


@pytest.mark.parametrize("typed", NAMES)
def test_names_that_begin_so(typed: str, folder: Path) -> None:
    assert list(completions(f"{folder}{typed}")) == NAMES[typed]


def test_only_the_last_part_is_completed() -> None:
    assert completed("/a/b/exp", "export.json") == "/a/b/export.json"
    assert completed("exp", "export.json") == "export.json"
    assert completions("~nobody-of-this-name/") == ()
