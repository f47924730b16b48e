"""A message about a lock that somebody holds says who that is, as far as the system tells."""

import os
from pathlib import Path

import pytest

from reader.system import lock_holder
from reader.system.durable_files import Disk
from reader.system.lock_holder import describe_holder


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock"
    path.touch()
    return path


def device(lock: Path) -> str:
    status = lock.stat()
    return f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1: FLOCK  ADVISORY  WRITE 4711 {device}:{inode} 0 EOF", "process 4711 (cat)"),
        ("1: FLOCK  ADVISORY  WRITE 4712 {device}:{inode} 0 EOF", "process 4712 (e vil)?), which is stopped"),
        ("1: FLOCK  ADVISORY  WRITE 4713 {device}:{inode} 0 EOF", "process 4713"),
        ("1: FLOCK  ADVISORY  WRITE 4711 ff:ff:{inode} 0 EOF", "process 4711 (cat)"),
        (
            "1: FLOCK  ADVISORY  WRITE 4712 ff:ff:{inode} 0 EOF\n2: FLOCK  ADVISORY  WRITE 4711 {device}:{inode} 0 EOF",
            "process 4711 (cat)",
        ),
        ("1: FLOCK  ADVISORY  WRITE 0 {device}:{inode} 0 EOF", "another program"),
        ("1: POSIX  ADVISORY  WRITE 4711 {device}:{inode} 0 EOF", "another program"),
        ("1: FLOCK  ADVISORY  WRITE 4711 {device}:1{inode} 0 EOF", "another program"),
        (
            "1: FLOCK  ADVISORY  WRITE 4711 fe:01:{inode} 0 EOF\n2: FLOCK  ADVISORY  WRITE 4712 fe:02:{inode} 0 EOF",
            "another program",
        ),
        ("", "another program"),
        ("nonsense\n\n", "another program"),
    ],
)
def test_the_holder_is_found_in_the_systems_list(
    lines: str, expected: str, lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pid, stat in {"4711": "4711 (cat) S 1 4711", "4712": "4712 (e vil)\x1b) T 1 4712"}.items():
        (tmp_path / pid).mkdir()
        (tmp_path / pid / "stat").write_text(stat)
    (tmp_path / "locks").write_text(lines.format(device=device(lock), inode=lock.stat().st_ino))
    monkeypatch.setattr(lock_holder, "LOCKS", tmp_path / "locks")
    monkeypatch.setattr(lock_holder, "PROCESSES", tmp_path)
    found = describe_holder(lock)
    assert found.startswith(expected)
    assert ("kill -CONT 4712 resumes it" in found) == ("stopped" in expected)
    assert (str(lock) in found) == (expected == "another program"), "then the path is all that is known"


def test_where_the_system_lists_no_locks_the_holder_is_another_program(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_holder, "LOCKS", tmp_path / "missing")
    assert describe_holder(lock) == f"another program that holds {lock}"


@pytest.mark.skipif(not lock_holder.LOCKS.exists(), reason="the system lists no locks")
def test_a_real_holder_is_found(lock: Path) -> None:
    with Disk().lock(lock):
        assert describe_holder(lock).startswith(f"process {os.getpid()} (")
