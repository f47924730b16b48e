"""The claim ledger: claims of one statement are one row, with their ratings, wordings and evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow, by_rating, claim_rows, rated_tags
from reader.settings import TAGS, Tag
from reader.settings.fields import choice
from tests.support.stores import an_annotation

CLAIMS = {"claim"}


def a_claim(id: str, same: str = "", rating: str = "", **fields: object) -> Annotation:
    links = {f"{id}-{other}": {"type": "same-as", "to": {"annotation": other}} for other in same.split()}
    values = {"rating": rating} if rating else {}
    return an_annotation(id, **{"tag": "claim", "links": links, "fields": values, "source": f"{id}.txt", **fields})


def ids(rows: list[ClaimRow]) -> list[str]:
    return [" ".join(claim.id for claim in row.claims) for row in rows]


@pytest.mark.parametrize(
    ("claims", "rows"),
    [
        ([], []),
        ([a_claim("a"), a_claim("b")], ["a", "b"]),
        ([a_claim("a", "c"), a_claim("b"), a_claim("c")], ["a c", "b"]),
        ([a_claim("a"), a_claim("b"), a_claim("c", "a")], ["a c", "b"]),  # whichever of the two has the link
        ([a_claim("a", "b"), a_claim("b", "c"), a_claim("c", "a")], ["a b c"]),  # links may go round
        ([a_claim("a", source="x.txt"), a_claim("b", source="x.txt")], ["a b"]),  # of two people on one passage
        ([a_claim("a", "gone"), a_claim("b", "b")], ["a", "b"]),  # to what is gone, or to itself
        ([a_claim("a", "q"), a_claim("b", "q"), an_annotation("q", tag="quote")], ["a", "b"]),  # no claim
    ],
)
def test_claims_that_are_linked_as_the_same_are_one_row(claims: list[Annotation], rows: list[str]) -> None:
    assert ids(claim_rows(claims, CLAIMS)) == rows


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_every_claim_is_in_one_row_with_all_that_it_is_linked_to(pairs: list[tuple[int, int]]) -> None:
    claims = [a_claim(str(one), " ".join(str(b) for a, b in pairs if a == one)) for one in range(9)]
    rows = claim_rows(claims, CLAIMS)
    assert sorted(claim.id for row in rows for claim in row.claims) == [str(one) for one in range(9)]
    row_of = {claim.id: row.id for row in rows for claim in row.claims}
    assert all(row_of[str(a)] == row_of[str(b)] for a, b in pairs)
    assert [row.id for row in rows] == sorted(row.id for row in rows), "in order of the first claim"


def test_a_row_tells_what_its_claims_say_and_where_they_differ() -> None:
    link = {"type": "evidence", "to": {"url": "https://example.org"}}
    first = a_claim("a", "b", "refuted", creator="Ann")
    second = a_claim("b", "", "", creator="Bob", source="a.txt", start=5, exact="Prices rose.")
    second = second.with_fields({"wording": "Prices rose in May."}).with_links({"e": link})
    (row,) = claim_rows([first, second], CLAIMS)
    assert (row.id, row.ratings, row.sources, row.people) == ("a", ["refuted", "open"], ["a.txt"], ["Ann", "Bob"])
    assert (row.wordings, row.statement) == (["Prices rose in May."], "Prices rose in May.")
    assert [(claim.id, link.url) for claim, link in row.evidence] == [("b", "https://example.org")]
    assert claim_rows([a_claim("a", exact="As it stands.")], CLAIMS)[0].statement == "As it stands."


def test_rows_are_ordered_by_rating_and_then_by_the_number_of_sources() -> None:
    claims = [
        a_claim("a", rating="supported"),
        a_claim("b"),
        a_claim("c", "d"),
        a_claim("d"),
        a_claim("e", rating="odd"),
    ]
    assert ids(by_rating(claim_rows(claims, CLAIMS), ["open", "supported"])) == ["c d", "b", "a", "e"]


def test_a_tag_of_one_s_own_with_a_rating_makes_claims() -> None:
    own = Tag("promise", "p", "", "", "bold", "gold", (choice("rating", "kept or not", "kept", "broken"),))
    assert rated_tags([*TAGS, own]) == {"claim", "promise"}
