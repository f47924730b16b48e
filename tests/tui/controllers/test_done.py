"""Done: `d` marks a source and goes on to the next that is not; `)` and `(` go there; the list shows and filters it."""

import os

import pytest

from reader.tui.sources.list import SourceList
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, passage, reading, status, until

LATER = 4_000_000_000  # seconds since 1970
SOURCES = {"a.txt": "Alpha here.", "b.txt": "Beta here.", "c.txt": "Gamma here.", "d.txt": b"\xff\xfe\xff"}


@pytest.fixture
def here(make: Make) -> Workspace:
    return make(SOURCES)


def sources(pilot: Reader) -> SourceList:
    return pilot.app.query_one(SourceList)


def row(pilot: Reader, number: int) -> str:
    """Return the line below the title of an entry."""
    lines = [sources(pilot).render_line(y).text.strip(" ▌") for y in range(sources(pilot).size.height)]
    return lines[lines.index(sources(pilot).entries.title(number)) + 1]


async def at(pilot: Reader, words: str) -> None:
    await until(pilot, lambda: passage(pilot) == words)


async def test_a_source_is_done_and_the_next_that_is_not_is_opened(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("d")
        await at(pilot, "Beta here.")
        assert status(pilot).endswith("| done, next: b.txt")
        await until(pilot, lambda: row(pilot, 0).endswith("✓"))
        await pilot.press("J", "d")
        await at(pilot, "Beta here.")
        assert "done, next: b.txt" in status(pilot)
        await pilot.press("d")
        await until(pilot, lambda: "done: no source is left" in status(pilot))
        assert list(Workspace(here.paths).done.marks.mine) == ["a.txt", "c.txt", "b.txt"]


async def test_a_mark_is_taken_back_by_the_same_key_and_by_undo(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("d", "K")
        await at(pilot, "Alpha here.")
        await pilot.press("d")
        assert "no longer done, saved" in status(pilot)
        await until(pilot, lambda: not row(pilot, 0).endswith("✓"))
        await pilot.press("J")
        await at(pilot, "Beta here.")
        await pilot.press("u")
        await at(pilot, "Alpha here.")
        assert "undone: no longer done with a.txt" in status(pilot)
        await until(pilot, lambda: row(pilot, 0).endswith("✓"))


async def test_the_next_and_the_previous_source_that_is_not_done(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("J", "d")
        await at(pilot, "Gamma here.")
        for key, words in (("(", "Alpha here."), (")", "Gamma here."), (")", "Alpha here.")):
            await pilot.press({"(": "left_parenthesis", ")": "right_parenthesis"}[key])
            await at(pilot, words)
        await pilot.press("d", "d")
        await until(pilot, lambda: "done: no source is left" in status(pilot))
        await pilot.press("right_parenthesis")
        assert "all other sources are done" in status(pilot)


async def test_in_the_list_the_selected_source_is_marked(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("tab", "j", "d")
        await until(pilot, lambda: "done, next: c.txt" in status(pilot))
        assert sources(pilot).present == "c.txt"
        assert passage(pilot) == "Alpha here."
        await pilot.press("g", "j", "j", "j", "d")
        await until(pilot, lambda: "d.txt" in status(pilot))
        assert list(here.done.marks.mine) == ["b.txt"], "what cannot be read is not done"


async def test_the_list_is_filtered_by_who_is_done(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("d", "tab", "slash", *"done:")
        assert [sources(pilot)._shown.id(n) for n in range(len(sources(pilot)._shown))] == ["a.txt"]
        await pilot.press(*"no")
        assert len(sources(pilot)._shown) == 3
        await pilot.press("space", "c")
        assert [sources(pilot)._shown.id(n) for n in range(len(sources(pilot)._shown))] == ["c.txt"]


async def test_the_list_tells_how_many_are_done(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("d", "tab")
        await until(pilot, lambda: "1 of 4 sources done" in status(pilot))


async def test_a_source_that_changed_since_says_so(here: Workspace) -> None:
    here.done.toggle(here.article(here.source("a.txt")))
    here.source("a.txt").path.write_text("Alpha has changed.")
    os.utime(here.source("a.txt").path, (LATER, LATER))
    async with reading(here) as pilot:
        await until(pilot, lambda: row(pilot, 0).endswith("changed"))
        await pilot.press("J", "K")
        await at(pilot, "Alpha has changed.")
        await until(pilot, lambda: "it changed after you were done: d marks it done again" in status(pilot))
        await pilot.press("d")
        await until(pilot, lambda: row(pilot, 0).endswith("✓"))


async def test_untagged_text_is_not_looked_for_in_what_is_done(here: Workspace) -> None:
    here.done.toggle(here.article(here.source("b.txt")))
    async with reading(here) as pilot:
        await pilot.press("U")
        await at(pilot, "Gamma here.")
