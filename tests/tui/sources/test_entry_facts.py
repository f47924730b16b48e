"""The facts that entries of the source list tell, without an application."""

from collections import Counter
from collections.abc import Iterable

import pytest

from reader.annotation.model.done import DoneMarks
from reader.tui.sources.entry_facts import EntryFacts
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import BY_PATH, CHANGED, Ranking


@pytest.fixture
def entries() -> Entries:
    found = Entries()
    found.add(["a.txt", "b.txt"], ["A storm", "A vote"], [1, 1])
    return found


def test_it_emits_which_sources_may_look_different() -> None:
    facts, emitted = EntryFacts(), list[Iterable[str] | None]()
    facts.changed.subscribe(emitted.append)
    facts.show_counts({}, is_counted=True)
    facts.show_counts({}, {"a.txt"}, is_counted=True)
    facts.show_left({}, ["b.txt"])
    facts.show_problems({})
    facts.show_read({})
    facts.show_shared({})
    assert emitted == [None, {"a.txt"}, ["b.txt"], None, None, None]
    facts.show_done(facts.done)
    assert len(emitted) == 6, "the same marks change nothing"
    facts.show_done(DoneMarks())
    assert emitted[-1] is None


def test_an_entry_tells_its_title_and_what_is_known_of_it(entries: Entries) -> None:
    facts = EntryFacts()
    facts.show_counts({"a.txt": Counter(claim=2)}, is_counted=False)
    facts.show_problems({"b.txt": "not text"})
    facts.show_read({"a.txt": 0.5})
    facts.show_shared({"a.txt": 3})
    facts.show_left({"a.txt": Counter(quote=4)}, ["a.txt"])
    assert facts.words(entries, 0, BY_PATH) == ("A storm", "", {"claim": 2}, 0.5, 3, "?4", "", "")
    assert facts.words(entries, 1, BY_PATH) == ("A vote", "not text", None, 0.0, 0, "", "", "")
    facts.show_counts({}, is_counted=True)
    assert facts.words(entries, 1, BY_PATH).counts == {}, "all are counted, and it has none"


def test_what_the_order_goes_by_is_told(entries: Entries) -> None:
    facts = EntryFacts()
    ranking = Ranking("speaker", range(2), [0, 1], {"b.txt": "Ann 4"})
    assert [facts.words(entries, index, ranking).told for index in (0, 1)] == ["", "Ann 4"]
    entries.written[0] = 86_400.0 * 400
    assert facts.words(entries, 0, Ranking(CHANGED, range(2), [0, 1], {})).told.endswith("Feb 1971")
