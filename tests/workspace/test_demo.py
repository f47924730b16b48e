"""The sample: copied where it is wanted, kept or removed, and never in place of something else."""

import shutil
from pathlib import Path

import pytest

from reader.errors import ReaderError, UsageError
from reader.workspace.demo import copy_in, keep_copy, place_to_keep


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_folder_is_made_with_a_copy_and_is_the_same_folder_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "sample"
    copy_in(folder)
    assert names(folder) == {"seeds", "annotations.json"}
    (folder / "annotations.json").write_text("{}")
    copy_in(folder)
    assert (folder / "annotations.json").read_text() == "{}", "what was done there is left"


def test_an_empty_folder_gets_a_copy_and_another_one_is_left(tmp_path: Path) -> None:
    empty, other = tmp_path / "empty", tmp_path / "other"
    empty.mkdir()
    copy_in(empty)
    assert names(empty) == {"seeds", "annotations.json"}
    other.mkdir()
    (other / "mine.txt").touch()
    with pytest.raises(UsageError, match="something else in this folder"):
        copy_in(other)
    with pytest.raises(ReaderError, match="cannot be copied there"):
        copy_in(other / "mine.txt")
    assert names(other) == {"mine.txt"}


def test_a_copy_is_kept_beside_those_that_were_kept_before(tmp_path: Path) -> None:
    for name in ("reader-sample", "reader-sample-2", "reader-sample-3"):
        copy, folder = tmp_path / "copy", place_to_keep(tmp_path)
        copy_in(copy)
        keep_copy(copy, folder)
        assert (folder.name, copy.exists(), names(folder)) == (name, False, {"seeds", "annotations.json"})


def test_what_cannot_be_kept_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_copy: Path, folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    copy = tmp_path / "copy"
    copy_in(copy)
    monkeypatch.setattr(shutil, "move", fail)
    with pytest.raises(ReaderError, match=r"Permission denied; it is still in .*copy"):
        keep_copy(copy, tmp_path / "kept")
    assert names(copy) == {"seeds", "annotations.json"}
