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
def test_the_article_after_the_last_one_is_not_an_original(
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


ORDERED = ["a.txt", "b.txt", "c.txt", "d.txt"]
RANKS = [1, 3, 0, 2]  # c, a, d, b


def ordered(indexes: list[int], ranks: list[int] = RANKS) -> ShownEntries:
    made = Entries()
    made.add(ORDERED, [""] * 4, [1] * 4)
    return ShownEntries(made, indexes, ranks)


def test_an_order_holds_whatever_is_shown_of_it() -> None:
    found = ordered([0, 1, 2, 3])
    assert [found.id(place)[0] for place in range(4)] == ["c", "a", "d", "b"]
    assert [found.place(id) for id in ORDERED] == [1, 3, 0, 2]
    assert [ordered([0, 1]).place(id) for id in ORDERED] == [0, 1, 0, 1], "where it would stand"
    assert (found.place("new.txt"), found.has("new.txt", 4)) == (4, False)
    assert [found.beside("a.txt", step) for step in (-2, -1, 1, 2, 3)] == [None, "c.txt", "d.txt", "b.txt", None]


@pytest.mark.parametrize(
    ("shown", "id", "direction", "others"),
    [
        ([0, 1, 2, 3], "a.txt", 1, "dbc"),
        ([0, 1, 2, 3], "a.txt", -1, "cbd"),
        ([0, 1, 2, 3], "b.txt", 1, "cad"),
        ([1, 2, 3], "a.txt", 1, "dbc"),  # from where it would stand
        ([1, 2, 3], "a.txt", -1, "cbd"),
        ([0], "a.txt", 1, ""),
        ([], "a.txt", 1, ""),
    ],
)
def test_the_others_come_once_each_round_the_ends(shown: list[int], id: str, direction: int, others: str) -> None:
    assert "".join(each[0] for each in ordered(shown).round(id, direction)) == others


@pytest.mark.parametrize(("step", "beside"), [(1, "d.txt"), (2, "b.txt"), (-1, "c.txt"), (-2, None), (3, None)])
def test_beside_one_that_is_hidden_are_its_neighbours(step: int, beside: str | None) -> None:
    assert ordered([1, 2, 3]).beside("a.txt", step) == beside
