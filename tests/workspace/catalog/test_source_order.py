"""The order of sources by what they have."""

from collections import Counter
from dataclasses import replace

import pytest

from reader.annotation.model.done import DoneMarks
from reader.annotation.model.row import StoredRow
from reader.settings import TAGS, Tag
from reader.system.threads import run_to_end
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import BY_PATH, known_orders
from reader.workspace.catalog.source_order import rank, source_orders
from reader.workspace.catalog.source_query import SourceFacts
from tests.workspace.catalog.test_source_query import tagged

IDS = ["a.txt", "b.txt", "c.txt", "d.txt"]
ANNOTATIONS = (
    tagged("b.txt", "claim", rating="open"),
    tagged("b.txt", "claim", rating="refuted"),
    tagged("c.txt", "claim", rating="open"),
    tagged("c.txt", "claim", rating="open", note="another"),
    tagged("c.txt", "quote", speaker={"name": "Zoe"}),
    tagged("d.txt", "claim", rating="refuted"),
    tagged("d.txt", "quote", speaker={"name": "Bob"}),
    tagged("d.txt", "quote", speaker={"name": "Bob"}, verdict="exact"),
    tagged("d.txt", "quote", speaker={"name": "Zoe"}),
)
MARK = StoredRow(id="1", table="done", values={})
FACTS = SourceFacts(
    counts={"b.txt": Counter(claim=2), "c.txt": Counter(claim=2, quote=1), "d.txt": Counter(claim=1, quote=3)},
    done=DoneMarks(mine={"a.txt": MARK, "c.txt": MARK}, changed=frozenset({"c.txt"})),
    left={"a.txt": Counter(quote=9), "b.txt": Counter(claim=1), "c.txt": Counter(claim=1, quote=2)},
    annotations=ANNOTATIONS,
    tags=TAGS,
)


@pytest.fixture
def entries() -> Entries:
    made = Entries()
    made.add(IDS, [""] * 4, [1] * 4)
    for at, time in enumerate((5.0, 0.0, 9.0, 7.0)):
        made.written[at] = time
    return made


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("done", "cbda"),  # what changed since, what is not done, what is
        ("left", "cbad"),  # nothing is left in what is done
        ("tags", "dcba"),
        ("claim", "bcda"),  # equal ones in the order of their paths
        ("quote", "dcab"),
        ("changed", "cdab"),  # the newest first
        ("rating", "cbda"),  # most open ones first, then most of the next rating
        ("speaker", "dcab"),  # by whom most is said, in the order of the alphabet
    ],
)
def test_sources_are_ordered(entries: Entries, name: str, order: str) -> None:
    made = run_to_end(rank(name, entries, FACTS))
    assert "".join(IDS[at][0] for at in made.order) == order
    assert [made.ranks[at] for at in made.order] == [0, 1, 2, 3]
    assert made.name == name


def test_a_row_names_the_value_of_the_field(entries: Entries) -> None:
    assert run_to_end(rank("rating", entries, FACTS)).said == {
        "b.txt": "1 open, 1 refuted",
        "c.txt": "2 open",
        "d.txt": "1 refuted",
    }
    assert run_to_end(rank("speaker", entries, FACTS)).said == {"c.txt": "1 Zoe", "d.txt": "2 Bob, 1 Zoe"}
    many = [tagged("a.txt", "quote", speaker={"name": name}) for name in "ABCDE"]
    said = run_to_end(rank("speaker", entries, replace(FACTS, annotations=many))).said
    assert said == {"a.txt": "1 A, 1 B, 1 C, …"}


def test_the_order_of_the_paths_is_none_of_its_own(entries: Entries) -> None:
    assert run_to_end(rank("path", entries, FACTS)) is BY_PATH


def test_only_orders_that_make_a_difference_are_offered() -> None:
    def names(facts: SourceFacts) -> list[str]:
        return run_to_end(source_orders(facts))

    assert names(SourceFacts(tags=TAGS)) == ["path", "left", "changed"]
    assert names(FACTS) == ["path", "done", "left", "tags", "quote", "claim", "changed", "speaker", "verdict", "rating"]


@pytest.mark.parametrize("name", ["left", "tags", "claim"])
def test_one_is_more_than_none(entries: Entries, name: str) -> None:
    one = {"b.txt": Counter(claim=1)}
    made = run_to_end(rank(name, entries, SourceFacts(counts=one, left=one, tags=TAGS)))
    assert "".join(IDS[at][0] for at in made.order) == "bacd"


def test_nested_tags_count_with_the_tag_above_and_only_tags_with_a_key_are_offered(entries: Entries) -> None:
    nested = [*TAGS, Tag("claim/number", "", "", "", "bold", "blue"), Tag("mood", "", "", "", "bold", "red")]
    counts = {"a.txt": Counter(claim=2), "b.txt": Counter({"claim": 1, "claim/number": 2}), "c.txt": Counter(mood=9)}
    annotations = [tagged("b.txt", "claim/number"), tagged("c.txt", "mood")]
    facts = SourceFacts(counts=counts, annotations=annotations, tags=nested)
    assert "".join(IDS[at][0] for at in run_to_end(rank("claim", entries, facts)).order) == "bacd"
    assert "".join(IDS[at][0] for at in run_to_end(rank("claim/number", entries, facts)).order) == "bacd"
    assert run_to_end(source_orders(facts)) == ["path", "left", "tags", "claim", "changed"]
    assert "mood" not in known_orders(nested)
