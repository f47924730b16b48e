"""The entries that a list shows: articles in order of id, then originals."""

import pytest

from reader.tui.sources.shown_entries import ShownEntries
from reader.workspace.catalog.entries import ARTICLE, ORIGINAL, UNKNOWN, Entries

IDS = ["a.txt", "originals/one.txt", "originals/two.txt", "p.md", "z.txt"]


@pytest.fixture
def entries() -> Entries:
    made = Entries()
    made.add(IDS, [""] * 5, [1] * 5)
    made.retitle(3, "P", 1, ORIGINAL)  # by its front matter
    return made


def shown(entries: Entries, indexes: range | list[int] = range(5)) -> ShownEntries:
    return ShownEntries(entries, indexes)


def test_originals_stand_at_the_end(entries: Entries) -> None:
    assert [id for _, id in shown(entries).slice(0, 5)] == [
        "a.txt",
        "z.txt",
        "originals/one.txt",
        "originals/two.txt",
        "p.md",
    ]
    assert [id for _, id in shown(entries, [4, 3, 1]).slice(0, 5)] == ["z.txt", "originals/one.txt", "p.md"]
    assert [shown(entries).is_original(place) for place in range(5)] == [False, False, True, True, True]


def test_each_is_found_at_its_place(entries: Entries) -> None:
    found = shown(entries)
    assert [found.place(found.id(place)) for place in range(5)] == [0, 1, 2, 3, 4]
    assert found.has("p.md", 4)
    assert shown(entries, [0, 4]).place("p.md") == 1  # where it would stand


@pytest.mark.parametrize(
    ("id", "step", "beside"),
    [
        ("a.txt", 1, "z.txt"),
        ("z.txt", 1, None),  # what is read next is no original
        ("z.txt", -1, "a.txt"),
        ("originals/one.txt", 1, "originals/two.txt"),
        ("originals/one.txt", -1, "z.txt"),
        ("p.md", 1, None),
    ],
)
def test_the_article_after_the_last_one_is_no_original(
    entries: Entries, id: str, step: int, beside: str | None
) -> None:
    assert shown(entries).beside(id, step) == beside


def test_without_originals_nothing_is_sorted() -> None:
    made = Entries()
    made.add(["a.txt", "b.txt"], ["", ""], [1, 1])
    indexes = range(2)
    assert shown(made, indexes).indexes is indexes
    assert made.ids_to_read is made.ids


def test_the_role_is_known_by_the_folder_or_once_the_beginning_was_read(entries: Entries) -> None:
    assert [entries.is_original(id) for id in IDS] == [None, True, True, True, None]
    entries.retitle(0, "A", 1, ARTICLE)
    assert entries.is_original("a.txt") is False
    assert entries.is_original("none.txt") is None
    assert list(entries.ids_to_read) == ["a.txt", "z.txt"]
    fewer = entries.only(["a.txt", "originals/new.txt", "p.md"])
    assert list(fewer.roles) == [ARTICLE, ORIGINAL, ORIGINAL]
    assert UNKNOWN in entries.roles
