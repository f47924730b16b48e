"""Counts: 4 to 9 begin one, and the motion that follows is repeated. Nothing is tagged or removed more often."""

from pathlib import Path

import pytest

from reader.tui.sources.list import SourceList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import LONG, Make, Reader, app, passage, reading, saved, status, until, view


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"long.txt": LONG, **{f"{n}.txt": f"Source {n}." for n in range(8)}})


async def at_long(pilot: Reader) -> None:
    app(pilot).opening.open_named("long.txt")
    await until(pilot, lambda: passage(pilot).startswith("Paragraph 0"))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("5 j", "And more."),
        ("4 2 j", "Paragraph 21 "),
        ("6 } 4 {", "Paragraph 2 "),
        ("9 9 9 9 j 4 k", "And more."),  # as far as it goes
        ("5 escape j", "And more."),
        ("5 2 backspace j", "And more."),
        ("5 w", "words"),
        ("5 g", "Paragraph 0"),  # what has no use for a count forgets it
    ],
)
async def test_a_motion_is_repeated(here: Workspace, keys: str, words: str) -> None:
    async with reading(here) as pilot:
        await at_long(pilot)
        await pilot.press(*keys.split())
        assert passage(pilot).startswith(words)
        assert saved(here) == []


async def test_ends_are_moved_by_a_count(here: Workspace) -> None:
    async with reading(here) as pilot:
        await at_long(pilot)
        await pilot.press("4", "l")
        assert passage(pilot) == "Paragraph 0 has some words in it. And more.\n\nParagraph 1"
        await pilot.press("5", "h")
        assert passage(pilot) == "Paragraph 0 has some words in"


async def test_the_count_is_shown_until_it_is_forgotten(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("4", "0")
        assert "| 40 times: " in status(pilot)
        await pilot.press("backspace", "backspace")
        assert status(pilot).endswith("| ")
        await pilot.press("7")
        assert app(pilot).counts.pending == 7
        await pilot.press("tab")
        assert app(pilot).counts.pending == 0, "it was meant for the other pane"


@pytest.mark.parametrize(("keys", "tags"), [("5 q", 1), ("5 2 q", 1), ("1", 1), ("5 x", 0), ("q K 5 x", 0), ("5 u", 0)])
async def test_nothing_is_tagged_or_removed_more_often(here: Workspace, keys: str, tags: int) -> None:
    async with reading(here) as pilot:
        await at_long(pilot)
        await pilot.press(*keys.split())
        assert len(saved(here)) in (tags, 1)
        assert len(saved(here)) == tags or keys == "q K 5 x"


async def test_a_digit_that_is_a_tag_of_ones_own_stays_that_tag(tmp_path: Path, make: Make) -> None:
    make({"long.txt": LONG})
    (tmp_path / "reader.toml").write_text('[[tags]]\nname = "story"\nkey = "z"\n')
    workspace = Workspace(locate_workspace(tmp_path))
    async with reading(workspace) as pilot:
        await pilot.press("4", "5", "j")
        assert [tag for tag, _ in saved(workspace)] == ["story"]
        assert passage(pilot).startswith("Paragraph 3")


async def test_sources_and_lists_are_counted_too(here: Workspace) -> None:
    async with reading(here) as pilot:
        await until(pilot, lambda: len(pilot.app.query_one(SourceList).entries) == 9)
        await pilot.press("4", "J")
        await until(pilot, lambda: passage(pilot) == "Source 4.")
        await pilot.press("9", "K")
        await until(pilot, lambda: passage(pilot) == "Source 0.")
        await pilot.press("5", "right_parenthesis")
        await until(pilot, lambda: passage(pilot) == "Source 5.")
        await pilot.press("tab", "4", "k")
        assert pilot.app.query_one(SourceList).present == "1.txt"


async def test_several_jumps_lead_back_at_once(here: Workspace) -> None:
    async with reading(here) as pilot:
        await at_long(pilot)
        for _ in range(6):
            await pilot.press("c", "j")
        await pilot.press("g", "4", "right_square_bracket")
        await until(pilot, lambda: passage(pilot).startswith("Paragraph 4"))
        await pilot.press("apostrophe")
        await until(pilot, lambda: passage(pilot).startswith("Paragraph 0"))


async def test_in_the_claims_digits_rate(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("c", "K", "C", "4")
        await until(pilot, lambda: here.annotations[0].fields.get("rating") == "refuted")
        assert view(pilot) is not None
