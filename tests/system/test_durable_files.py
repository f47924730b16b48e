"""What must not be lost is on disk when a call returns, and nothing is written through a link."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.system.durable_files import PRIVATE, Disk, make_private_folder, replace_file


@pytest.fixture
def disk() -> Disk:
    return Disk()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the calls that wait for the disk."""
    calls: list[str] = []

    def record(name: str, real: Callable[[int], None]) -> Callable[[int], None]:
        def sync(descriptor: int) -> None:
            calls.append(name)
            real(descriptor)

        return sync

    for name in ("fsync", "fdatasync"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, record(name, getattr(os, name)))
    return calls


def test_what_is_appended_or_written_is_on_disk_at_the_end(disk: Disk, tmp_path: Path, synced: list[str]) -> None:
    path = tmp_path / "log"
    disk.append(path, b"one ")
    disk.append(path, b"two", sync=False)
    assert path.read_bytes() == b"one two"
    assert synced == ["fdatasync"]
    disk.write(path, [b"a", b"bc"], 0o640)
    disk.sync_folder(tmp_path)
    assert (path.read_bytes(), mode(path)) == (b"abc", 0o640)
    assert synced == ["fdatasync", "fsync", "fsync"]


def test_a_new_file_is_private(disk: Disk, tmp_path: Path) -> None:
    disk.append(tmp_path / "log", b"")
    disk.make_folder(tmp_path / "folder")
    assert (mode(tmp_path / "log"), mode(tmp_path / "folder")) == (0o600, 0o700)


@pytest.mark.parametrize("change", ["append", "write"])
def test_nothing_is_written_through_a_link(change: str, disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "log").symlink_to("elsewhere")
    with pytest.raises(OSError) as error:
        disk.append(tmp_path / "log", b"x") if change == "append" else disk.write(tmp_path / "log", [b"x"])
    assert error.value.errno == errno.ELOOP
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


def test_a_write_that_takes_a_part_goes_on(disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:2]))
    disk.append(tmp_path / "log", b"12345")
    assert (tmp_path / "log").read_bytes() == b"12345"


def test_a_file_keeps_a_second_name_while_it_is_replaced(disk: Disk, tmp_path: Path) -> None:
    old, copy, new = tmp_path / "old", tmp_path / "copy", tmp_path / "new"
    old.write_bytes(b"old")
    new.write_bytes(b"new")
    disk.keep(old, copy)
    disk.replace(new, old)
    assert (old.read_bytes(), copy.read_bytes(), new.exists()) == (b"new", b"old", False)
    with pytest.raises(FileExistsError):
        disk.keep(old, copy)
    disk.unlink(copy)
    disk.unlink(copy)
    assert disk.names(tmp_path) == ["old"]
    assert disk.names(tmp_path / "missing") == []


def test_where_there_are_no_links_a_file_is_copied(disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "old").write_bytes(b"old")
    disk.keep(tmp_path / "old", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"old"


@pytest.mark.parametrize(("bits", "expected"), [(0o444, True), (0o400, True), (0o644, False), (0o464, False)])
def test_a_file_that_nobody_may_write_is_read_only_for_root_too(
    bits: int, expected: bool, disk: Disk, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(bits)
    if os.geteuid() and bits == 0o464:
        expected = True  # the group may write it, its owner may not
    assert disk.is_read_only(path) is expected
    assert disk.mode(path) == bits


def test_a_missing_file_has_no_mode_and_is_not_read_only(disk: Disk, tmp_path: Path) -> None:
    assert disk.mode(tmp_path / "missing") is None
    assert not disk.is_read_only(tmp_path / "missing")


def test_a_folder_may_be_there_but_not_be_a_link(disk: Disk, tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "folder")
    disk.make_folder(tmp_path / "folder")
    (tmp_path / "link").symlink_to("folder")
    with pytest.raises(OSError, match="link is a link, and reader needs a folder of its own"):
        disk.make_folder(tmp_path / "link")


def test_a_lock_keeps_others_out_for_as_long_as_it_is_held(disk: Disk, tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with disk.lock(path):
        with pytest.raises(TimeoutError, match=rf"waiting for process {os.getpid()} \("), disk.lock(path, 0.01):
            pass
        waiting = threading.Thread(target=lambda: disk.lock(path, 30).__enter__())
        waiting.start()
    waiting.join(30)
    assert not waiting.is_alive(), "it got the lock when it was released"
    with disk.lock(path, 5):
        assert mode(path) == PRIVATE


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_what_is_made_is_private_whatever_the_umask(umask: int, disk: Disk, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        make_private_folder(tmp_path / "one" / "two")
        disk.make_folder(tmp_path / "three")
        disk.append(tmp_path / "three" / "log", b"a")
        replace_file(tmp_path / "three" / "file", b"b")
        with disk.lock(tmp_path / "three" / "lock"):
            pass
    finally:
        os.umask(before)
    assert {mode(tmp_path / name) for name in ("one", "one/two", "three")} == {0o700}
    assert {mode(tmp_path / "three" / name) for name in ("log", "file", "lock")} == {0o600}


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    make_private_folder(tmp_path / "shared" / "own")
    make_private_folder(tmp_path / "shared")
    assert (mode(tmp_path / "shared"), mode(tmp_path / "shared" / "own")) == (0o755, 0o700)
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        make_private_folder(tmp_path / "file")


def test_neither_a_link_nor_a_pipe_is_cut_copied_to_or_waited_for(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("mine")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(os, "link", lambda *_: tmp_path.joinpath("missing").stat())
    changes: list[Callable[[], None]] = [
        lambda: disk.cut(tmp_path / "link", 0),
        lambda: disk.keep(tmp_path / "mine", tmp_path / "link"),
        lambda: disk.append(tmp_path / "pipe", b"x"),
        lambda: disk.write(tmp_path / "pipe", [b"x"]),
    ]
    for change in changes:
        with pytest.raises(OSError, match=r"symbolic links|File exists|No such device"):
            change()
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_a_hidden_folder_that_is_a_link_has_nothing_in_it(disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "log").write_bytes(b"theirs")
    hidden = tmp_path / ".a.json.reader"
    hidden.symlink_to("elsewhere")
    with pytest.raises(FileNotFoundError, match="is a link"):
        disk.read(hidden / "log")
    assert (disk.names(hidden / "backups"), disk.signature(hidden / "log")) == ([], None)
    with pytest.raises(OSError, match="is a link"):
        disk.append(hidden / "log", b"x")
    with pytest.raises(OSError, match="is a link"), disk.lock(hidden / "lock"):
        pass
    assert (tmp_path / "elsewhere" / "log").read_bytes() == b"theirs"


# Replacing a whole file


def test_a_replaced_file_keeps_its_permissions_and_a_new_one_is_private(tmp_path: Path, synced: list[str]) -> None:
    path = tmp_path / "file"
    replace_file(path, b"one")
    assert mode(path) == PRIVATE
    path.chmod(0o640)
    replace_file(path, b"two", mode=0o600)
    assert (path.read_bytes(), mode(path)) == (b"two", 0o640)
    replace_file(tmp_path / "shared", b"", mode=0o644)
    assert mode(tmp_path / "shared") == 0o644
    assert synced == ["fsync", "fsync"] * 3, "the file, then its name"


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"one")
    (tmp_path / "target").chmod(0o644)
    (tmp_path / "link").symlink_to("target")
    replace_file(tmp_path / "link", b"two")
    assert not (tmp_path / "link").is_symlink()
    assert (mode(tmp_path / "link"), (tmp_path / "link").read_bytes()) == (PRIVATE, b"two")
    assert (tmp_path / "target").read_bytes() == b"one"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "the disk is full")

    (tmp_path / "file").write_bytes(b"one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full") as raised:
        replace_file(tmp_path / "file", b"two")
    assert raised.value.filename == str(tmp_path / "file"), "not the name of a temporary file"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"one")]
