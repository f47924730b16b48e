"""The filter of sources: by title, by what is known of them, and by the tags that they have."""

from collections import Counter
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import DoneMarks
from reader.annotation.model.row import StoredRow
from reader.settings import TAGS
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.source_query import SourceFacts, SourceQuery

IDS = ["a.txt", "b.txt", "c.txt", "d.txt"]


def tagged(source: str, tag: str, *, creator: str = "", note: str = "", **fields: Any) -> Annotation:
    id = f"{source} {tag} {note} {fields}"
    return Annotation(
        id=id, source=source, start=0, end=1, exact="x", tag=tag, fields=fields, creator=creator, note=note
    )


LIND = {"name": "Mara Lind"}
ANNOTATIONS = (
    tagged("a.txt", "quote", speaker=LIND, verdict="exact"),
    tagged("a.txt", "quote", speaker={"name": "Bob"}, verdict="altered"),
    tagged("b.txt", "quote", speaker=LIND, verdict="altered", creator="Ann"),
    tagged("b.txt", "claim", rating="open", note="check it"),
    tagged("old.txt", "claim", rating="open", creator="Ann"),
)
DONE = DoneMarks(mine={"b.txt": StoredRow(id="1", table="done", values={})})


def facts(**more: Any) -> SourceFacts:
    counts: dict[str, Counter[str]] = {}
    for each in ANNOTATIONS:
        counts.setdefault(name_now(each.source), Counter())[each.tag] += 1
    known: dict[str, Any] = {
        "left": {"a.txt": Counter(claim=2), "b.txt": Counter(quote=1)},
        "languages": {"a.txt": "de", "b.txt": ""},
    }
    return SourceFacts(
        counts=counts, done=DONE, stale=frozenset({"c.txt"}), annotations=ANNOTATIONS, name_now=name_now, tags=TAGS,
        **{**known, **more},
    )  # fmt: skip


def name_now(id: str) -> str:
    return "c.txt" if id == "old.txt" else id


def entries() -> Entries:
    made = Entries()
    made.add(IDS, ["Storm", "A storm abates", "Vote", "Court"], [1] * 4)
    made.written[3] = 1e9
    return made


def found(text: str, *, is_exact: bool = False) -> str:
    made = entries()
    some = SourceQuery(text, facts(), is_exact=is_exact).matching(made, range(4))
    return "".join(made.ids[at][0] for each in some for at in each)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "abcd"), ("storm", "ab"), ("storm b.txt", "b"), ("source:c.", "c"),
        ("done:no", "acd"), ("done:yes", "b"), ("storm done:no", "a"),
        ("left:", "a"), ("left:no", "b"), ("left:quote", ""), ("left:claim", "a"),  # in what is done nothing is left
        ("lang:de", "a"), ("lang:unknown", "b"), ("lang:", "a"),
        ("changed:", "c"), ("changed:no", "abd"), ("changed:2001-09", "d"),
        ("has:quote", "ab"), ("has:note", "b"), ("has:verdict", "ab"), ("has:", "abc"), ("has:no-such", ""),
        ("tag:quote", "ab"), ("tag:quote tag:claim", "b"), ("tag:x", ""), ("by:ann", "bc"), ("note:", "b"),
        ("speaker:lind", "ab"), ("speaker:LIND verdict:altered", "b"), ("speaker:lind rating:open", "b"),
        ("rating:open", "bc"), ("rating:open by:ann", "c"), ("verdict:altered by:ann", "b"), ("tag:claim by:ann", "c"),
        ("claim near:quote", "b"), ("tag:quote near:claim", "b"), ("quote not near:claim", "a"), ("near:", "ab"),
        ("not tag:quote", "cd"), ("not tag:quote not tag:claim", "d"), ("not by:ann", "ad"), ("not note:", "acd"),
        ("tag:claim not by:ann", "b"), ("not has:note", "acd"), ("not done:no", "b"), ("not left:", "bcd"),
        ("not source:c. not storm", ""), ("not source:c.", "abd"), ("not lang:de", "bcd"), ("not changed:", "abd"),
        ("rating:open tag:quote", "b"), ("speaker:bob verdict:exact", ""), ("storm speaker:bob left:2", "a"),
    ],
)  # fmt: skip
def test_every_word_and_term_must_be_true_of_a_source(text: str, ids: str) -> None:
    assert found(text) == ids


def test_case_matters_in_an_exact_filter() -> None:
    assert (found("speaker:lind", is_exact=True), found("speaker:Lind", is_exact=True)) == ("", "ab")


def test_a_query_names_the_facts_to_find_out_first() -> None:
    assert SourceQuery("storm done:no has:note tag:quote", facts()).needs == frozenset()
    assert SourceQuery("left: lang:de changed:week", facts()).needs == {"left", "lang", "changed"}


def test_a_source_not_looked_into_is_not_found_yet() -> None:
    made = entries()
    query = SourceQuery("left:no", facts(left={}))
    assert [at for some in query.matching(made, range(4)) for at in some] == []
