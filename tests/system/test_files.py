"""Reading files whose names could stand for anything, and telling when a file changed."""

import os
from pathlib import Path

import pytest

from reader.system.files import open_lines, open_regular, read_regular, same_file, signature


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789\nabc")
    return path


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, None, b"0123456789\nabc"), (11, None, b"abc"), (0, 0, b""), (2, 5, b"234"), (11, 99, b"abc"), (99, None, b"")],
)
def test_a_part_of_a_file_is_read(start: int, end: int | None, expected: bytes, file: Path) -> None:
    assert read_regular(file, start, end) == expected


def test_lines_are_read_one_by_one(file: Path) -> None:
    with open_lines(file) as lines:
        assert list(lines) == [b"0123456789\n", b"abc"]


def test_what_is_not_a_regular_file_is_not_read_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(OSError, match=r"not a regular file|Is a directory"), open_regular(path):
            pass


def test_a_signature_changes_with_size_time_or_file(file: Path, tmp_path: Path) -> None:
    before = signature(file)
    assert before == signature(file)
    os.utime(file, ns=(0, 1))
    touched = signature(file)
    file.write_bytes(b"x")
    os.utime(file, ns=(0, 1))
    shorter = signature(file)
    (tmp_path / "other").write_bytes(b"y")
    os.utime(tmp_path / "other", ns=(0, 1))
    (tmp_path / "other").replace(file)
    assert len({before, touched, shorter, signature(file)}) == 4
    assert signature(tmp_path / "missing") is None


def test_two_names_of_one_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "loop").symlink_to("loop")
    assert same_file(file, tmp_path / "link")
    assert same_file(tmp_path / "missing", tmp_path / "x" / ".." / "missing")
    assert not same_file(file, tmp_path / "missing")
    assert not same_file(file, tmp_path / "loop")
