"""Names joined to persons: everybody reads the same rows in the same way, whatever a merge made of them."""

from collections.abc import Iterable
from itertools import permutations

import pytest

from reader.annotation.model.people import TABLE, Name, People, fullest, name_in, values_of_name
from reader.annotation.model.row import StoredRow, new_row

KORHONEN, AINO, BOTH = Name("Korhonen"), Name("Aino Korhonen"), Name("A. Korhonen")


def row(name: Name, same_as: Name | None = None) -> StoredRow:
    return new_row(TABLE, name.id, values_of_name(name, same_as), "ann")


def people(*joins: tuple[Name, Name]) -> People:
    names = {name: None for pair in joins for name in pair}
    targets = dict(joins)
    return People([row(name, targets.get(name)) for name in names])


@pytest.mark.parametrize(
    "text",
    [
        "she",
        "He",
        "the spokesman",
        "The Harbour Authority spokeswoman",
        "officials",
        "Prime Minister",
        "sie",
        "ein Sprecher",
    ],
)
def test_pronouns_and_roles_mean_somebody_else_in_each_source(text: str) -> None:
    assert Name(text).is_general
    assert name_in(f" {text} ", "a.txt") == Name(text, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Aino Korhonen",
        "Korhonen",
        "the Guardian",
        "The White House",
        "Ludwig van Beethoven",
        "bell hooks jr. Smith",
        "李明",
        "President Niinistö",
    ],
)
def test_names_mean_the_same_person_everywhere(text: str) -> None:
    assert name_in(text, "a.txt") == Name(text)


def test_a_pronoun_that_was_joined_without_a_source_means_nobody_anywhere() -> None:
    she = Name("she")
    assert people((she, AINO)).person("she", "a.txt").names == (Name("she", "a.txt"),)
    assert people((she, AINO)).person("she").names == (she,)


def test_a_name_that_nobody_joined_is_a_person() -> None:
    assert people().person("Korhonen", "a.txt").names == (KORHONEN,)
    assert people().person("she", "a.txt") != people().person("she", "b.txt")


def test_joined_names_are_one_person_whichever_is_asked_for() -> None:
    found = people((KORHONEN, BOTH), (BOTH, AINO))
    for name in (KORHONEN, BOTH, AINO):
        person = found.person(name.text, "a.txt")
        assert (person.name, person.others) == (AINO, (BOTH, KORHONEN))
    assert person.words == "Aino Korhonen\nA. Korhonen\nKorhonen"


def test_a_name_that_is_joined_in_a_source_means_somebody_else_in_others() -> None:
    found = people((Name("Korhonen", "a.txt"), AINO), (Name("she", "b.txt"), AINO))
    assert found.person("Korhonen", "a.txt").name == AINO
    assert found.person("Korhonen", "b.txt").name == KORHONEN
    assert (found.person("she", "b.txt").name, found.person("she", "a.txt").name) == (AINO, Name("she", "a.txt"))


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_circle_is_broken_at_the_same_place_for_everyone(size: int) -> None:
    names = [Name(f"N{number}") for number in range(size)]
    outside = Name("Outside")
    rows = [row(one, names[(number + 1) % size]) for number, one in enumerate(names)] + [row(outside, names[0])]
    orders: Iterable[tuple[StoredRow, ...]] = list(permutations(rows))[:24]
    roots = {People(each).person(name.text).name for each in orders for name in (*names, outside)}
    assert roots == {min(names, key=lambda name: name.id)}
    person = People(rows).person("Outside")
    assert set(person.names) == {*names, outside}
    assert len(person.names) == size + 1


def test_a_row_that_leads_nowhere_is_not_joined() -> None:
    for found in (
        People([row(KORHONEN, AINO)]),
        People([row(KORHONEN, KORHONEN)]),
        People([StoredRow(id="x", table=TABLE, values={})]),
    ):
        assert found.person("Korhonen").names == (KORHONEN,)


def test_what_is_joined_directly_and_what_leads_where() -> None:
    found = people((KORHONEN, BOTH), (BOTH, AINO))
    assert (found.joined_to(KORHONEN), found.joined_to(AINO)) == (BOTH, None)
    assert found.directly_joined(AINO) == [BOTH]
    assert found.leads_to(KORHONEN, AINO)
    assert not found.leads_to(AINO, KORHONEN)


@pytest.mark.parametrize(
    ("names", "counts", "expected"),
    [
        (("she", "Korhonen"), {}, "Korhonen"),
        (("the Harbour Authority spokeswoman", "Korhonen"), {}, "Korhonen"),
        (("Korhonen", "Aino Korhonen"), {Name("Korhonen"): 9}, "Aino Korhonen"),
        (("Aino", "Mika"), {Name("Aino"): 2}, "Aino"),
    ],
)
def test_the_fullest_name_stands_for_a_person(names: tuple[str, ...], counts: dict[Name, int], expected: str) -> None:
    assert fullest(map(Name, names), counts).text == expected
