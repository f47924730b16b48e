"""The status line: a failure stays there, whole and in no other place, until `esc` or the next message."""

from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import answered, app, reading, status, until

LONG = "annotations.json: it is not JSON in line 1. The file was left as it is: reader repair shows what can be saved"


def rows(bar: StatusBar) -> list[str]:
    return [bar.render_line(y).text.strip() for y in range(bar.size.height)]


async def test_a_failure_stays_in_the_status_line_alone(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        bar = pilot.app.query_one(StatusBar)
        app(pilot).status.fail(LONG)
        await pilot.press("j", "k", "j")
        await until(pilot, lambda: bar.size.height == 2)
        assert " ".join(rows(bar)) == LONG
        assert not pilot.app._notifications
        await pilot.resize_terminal(160, 24)
        await until(pilot, lambda: bar.size.height == 1 and LONG in rows(bar)[0])
        await pilot.press("escape")
        assert LONG not in status(pilot)
        app(pilot).status.fail("the disk is full")
        app(pilot).status.set_status("saved again")
        await pilot.press("k")
        assert "disk" not in status(pilot), "it is solved"


async def test_a_failure_that_lasts_comes_back_until_it_is_solved(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        said = app(pilot).status
        said.fail("the file is damaged: `reader repair` mends it", lasts=True)
        assert "damaged: reader repair mends it" in status(pilot), "without marks that only a page needs"
        await pilot.press("k")
        assert "damaged" in status(pilot), "that there is no sentence before the first matters less"
        said.set_status("tagged quote, saved")
        assert "damaged" not in status(pilot)
        await pilot.press("j")
        assert "damaged" in status(pilot)
        said.solve("the file is damaged: `reader repair` mends it")
        assert "damaged" not in status(pilot)
        said.fail("the disk is full", lasts=True)
        await pilot.press("escape", "k", "j")
        assert "disk" not in status(pilot)


async def test_escape_closes_what_stands_over_the_panes(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        app(pilot).status.toast("reader.toml:3: an odd key")
        await until(pilot, lambda: pilot.app._notifications)
        await pilot.press("escape")
        await answered(pilot)
        assert not pilot.app._notifications


async def test_a_dialog_with_a_place_for_messages_shows_the_failure_itself(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("E")
        app(pilot).status.fail("no\x1b way")
        assert getattr(pilot.app.screen, "message", "") == "no␛ way"
        assert "way" not in status(pilot)
