"""The claim ledger on the screen: statements are listed, rated, joined and gone to."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span
from reader.tui.widgets import claim_list
from reader.tui.widgets.claim_list import ClaimList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, passage, reading, status, until

FIRST, SECOND, THIRD = "The ferry is late.", "Nobody knew.", "The ferry came late."


@pytest.fixture
def claimed(make: Make) -> Workspace:
    workspace = make({"a.txt": f"{FIRST} {SECOND}", "b.txt": THIRD})
    for id, text in (("a.txt", FIRST), ("a.txt", SECOND), ("b.txt", THIRD)):
        article = workspace.article(workspace.source(id))
        start = article.text.index(text)
        workspace.tag(article, Span(start, start + len(text)), "claim")
    return workspace


def claims(pilot: Reader) -> ClaimList:
    return pilot.app.query_one(ClaimList)


def rows(pilot: Reader) -> list[str]:
    found = claims(pilot)
    return [line for y in range(found.size.height) if (line := found.render_line(y).text.strip("▌ "))]


async def opened(pilot: Reader) -> None:
    await pilot.press("C")
    await until(pilot, lambda: pilot.app.query(ClaimList) and claims(pilot).has_focus and claims(pilot).shown)


async def test_statements_are_listed_full_screen_and_the_selected_one_unfolds(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        head, first, unfolded, *others = rows(pilot)
        assert head.split() == ["claims", "·", "3", "·", "in", "2", "sources,", "3", "open", "O", "order:", "rating"]
        assert first.split() == f"○ open {FIRST}".split()
        assert unfolded == "a.txt", "its passage says no more"
        assert [row.split("  ")[-1].strip() for row in others] == [SECOND, THIRD]
        await pilot.press("j")
        assert rows(pilot)[3] == "a.txt"
        assert claims(pilot).size.width == 80


async def test_a_statement_that_is_cut_unfolds_into_the_whole_passage_once(make: Make) -> None:
    text = "The ferry company, which sails to the outer islands, paid the council nine thousand for the pier in May.\n"
    workspace = make({"a.txt": text})
    for creator in ("Ann", "Zoe"):
        here = Workspace(workspace.paths, creator=creator)
        here.tag(here.article(here.source("a.txt")), Span(0, len(text) - 1), "claim")
    async with reading(workspace) as pilot:
        await opened(pilot)
        await until(pilot, lambda: len(rows(pilot)) == 5)
        assert rows(pilot)[1].rstrip().endswith("…")
        assert rows(pilot)[2].split()[0] == "a.txt"
        assert " ".join(" ".join(rows(pilot)[2:]).split()[1:]) == f"“{text.strip()}”"
        await pilot.resize_terminal(160, 24)
        await until(pilot, lambda: rows(pilot)[2:] == ["a.txt"])


async def test_a_claim_with_a_wording_of_its_own_unfolds_into_its_passage(claimed: Workspace) -> None:
    (first, *_) = claimed.annotations.in_order
    claimed.fields.set([first], {"wording": "Somebody knew."})
    async with reading(claimed) as pilot:
        await opened(pilot)
        assert rows(pilot)[2].split() == f"a.txt “{first.exact}”".split()


async def test_a_digit_rates_and_the_row_stays_until_it_is_ordered_again(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("4")
        await until(pilot, lambda: "1 claim refuted, saved" in status(pilot))
        assert rows(pilot)[1].split() == f"✗ refuted {FIRST}".split()
        await pilot.press("O", "O", "O")
        await until(pilot, lambda: claims(pilot).order == "rating")
        assert [row.statement for row in claims(pilot).shown] == [SECOND, THIRD, FIRST]
        await pilot.press("u")
        await until(pilot, lambda: claims(pilot).shown[2].ratings == ["open"])


async def test_rating_another_person_s_claim_says_that_the_rating_is_on_one_of_your_own(claimed: Workspace) -> None:
    mine = Workspace(claimed.paths, creator="Zoe")
    async with reading(mine) as pilot:
        await opened(pilot)
        await pilot.press("4")
        whose = f"1 claim refuted on a tag of your own beside {claimed.creator}’s, saved · u undoes"
        await until(pilot, lambda: whose in status(pilot))
        ratings = {each.creator: each.fields.get("rating") for each in mine.annotations if each.exact == FIRST}
        assert ratings == {claimed.creator: None, "Zoe": "refuted"}
        await pilot.press("2")
        await until(pilot, lambda: "1 claim supported, saved" in status(pilot))


async def test_chosen_rows_are_joined_as_one_and_rated_together(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("space", "j", "space", "r")
        await until(pilot, lambda: "2 claims joined as the same, saved" in status(pilot))
        assert [len(row.claims) for row in claims(pilot).shown] == [2, 1]
        assert "2 sources" in rows(pilot)[1]
        await pilot.press("g", "2")
        await until(pilot, lambda: claims(pilot).shown[0].ratings == ["supported"])
        assert [each.fields.get("rating") for each in claimed.annotations.in_order] == ["supported", None, "supported"]


async def test_one_row_is_not_joined_with_nothing(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "choose two or more" in status(pilot))


async def test_enter_goes_there_and_c_opens_and_closes(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("G", "enter")
        await until(pilot, lambda: passage(pilot) == THIRD)
        await opened(pilot)
        await pilot.press("C")
        await until(pilot, lambda: not claims(pilot).has_focus)


async def test_it_is_filtered_by_what_the_claims_say(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("4", "slash", *"rating:ref", "enter")
        await until(pilot, lambda: [row.statement for row in claims(pilot).shown] == [FIRST])
        await pilot.press("escape")
        await until(pilot, lambda: len(claims(pilot).shown) == 3)


async def test_w_shows_the_claims_of_one_person_after_the_other(make: Make) -> None:
    workspace = make({"a.md": "The **ferry** is late. Nobody [knew](https://a.example)."})
    article = workspace.article(workspace.source("a.md"))
    workspace.tag(article, Span(0, 22), "claim")
    async with reading(workspace) as pilot:
        await opened(pilot)
        await pilot.press("w")
        await until(pilot, lambda: f"all of these claims are by {workspace.creator}" in status(pilot))
        other = Workspace(workspace.paths, creator="Zoe")
        other.tag(other.article(other.source("a.md")), Span(23, len(article.text)), "claim")
        await until(pilot, lambda: len(claims(pilot).shown) == 2)
        assert [row.statement for row in claims(pilot).shown] == [FIRST, "Nobody knew."], "without markup"
        await pilot.press("w", "w")
        await until(pilot, lambda: [row.statement for row in claims(pilot).shown] == [SECOND])
        assert "claims · 1 of 2 · only Zoe · in 1 source" in rows(pilot)[0]
        await pilot.press("w")
        await until(pilot, lambda: len(claims(pilot).shown) == 2)


async def test_without_claims_it_says_so(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: pilot.app.query(ClaimList) and "no claims yet" in rows(pilot))
        assert rows(pilot)[0].split() == ["claims", "O", "order:", "rating"], "no zeroes"


async def test_a_statement_that_another_source_tells_too_is_offered_and_joined_by_one_key(make: Make) -> None:
    statement = "The harbour authority closed the northern ferry terminal on Monday after a storm damaged the pier."
    workspace = make({"a.txt": f"{statement}\n\nNobody knew why.", "b.txt": f"It was late.\n\n{statement}"})
    for id in ("a.txt", "b.txt"):
        article = workspace.article(workspace.source(id))
        start = article.text.index(statement)
        workspace.tag(article, Span(start, start + len(statement)), "claim")
    async with reading(workspace) as pilot:
        await opened(pilot)
        await until(pilot, lambda: claims(pilot).offers)
        assert any(row.startswith("same? r joins") and "b.txt" in row for row in rows(pilot))
        await pilot.press("r")
        await until(pilot, lambda: "2 claims joined as the same" in status(pilot))
        assert [row.sources for row in claims(pilot).shown] == [["a.txt", "b.txt"]]


async def test_rows_are_copied_as_the_command_line_lists_them(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        await pilot.press("4", "y")
        await until(pilot, lambda: "copied 1 claim" in status(pilot))
        rated, passage_line = pilot.app.clipboard.splitlines()
        assert rated.split() == ["refuted", *FIRST.split()]
        assert passage_line.split() == ["a.txt", "·", claimed.creator]
        await pilot.press("asterisk", "y")
        assert "copied 3 claims" in status(pilot)
        assert pilot.app.clipboard.count("\n") == 5


async def test_the_card_of_several_says_of_how_many(claimed: Workspace) -> None:
    async with reading(claimed) as pilot:
        await opened(pilot)
        bar = pilot.app.query_one(KeyBar)
        await pilot.press("space")
        assert "card" in [key.brief for key in bar.keys]
        await pilot.press("space")
        assert "card of 2" in [key.brief for key in bar.keys]
        await pilot.press("escape")
        assert "card" in [key.brief for key in bar.keys]


async def test_a_ledger_of_very_many_is_made_beside_the_screen_and_stays_on_its_row(
    claimed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.controllers.claims.AT_ONCE", 0)
    async with reading(claimed) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: pilot.app.query(ClaimList) and claims(pilot).shown)
        await pilot.press("j", "4")
        await until(pilot, lambda: claims(pilot).shown[1].ratings == ["refuted"])
        assert claims(pilot).shown[claims(pilot).selected].statement == SECOND
        await pilot.press("O", "O", "O")
        await until(pilot, lambda: [row.statement for row in claims(pilot).shown] == [FIRST, THIRD, SECOND])
        assert claims(pilot).selected == 2


async def test_a_statement_is_unfolded_once_for_all_the_lines_that_are_drawn(
    claimed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfolded: list[str] = []

    def counting(claim: Annotation) -> str:
        unfolded.append(claim.exact)
        return claim.exact

    monkeypatch.setattr(claim_list, "claim_words", counting)
    async with reading(claimed) as pilot:
        await opened(pilot)
        await until(pilot, lambda: unfolded)
        unfolded.clear()
        await pilot.press("j")
        assert rows(pilot)[3] == "a.txt"
        assert unfolded == [SECOND]
