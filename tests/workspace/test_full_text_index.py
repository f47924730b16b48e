"""Searching all sources: the index only makes it quicker, and never changes what is found."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.text.find import Query
from reader.workspace import full_text_index
from reader.workspace.full_text_index import FullTextIndex
from reader.workspace.workspace import Workspace
from tests.support.spies import spy

Make = Callable[..., Workspace]
SOURCES = {
    "a.txt": "The ferry is late.\n\nIt often\nis. A Ferry\0boat." + "\n\nAnd so on." * 20,
    "b.md": "# Ships\n\nThe **fer**ry and the [boat](http://x.example).",
    "c.txt": "Nothing to see; ÉTÉ.",
}


@pytest.fixture
def searched(make: Make) -> Workspace:
    workspace = make(SOURCES)
    for _ in workspace.sources.catalog.find():
        pass
    return workspace


def found(workspace: Workspace, words: str, *, is_exact: bool = False) -> list[tuple[str, int, str]]:
    ids = workspace.sources.catalog.entries.ids
    slices = workspace.sources.full_text.search(Query(words, is_exact=is_exact), ids)
    return [(each.source, each.line, each.exact) for some in slices for each in some]


def update(workspace: Workspace) -> int:
    return len(list(workspace.sources.full_text.update(workspace.sources.catalog.entries.ids)))


HITS = {
    "ferry": [("a.txt", 1, "ferry"), ("a.txt", 4, "Ferry"), ("b.md", 3, "ferry")],
    "FERRY": [("a.txt", 1, "ferry"), ("a.txt", 4, "Ferry"), ("b.md", 3, "ferry")],
    "often is": [("a.txt", 3, "often\nis")],
    "boat": [("a.txt", 4, "boat"), ("b.md", 3, "boat")],
    "été": [("c.txt", 1, "ÉTÉ")],
    "ete": [("c.txt", 1, "ÉTÉ")],
    "e\u0301te\u0301": [("c.txt", 1, "ÉTÉ")],
    "x.example": [],
    "it": [("a.txt", 3, "It")],
}


@pytest.mark.parametrize("words", HITS)
def test_the_same_is_found_with_and_without_an_index(words: str, searched: Workspace) -> None:
    assert found(searched, words) == HITS[words]
    assert update(searched) == 3
    assert found(searched, words) == HITS[words]


@pytest.mark.parametrize("words", HITS)
def test_the_same_is_found_while_the_index_grows(words: str, searched: Workspace) -> None:
    for _ in searched.sources.full_text.update(searched.sources.catalog.entries.ids):
        assert found(searched, words) == HITS[words]


@pytest.mark.parametrize(
    ("words", "hits"), [("Ferry", [("a.txt", 4, "Ferry")]), ("see; ÉTÉ", [("c.txt", 1, "see; ÉTÉ")]), ("see; ete", [])]
)
def test_so_it_is_in_an_exact_search(words: str, hits: list[tuple[str, int, str]], searched: Workspace) -> None:
    assert found(searched, words, is_exact=True) == hits
    assert update(searched) == 3
    assert found(searched, words, is_exact=True) == hits


def test_an_index_of_an_earlier_version_is_made_again(searched: Workspace) -> None:
    update(searched)
    file = searched.sources.full_text._file
    with contextlib.closing(sqlite3.connect(file)) as index:
        index.executescript("DELETE FROM words WHERE 0; PRAGMA user_version = 0;")
        index.execute("UPDATE sources SET number = number + 100")  # so that what is there names no source
        index.commit()
    assert update(searched) == 3
    assert found(searched, "été") == HITS["été"]


def test_a_hit_is_a_span_of_its_source_with_what_stands_around_it(searched: Workspace) -> None:
    ((hit,),) = [
        some
        for some in searched.sources.full_text.search(Query("and the boat"), searched.sources.catalog.entries.ids)
        if some
    ]
    assert hit.span.of(SOURCES["b.md"]) == "and the [boat](http://x.example)"
    assert (hit.title, hit.before, hit.exact, hit.after) == ("Ships", "The ferry ", "and the boat", ".")


def test_only_what_changed_is_read_again(searched: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(searched)
    read: list[str] = []
    spy(monkeypatch, searched.sources.full_text, "_read", read.append)
    update(searched)
    assert read == []
    (tmp_path / "seeds" / "c.txt").write_text("A ferry, after all.")
    update(searched)
    assert read == ["c.txt"]
    read.clear()
    assert ("c.txt", 1, "ferry") in found(searched, "ferry")
    assert found(searched, "nothing") == []
    assert read == ["a.txt", "b.md", "c.txt"]  # and none for what stands nowhere


def test_an_index_that_is_mostly_of_old_texts_begins_again(
    searched: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text_index, "SPARE", 0)
    for number in range(9):
        (tmp_path / "seeds" / "c.txt").write_text(f"Number{'x' * number} ferry")
        update(searched)
        assert [source for source, *_ in found(searched, "ferry")] == ["a.txt", "a.txt", "b.md", "c.txt"]
    with sqlite3.connect(searched.sources.full_text._file) as index:
        assert index.execute("SELECT max(number) FROM sources").fetchone()[0] < 9


def test_without_fts5_all_sources_are_read_and_that_is_reported(
    searched: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text_index, "TABLES", "CREATE VIRTUAL TABLE words USING fts9(text)")
    update(searched)
    assert "no such module" in searched.sources.full_text.problem
    assert found(searched, "ferry") == HITS["ferry"]


def test_a_damaged_index_is_made_again(searched: Workspace) -> None:
    update(searched)
    index: FullTextIndex = searched.sources.full_text
    for file in index._file.parent.glob(f"{index._file.name}*"):
        file.write_bytes(b"this is no database" * 99)
    update(searched)
    assert "index" in index.problem
    assert found(searched, "ferry") == HITS["ferry"]
    update(searched)
    assert index.problem == ""
    assert found(searched, "ferry") == HITS["ferry"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text('ab"*()^-:{}+ NEAROD\0', max_size=12))
def test_whatever_is_typed_is_only_words(searched: Workspace, words: str) -> None:
    if not searched.sources.full_text._checked:
        update(searched)
    found(searched, words)


@pytest.mark.parametrize("end", ["", "-wal", "-journal"])
def test_neither_a_link_nor_a_pipe_in_the_place_of_the_index_is_opened(
    end: str, searched: Workspace, tmp_path: Path
) -> None:
    index = searched.sources.full_text._file
    index.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "victim").write_bytes(b"mine")
    for make in (lambda path: path.symlink_to(tmp_path / "victim"), os.mkfifo):
        place = index.with_name(index.name + end)
        place.unlink(missing_ok=True)
        make(place)
        update(searched)
        assert (searched.sources.full_text.problem, (tmp_path / "victim").read_bytes()) == ("", b"mine")
        assert found(searched, "boat")


def test_an_index_that_holds_other_values_is_made_again(searched: Workspace) -> None:
    update(searched)
    index = searched.sources.full_text._file
    with contextlib.closing(sqlite3.connect(index)) as database:
        database.execute("UPDATE sources SET id = 1.5 WHERE number = 1")
        database.commit()
    update(searched)
    assert "without an index" in searched.sources.full_text.problem
    assert not index.exists()
    assert found(searched, "boat")
