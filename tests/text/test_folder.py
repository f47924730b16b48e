"""The sources folder: listed in order and in batches, and mostly without looking at the files."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import folder as folder_module
from reader.text.folder import BATCH, documents_in, find_source, find_sources, source_at, walk
from tests.support.articles import write
from tests.support.spies import spy


@given(st.sets(st.text("ab.-é/", min_size=1, max_size=8), max_size=20))
def test_folders_are_entered_where_their_ids_stand_in_the_order(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    ids = {"/".join(f"x{part}" for part in name.split("/") if part) + ".txt" for name in names if name.strip("/")}
    write(folder, *ids)
    assert [id for batch in walk(folder, {}) for id in batch] == sorted(ids)


def test_a_large_folder_comes_in_batches_with_chances_to_stop(tmp_path: Path) -> None:
    for number in range(2 * BATCH + 1):
        (tmp_path / f"{number:05}.txt").touch()
    batches = list(walk(tmp_path, {}))
    assert [len(batch) for batch in batches] == [0, 0, BATCH, BATCH, 1]


def test_a_limited_look_takes_some_entries_of_each_folder(tmp_path: Path) -> None:
    write(tmp_path, *(f"{folder}/{number}.txt" for folder in "ab" for number in range(9)))
    ids = [id for batch in walk(tmp_path, {}, limit=2) for id in batch]
    assert [id[0] for id in ids] == ["a", "a", "b", "b"]


def test_files_are_listed_without_a_look_at_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "é.txt", "b/c.md")
    (tmp_path / "link.txt").symlink_to("a.txt")
    looked_at: list[str] = []
    spy(monkeypatch, folder_module, "_problem", lambda id, *_: looked_at.append(id))
    assert len(find_sources(tmp_path)) == 4
    assert looked_at == ["link.txt"]


def test_folders_may_be_nested_as_deeply_as_the_system_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 1200  # beyond what functions may be
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").touch()
    found = find_sources(tmp_path)
    Path("a.txt").unlink()
    for _ in range(depth):  # pytest could not remove it
        os.chdir("..")
        Path("d").rmdir()
    assert [source.id for source in found] == ["d/" * depth + "a.txt"]


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A folder with everything that a folder can hold."""
    seeds = tmp_path / "seeds"
    write(tmp_path, "secret.txt")
    write(seeds, "a.txt", "b/c.md", ".hidden.txt", ".git/d.txt", "folder.md/e.txt", "f.html")
    os.mkfifo(seeds / "pipe.txt")
    for name, target in {
        "in.txt": "a.txt",
        "out.txt": "../secret.txt",
        "loop.txt": "loop.txt",
        "gone.txt": "nowhere.txt",
        "to-folder.md": "b",
        "linked": "b",
    }.items():
        (seeds / name).symlink_to(target)
    Path(os.fsdecode(bytes(seeds) + b"/caf\xe9.txt")).touch()
    return seeds


def test_a_source_is_found_by_its_id_as_the_list_has_it(strange: Path) -> None:
    listed = find_sources(strange)
    assert len(listed) == 9
    for source in listed:
        assert find_source(strange, source.id) == source == source_at(strange, source.id)


NOT_SOURCES = ["", "/", "b", "b/", "f.html", ".hidden.txt", ".git/d.txt", "folder.md", "to-folder.md", "linked/c.md"]
NO_IDS = ["none.txt", "../secret.txt", "b/../a.txt", "./a.txt", "b//c.md", "/etc/x.txt", "a\0.txt", "\ud800.txt"]


@pytest.mark.parametrize("id", [*NOT_SOURCES, *NO_IDS, "x" * 5000 + ".txt"])
def test_what_the_list_would_not_have_is_not_found(id: str, strange: Path) -> None:
    assert find_source(strange, id) is None


def test_what_became_a_link_out_of_the_folder_is_seen(strange: Path) -> None:
    (strange / "a.txt").unlink()
    (strange / "a.txt").symlink_to("../secret.txt")
    assert "outside the sources folder" in source_at(strange, "a.txt").problem
    (strange / "b" / "c.md").unlink()
    (strange / "b").rmdir()
    (strange / "b").symlink_to("..")
    assert "outside the sources folder" in source_at(strange, "b/secret.txt").problem


def test_documents_that_sources_can_be_made_of_are_files_of_the_folder_itself(strange: Path) -> None:
    write(strange, "g.PDF", "b/h.epub", "folder.html/i.txt")
    assert [path.name for path in documents_in(strange)] == ["f.html", "g.PDF"]
    assert documents_in(strange / "nowhere") == []
