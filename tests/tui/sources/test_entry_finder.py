"""The search for the entries that the list shows, without an application."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.widget import Widget

from reader.settings import TAGS
from reader.tui.sources import entry_finder
from reader.tui.sources.entry_finder import EntryFinder, is_narrower_filter
from reader.tui.sources.shown_entries import ShownEntries
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.source_query import SourceFacts
from reader.workspace.catalog.source_terms import Fact


class Stub:
    """A widget that keeps the work that it is given."""

    def __init__(self) -> None:
        self.work: Callable[[], Awaitable[None]] | None = None
        self.workers = SimpleNamespace(cancel_group=self._cancel)

    def run_worker(self, work: Callable[[], Awaitable[None]], **_: Any) -> None:
        self.work = work

    def _cancel(self, *_: object) -> None:
        self.work = None

    async def go_on(self) -> None:
        assert self.work
        await self.work()


class Found:
    """A finder over four entries, with what it found last."""

    def __init__(self) -> None:
        self.entries = Entries()
        self.entries.add(["a.txt", "b.txt", "c.txt", "d.txt"], ["Storm", "Vote", "A storm", "Court"], [1] * 4)
        self.widget = Stub()
        self.shown: ShownEntries | None = None
        self.needed: list[frozenset[Fact]] = []
        self.facts = SourceFacts(
            counts={"b.txt": Counter(claim=2), "c.txt": Counter(claim=1)}, tags=TAGS, languages={"d.txt": "de"}
        )
        self.finder = EntryFinder(cast(Widget, self.widget), self._take)
        self.finder.facts = lambda: self.facts
        self.finder.needed.subscribe(self.needed.append)

    def _take(self, shown: ShownEntries) -> None:
        self.shown = shown

    def find(self, typed: str = "", among: list[int] | None = None) -> str:
        self.shown = None
        self.finder.find(self.entries, typed, among, is_exact=False)
        return self.ids

    @property
    def ids(self) -> str:
        return "" if self.shown is None else "".join(self.shown.id(place)[0] for place in range(len(self.shown)))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    monkeypatch.setattr(entry_finder, "AT_ONCE", 60.0)  # however slow this machine is
    return Found()


def test_a_filter_chooses_and_an_order_arranges(found: Found) -> None:
    assert (found.find(), found.find("storm"), found.find("storm", [2, 3])) == ("abcd", "ac", "c")
    found.finder.wish(name="tags")
    assert (found.find(), found.find("storm"), found.finder.ranking.name) == ("bcad", "ca", "tags")
    assert found.finder.is_ordered
    found.finder.forget_order()
    assert (found.find(), found.finder.is_ordered) == ("abcd", False)


def test_each_turn_goes_on_by_one_order_and_round(found: Found) -> None:
    names = []
    for _ in range(4):
        found.finder.wish(turns=1)
        found.find()
        names.append(found.finder.ranking.name)
    assert names == ["left", "changed", "path", "left"]
    found.finder.wish(turns=1)
    found.finder.wish(turns=1)
    found.find()
    assert found.finder.ranking.name == "path", "two turns at once are two turns"


def test_an_order_stays_until_it_is_wished_anew_or_entries_come(found: Found) -> None:
    found.finder.wish(name="claim")
    assert found.find() == "bcad"
    found.facts.counts["d.txt"] = Counter(claim=5)  # type: ignore[index]
    assert found.find() == "bcad"
    found.finder.wish(is_anew=True)
    assert found.find() == "dbca"
    found.entries.add(["e.txt"], [""], [1])
    assert found.find() == "dbcae"


def test_it_asks_for_what_is_not_known_yet(found: Found) -> None:
    assert (found.find("lang:de"), found.needed) == ("d", [frozenset({"lang"})])
    found.facts = SourceFacts(languages={"d.txt": "de"}, known=frozenset({"lang"}))
    found.find("lang:de")
    assert (len(found.needed), found.finder.needs) == (1, frozenset({"lang"}))
    found.find("storm")
    assert found.finder.needs == frozenset()
    found.finder.wish(name="left")
    found.find()
    assert (found.needed[-1], found.finder.needs) == (frozenset({"left"}), frozenset({"left"}))
    found.find()
    assert found.finder.needs == {"left"}, "as long as that is the order"


def test_what_takes_long_goes_on_between_the_keys(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_finder, "AT_ONCE", -1.0)
    found.find("storm")
    assert (found.finder.is_running, found.shown) == (True, None)
    asyncio.run(found.widget.go_on())
    assert (found.finder.is_running, found.ids) == (False, "ac")
    found.find("vote")
    found.finder.cancel()
    assert (found.finder.is_running, found.widget.work) == (False, None)


def test_a_new_search_ends_the_old_one(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_finder, "AT_ONCE", -1.0)
    found.find("storm")
    assert found.find() == "abcd", "all are there at once"
    assert (found.finder.is_running, found.widget.work) == (False, None)


def test_the_first_letter_finds_everything_prepared(found: Found) -> None:
    found.finder.warm_up(found.entries)
    asyncio.run(found.widget.go_on())
    assert found.entries._folded[0].startswith("storm")


@pytest.mark.parametrize(
    ("old", "new", "is_narrower"),
    [("st", "sto", True), ("st", "t", False), ("done:n", "done:no", False), ("a", "a left:", False), ("", "a", True)],
)
def test_a_longer_filter_of_words_finds_some_of_the_same(old: str, new: str, is_narrower: bool) -> None:
    assert is_narrower_filter(old, new) is is_narrower


def test_what_is_to_be_done_waits_for_what_is_looked_for_until_the_filter_is_another(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    found.find("storm")
    found.finder.then(lambda: done.append(found.ids))
    assert done == ["ac"], "at once, as it has been found"
    monkeypatch.setattr(entry_finder, "AT_ONCE", -1.0)
    found.find("vote")
    found.finder.then(lambda: done.append(found.ids))
    found.find("vote")  # anew, since more sources came
    asyncio.run(found.widget.go_on())
    assert done == ["ac", "b"]
    found.find("storm")
    found.finder.then(lambda: done.append(found.ids))
    found.find("vote")
    asyncio.run(found.widget.go_on())
    assert done == ["ac", "b"], "what another filter finds was not meant"
