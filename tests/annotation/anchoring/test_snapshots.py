"""Snapshots: kept once a version, beside the annotations; whatever is wrong with them, nothing raises."""

import os
import stat
import threading
import zlib
from pathlib import Path

import pytest

from reader.annotation.anchoring import snapshots
from reader.annotation.anchoring.snapshots import STALE, Snapshots

ONE, TWO = "1" * 64, "2" * 64
TEXT = "Café 👩‍👧\r\nlone \ud800 end"


@pytest.fixture
def kept(tmp_path: Path) -> Snapshots:
    kept = Snapshots(tmp_path / "annotations.json")
    kept.keep(ONE, TEXT, lambda: {ONE})
    return kept


def test_a_text_comes_back_as_it_was(kept: Snapshots, tmp_path: Path) -> None:
    assert kept.text(ONE) == TEXT
    assert kept.text(TWO) is None
    file = tmp_path / ".annotations.json.reader" / "snapshots" / f"{ONE}.z"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_version_is_written_once(kept: Snapshots) -> None:
    kept.keep(ONE, "other", lambda: pytest.fail("it is there already"))
    assert kept.text(ONE) == TEXT


@pytest.mark.usefixtures("kept")
def test_a_version_that_an_earlier_run_wrote_is_not_written_again(tmp_path: Path) -> None:
    later = Snapshots(tmp_path / "annotations.json")
    later.keep(ONE, "other", lambda: pytest.fail("it is there already"))
    assert later.text(ONE) == TEXT


def test_a_large_text_is_written_aside(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LARGE", 3)
    others = set(threading.enumerate())
    kept.keep(TWO, "large", lambda: {TWO})
    for thread in set(threading.enumerate()) - others:
        thread.join()
    assert kept.text(TWO) == "large"


@pytest.mark.parametrize("damage", [b"", b"no zlib", b"\x78\x9c", None], ids=["empty", "other", "cut", "a folder"])
def test_what_is_damaged_is_as_if_it_was_not_there(damage: bytes | None, kept: Snapshots) -> None:
    file = kept.folder / f"{TWO}.z"
    file.mkdir() if damage is None else file.write_bytes(damage)
    assert kept.text(TWO) is None


def test_a_version_that_is_cut_is_not_taken_for_a_whole_one(kept: Snapshots) -> None:
    file = kept.folder / f"{ONE}.z"
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.text(ONE) is None


@pytest.mark.parametrize("digest", ["", "../../secret", "1" * 63 + "/", "A" * 64])
def test_a_digest_that_is_none_leads_nowhere(digest: str, kept: Snapshots) -> None:
    assert kept.text(digest) is None


@pytest.mark.parametrize("digest", ["../secret", "1" * 63, "1" * 65, "A" * 64])
def test_a_text_under_a_name_that_is_not_a_digest_is_not_read(digest: str, kept: Snapshots) -> None:
    (kept.folder / f"{ONE}.z").rename(kept.folder / f"{digest}.z")
    assert kept.text(digest) is None
    assert not kept.is_longer(digest, 0)


def test_a_folder_that_cannot_be_written_is_not_an_error(tmp_path: Path) -> None:
    (tmp_path / ".annotations.json.reader").write_text("a file in its place")
    kept = Snapshots(tmp_path / "annotations.json")
    kept.keep(ONE, TEXT, lambda: {ONE})
    assert kept.text(ONE) is None


def test_a_text_of_several_slices_comes_back_as_it_was(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "SLICE", 3)
    kept.keep(TWO, TEXT, set)
    assert kept.text(TWO) == TEXT


def test_a_text_below_the_limit_is_on_disk_when_keep_returns_and_is_not_packed_on_a_thread(
    kept: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "Thread", lambda **_: pytest.fail("a thread is only for a large text"))
    kept.keep(TWO, "x" * 200_000, set)
    assert kept.text(TWO) == "x" * 200_000


def test_a_version_that_is_being_written_is_not_written_again(kept: Snapshots) -> None:
    kept.keep(TWO, "two", set)
    (kept.folder / f"{TWO}.z").unlink()
    kept.keep(TWO, "two", lambda: pytest.fail("it was the last one"))
    assert kept.text(TWO) is None


def test_a_text_that_unpacks_to_more_than_the_limit_is_none(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LARGEST", len(TEXT.encode("utf-8", "surrogatepass")))
    assert kept.text(ONE) == TEXT
    monkeypatch.setattr(snapshots, "LARGEST", len(TEXT.encode("utf-8", "surrogatepass")) - 1)
    assert kept.text(ONE) is None


def test_a_text_of_more_code_points_than_are_compared_is_none(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LONGEST", len(TEXT))
    assert kept.text(ONE) == TEXT
    monkeypatch.setattr(snapshots, "LONGEST", len(TEXT) - 1)
    assert kept.text(ONE) is None


def test_the_limits_are_64_megabytes_and_a_quarter_of_a_million_code_points() -> None:
    assert (snapshots.LARGEST, snapshots.LARGE) == (1 << 26, 1 << 18)


def test_the_folder_is_closed_to_others(kept: Snapshots) -> None:
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_a_version_that_nothing_names_stays_for_a_month(kept: Snapshots) -> None:
    assert STALE == 30 * 24 * 60 * 60
    file = kept.folder / f"{ONE}.z"
    then = file.stat().st_mtime - STALE + 60
    os.utime(file, (then, then))
    kept.keep(TWO, "two", lambda: {TWO})
    assert kept.text(ONE) == TEXT


def test_versions_that_nothing_names_go_after_a_month(kept: Snapshots) -> None:
    file = kept.folder / f"{ONE}.z"
    then = file.stat().st_mtime - STALE - 60
    os.utime(file, (then, then))
    kept.keep(TWO, "two", lambda: {ONE, TWO})
    assert kept.text(ONE) == TEXT
    kept.keep("3" * 64, "three", lambda: {TWO})
    assert (kept.text(ONE), kept.text(TWO)) == (None, "two")


# What others may have put there


def test_a_small_file_that_unpacks_to_a_gigabyte_is_given_up_at_the_limit(
    kept: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "LARGEST", 1 << 21)
    packed = zlib.compress(bytes(1 << 26), 9)
    unpacked: list[int] = []

    class Counting:
        def __init__(self) -> None:
            self.real = zlib_decompressor()

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

        def decompress(self, data: bytes, most: int) -> bytes:
            found = self.real.decompress(data, most)
            unpacked.append(len(found))
            return found

    zlib_decompressor = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", Counting)
    (kept.folder / f"{TWO}.z").write_bytes(packed)
    assert kept.text(TWO) is None
    assert sum(unpacked) <= (1 << 21) + snapshots.SLICE


def test_how_long_a_text_is_can_be_told_without_reading_all_of_it(kept: Snapshots) -> None:
    kept.keep(TWO, "é" * 1000, set)
    assert [kept.is_longer(TWO, size) for size in (0, 1999, 2000)] == [True, True, False]
    assert not kept.is_longer("3" * 64, 0)
    assert not kept.is_longer("../x", 0)


def test_links_are_followed_neither_to_a_version_nor_to_the_folder(kept: Snapshots, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (kept.folder / f"{ONE}.z").rename(elsewhere)
    (kept.folder / f"{ONE}.z").symlink_to(elsewhere)
    assert kept.text(ONE) is None
    kept.folder.rename(tmp_path / "folder")
    kept.folder.symlink_to(tmp_path / "folder")
    elsewhere.replace(tmp_path / "folder" / f"{ONE}.z")
    assert kept.text(ONE) is None
    kept.keep(TWO, "two", set)
    assert [file.name for file in (tmp_path / "folder").iterdir()] == [f"{ONE}.z"]


def test_a_link_in_the_place_of_a_version_is_replaced_not_written_through(kept: Snapshots, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    (kept.folder / f"{TWO}.z").symlink_to(victim)
    kept.keep(TWO, "two", set)
    assert not victim.exists()


def test_a_pipe_is_not_waited_for(kept: Snapshots) -> None:
    os.mkfifo(kept.folder / f"{TWO}.z")
    assert kept.text(TWO) is None


def test_a_version_that_belongs_to_another_user_is_not_read(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: (kept.folder / f"{ONE}.z").stat().st_uid + 1)
    assert kept.text(ONE) is None


@pytest.mark.parametrize("waits", [True, False])
def test_the_end_of_the_program_waits_for_a_large_text_unless_it_is_told_not_to(
    waits: bool, kept: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "LARGE", 3)
    made: list[bool] = []

    class Thread(threading.Thread):
        def start(self) -> None:
            made.append(self.daemon)

    monkeypatch.setattr(threading, "Thread", Thread)
    kept.waits_at_end = waits
    kept.keep(TWO, "large", set)
    assert made == [not waits]
