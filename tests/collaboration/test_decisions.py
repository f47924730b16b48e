"""Disagreements, and what is decided on them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation, Dismissal, annotate, dismissal
from reader.annotation.store.history import Change
from reader.collaboration.decisions import decide, decision_test, decisions_at, pending_agreements
from reader.collaboration.disagreements import find_agreements, find_disagreements
from reader.errors import ReaderError, UsageError
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span
from reader.workflows.adjudicate import Adjudication
from reader.workspace.workspace import Workspace
from tests.support.stores import an_annotation
from tests.support.under_test import ONE

Mark = tuple[int, int, str]  # start, end, tag
Said = list[list[Mark]]


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
    "in order of place, whoever comes first": (
        [[(5, 9, "x"), (20, 22, "x")], [(0, 4, "y"), (12, 14, "x")]],
        [((0, 4), [[], [(0, 4, "y")]]), ((5, 9), [[(5, 9, "x")], []]), ((12, 14), [[], [(12, 14, "x")]]),
         ((20, 22), [[(20, 22, "x")], []])],
    ),
    "a long one before short ones": (
        [[(0, 20, "x"), (1, 3, "y")], [(5, 6, "x"), (18, 25, "x"), (24, 26, "x")]],
        [((0, 26), [[(0, 20, "x"), (1, 3, "y")], [(5, 6, "x"), (18, 25, "x"), (24, 26, "x")]])],
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


def test_places_of_several_sources_are_not_joined_and_come_in_order() -> None:
    ann = of((0, 9, "x"), source="two.txt") + of((5, 9, "x"))
    bob = of((3, 6, "x"), source="two.txt") + of((0, 9, "y"), source="three.txt")
    assert [(place.source, *place.span) for place in find_disagreements([ann, bob])] == [
        ("one.txt", 5, 9),
        ("three.txt", 0, 9),
        ("two.txt", 0, 9),
    ]


def test_agreements_come_in_order_the_longer_first() -> None:
    tags = of((0, 4, "x"), (0, 9, "x"), (5, 6, "x")) + of((0, 1, "x"), source="a.txt")
    found = find_agreements([tags, reversed(tags)])
    assert [(place.source, *place.span) for place in found] == [
        ("a.txt", 0, 1),
        ("one.txt", 0, 9),
        ("one.txt", 0, 4),
        ("one.txt", 5, 6),
    ]


# Decisions


PLACE = find_disagreements([of((0, 4, "x")), of((0, 4, "y"), (2, 6, "y"))])[0]


@pytest.mark.parametrize(
    ("chosen", "dismissed", "is_decided"),
    [
        ([], [], False),
        ([(0, 4, "x")], [], True),
        ([(2, 6, "y")], [(0, 4, "x")], True),
        ([], [(0, 4, "x"), (0, 4, "y"), (2, 6, "y")], True),
        ([], [(0, 4, "x"), (0, 4, "y")], False),
        ([(0, 4, "z"), (1, 4, "x")], [], False),
        ([], [(0, 4, "z")], False),
    ],
)
def test_a_place_is_decided_if_some_of_it_was_chosen_or_all_of_it_dismissed(
    chosen: list[Mark], dismissed: list[Mark], is_decided: bool
) -> None:
    decisions = [*of(*chosen), *map(dismissal, of(*dismissed))]
    assert decision_test(decisions)(PLACE) is is_decided
    spans = {(0, 4, "x"), (0, 4, "y"), (2, 6, "y")}
    here = [each for each in decisions if (each.start, each.end, each.tag) in spans]
    assert decisions_at(PLACE, decisions) == here


def test_another_source_decides_nothing() -> None:
    assert not decision_test(of((0, 4, "x"), source="two.txt"))(PLACE)


def test_agreements_are_pending_until_they_are_chosen_or_dismissed() -> None:
    people = [of((0, 4, "x"), (5, 9, "x"), (10, 12, "x"))] * 2
    decisions = [*of((0, 4, "x")), *map(dismissal, of((5, 9, "x")))]
    assert [tuple(place.span) for place in pending_agreements(people, decisions)] == [(10, 12)]


def test_a_decision_takes_notes_over_and_dismisses_if_nothing_is_chosen() -> None:
    article = make_article(Source("one.txt", Path()), Decoded(ONE, "utf-8", "digest"))
    (first,) = of((0, 4, "x"))
    found = decide(article, PLACE, [replace(first, note="no"), replace(first, note="so")], "eve")
    assert [(each.start, each.end, each.tag, each.note, each.creator) for each in found] == [(0, 4, "x", "so", "eve")]
    assert (found[0].exact, found[0].digest, type(found[0])) == (ONE[:4], "digest", Annotation)
    found = decide(article, PLACE, [], "eve")
    assert [(each.start, each.end, each.tag, type(each), each.creator) for each in found] == [
        (0, 4, "x", Dismissal, "eve"),
        (0, 4, "y", Dismissal, "eve"),
        (2, 6, "y", Dismissal, "eve"),
    ]


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


def rated(id: str, rating: str, **fields: object) -> Annotation:
    return an_annotation(id, tag="claim", fields={"rating": rating, **fields} if rating else dict(fields))


def test_a_tag_whose_field_differs_is_a_disagreement() -> None:
    ann, bob = [rated("a", "open")], [rated("b", "refuted")]
    assert [place.said for place in find_disagreements([ann, bob])] == [((ann[0],), (bob[0],))]
    assert find_agreements([ann, bob]) == []
    assert find_disagreements([ann, [rated("b", "open")]]) == find_disagreements([ann, [rated("b", "")]]) == []


def test_what_is_taken_has_its_fields_and_what_all_agree_on_has_everyones(tmp_path: Path) -> None:
    article = make_article(Source("one.txt", tmp_path), Decoded("One. Two.", "utf-8", "d"))
    ann, bob = rated("a", "open"), rated("b", "refuted", wording="One.")
    (place,) = find_disagreements([[ann], [bob]])
    for taken, fields in (([ann], ann.fields), ([bob, ann], {"rating": "open", "wording": "One."})):
        (own,) = decide(article, place, taken, "eve")
        assert (own.fields, own.creator) == (fields, "eve")
