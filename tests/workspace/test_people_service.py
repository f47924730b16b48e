"""People of a workspace: joined and split by one step each, and refused with the way out."""

import json

import pytest

from reader.annotation.model.field_values import person
from reader.annotation.model.filter import Filter
from reader.annotation.model.people import Name
from reader.collaboration.git.merge_driver import merge_files
from reader.errors import ReaderError
from reader.text.span import Span
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "“It is odd,” said Ann Lee. “Very,” Lee said. “So,” she added."
LEE, ANN, SHE = Name("Lee", "a.txt"), Name("Ann Lee"), Name("she", "a.txt")


@pytest.fixture
def here(make: Make) -> Workspace:
    workspace = make({"a.txt": TEXT, "b.txt": "“No,” said Lee. “Hm.”"})
    for source, start, name in (
        ("a.txt", 0, "Ann Lee"),
        ("a.txt", 27, "Lee"),
        ("a.txt", 46, "she"),
        ("b.txt", 0, "Lee"),
    ):
        article = workspace.article(workspace.source(source))
        workspace.annotations.tag(article, Span(start, start + 4), "quote", fields={"speaker": [person(name)]})
    return workspace


def known(workspace: Workspace) -> dict[str, int]:
    found = workspace.people.persons(workspace.people.mentions())
    return {each.name.text: len(mentions) for each, mentions in found.items()}


def test_names_are_joined_split_and_undone(here: Workspace) -> None:
    assert known(here) == {"Lee": 2, "Ann Lee": 1, "she": 1}
    assert here.people.join([LEE, SHE, ANN]).description == "joined 3 names as Ann Lee"
    assert known(here) == {"Ann Lee": 3, "Lee": 1}
    assert here.people.split([SHE]).description == "split 1 name from Ann Lee"
    assert known(here) == {"Ann Lee": 2, "Lee": 1, "she": 1}
    here.undo()
    assert here.people.split([ANN]).description == "split 2 names from Ann Lee"
    assert known(here) == {"Lee": 2, "Ann Lee": 1, "she": 1}
    here.undo()
    here.undo()
    assert "same_as" not in here.paths.annotations.read_text()


def test_values_of_fields_stay_as_they_are_written(here: Workspace) -> None:
    before = here.store.annotations
    here.people.join([LEE, ANN])
    assert here.store.annotations == before
    assert {row["name"] for row in json.loads(here.paths.annotations.read_text())["people"].values()} == {
        "Lee",
        "Ann Lee",
    }


@pytest.mark.parametrize(
    ("names", "into", "why"),
    [
        ([ANN], Name("Lee"), "this would join people in a circle: split one first"),
        ([Name("Lee")], ANN, "these names already mean one person"),
        ([Name("he")], ANN, "“he” means somebody else in each source"),
        ([ANN], SHE, "“she” means one person in its source only"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_the_way_out(
    here: Workspace, names: list[Name], into: Name, why: str
) -> None:
    here.people.join([Name("Lee")], ANN)
    with pytest.raises(ReaderError, match=why):
        here.people.join(names, into)


def test_a_name_that_is_not_joined_cannot_be_split(here: Workspace) -> None:
    with pytest.raises(ReaderError, match=r"not joined to another one: \+ joins"):
        here.people.split([ANN])


def test_a_name_that_is_joined_in_two_sources_is_one_name(here: Workspace) -> None:
    step = here.people.join([LEE, Name("Lee", "b.txt")], ANN)
    assert step.description == "joined 2 names as Ann Lee"
    assert here.people.split([LEE, Name("Lee", "b.txt")]).description == "split 1 name from Ann Lee"


def test_a_whole_person_can_be_joined_to_another(here: Workspace) -> None:
    here.people.join([LEE], ANN)
    here.people.join([ANN], Name("Ann Mary Lee"))
    assert here.people.people.person("Lee", "a.txt").name.text == "Ann Mary Lee"


def test_offers_stay_within_a_source(here: Workspace) -> None:
    offers = here.people.offers()
    assert {(name.text, *each.names, each.to, each.is_sure) for name, each in offers.items()} == {
        ("Lee", LEE, ANN, True),
        ("she", SHE, ANN, False),
    }
    here.people.join(list(offers[SHE].names), offers[SHE].to)
    assert here.people.people.person("she", "a.txt").name == ANN


def test_a_filter_and_the_card_find_a_person_by_every_name(here: Workspace) -> None:
    def found(text: str) -> list[int]:
        words = Filter(text, {"speaker"}, people=here.people.people)
        return [each.start for some in words.matching(here.annotations.in_order, {}) for each in some]

    assert found("speaker:ann") == [0]
    here.people.join([LEE, SHE, ANN])
    assert found("speaker:ann") == found("speaker:she") == [0, 27, 46]
    assert found("speaker:lee") == [0, 27, 46, 0]
    first = here.fields.used("speaker")[0]
    assert (first.text, first.count) == ("Ann Lee", 3)
    assert "she" in first.words


def test_a_circle_that_a_merge_makes_is_one_person_for_everybody(here: Workspace) -> None:
    def joined(names: list[Name], into: Name) -> bytes:
        here.people.join(names, into)
        found = here.paths.annotations.read_bytes()
        here.undo()
        return found

    base, lee = here.paths.annotations.read_bytes(), Name("Lee")
    ours, theirs = joined([lee], ANN), joined([ANN], lee)
    persons = set()
    for one, other in ((ours, theirs), (theirs, ours)):
        merged, conflicts = merge_files(base, one, other, here.paths.annotations)
        assert conflicts == []
        here.paths.annotations.write_bytes(merged)
        people = Workspace(here.paths).people.people
        persons |= {people.person("Lee", "b.txt"), people.person("Ann Lee", "a.txt")}
    assert len(persons) == 1
