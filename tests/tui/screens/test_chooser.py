"""Lists to choose from by typing: what is typed narrows them at once, and `enter` takes what belongs to the words."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.app import App
from textual.pilot import Pilot

from reader.tui.screens.chooser import ChoiceList, Chooser, ChooserItem
from reader.tui.screens.help import Help
from reader.workspace.workspace import Workspace
from tests.support.under_test import reading, status, typed, until

FRUITS = ("apple", "banana", "cherry")


def matching(words: str) -> Sequence[ChooserItem[str]]:
    return [
        ChooserItem(each, f"a {each}", lead=each[0], is_current=each == "banana") for each in FRUITS if words in each
    ]


@asynccontextmanager
async def fruits(workspace: Workspace) -> AsyncIterator[tuple[Pilot[None], list[str | None], list[str]]]:
    async with reading(workspace) as pilot:
        taken, moved = list[str | None](), list[str]()
        chooser = Chooser("fruits", "which one?", matching, keys="enter take", lead=3)
        chooser.moved.subscribe(moved.append)
        await pilot.app.push_screen(chooser, taken.append)
        yield pilot, taken, moved


def lines(app: App[None]) -> list[str]:
    found = app.screen.query_one(ChoiceList)
    return [found.render_line(y).text.rstrip() for y in range(found.count)]


async def test_the_present_one_is_marked_and_selected_and_each_move_is_told(workspace: Workspace) -> None:
    async with fruits(workspace) as (pilot, taken, moved):
        assert lines(pilot.app) == [" a  a apple", "▌b  [a banana]", " c  a cherry"]
        await pilot.press("down", "down", "up", "pageup")
        assert moved == ["cherry", "banana", "apple"]
        await pilot.press("enter")
        assert taken == ["apple"]


async def test_enter_takes_what_belongs_to_the_words_however_fast_they_come(workspace: Workspace) -> None:
    async with fruits(workspace) as (pilot, taken, _moved):
        typed(pilot, *"chx", "left", "delete", "e", "enter")
        await until(pilot, lambda: taken == ["cherry"])


async def test_words_without_an_answer_take_nothing(workspace: Workspace) -> None:
    async with fruits(workspace) as (pilot, taken, _moved):
        await pilot.press(*"zz", "enter")
        assert isinstance(pilot.app.screen, Chooser)
        await pilot.press("escape")
        assert taken == [None]


async def test_the_palette_runs_what_was_named(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("colon", *"help", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))


async def test_who_wants_a_new_tag_is_told_where_to_write_it(workspace: Workspace) -> None:
    settings = workspace.paths.folder / "reader.toml"
    async with reading(workspace, (200, 24)) as pilot:
        await pilot.press("colon", *"new tag", "enter")
        await until(pilot, lambda: f"no {settings} yet: write it" in status(pilot))
        settings.write_text("measure = 60\n")
        await pilot.press("colon", *"config", "enter")
        await until(pilot, lambda: f"settings of this workspace: {settings}" in status(pilot))
