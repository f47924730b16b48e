"""The card of a tag in the article: opened by a key, typed into, saved at once, and undone."""

from collections.abc import Mapping
from typing import Any

import pytest

from reader.annotation.model.links import links_of
from reader.tui.screens.link_kind import LinkKind
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.check_pane import CheckPane
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make, Reader, answered, app, passage, reading, status, typed, until, view

TEXT = "“It is odd,” said Ann Lee of Harlow. The ferry is late today. It rained."
OTHER = "The ferry came on time."


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"a.txt": TEXT, "b.txt": OTHER})


def card(pilot: Reader) -> CardPane:
    return app(pilot).query_one(CardPane)


def rows(pilot: Reader) -> list[str]:
    return [card(pilot).render_line(y).text.rstrip() for y in range(card(pilot).size.height)]


def fields(workspace: Workspace) -> Mapping[str, Any]:
    (annotation,) = workspace.annotations
    return annotation.fields


async def opened(pilot: Reader) -> None:
    await pilot.press("q", "i")
    await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["a sheet", "a side panel"])
async def test_the_card_of_the_tag_that_was_just_set(size: tuple[int, int], here: Workspace) -> None:
    here.state.suggestions = "off"  # of which q would take the speaker
    async with reading(here, size) as pilot:
        await opened(pilot)
        assert view(pilot).display
        labels = [row[1:10].strip() for row in rows(pilot)[1:7]]
        assert [label for label in labels if label] == ["speaker", "cue", "manner", "verdict", "note"]
        await pilot.press(*"Ann Lee", "enter")
        assert fields(here)["speaker"][0]["exact"] == "Ann Lee"
        assert "speaker: Ann Lee, saved" in status(pilot)
        await pilot.press("tab", *"said", "tab", "1", "enter")
        assert not card(pilot).display
        assert view(pilot).has_focus
        assert fields(here).keys() == {"speaker", "cue", "manner"}
        await pilot.press("u", "u", "u")
        await until(pilot, lambda: not fields(here))


async def test_a_choice_is_shown_in_brackets_and_what_is_refused_is_reported(here: Workspace) -> None:
    here.state.suggestions = "off"  # of which q would take the speaker
    async with reading(here) as pilot:
        await opened(pilot)
        await pilot.press("tab", "tab", "2")
        assert "[2 partial]" in rows(pilot)[3]
        await pilot.press("up", *"nowhere", "enter")
        assert "cue: “nowhere” is not in the text near this passage" in status(pilot)
        assert "cue" not in fields(here)
        assert "nowhere█" in rows(pilot)[2]
        await pilot.press("tab")
        assert "nowhere█" in rows(pilot)[2], "what is refused is not lost by going on"
        await pilot.press("escape", *"said", "tab")
        assert (fields(here)["cue"]["exact"], card(pilot).selected) == ("said", 2)


async def test_values_used_before_are_offered(here: Workspace) -> None:
    async with reading(here, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.press(*"Ann Lee", "enter", "enter", "q", "i")
        await until(pilot, lambda: card(pilot).has_focus)
        await pilot.press(*"le")
        assert "le█   tab takes: Ann Lee" in rows(pilot)[1]
        await pilot.press("tab", "enter")
        assert [each.fields["speaker"][0]["name"] for each in here.annotations] == ["Ann Lee", "Ann Lee"]


async def test_the_card_follows_the_cursor_and_closes(here: Workspace) -> None:
    async with reading(here, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("shift+tab", "tab")
        app(pilot).main_screen.focus_pane(view(pilot))
        await pilot.press("j", "j")
        await until(pilot, lambda: "no tag here" in rows(pilot)[0])
        await pilot.press("k", "k")
        await until(pilot, lambda: "quote" in rows(pilot)[0])
        await pilot.press("i", "escape")
        assert not card(pilot).display


async def test_a_note_is_written_on_the_card(here: Workspace) -> None:
    async with reading(here) as pilot:
        await opened(pilot)
        await pilot.press("up", *"see p. 4", "enter")
        (annotation,) = here.annotations
        assert annotation.note == "see p. 4"


async def test_there_is_no_card_without_a_tag(here: Workspace) -> None:
    here.state.suggestions = "off"
    async with reading(here) as pilot:
        await pilot.press("i")
        assert status(pilot).endswith("no tag here: q c b set one")


# Links


async def test_a_link_is_made_between_two_places_and_gone_along(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("j", "c", "k", "r")
        assert "link from “The ferry is late today.” · r links here · esc forgets" in status(pilot)
        await pilot.press("J")
        await until(pilot, lambda: passage(pilot) == OTHER)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app(pilot).screen, LinkKind))
        await pilot.press("c")
        await until(pilot, lambda: "linked as contradicts, saved" in status(pilot))
        (claim,) = here.annotations
        (link,) = links_of(claim)
        assert (link.type, link.source, link.exact) == ("contradicts", "b.txt", OTHER)
        await pilot.press("K")
        await until(pilot, lambda: passage(pilot) != OTHER)
        await pilot.press("g", "j", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus)
        await pilot.press("up", "enter")
        await until(pilot, lambda: passage(pilot) == OTHER)


async def test_a_link_can_have_a_name_of_one_s_own(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("c", "k", "r", "j", "r", "n", *"see also", "enter")
        await until(pilot, lambda: "linked as see-also, saved" in status(pilot))


async def test_a_link_is_forgotten_by_escape_and_refused_to_itself(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("c", "k", "r", "escape")
        assert "no link was made" in status(pilot)
        await pilot.press("r", "r")
        assert "a tag cannot be linked to itself" in status(pilot)
        await pilot.press("j", "r")
        assert "a link starts from a tag: q c b set one here" in status(pilot)
        (claim,) = here.annotations
        assert not claim.links


# What else is known of the passage, on a large screen


async def checked_quote(pilot: Reader) -> None:
    """Tag the first quotation of the article as a quote, and stay on it."""
    await until(pilot, lambda: view(pilot).reading.verdicts)
    await pilot.press("!", "q", "[")
    await answered(pilot)


@pytest.mark.parametrize(("size", "is_large"), [((160, 50), True), ((120, 40), False)])
async def test_a_large_card_shows_the_check_the_links_and_the_codebook(
    size: tuple[int, int], is_large: bool, make: Make
) -> None:
    workspace = make({"article.txt": ARTICLE, "originals/council.txt": TRANSCRIPT})
    workspace.state.suggestions = "off"
    async with reading(workspace, size) as pilot:
        await checked_quote(pilot)
        await pilot.press("V", "r", "escape", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)
        shown = [" ".join(row.strip("▌ ").split()) for row in rows(pilot)]
        assert any(row.startswith("original I have +never+ promised") for row in shown) == is_large
        assert ("codebook quote" in shown and "meaning what someone said, word for word" in shown) == is_large
        assert ("quote check ≠ altered: a negation" in shown) == is_large
        assert "kept on the quote, with a link to the original" in shown or not is_large
        assert not any("were compared" in row for row in shown), "a note for programs"
        await pilot.press("up", "enter")
        await until(pilot, lambda: passage(pilot).startswith("I have never promised"))


async def test_where_a_panel_opens_by_itself_a_large_card_with_the_check_goes_before_it(make: Make) -> None:
    workspace = make({"article.txt": ARTICLE, "originals/council.txt": TRANSCRIPT})
    workspace.state.suggestions = "off"
    async with reading(workspace, (200, 50)) as pilot:
        await checked_quote(pilot)
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).display)
        await until(pilot, lambda: any("altered: a negation" in row for row in rows(pilot)))
        await pilot.press("!")
        await until(pilot, lambda: app(pilot).query(CheckPane) and app(pilot).query_one(CheckPane).display)
        assert not card(pilot).display, "a quotation without a tag has no card"


async def test_a_card_that_gets_the_focus_before_the_cursor_has_rested_is_of_what_is_under_it(here: Workspace) -> None:
    here.state.suggestions = "off"
    async with reading(here, (160, 50)) as pilot:
        await pilot.press("j", "c", "k", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus)
        await pilot.press("escape", "g", "q", "g", "i", "i", "i")
        app(pilot).main_screen.focus_pane(view(pilot))
        typed(pilot, "j", "tab")
        await answered(pilot)
        assert "claim · The ferry is late" in rows(pilot)[0]


# The card of a suggestion


SUGGESTED = "The ferry was late.\n\n“The ferry is late again today,” said Ann Lee.\n"


@pytest.mark.parametrize(
    ("key", "tags", "words"),
    [("enter", ["quote"], "tagged quote · Ann Lee, saved"), ("backspace", [], "dismissed the quote suggestion, saved")],
)
async def test_the_card_of_a_suggestion_says_why_and_decides(key: str, tags: list[str], words: str, make: Make) -> None:
    workspace = make({"a.txt": SUGGESTED})
    async with reading(workspace) as pilot:
        await until(pilot, lambda: app(pilot).session.reading.suggestions)
        await pilot.press("full_stop", "full_stop", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)
        assert rows(pilot)[0].split() == ["quote?", "·", "“The", "ferry", "is", "late", "again", "today,”", "sure"]
        assert [row.strip("▌ ").split()[0] for row in rows(pilot)[1:4]] == ["speaker", "cue", "because"]
        await pilot.press("down", "escape")
        assert view(pilot).has_focus
        await pilot.press("i", key)
        assert words in status(pilot)
        assert [each.tag for each in workspace.annotations] == tags
        assert view(pilot).has_focus


async def test_the_card_follows_from_a_suggestion_to_a_tag(make: Make) -> None:
    workspace = make({"a.txt": SUGGESTED})
    async with reading(workspace, (160, 50)) as pilot:
        await until(pilot, lambda: app(pilot).session.reading.suggestions)
        await pilot.press("c", "full_stop", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)
        app(pilot).main_screen.focus_pane(view(pilot))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "claim ·" in rows(pilot)[0])
        await pilot.press("full_stop", "full_stop")
        await until(pilot, lambda: "quote? ·" in rows(pilot)[0])
        await pilot.press("enter")
        await until(pilot, lambda: "quote ·" in rows(pilot)[0] or "no tag here" in rows(pilot)[0])


async def test_a_choice_takes_several_lines_where_it_does_not_fit_into_one(here: Workspace) -> None:
    async with reading(here, (120, 40)) as pilot:
        await pilot.press("j", "c", "k", "i")
        await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)
        shown = [row.strip("▌ ") for row in rows(pilot)[1:5]]
        assert [row.split("  ")[0].split()[0] for row in shown] == ["rating", "3", "5", "wording"]
        assert " ".join(" ".join(shown[:3]).split()) == "rating 1 open 2 supported 3 disputed 4 refuted 5 unverifiable"
        await pilot.press("tab", *"late", "enter")
        assert rows(pilot)[4].split() == ["▌", "wording", "late"]


async def test_a_letter_lays_out_the_rows_that_it_draws(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []
    lines = CardPane._lines

    def counting(pane: CardPane, form: Any, number: int, width: int) -> Any:
        laid_out.append(number)
        return lines(pane, form, number, width)

    monkeypatch.setattr(CardPane, "_lines", counting)
    async with reading(here, (200, 50)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: "speaker" in rows(pilot)[1])
        laid_out.clear()
        await pilot.press("A")
        assert 0 < len(laid_out) < card(pilot).size.height
