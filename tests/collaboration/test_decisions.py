"""Disagreements, and what is decided on them."""

from collections.abc import Callable

import pytest

from reader.annotation.model.annotation import Annotation, Dismissal, annotate, dismissal
from reader.annotation.store.history import Change
from reader.collaboration.disagreements import find_agreements, find_disagreements
from reader.errors import ReaderError, UsageError
from reader.text.span import Span
from reader.workflows.adjudicate import Adjudication
from reader.workspace import Workspace
from tests.support.stores import an_annotation
from tests.support.under_test import ONE

Said = list[list[tuple[int, int, str]]]


def of(*marks: tuple[int, int, str], source: str = "one.txt") -> list[Annotation]:
    return [
        an_annotation(f"{source} {start}-{end} {tag}", source=source, start=start, end=end, tag=tag)
        for start, end, tag in marks
    ]


# What each of two set, and the places where they disagree: each a span, and what each set there.
PLACES: dict[str, tuple[Said, list[tuple[tuple[int, int], Said]]]] = {
    "the same": ([[(0, 4, "x")], [(0, 4, "x")]], []),
    "another tag": ([[(0, 4, "x")], [(0, 4, "y")]], [((0, 4), [[(0, 4, "x")], [(0, 4, "y")]])]),
    "only one": ([[(0, 4, "x")], []], [((0, 4), [[(0, 4, "x")], []])]),
    "touching": ([[(0, 4, "x")], [(4, 6, "x")]], [((0, 4), [[(0, 4, "x")], []]), ((4, 6), [[], [(4, 6, "x")]])]),
    "one for many": (
        [[(0, 9, "x")], [(1, 3, "x"), (5, 10, "x")]], [((0, 10), [[(0, 9, "x")], [(1, 3, "x"), (5, 10, "x")]])],
    ),
    "what is common holds nothing together": (
        [[(0, 9, "x"), (1, 2, "y")], [(0, 9, "x"), (5, 6, "y")]],
        [((1, 2), [[(1, 2, "y")], []]), ((5, 6), [[], [(5, 6, "y")]])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_what_overlaps_is_one_disagreement(name: str) -> None:
    said, expected = PLACES[name]
    places = find_disagreements([of(*marks) for marks in said])
    assert [
        (tuple(place.span), [[(each.start, each.end, each.tag) for each in share] for share in place.said])
        for place in places
    ] == expected


def test_places_are_in_one_source_and_agreements_are_what_all_have() -> None:
    ann = of((0, 4, "x")) + of((0, 4, "x"), source="two.txt")
    bob = of((2, 6, "x")) + of((0, 4, "x"), source="two.txt")
    assert [place.source for place in find_disagreements([ann, bob])] == ["one.txt"]
    assert [place.source for place in find_agreements([ann, bob])] == ["two.txt"]
    assert len(find_disagreements([ann, bob, bob])[0].said) == 3
    assert find_agreements([]) == find_disagreements([]) == []


# In a workspace


@pytest.fixture
def eve(workspace: Workspace) -> Workspace:
    """Ann and Bob tagged, and agree on one passage of three; Eve decides."""
    article = workspace.article(workspace.source("one.txt"))
    for who, tagged in (
        ("ann", [(0, 4, "claim"), (5, 9, "quote")]),
        ("bob", [(0, 4, "claim"), (5, 8, "quote"), (10, 13, "claim")]),
    ):
        with Workspace(workspace.paths, creator=who) as theirs:
            for start, end, tag in tagged:
                theirs.tag(article, Span(start, end), tag, f"{who}'s")
    assert len(ONE) > 13
    return Workspace(workspace.paths, creator="eve")


def verdicts(workspace: Workspace) -> list[tuple[int, int, str, str]]:
    """What Eve tagged, or dismissed."""
    tagged = [(each.start, each.end, each.tag, each.note) for each in workspace.annotations if each.creator == "eve"]
    return tagged + [(each.start, each.end, f"no {each.tag}", "") for each in workspace.store.dismissals]


ANNS, BOBS = (5, 9, "quote", "ann's"), (5, 8, "quote", "bob's")
DECISIONS = {
    "one": (["ann"], [ANNS]),
    "the other": (["bob"], [BOBS]),
    "both": (["ann", "bob"], [ANNS, BOBS]),
    "neither": ([], [(5, 9, "no quote", ""), (5, 8, "no quote", "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_is_tagged_by_who_decides_and_can_be_undone(name: str, eve: Workspace) -> None:
    people, expected = DECISIONS[name]
    adjudication, before = Adjudication(eve), eve.annotations
    assert adjudication.people == ("ann", "bob")
    first, second = adjudication.places
    adjudication.decide(first, people)
    assert verdicts(eve) == expected
    assert adjudication.places == [second]
    assert Adjudication(Workspace(eve.paths, creator="eve")).places == [second], "it is known after a restart"
    assert set(before) <= set(eve.annotations), "what they tagged stays"
    assert eve.undo() is not None
    adjudication.look()
    assert adjudication.places == [first, second]
    assert eve.annotations == before


def test_a_decision_can_be_another_one_later(eve: Workspace) -> None:
    adjudication = Adjudication(eve)
    first = adjudication.places[0]
    for people in (["ann"], [], ["bob"]):
        adjudication.decide(first, people)
    assert verdicts(eve) == [BOBS]
    eve.undo()
    assert [tag for _, _, tag, _ in verdicts(eve)] == ["no quote", "no quote"]


def test_what_is_dismissed_is_decided_until_somebody_says_something_else_there(eve: Workspace) -> None:
    adjudication = Adjudication(eve)
    first, second = adjudication.places
    assert adjudication.decided(first) is None
    adjudication.decide(first, [])
    adjudication.decide(second, ["ann"])  # who set nothing there
    assert [type(each) for each in adjudication.decided(first) or ()] == [Dismissal, Dismissal]
    assert adjudication.places == [] and adjudication.all_places == [first, second]
    with Workspace(eve.paths, creator="bob") as bobs:
        bobs.tag(bobs.article(bobs.source("one.txt")), Span(6, 8), "quote")
    eve.store.refresh()
    adjudication.look()
    (again,) = adjudication.places
    assert again.span == first.span


def test_what_eve_dismissed_as_a_suggestion_decides_nothing_by_itself(eve: Workspace) -> None:
    article = eve.article(eve.source("one.txt"))
    eve.annotations.do("dismissed", Change(None, dismissal(annotate(article, Span(5, 9), "quote", creator="eve"))))
    assert len(Adjudication(eve).places) == 2, "bob's is another passage"


def test_an_offset_is_never_into_another_text(eve: Workspace, make: Callable[[dict[str, str]], Workspace]) -> None:
    adjudication = Adjudication(eve)
    make({"one.txt": f"New here. {ONE}"})
    with pytest.raises(ReaderError, match="changed in the meantime"):
        adjudication.decide(adjudication.places[0], ["ann"])
    with pytest.raises(ReaderError, match="changed in the meantime"):
        adjudication.take_agreed()
    assert verdicts(eve) == []


def test_what_all_agree_on_is_taken_in_one_step(eve: Workspace) -> None:
    adjudication = Adjudication(eve)
    assert adjudication.agreed == 1
    adjudication.take_agreed()
    assert verdicts(eve) == [(0, 4, "claim", "ann's")]
    assert adjudication.agreed == 0
    assert len(adjudication.places) == 2
    assert [each["words"] for each in eve.annotations.history()][-1] == "adopted what all agree on (1)"


@pytest.mark.parametrize(("who", "names"), [("ann", ["ann", "bob"]), ("ann", []), ("eve", ["bob"])])
def test_nobody_decides_alone_or_on_tags_of_his_own(eve: Workspace, who: str, names: list[str]) -> None:
    with pytest.raises(UsageError, match=r"nothing to adjudicate|cannot decide between"):
        Adjudication(Workspace(eve.paths, creator=who), names)


def test_a_place_that_moved_is_decided_where_it_is_now(
    eve: Workspace, make: Callable[[dict[str, str]], Workspace]
) -> None:
    make({"one.txt": f"New here. {ONE}"})
    adjudication = Adjudication(Workspace(eve.paths, creator="eve"))
    assert [place.span.start for place in adjudication.places] == [15, 20]
    adjudication.decide(adjudication.places[0], ["ann"])
    (found,) = (each for each in Workspace(eve.paths).annotations if each.creator == "eve")
    assert f"New here. {ONE}"[found.start : found.end] == found.exact == ONE[5:9]
