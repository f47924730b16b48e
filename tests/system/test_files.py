"""Reading files whose names could stand for anything, and telling when a file changed."""

import errno
import os
from pathlib import Path

import pytest

from reader.system.files import (
    is_own_file,
    leads_out_of,
    open_lines,
    open_regular,
    read_own,
    read_regular,
    same_file,
    signature,
)


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


# Files that must be our own


def test_a_file_of_this_user_is_read_up_to_a_limit(file: Path, tmp_path: Path) -> None:
    assert read_own(file, 14) == b"0123456789\nabc"
    with pytest.raises(OSError, match="longer than 13 bytes"):
        read_own(file, 13)
    (tmp_path / "link").symlink_to("file")
    assert read_own(tmp_path / "link", 99) == b"0123456789\nabc", "outside of hidden folders a link is a name"


def test_a_file_of_another_user_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="belongs to another user"):
        read_own(file, 99)
    assert read_regular(file) == b"0123456789\nabc"


def test_a_link_a_pipe_and_a_missing_file_are_not_own_files(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("file")
    names = ("file", "pipe", "link", "missing", ".")
    assert [name for name in names if is_own_file(tmp_path / name)] == ["file"]


def test_a_link_may_lead_out_of_a_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "out").symlink_to(outside)
    (inside / "in").symlink_to(inside)
    (tmp_path / "door").symlink_to(inside)
    assert leads_out_of(inside, inside / "out" / "new")
    assert leads_out_of(tmp_path / "door", inside / "out")
    assert leads_out_of(tmp_path / "door", tmp_path / "door" / "out")
    assert not leads_out_of(inside, inside / "in" / "new")
    assert not leads_out_of(inside, inside / ".." / "outside" / "new"), "it was named there"
    assert not leads_out_of(inside, outside)


# Hidden folders


@pytest.mark.parametrize("link", [".a.json.reader", ".a.json.reader/inner", ".a.json.reader/inner/file"])
def test_in_a_hidden_folder_no_link_is_followed(link: str, tmp_path: Path) -> None:
    place, folder = tmp_path / link, tmp_path / ".a.json.reader" / "inner"
    path = folder / "file"
    folder.mkdir(parents=True)
    path.write_bytes(b"ours")
    assert (read_regular(path), signature(path)) == (b"ours", file_signature(path))
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="is a link, and reader does not follow links there") as error:
        read_regular(path)
    assert (error.value.errno, error.value.filename) == (errno.ELOOP, str(path))
    assert signature(path) is None


def test_a_link_before_the_hidden_folder_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "workspace" / ".a.json.reader"
    folder.mkdir(parents=True)
    (folder / "log").write_bytes(b"ours")
    (tmp_path / "link").symlink_to("workspace")
    assert read_regular(tmp_path / "link" / ".a.json.reader" / "log") == b"ours"
    with pytest.raises(FileNotFoundError, match="log2") as error:
        read_regular(tmp_path / "link" / ".a.json.reader" / "log2")
    assert error.value.filename.endswith("log2")


def file_signature(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def test_a_folder_in_place_of_a_file_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as error, open_regular(tmp_path):
        pass
    assert (error.value.filename, error.value.strerror) == (str(tmp_path), "Is a directory")
