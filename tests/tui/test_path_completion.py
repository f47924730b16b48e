"""What a path that is being typed can become."""

from pathlib import Path

import pytest

from reader.tui.path_completion import completed, completions, extended


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


@pytest.mark.parametrize(
    ("path", "typed", "is_untouched", "becomes"),
    [
        ("/ws/export.json", "/", True, "/"),
        ("/ws/export.json", "~", True, "~"),
        ("/ws/export.json", "/tmp/out.json", True, "/tmp/out.json"),
        ("/ws/export.json", "2", True, "/ws/export.json2"),
        ("/ws/export", "/", False, "/ws/export/"),
        ("/ws/export", "~", False, "/ws/export~"),
        ("/ws/", "/", False, "/"),
        ("/ws/", "~/a", False, "~/a"),
        ("/ws/", "a/b", False, "/ws/a/b"),
    ],
)
def test_an_absolute_path_begins_again(path: str, typed: str, is_untouched: bool, becomes: str) -> None:
    assert extended(path, typed, is_untouched=is_untouched) == becomes
