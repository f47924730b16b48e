"""What the ledger shows: rows that match, in order, with those that have a place there."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest

from reader.annotation.model.annotation import Annotation, annotate
from reader.annotation.model.filter import Filter
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.tui.claim_view import NO_PLACES, SLICE, ClaimQuery, ClaimView, find_view
from tests.support.articles import an_article

RATINGS = ["open", "supported", "refuted"]
numbers = count()


def a_claim(source: str, rating: str = "", *, same_as: Annotation | None = None, who: str = "Ann") -> Annotation:
    number = next(numbers)
    made = annotate(an_article("The ferry is late again.", source), Span(0, 9), "claim", creator=who)
    to = {"annotation": same_as.id, "source": same_as.source, "exact": same_as.exact} if same_as else {}
    links = {"a": {"type": "same-as", "to": to}} if same_as else {}
    fields = {"rating": rating} if rating else {}
    return replace(made, id=f"id-{number:06}", start=number, end=number + 1, fields=fields, links=links)


def view(annotations: Sequence[Annotation], **asked: object) -> ClaimView:
    query = ClaimQuery(annotations, frozenset({"claim"}), RATINGS)
    return run_to_end(find_view(replace(query, **asked)))  # type: ignore[arg-type]


REFUTED, OPEN, SUPPORTED = a_claim("a.txt", "refuted"), a_claim("b.txt"), a_claim("c.txt", "supported", who="Bo")
TOLD_TWICE = a_claim("d.txt", "supported", same_as=SUPPORTED)
ALL = [REFUTED, OPEN, SUPPORTED, TOLD_TWICE, replace(a_claim("e.txt"), tag="quote")]


def ids(shown: ClaimView) -> list[str]:
    return [row.id for row in shown.shown]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("rating", [OPEN, SUPPORTED, REFUTED]),
        ("sources", [SUPPORTED, REFUTED, OPEN]),
        ("place", [REFUTED, OPEN, SUPPORTED]),
    ],
)
def test_rows_are_ordered_and_counted(order: str, expected: list[Annotation]) -> None:
    shown = view(ALL, order=order)
    assert ids(shown) == [each.id for each in expected]
    assert (shown.sources, shown.open) == (4, 1)
    widths = shown.widest_numbers, shown.widest_rating, shown.widest_people
    assert widths == (len("2 sources"), len("supported"), len("Bo, Ann"))
    assert {id: shown.shown[number].id for id, number in shown.places.items()} == {
        REFUTED.id: REFUTED.id,
        OPEN.id: OPEN.id,
        SUPPORTED.id: SUPPORTED.id,
        TOLD_TWICE.id: SUPPORTED.id,
    }


def test_a_row_that_has_a_place_keeps_it_and_new_ones_come_last() -> None:
    before = view(ALL[:3])
    rated = [REFUTED, replace(OPEN, fields={"rating": "refuted"}), SUPPORTED, a_claim("f.txt")]
    assert ids(view(rated, places=before.places))[:3] == ids(before)
    assert ids(view(rated, places=NO_PLACES))[:2] == [rated[3].id, SUPPORTED.id]


def test_a_filter_chooses_rows_by_any_of_their_claims() -> None:
    assert ids(view(ALL, filter=Filter("source:d.txt"))) == [SUPPORTED.id]
    assert ids(view(ALL, filter=Filter("rating:ref", ["rating"]))) == [REFUTED.id]
    found = view(ALL, filter=Filter("nothing"))
    assert (ids(found), len(found.ledger), found.widest_numbers) == ([], 3, 0)


def test_a_ledger_that_is_known_is_not_made_again() -> None:
    known = view(ALL).ledger
    assert view([], rows=known, order="place").ledger is known


def test_many_rows_are_looked_at_in_slices() -> None:
    many = [a_claim("a.txt") for _ in range(2 * SLICE + 1)]
    steps = sum(1 for _ in find_view(ClaimQuery(many, frozenset({"claim"}), RATINGS, filter=Filter("ferry"))))
    assert steps == 1 + 3 * 3, "the ledger, then the filter, the order and the counts in three slices each"
