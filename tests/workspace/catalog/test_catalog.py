"""The catalog: found in steps, titles read once, kept between starts; losing what is kept loses nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.workspace.catalog import catalog as catalog_module
from reader.workspace.catalog.catalog import Catalog
from tests.support.spies import spy

HEADLINE = "Storm closes harbour number"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number in range(5):
        write(folder, f"{number}.txt", f"{HEADLINE} {number}\n\nText.\n")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the sources of which something was read."""
    ids: list[str] = []
    spy(monkeypatch, catalog_module, "read_head", lambda source: ids.append(source.id))
    return ids


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)


def start(folder: Path) -> Catalog:
    """As the app does it, all at once."""
    catalog = Catalog(folder, folder.parent / "cache" / "titles")
    for _ in catalog.find():
        pass
    for _ in catalog.read_titles():
        pass
    catalog.save()
    return catalog


def titles(catalog: Catalog) -> list[str]:
    return [catalog.entries.title(index) for index in range(len(catalog.entries))]


def test_the_first_start_reads_every_source_once(folder: Path, read: list[str]) -> None:
    assert titles(start(folder)) == [f"{HEADLINE} {number}" for number in range(5)]
    assert read == [f"{number}.txt" for number in range(5)]


def test_titles_near_the_open_source_come_first(folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_module, "BEFORE", 1)
    catalog = Catalog(folder, folder / "none")
    list(catalog.find())
    list(catalog.read_titles("3.txt"))
    assert [id[0] for id in read] == ["2", "3", "4", "0", "1"]


def test_the_second_start_reads_none_and_has_the_titles_before_it_looks_at_the_folder(
    folder: Path, read: list[str]
) -> None:
    start(folder)
    read.clear()
    second = Catalog(folder, folder.parent / "cache" / "titles")
    next(second.find())
    assert titles(second) == [f"{HEADLINE} {number}" for number in range(5)]
    assert not second.is_found
    start(folder)
    assert read == []


def test_what_changed_is_read_again_what_came_is_added_what_went_is_gone(folder: Path, read: list[str]) -> None:
    start(folder)
    read.clear()
    write(folder, "1.txt", "A headline that is another\n\nText.\n")
    os.utime(folder / "2.txt", ns=(1, 1))
    (folder / "3.txt").unlink()
    write(folder, "11.txt", "A headline that is new\n\nText.\n")
    catalog = start(folder)
    assert catalog.entries.ids == ["0.txt", "1.txt", "11.txt", "2.txt", "4.txt"]
    assert titles(catalog)[1:3] == ["A headline that is another", "A headline that is new"]
    assert sorted(read) == ["1.txt", "11.txt", "2.txt"]


def test_it_is_written_only_when_there_is_news(folder: Path) -> None:
    start(folder)
    cache = folder.parent / "cache" / "titles"
    before = cache.stat()
    start(folder)
    assert (cache.stat().st_ino, cache.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns), (
        "nobody wrote it, nor another in its place"
    )
    assert before.st_mode & 0o777 == 0o600


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 500), garbage=st.binary(max_size=8), is_cut=st.booleans())
def test_a_damaged_cache_is_only_slower(at: int, garbage: bytes, is_cut: bool, folder: Path) -> None:
    expected = titles(start(folder))
    cache = folder.parent / "cache" / "titles"
    whole = cache.read_bytes()
    cache.write_bytes(whole[:at] + garbage + (b"" if is_cut else whole[at + len(garbage) :]))
    assert titles(start(folder)) == expected


def test_another_version_finds_titles_by_its_own_rule(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(folder)
    read.clear()
    monkeypatch.setattr("reader.workspace.catalog.cache._HEADING", b"another version\n")
    start(folder)
    assert len(read) == 5


def test_what_cannot_be_opened_is_listed_with_the_reason_and_tried_at_each_start(folder: Path, read: list[str]) -> None:
    (folder / "6.txt").write_bytes(b"caf\xe9")
    (folder / "7.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "8.txt")
    Path(os.fsdecode(bytes(folder) + b"/9\xe9.txt")).touch()
    for _ in range(2):
        read.clear()
        problems = start(folder).problems
        assert [problems[f"{number}.txt"].split(" ")[2:5] for number in (6, 7, 8)] == [
            ["not", "UTF-8", "(byte"],
            ["a", "link", "to"],
            ["not", "a", "regular"],
        ]
        assert "not UTF-8" in problems["9\udce9.txt"]
        assert "7.txt" not in read and "8.txt" not in read
    (folder / "6.txt").write_text("It can be read since then\n\nText.\n")
    catalog = start(folder)
    assert "6.txt" not in catalog.problems
    assert titles(catalog)[5] == "It can be read since then"


def test_what_became_a_link_out_of_the_folder_is_not_read_for_a_title(folder: Path) -> None:
    catalog = Catalog(folder, folder / "none")
    list(catalog.find())
    (folder / "0.txt").unlink()
    (folder / "0.txt").symlink_to("/etc/hostname")
    list(catalog.read_titles())
    assert "outside the sources folder" in catalog.problems["0.txt"]
    assert titles(catalog)[0] == "0.txt"


def test_progress_is_in_words(folder: Path) -> None:
    catalog = Catalog(folder, folder / "none")
    said = [catalog.progress]
    for steps in (catalog.find(), catalog.read_titles()):
        for _ in steps:
            said.append(catalog.progress)
        said.append(catalog.progress)
    assert said[0] == "0 sources so far"
    assert "titles 0 of 5" in said
    assert said[-1] == ""


def test_one_file_is_a_catalog_too(folder: Path) -> None:
    catalog = Catalog(folder, folder / "none", only="3.txt")
    list(catalog.find())
    assert catalog.entries.ids == ["3.txt"]
    assert catalog.source("3.txt").path == folder / "3.txt"
