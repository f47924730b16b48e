"""Every match: `*` after a search chooses them, again in all sources; a tag's key tags them as one step."""

import pytest

from reader.tui.controllers.matches import _tags
from reader.tui.screens.question import Question
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, reading, saved, screen_rows, status, typed, until

FERRIES = "One ferry here.\n\nTwo ferries there.\n\nThe Ferry is last.\n"
OFFER = "3 matches chosen in this article | q c b tag all · * in all 3 sources: 4"


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"a.txt": FERRIES, "b.md": "# Boats\n\nThe **fer**ry. No boat.\n", "c.txt": b"\xff\xfe\xff"})


async def search(pilot: Reader, words: str = "ferr") -> None:
    await pilot.press("slash", *words, "enter")
    await until(pilot, lambda: "of 3" in status(pilot))


async def test_all_matches_in_the_article_are_tagged_as_one_step(here: Workspace) -> None:
    async with reading(here) as pilot:
        await search(pilot)
        await pilot.press("asterisk")
        await until(pilot, lambda: status(pilot) == OFFER)
        assert [key.brief for key in pilot.app.query_one(KeyBar).keys][-3:] == ["in all", "leave", "keys"]
        await pilot.press("c")
        assert "tagged 3 claims, saved; u undoes all" in status(pilot)
        assert saved(here) == [("claim", "ferr"), ("claim", "ferr"), ("claim", "Ferr")]
        await pilot.press("asterisk", "c")
        assert status(pilot).endswith("nothing tagged · 3 were already tagged")
        await pilot.press("u")
        await until(pilot, lambda: saved(here) == [])


async def test_again_it_is_all_sources_which_asks_with_the_number_first(here: Workspace) -> None:
    async with reading(here) as pilot:
        await search(pilot)
        await pilot.press("asterisk", "asterisk")
        await until(pilot, lambda: "4 matches chosen in 2 sources" in status(pilot))
        assert status(pilot).endswith("| q c b tag all · not searched: c.txt")
        assert [key.brief for key in pilot.app.query_one(KeyBar).keys][-2:] == ["leave", "keys"]
        assert "in all" not in [key.brief for key in pilot.app.query_one(KeyBar).keys]
        await pilot.press("b")
        assert isinstance(app(pilot).screen, Question)
        assert saved(here) == []
        await pilot.press("enter")
        await until(pilot, lambda: "tagged 4 passages as boilerplate, saved; u undoes all" in status(pilot))
        assert len(saved(here)) == 4
        await pilot.press("u")
        await until(pilot, lambda: saved(here) == [])


async def test_keys_of_one_burst_wait_for_the_search_of_all_sources(here: Workspace) -> None:
    async with reading(here) as pilot:
        typed(pilot, "slash", *"ferr", "enter", "asterisk", "asterisk", "c")
        await until(pilot, lambda: isinstance(app(pilot).screen, Question))
        await pilot.press("escape")
        assert "4 matches chosen in 2 sources" in status(pilot)


async def test_chosen_matches_stand_out_until_the_cursor_moves_or_escape(here: Workspace) -> None:
    async with reading(here) as pilot:
        await search(pilot)
        reading_ = app(pilot).session.reading
        for key in ("j", "n", "escape"):
            await pilot.press("asterisk")
            assert reading_.chosen == 3
            await pilot.press(key)
            assert reading_.chosen == 0
        assert "chosen" not in status(pilot)
        await pilot.press("c")
        assert len(saved(here)) == 1
        assert any("Two ferries" in row for row in screen_rows(pilot))


async def test_it_searches_for_the_last_words_in_another_article(here: Workspace) -> None:
    async with reading(here) as pilot:
        await search(pilot)
        await pilot.press("escape", "J")
        await until(pilot, lambda: "Boats" in screen_rows(pilot)[0])
        await pilot.press("asterisk")
        await until(pilot, lambda: "1 match chosen in this article" in status(pilot))


@pytest.mark.parametrize(
    ("keys", "message"),
    [(("asterisk",), "nothing searched for yet: press /"), (("slash", *"zebra", "enter", "asterisk"), "not found")],
)
async def test_without_matches_there_is_nothing_to_choose(keys: tuple[str, ...], message: str, here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: message in status(pilot))
        assert app(pilot).session.reading.chosen == 0


async def test_a_source_that_changed_meanwhile_is_named(here: Workspace) -> None:
    async with reading(here) as pilot:
        await search(pilot)
        await pilot.press("asterisk", "asterisk")
        await until(pilot, lambda: "in 2 sources" in status(pilot))
        here.source("b.md").path.write_text("A ferry.")
        await pilot.press("c", "enter")
        await until(pilot, lambda: "tagged 3 claims, saved" in status(pilot))
        assert status(pilot).endswith("not in b.md, which changed: search again")


@pytest.mark.parametrize(
    ("number", "tag", "words"),
    [(1, "claim", "1 claim"), (1400, "quote", "1,400 quotes"), (2, "boilerplate", "2 passages as boilerplate")],
)
def test_a_number_of_tags_in_words(number: int, tag: str, words: str) -> None:
    assert _tags(number, tag) == words
