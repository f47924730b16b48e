"""The ends of a tag: selected with ], moved, then kept or put back; nothing is written before enter."""

from dataclasses import replace

import pytest

from reader.annotation.model.annotation import Annotation, annotate
from reader.text.span import Span
from reader.tui.status import MOVES_START
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, passage, reading, saved, status, typed, until

TEXT = "The ferry is late today. It rained. Nobody came."
FERRY = "The ferry is late today."


@pytest.fixture
def here(make: Make) -> Workspace:
    """Return a workspace with one claim, which has a note, a field and a link."""
    workspace = make({"a.txt": TEXT, "b.txt": "Another."})
    article = workspace.article(workspace.source("a.txt"))
    claim = replace(
        annotate(article, Span(0, len(FERRY)), "claim", note="see p. 4", creator=workspace.annotations.creator),
        fields={"rating": "open"},
        links={"x": {"type": "evidence", "to": {"url": "https://example.org"}}},
    )
    workspace.annotations.add([claim], "imported")
    return workspace


def the_claim(workspace: Workspace) -> Annotation:
    (claim,) = workspace.annotations
    return claim


async def select(pilot: Reader, *keys: str) -> None:
    """Select the tag itself, from the sentence after it."""
    await pilot.press("j", "left_square_bracket", *keys)


async def test_enter_keeps_the_new_ends_and_all_else_stays(here: Workspace) -> None:
    before = the_claim(here)
    async with reading(here) as pilot:
        await select(pilot)
        assert status(pilot) == (
            "claim selected “see p. 4” · open · 1 evidence | l h move its end · enter keeps · esc puts back"
        )
        await pilot.press("h", "h", "shift+left", "o", "l")
        assert passage(pilot) == "ferry is lat"
        assert status(pilot).endswith("moving its start “see p. 4” · open · 1 evidence | " + MOVES_START)
        assert the_claim(here) == before, "nothing is written before enter"
        await pilot.press("enter")
        assert "claim has new ends, saved" in status(pilot)
        after = the_claim(here)
        assert (after.exact, after.prefix, after.revision) == ("ferry is lat", "The ", before.revision + 1)
        kept = ("id", "note", "fields", "links", "created", "creator", "tag", "digest")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
        await pilot.press("l", "enter")
        assert the_claim(here).exact == "ferry is late", "it stays selected"
        await pilot.press("u", "u")
        await until(pilot, lambda: saved(here) == [("claim", FERRY)])


async def test_escape_puts_the_ends_back_before_it_clears_a_search(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("slash", *"late", "enter", "j")
        await pilot.press("left_square_bracket", "h", "escape")
        assert passage(pilot) == FERRY
        assert "claim selected" in status(pilot)
        await pilot.press("escape", "escape")
        assert status(pilot).startswith("sentence 1 of 3")
        assert saved(here) == [("claim", FERRY)]


async def test_a_tag_key_tags_the_new_passage_instead(here: Workspace) -> None:
    async with reading(here) as pilot:
        await select(pilot, "h", "h", "q")
        assert "tagged quote, saved" in status(pilot)
        assert sorted(saved(here)) == [("claim", FERRY), ("quote", "The ferry is late")]


async def test_whoever_goes_on_without_enter_is_reported(here: Workspace) -> None:
    async with reading(here) as pilot:
        await select(pilot, "h", "j")
        assert "the tag kept its old ends: enter keeps new ones" in status(pilot)
        assert saved(here) == [("claim", FERRY)]


async def test_another_person_s_tag_is_refused_with_the_way_out(here: Workspace) -> None:
    here.annotations.take_over([replace(the_claim(here), creator="Bob")], "imported", {})
    async with reading(here) as pilot:
        await select(pilot)
        assert status(pilot).startswith("claim of Bob selected")
        assert status(pilot).endswith("q c b tag it as your own")
        await pilot.press("h", "h", "enter")
        assert "this claim is Bob's: q c b tag the passage as your own" in status(pilot)
        await pilot.press("c")
        assert sorted(saved(here)) == [("claim", "The ferry is late"), ("claim", FERRY)]


async def test_a_passage_that_has_the_same_tag_already_is_refused(here: Workspace) -> None:
    here.tag(here.article(here.source("a.txt")), Span(0, len("The ferry is late")), "claim")
    async with reading(here) as pilot:
        await pilot.press("j", "left_square_bracket")
        held = app(pilot).session.reading.held
        assert held
        await pilot.press(*("h", "h") if held.exact == FERRY else ("l", "shift+right"), "enter")
        assert "you have tagged this passage claim already: esc puts the ends back" in status(pilot)
        assert len(saved(here)) == 2


async def test_a_tag_that_is_moved_elsewhere_meanwhile_is_not_moved_again(here: Workspace) -> None:
    async with reading(here) as pilot:
        await select(pilot, "h")
        article = here.article(here.source("a.txt"))
        step = here.annotations.move_ends(the_claim(here), article, Span(4, len(FERRY)))
        app(pilot).main_screen.article.change_annotations([(the_claim(here).id, step.changes[0].after)])
        await pilot.press("enter")
        assert "another program moved this claim" in status(pilot)
        assert the_claim(here).exact == FERRY[4:]


async def test_keys_of_one_burst_move_the_end_and_keep_it(here: Workspace) -> None:
    async with reading(here) as pilot:
        typed(pilot, "j", "left_square_bracket", "h", "h", "h", "enter")
        await until(pilot, lambda: saved(here) == [("claim", "The ferry is")])


async def test_where_no_end_was_moved_enter_is_for_suggestions(here: Workspace) -> None:
    async with reading(here) as pilot:
        await select(pilot, "enter")
        assert "no suggestion here" in status(pilot)
