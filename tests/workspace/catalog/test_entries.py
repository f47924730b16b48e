"""Entries: what the list shows, by place and by words."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from reader.workspace.catalog.entries import SEARCHED, Entries

NAMES = ["blog/storm.txt", "news/a.txt", "news/b.md", "Wire.txt"]
TITLES = ["Ärger im Hafen", "The Storm", "", "On storms and harbours"]


def entries() -> Entries:
    made = Entries()
    order = sorted(range(len(NAMES)), key=NAMES.__getitem__)
    made.add([NAMES[at] for at in order], [TITLES[at] for at in order], [1] * len(order))
    return made


def found(words: str, made: Entries | None = None, *, is_exact: bool = False) -> list[str]:
    made = entries() if made is None else made
    return [made.ids[at] for some in made.matching(words, range(len(made)), is_exact=is_exact) for at in some]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", ["Wire.txt", "blog/storm.txt", "news/a.txt", "news/b.md"]),
        ("storm", ["Wire.txt", "blog/storm.txt", "news/a.txt"]),
        ("STORM", ["Wire.txt", "blog/storm.txt", "news/a.txt"]),
        ("stor harb", ["Wire.txt"]),
        ("harb  stor ", ["Wire.txt"]),
        ("wire", ["Wire.txt"]),
        ("news/", ["news/a.txt", "news/b.md"]),
        ("news the", ["news/a.txt"]),
        ("ärger", ["blog/storm.txt"]),
        ("arger", ["blog/storm.txt"]),
        ("\u0301", []),
        (".md", ["news/b.md"]),
        ("nothing of it", []),
    ],
)
def test_every_word_must_be_in_title_or_id_whatever_its_case_and_accents(words: str, ids: list[str]) -> None:
    assert found(words) == ids


@pytest.mark.parametrize(
    ("words", "ids"), [("Storm", ["news/a.txt"]), ("storm", ["Wire.txt", "blog/storm.txt"]), ("arger", [])]
)
def test_case_and_accents_matter_in_an_exact_filter(words: str, ids: list[str]) -> None:
    assert found(words, is_exact=True) == ids


@given(st.text(st.sampled_from("stormHafew. "), max_size=6), st.sampled_from("aH. "))
def test_a_longer_filter_finds_some_of_what_the_shorter_one_found(words: str, letter: str) -> None:
    assert set(found(words + letter)) <= set(found(words))


def test_many_are_looked_through_in_slices() -> None:
    made = Entries()
    ids = [f"{number:06}.txt" for number in range(SEARCHED + 5)]
    made.add(ids, [""] * len(ids), [0] * len(ids))
    for _ in made.prepare():
        pass
    assert [len(some) for some in made.matching(".txt", range(len(made)))] == [SEARCHED, 5]


class EntriesThatGrow(RuleBasedStateMachine):
    """Whatever comes, and gets another title, between two filters: what they find is what is there."""

    def __init__(self) -> None:
        super().__init__()
        self.made = Entries()

    @rule(count=st.integers(1, 3))
    def come(self, count: int) -> None:
        ids = [f"{len(self.made) + number:04}.txt" for number in range(count)]
        self.made.add(ids, [""] * count, [0] * count)

    @precondition(lambda self: self.made.ids)
    @rule(at=st.integers(0, 100), title=st.sampled_from(["A Storm", "The harbour", ""]))
    def get_another_title(self, at: int, title: str) -> None:
        self.made.retitle(at % len(self.made), title, 1)

    @rule()
    def make_ready(self) -> None:
        for _ in islice(self.made.prepare(), 1):
            pass

    @rule(word=st.sampled_from(["storm", "Storm", "a", "1", "harb"]))
    def filter(self, word: str) -> None:
        lines = [f"{title} {id}" for id, title in zip(self.made.ids, self.made.titles, strict=True)]
        wanted = [self.made.ids[at] for at, line in enumerate(lines) if word.lower() in line.lower()]
        assert found(word, self.made) == wanted


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if request.cls:
        monkeypatch.setattr("reader.workspace.catalog.entries.SLICE", 4)


TestEntriesThatGrow = EntriesThatGrow.TestCase


def test_places_and_titles() -> None:
    made = entries()
    assert [made.index(id) for id in made.ids] == [0, 1, 2, 3]
    assert made.index("news") is None
    assert "news/a.txt" in made and "zzz" not in made
    assert made.title(2) == "The Storm"
    assert made.title(3) == "b.md", "the file's name while the title is not known"


def test_other_ids_keep_what_is_known_of_them() -> None:
    made = entries().only(["a.txt", "news/a.txt"])
    assert (made.ids, made.titles, list(made.stamps)) == (["a.txt", "news/a.txt"], ["", "The Storm"], [0, 1])


def test_entries_of_the_same_title_are_told_apart_by_their_paths() -> None:
    made = Entries()
    made.add(["a/one.txt", "b/one.txt", "c.txt", "d"], ["Storm", "Storm", "Calm", ""], [1] * 4)
    assert [made.name(index) for index in range(4)] == ["a/one", "b/one", "", ""]
    made.retitle(1, "Rain", 2)
    assert made.name(0) == ""
    made.retitle(3, "Calm", 2)
    assert (made.name(2), made.name(3)) == ("c", "d")
    assert made.only(["c.txt", "d"]).name(1) == "d"
