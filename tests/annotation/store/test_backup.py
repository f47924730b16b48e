"""Backups: now and then one of what the file was, so many of the newest and one a day, never of a damaged one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store import backup as backup_module
from reader.annotation.store.backup import NO_BACKUP, STAMP, Backups, superfluous
from reader.annotation.store.entries import Edit
from reader.annotation.store.store import Store
from reader.errors import StoreError
from reader.system.durable_files import Disk
from tests.support.stores import add, an_annotation


def backups(path: Path) -> Backups:
    return Backups(Disk(), path.parent / ".annotations.json.reader" / "backups")


def test_a_backup_is_what_the_file_was_before_the_first_change(path: Path) -> None:
    add(Store(path), an_annotation("a"))
    before = path.read_bytes()
    for id in "bcd":
        add(Store(path), an_annotation(id))
    (name,) = backups(path).names()
    assert (backups(path).folder / name).read_bytes() == before


def test_the_next_one_is_made_when_the_last_is_old(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    add(store, an_annotation("b"))
    (backups(path).folder / backups(path).names()[0]).rename(backups(path).folder / "2026-01-02T03.04.05Z.json")
    add(store, an_annotation("c"))
    add(store, an_annotation("d"))
    assert len(backups(path).names()) == 2
    monkeypatch.setattr(backup_module, "EVERY", timedelta(0))
    add(store, an_annotation("e"))
    assert 2 <= len(backups(path).names()) <= 3


def test_a_clock_that_was_ahead_once_keeps_no_backup_from_being_made(path: Path) -> None:
    store = Store(path)
    add(store, an_annotation("a"))
    add(store, an_annotation("b"))
    (backups(path).folder / backups(path).names()[0]).rename(backups(path).folder / "2999-01-02T03.04.05Z.json")
    add(store, an_annotation("c"))
    assert len(backups(path).names()) == 2


def test_the_next_one_is_made_after_ten_minutes(path: Path) -> None:
    add(Store(path), an_annotation("a"))
    folder, now = backups(path).folder, datetime.now(UTC)
    folder.mkdir()
    last = folder / (now - timedelta(minutes=9, seconds=30)).strftime(STAMP)
    last.touch()
    backups(path).keep(path)
    assert len(backups(path).names()) == 1
    last.rename(folder / (now - timedelta(minutes=10, seconds=1)).strftime(STAMP))
    backups(path).keep(path)
    assert len(backups(path).names()) == 2


def test_the_newest_stay_and_one_of_each_day_before() -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    names = [(begin + timedelta(hours=7 * n)).strftime(STAMP) for n in range(200)]
    kept = [name for name in names if name not in superfluous(names)]
    assert kept[-10:] == names[-10:]
    older = kept[:-10]
    assert (len(older), len({name[:10] for name in older})) == (7, 7)
    assert superfluous(names[:10]) == []
    assert superfluous(kept) == [], "it makes no difference how often it is asked"


def test_a_damaged_file_is_not_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_module, "EVERY", timedelta(0))
    store = Store(path)
    add(store, an_annotation("a"))
    path.write_bytes(b"{")
    with pytest.raises(StoreError):
        add(store, an_annotation("b"))
    assert backups(path).names() == []


def test_other_files_in_the_folder_are_left(path: Path) -> None:
    add(Store(path), an_annotation("a"))
    folder = backups(path).folder
    folder.mkdir()
    (folder / "mine.json").write_text("mine")
    add(Store(path), an_annotation("b"))
    assert "mine.json" not in backups(path).names()
    assert (folder / "mine.json").read_text() == "mine"


def test_the_newest_backup_that_can_be_read_is_used_and_says_when_it_was_made(path: Path) -> None:
    kept = backups(path)
    assert kept.newest() == NO_BACKUP
    kept.folder.mkdir(parents=True)
    for day, id in ((1, "a"), (2, "b")):
        file = path.with_name("other.json")
        add(Store(file), an_annotation(id))
        file.rename(kept.folder / f"2026-01-0{day}T03.04.05Z.json")
        file.with_name(".other.json.reader").rename(path.with_name(f"gone {day}"))
    (kept.folder / "2026-01-03T03.04.05Z.json").write_bytes(b"{")
    (kept.folder / "2026-01-04T03.04.05Z.json").mkdir()
    newest = kept.newest()
    assert newest.time == "2026-01-02T03:04:05Z"
    assert newest.edits == {"b": Edit(1, None, to_document(an_annotation("b")))}


def test_what_is_superfluous_is_removed_when_a_backup_is_made(path: Path) -> None:
    add(Store(path), an_annotation("a"))
    kept, begin = backups(path), datetime(2026, 1, 1, tzinfo=UTC)
    kept.folder.mkdir()
    names = [(begin + timedelta(hours=hours)).strftime(STAMP) for hours in range(20)]
    for name in names:
        (kept.folder / name).touch()
    kept.keep(path)
    assert kept.names()[:-1] == names[10:], "nine of the newest, and the last one of that day before those"
    assert (kept.folder / kept.names()[-1]).read_bytes() == path.read_bytes()
