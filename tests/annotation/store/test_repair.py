"""A damaged file: what is said of it, and what each way to put it right keeps."""

import errno
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.annotation.store import repair as module
from reader.annotation.store.annotations_file import digest_of
from reader.annotation.store.backup import time_of
from reader.annotation.store.journal import Log
from reader.annotation.store.repair import Repair
from reader.annotation.store.store import Store
from reader.annotation.store.weighing import weigh
from reader.errors import StoreError
from reader.system.durable_files import Disk
from tests.support.losses import hidden
from tests.support.stores import add, an_annotation, notes

ALL = {"a": "note a", "c": "note c"}
LAST = "--yes alone does the first. In each case the damaged file is kept under another name."


def log_of(path: Path) -> Path:
    return hidden(path) / "log"


def test_a_sound_file_has_no_problem(filled: Path) -> None:
    repair = Repair(filled)
    assert (repair.problem, repair.sound) == ("", 2)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it is empty"),
        (None, "it is missing"),
        (b"{", "it is not JSON"),
        (b"[]", "it is JSON, but not a TinyDB file"),
    ],
)
def test_a_file_that_cannot_be_used_is_reported_and_put_right(data: bytes | None, problem: str, filled: Path) -> None:
    if data is None:
        filled.unlink()
    else:
        filled.write_bytes(data)
    repair = Repair(filled)
    assert repair.problem.startswith(problem)
    way = repair.ways[0]
    assert way.count == 2
    aside = repair.apply(way)
    assert (aside and aside.read_bytes()) == data
    assert aside is None or aside.name.startswith("annotations.json.damaged-20")
    assert notes(Store(filled)) == ALL
    assert (Repair(filled).problem, filled.stat().st_mode & 0o777) == ("", 0o600)


def test_a_file_that_changed_by_itself_is_reported(filled: Path) -> None:
    store = Store(filled)
    add(store, an_annotation("d"))
    store.close()
    status, data = filled.stat(), filled.read_bytes()
    with filled.open("r+b") as file:
        file.write(data.replace(b"note a", b"nose a"))
    os.utime(filled, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert Repair(filled).problem.startswith("its text is not the one that was written")
    filled.write_bytes(data.replace(b"note a", b"nose a"))
    os.utime(filled, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert Repair(filled).problem == "", "another program may have changed it"


def test_a_file_without_a_log_and_a_backup_is_empty_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    with pytest.raises(StoreError, match="it cannot be read: No such file"):
        Repair(path)
    path.touch()
    assert Repair(path).problem == "", "nobody knows of a tag that it should have"


def test_what_each_way_keeps_is_reported(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b'"exact": "One."', b'"exact": "One.', 1))
    log = log_of(filled)
    repair = Repair(filled)
    first, *ways, last = repair.findings()
    assert first == f"{filled}: {repair.problem}"
    assert ways[0] == "--salvage: 1 annotation is whole in it, 1 is not; with what the log knows: 2"
    assert last == LAST
    assert not any("damaged line" in line or "differ" in line for line in ways)
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"garbled\n" + b"".join(lines) + b"garbled too\n")
    *_, said, last = Repair(filled).findings()
    assert said == "the log has 2 damaged lines: what they said is lost unless the file has it"


def test_what_reads_otherwise_in_the_log_is_reported(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"note a", b"nose a")[:-3])
    lines = list(Repair(filled).findings())
    assert "--salvage: 1 of them differs from the log, and the log counts" in lines


def test_a_file_that_changed_after_it_was_looked_at_is_not_replaced(filled: Path) -> None:
    filled.write_bytes(b"{")
    repair = Repair(filled)
    filled.write_bytes(b"{ ")
    with pytest.raises(StoreError, match="another program has changed it in the meantime"):
        repair.apply(repair.salvaged)
    assert filled.read_bytes() == b"{ "


def test_a_backup_is_named_by_its_time_or_said_to_be_none(filled: Path) -> None:
    store = Store(filled)
    add(store, an_annotation("d"))
    store.close()
    (name,) = Repair(filled).backups
    filled.write_bytes(b"{")
    backup = Repair(filled).backup(name)
    assert (backup.name, backup.broken) == (name, 0)
    with pytest.raises(StoreError, match=rf"2026: there is no such backup \({name}\)"):
        Repair(filled).backup("2026")
    (hidden(filled) / "backups" / name).unlink()
    with pytest.raises(StoreError, match=r"there is no such backup \(there are none\)"):
        Repair(filled).backup(name)


def test_a_backup_is_sure_if_the_log_knows_its_text(filled: Path) -> None:
    store = Store(filled)
    add(store, an_annotation("d"))
    store.close()
    (name,) = Repair(filled).backups
    backup = hidden(filled) / "backups" / name
    for data, time in ((backup.read_bytes(), time_of(name)), (backup.read_bytes() + b" ", "")):
        backup.write_bytes(data)
        with patch.object(module, "weigh", wraps=weigh) as weighing:
            Repair(filled).backup(name)
        assert weighing.call_args.args[2] == time


def test_backups_come_newest_first_and_the_way_that_keeps_most_before_others(filled: Path) -> None:
    whole = filled.read_bytes()
    folder = hidden(filled) / "backups"
    names = [f"2026-01-0{day}T00.00.00Z.json" for day in (3, 1, 2)]
    for name, data in zip(names, (whole, b"{}", b"{"), strict=True):
        (folder / name).write_bytes(data)
    (hidden(filled) / "log").unlink()
    filled.write_bytes(b"{")
    repair = Repair(filled)
    assert [name for name in repair.backups if name.startswith("2026-01")] == [names[0], names[2], names[1]]
    ways = [way.name for way in repair.ways if way.name == "salvage" or way.name in names]
    assert ways == [names[0], "salvage", names[1]], "one that cannot be used either is none"


def test_a_disk_that_fails_leaves_the_file_as_it_is(filled: Path) -> None:
    filled.write_bytes(b"{")
    repair = Repair(filled, disk := Disk())
    full = OSError(errno.ENOSPC, "No space left on device")
    with patch.object(disk, "write", side_effect=full), pytest.raises(StoreError, match="not repaired: No space left"):
        repair.apply(repair.salvaged)
    assert filled.read_bytes() == b"{"


def test_the_log_says_what_a_repair_wrote(filled: Path) -> None:
    filled.write_bytes(b"{")
    filled.chmod(0o640)
    repair = Repair(filled)
    repair.apply(repair.salvaged)
    checkpoint, tail = Log(Disk(), hidden(filled) / "log").since_checkpoint()
    assert checkpoint is not None
    assert (checkpoint.restored, checkpoint.lost, checkpoint.digest) == (True, 0, digest_of(filled.read_bytes()))
    assert tail.records == []
    assert filled.stat().st_mode & 0o777 == 0o640
