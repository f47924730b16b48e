"""Rating and joining the rows of the claim ledger, each time as one step."""

import pytest

from reader.errors import ReaderError
from reader.text.span import Span
from reader.workspace.claim_service import ClaimService
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

FIRST, SECOND = "The ferry is late.", "The ferry came late."


@pytest.fixture
def here(make: Make) -> Workspace:
    workspace = make({"a.txt": f"{FIRST} Nobody knew.", "b.txt": SECOND})
    workspace.tag(workspace.article(workspace.source("a.txt")), Span(0, len(FIRST)), "claim")
    workspace.tag(workspace.article(workspace.source("b.txt")), Span(0, len(SECOND)), "claim")
    return workspace


def said(claims: ClaimService) -> list[tuple[list[str], list[str]]]:
    return [([claim.exact for claim in row.claims], row.ratings) for row in claims.rows()]


def as_another(workspace: Workspace) -> Workspace:
    workspace.store.close()
    return Workspace(locate_workspace(workspace.paths.folder), creator="Bob")


def test_rows_are_joined_and_rated_in_one_step_each(here: Workspace) -> None:
    here.claims.join(here.claims.rows())
    assert said(here.claims) == [([FIRST, SECOND], ["open"])]
    here.claims.rate(here.claims.rows(), "refuted")
    assert said(here.claims) == [([FIRST, SECOND], ["refuted"])]
    here.annotations.undo()
    here.annotations.undo()
    assert said(here.claims) == [([FIRST], ["open"]), ([SECOND], ["open"])]


def test_three_rows_are_joined_by_links_of_one_claim(here: Workspace) -> None:
    here.tag(here.article(here.source("a.txt")), Span(len(FIRST) + 1, len(FIRST) + 13), "claim")
    here.claims.join(here.claims.rows())
    assert len(here.claims.rows()) == 1
    here.annotations.undo()
    assert len(here.claims.rows()) == 3


def test_one_row_alone_is_not_joined(here: Workspace) -> None:
    with pytest.raises(ReaderError, match="choose two or more"):
        here.claims.join(here.claims.rows()[:1])


def test_a_rating_on_a_row_is_set_on_one_s_own_claims_of_it_and_never_on_others(here: Workspace) -> None:
    here.claims.join(here.claims.rows())
    bob = as_another(here)
    bob.tag(bob.article(bob.source("b.txt")), Span(0, len(SECOND)), "claim")
    bob.claims.rate(bob.claims.rows(), "disputed")
    (row,) = bob.claims.rows()
    ratings = {(claim.creator, claim.source): claim.fields.get("rating") for claim in row.claims}
    assert ratings == {("tester", "a.txt"): None, ("tester", "b.txt"): None, ("Bob", "b.txt"): "disputed"}
    assert row.ratings == ["open", "disputed"], "the row shows each"


def test_who_has_no_claim_in_a_row_gets_one_with_the_rating(here: Workspace) -> None:
    bob = as_another(here)
    first, *_ = bob.claims.rows()
    bob.claims.rate([first], "supported")
    assert {each.creator: dict(each.fields) for each in bob.annotations.in_order if each.exact == first.statement} == {
        "tester": {},
        "Bob": {"rating": "supported"},
    }
    assert len(bob.claims.rows()) == 2, "two claims of one passage are one row"


def test_a_rating_that_the_tag_does_not_have_is_refused(here: Workspace) -> None:
    assert here.claims.ratings == ["open", "supported", "disputed", "refuted", "unverifiable"]
    with pytest.raises(ReaderError, match="rating"):
        here.claims.rate(here.claims.rows(), "odd")


def test_rows_of_which_a_claim_is_a_sure_echo_of_another_are_offered(make: Make) -> None:
    statement = "The harbour authority closed the northern ferry terminal on Monday after a storm damaged the pier."
    workspace = make({"a.txt": f"{statement}\n\nNobody knew why.", "b.txt": f"It was late.\n\n{statement}"})
    for id, text in (("a.txt", statement), ("a.txt", "Nobody knew why."), ("b.txt", statement)):
        article = workspace.article(workspace.source(id))
        start = article.text.index(text)
        workspace.tag(article, Span(start, start + len(text)), "claim")
    for _ in workspace.echoes.find():
        pass
    rows = workspace.claims.rows()
    offers = workspace.claims.offers(rows, workspace.echoes.index)
    assert {id: [other.sources for other in others] for id, others in offers.items()} == {
        rows[0].id: [["b.txt"]],
        rows[2].id: [["a.txt"]],
    }
    workspace.claims.join([rows[0], *offers[rows[0].id]])
    assert workspace.claims.offers(workspace.claims.rows(), workspace.echoes.index) == {}
