"""The list of people as rows, in order and filtered."""

from collections.abc import Sequence

import pytest

from reader.annotation.model.join_offers import JoinOffer
from reader.annotation.model.people import Name, Person
from reader.workspace.people_rows import PeopleFilter, count_offers, person_rows
from reader.workspace.people_service import Mention
from tests.support.stores import an_annotation

ANN, LEE, SHE, BOB = Name("Ann Lee"), Name("Lee"), Name("she", "b.txt"), Name("Bob")


def mention(name: Name, source: str, tag: str = "quote") -> Mention:
    return Mention(name, an_annotation(f"{name.text} {source}", source=source, tag=tag), 0)


FOUND: dict[Person, Sequence[Mention]] = {
    Person(ANN, (LEE, SHE)): [
        mention(ANN, "a.txt"),
        mention(LEE, "a.txt"),
        mention(LEE, "b.txt"),
        mention(SHE, "b.txt"),
    ],
    Person(BOB): [mention(BOB, "a.txt", "claim")],
}


def shown(text: str = "", *, is_by_name: bool = False) -> list[tuple[str, bool, int, int]]:
    rows = person_rows(PeopleFilter(text, {"speaker"}).choose(FOUND), {}, is_by_name=is_by_name)
    return [(row.name.text, row.is_joined, len(row.mentions), row.sources) for row in rows]


def test_a_person_has_a_row_and_each_joined_name_one_below_it() -> None:
    assert shown() == [("Ann Lee", False, 4, 2), ("Lee", True, 2, 2), ("she", True, 1, 1), ("Bob", False, 1, 1)]


def test_the_order_is_that_of_quotes_or_of_names() -> None:
    found = dict(reversed(FOUND.items()))
    assert next(person_rows(found, {})).name == BOB
    assert next(person_rows(found, {}, is_by_name=True)).name == ANN


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LEE", ["Ann Lee", "Lee", "she"]),
        ("ann bob", []),
        ("tag:claim", ["Bob"]),
        ("source:b.txt", ["Ann Lee", "Lee", "she"]),
        ("lee source:none", []),
    ],
)
def test_a_filter_has_words_of_any_name_and_terms_for_what_counts(text: str, names: list[str]) -> None:
    assert [row[0] for row in shown(text)] == names


def test_only_what_matches_the_terms_is_counted() -> None:
    assert shown("source:b.txt")[0] == ("Ann Lee", False, 2, 1)


def test_offers_stand_in_the_row_of_the_person() -> None:
    rows = list(
        person_rows(FOUND, {BOB: JoinOffer((BOB,), ANN, is_sure=True), LEE: JoinOffer((LEE,), BOB, is_sure=False)})
    )
    assert [row.name for row in rows if row.offer] == [BOB]
    assert count_offers(rows) == {True: 1}
