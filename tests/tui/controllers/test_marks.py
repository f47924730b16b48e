"""`m` marks a place, and `M` lists the marks of all sources."""

import pytest

from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, passage, reading, row_of_cursor, screen_rows, status, until

SOURCES = {"a.txt": "A title here\n\nFirst here. Second here.\n", "b.txt": "Beta is here. More of it.\n"}


@pytest.fixture
def here(make: Make) -> Workspace:
    return make(SOURCES)


def gutter(pilot: Reader) -> str:
    return screen_rows(pilot)[row_of_cursor(pilot)][:7]


def listed(pilot: Reader) -> list[str]:
    (pane,) = pilot.app.query("MarkList")
    rows = [pane.render_line(y).text.strip(" ▌") for y in range(pane.size.height)]
    return [row for row in rows if row]


async def test_a_place_is_marked_and_the_mark_taken_back(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("j", "m")
        assert "marked, saved · M lists the marks" in status(pilot)
        await until(pilot, lambda: gutter(pilot).rstrip().endswith("m"))
        await pilot.press("m")
        assert "mark removed, saved" in status(pilot)
        assert not gutter(pilot).rstrip().endswith("m")
        assert here.marks.stored == []


async def test_the_mark_gives_way_to_what_a_tag_tells(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("j", "m", "c", "a", *"note", "enter", "k")
        assert "m" not in gutter(pilot)
        assert "*" in gutter(pilot)


async def test_all_marks_are_listed_visited_and_removed(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("j", "j", "m", "J")
        await until(pilot, lambda: passage(pilot) == "Beta is here.")
        await pilot.press("m", "M")
        await until(pilot, lambda: len(listed(pilot)) == 3)
        assert listed(pilot)[0].startswith("marks of all sources · 2")
        assert [row.split("  ")[0] for row in listed(pilot)[1:]] == ["Second here.", "Beta is here."]
        assert listed(pilot)[1].endswith("A title here")
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot) == "Second here.")
        await pilot.press("M", "slash", *"beta", "enter")
        await until(pilot, lambda: listed(pilot)[0].startswith("marks of all sources · 1 of 2"))
        await pilot.press("x")
        await until(pilot, lambda: "removed the mark on “Beta is here.”, saved" in status(pilot))
        assert [each.source for each in here.marks.stored] == ["a.txt"]
        await pilot.press("escape", "escape")
        await pilot.press("M")
        await until(pilot, lambda: len(listed(pilot)) == 2)
        await pilot.press("M")
        assert not any(pane.display for pane in pilot.app.query("MarkList"))


async def test_a_mark_is_shown_at_the_next_start(here: Workspace) -> None:
    here.marks.toggle(here.article(here.source("a.txt")), here.article(here.source("a.txt")).whole)
    async with reading(here) as pilot:
        await until(pilot, lambda: gutter(pilot).rstrip().endswith("m"))


async def test_a_passage_of_markdown_is_called_by_what_is_shown_of_it(make: Make) -> None:
    async with reading(make({"a.md": "1\\. The **ferry** is late.\n"})) as pilot:
        await pilot.press("m", "M")
        await until(pilot, lambda: listed(pilot)[1:2] and listed(pilot)[1].startswith("1. The ferry is late."))
        await pilot.press("x")
        await until(pilot, lambda: "removed the mark on “1. The ferry is late.”, saved" in status(pilot))
        await pilot.press("escape", "c", "k", "r")
        assert "link from “1. The ferry is late.”" in status(pilot)
        await pilot.press("escape", "i")
        (pane,) = pilot.app.query("CardPane")
        await until(pilot, lambda: "claim · 1. The ferry is late." in pane.render_line(0).text)
