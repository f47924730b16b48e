"""The third pane opens by itself from 200 columns on, if it has something to say, and takes neither focus nor place."""

from pathlib import Path

import pytest

from reader.tui.sources.list import SourceList
from reader.tui.widgets.card_pane import CardPane
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, answered, app, reading, status, until, view

WIDE = (200, 24)


def card(pilot: Reader) -> bool:
    """Whether the card is in sight."""
    return any(pane.display for pane in pilot.app.query(CardPane))


async def tagged(pilot: Reader) -> None:
    await pilot.press("j", "c", "k")
    await answered(pilot)


async def test_the_card_of_a_tag_opens_by_itself_and_moves_nothing(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await tagged(pilot)
        await until(pilot, lambda: card(pilot))
        assert view(pilot).has_focus
        place = view(pilot).region
        await pilot.press("g")
        await until(pilot, lambda: not card(pilot))
        assert view(pilot).region == place, "a text without anything to say keeps its place"
        await pilot.press("]")
        await until(pilot, lambda: card(pilot))
        await pilot.press("tab")
        assert pilot.app.query_one(SourceList).has_focus, "keys go where they went before"


async def test_it_stays_closed_once_somebody_closed_it_and_opens_again_by_its_key(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await tagged(pilot)
        await until(pilot, lambda: card(pilot))
        await pilot.press("i", "escape", "g", "]")
        await answered(pilot)
        assert (card(pilot), workspace.state.choices.get("side panel")) == (False, "closed")
        await pilot.press("i")
        await until(pilot, lambda: card(pilot))
        assert "side panel" not in workspace.state.choices


async def test_a_card_that_was_filled_in_stays_open_and_follows_again(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await tagged(pilot)
        await pilot.press("i", "2", "enter", "escape")
        await answered(pilot)
        assert (card(pilot), view(pilot).has_focus) == (True, True)
        await pilot.press("g")
        await until(pilot, lambda: not card(pilot))


async def test_a_tag_of_which_there_is_nothing_to_say_opens_no_card(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await pilot.press("j", "c", "b", "k", "k")
        await answered(pilot)
        await until(pilot, lambda: card(pilot))
        await pilot.press("j")
        await until(pilot, lambda: not card(pilot))
        assert status(pilot).startswith("sentence 3 of 6 · boilerplate")


async def test_a_list_that_a_key_opened_keeps_its_place(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await tagged(pilot)
        await until(pilot, lambda: card(pilot))
        await pilot.press("T", "tab")
        await answered(pilot)
        assert (card(pilot), app(pilot).screen.side.place) == (False, "tags")  # type: ignore[attr-defined]
        await pilot.press("T", "T")
        await until(pilot, lambda: card(pilot))


async def test_on_a_smaller_screen_it_goes(workspace: Workspace) -> None:
    async with reading(workspace, WIDE) as pilot:
        await tagged(pilot)
        await until(pilot, lambda: card(pilot))
        await pilot.resize_terminal(160, 24)
        await until(pilot, lambda: not card(pilot))


@pytest.mark.parametrize("size", [(199, 24), WIDE])
async def test_it_does_not_where_there_is_less_room_or_a_setting_says_so(
    size: tuple[int, int], make: Make, tmp_path: Path
) -> None:
    if size == WIDE:
        (tmp_path / "reader.toml").write_text('side_panel = "key"')
    workspace = make({"one.txt": "One is here. Two is there."})
    async with reading(Workspace(workspace.paths), size) as pilot:
        await tagged(pilot)
        await pilot.pause(0.15)
        assert not card(pilot)
