"""`A` accepts all sure suggestions of a kind; again, of all kinds in the article; again, in all sources, which asks."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.tui.screens.question import Question
from reader.workspace.accept_service import AcceptService
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, no_burst, passage, reading, saved, status, until

QUOTED = "“We found cracks in two of the pillars,” said Mara Lind, who leads the town's works office."
CLAIM = "The bridge was built in 1962 and carries 9,000 cars a day."
ONE = f"The bridge is closed\n\n{QUOTED}\n\n{CLAIM}\n"
TWO = f"Another title here\n\n{CLAIM.replace('1962', '1971')}\n\nNothing else is here, and nobody minds.\n"


@pytest.fixture
def bridges(make: Make) -> Workspace:
    return make(
        {"a.txt": ONE, "b.txt": TWO, "c.txt": "Nothing is to be seen here, and nobody minds.\n", "d-Note.txt": b"\xff"}
    )


async def suggested(pilot: Reader) -> None:
    await until(pilot, lambda: app(pilot).suggestions.state.pending)
    await until(pilot, lambda: not app(pilot).suggestions._is_stale)


def kinds(workspace: Workspace) -> list[str]:
    return sorted(tag for tag, _ in saved(workspace))


async def test_each_time_it_reaches_further(bridges: Workspace) -> None:
    async with reading(bridges) as pilot:
        await suggested(pilot)
        await pilot.press("full_stop", "A")
        assert set(kinds(bridges)) == {"claim"}
        assert "passages as claim, saved · u undoes · A 1 more" in status(pilot)
        await pilot.press("A")
        assert set(kinds(bridges)) == {"claim", "quote"}
        assert status(pilot).endswith("saved · u undoes · A all sources")
        await pilot.press("A")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        question = pilot.app.screen
        assert isinstance(question, Question)
        await pilot.press("enter")
        await until(pilot, lambda: "accepted 1 in 1 source, saved; u undoes all" in status(pilot))
        everything = kinds(bridges)
        await pilot.press("u")
        await until(pilot, lambda: len(kinds(bridges)) == len(everything) - 1)
        await pilot.press("u")
        await until(pilot, lambda: set(kinds(bridges)) == {"claim"})
        await pilot.press("u")
        await until(pilot, lambda: kinds(bridges) == [])


async def test_after_an_undo_or_a_move_it_begins_again(bridges: Workspace) -> None:
    async with reading(bridges) as pilot:
        await suggested(pilot)
        await pilot.press("full_stop", "A", "u", "comma", "full_stop", "A")
        await until(pilot, lambda: set(kinds(bridges)) == {"claim"})


async def test_where_nothing_is_suggested_it_says_what_the_next_press_does(bridges: Workspace) -> None:
    async with reading(bridges) as pilot:
        await suggested(pilot)
        assert passage(pilot) == "The bridge is closed"
        await pilot.press("A")
        assert "no suggestion here · A accepts all 3 in this article" in status(pilot)
        await pilot.press("A")
        assert set(kinds(bridges)) == {"claim", "quote"}


async def test_a_single_remaining_suggestion_is_not_called_all(bridges: Workspace) -> None:
    async with reading(bridges) as pilot:
        await suggested(pilot)
        await pilot.press("full_stop", "enter", "enter", "g", "A")
        assert "no suggestion here · A accepts 1 in this article" in status(pilot)


async def test_what_is_done_is_left_out_and_escape_changes_nothing(bridges: Workspace) -> None:
    bridges.done.toggle(bridges.article(bridges.source("b.txt")))
    async with reading(bridges) as pilot:
        await suggested(pilot)
        next(
            each for each in app(pilot).palette_actions() if "in all sources" in each.label and "accept" in each.label
        ).run()
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)

        def texts() -> str:
            return " ".join(str(each.render()) for each in pilot.app.screen.query("Static"))

        await until(pilot, lambda: "accept 3 in 1 source" in texts())
        assert "Not in 1 source that is done" in texts() and "Not read: d-Note.txt." in texts()
        await pilot.press("escape")
        assert kinds(bridges) == []


async def test_the_speakers_that_are_sure_are_taken(bridges: Workspace) -> None:
    async with reading(bridges) as pilot:
        await suggested(pilot)
        await pilot.press("A", "A")
        (quote,) = [each for each in bridges.annotations if each.tag == "quote"]
        assert "speaker" in quote.fields


async def test_escape_stops_looking_in_all_sources(bridges: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(_self: AcceptService, ids: Sequence[str]) -> Iterator[None]:
        for _ in ids:
            yield None
            go_on.wait(5)

    monkeypatch.setattr(AcceptService, "find", slow)
    async with reading(bridges) as pilot:
        await suggested(pilot)
        await pilot.press("A", "A", "A")
        await until(pilot, lambda: "looking for sure suggestions" in status(pilot))
        await pilot.press("A")
        assert "esc stops" in status(pilot)
        await pilot.press("escape")
        assert "stopped: nothing was accepted" in status(pilot)
        go_on.set()
        await pilot.pause(0.05)
        assert not isinstance(pilot.app.screen, Question)


async def test_one_file_alone_has_no_other_sources(tmp_path: Path) -> None:
    for name, text in (("a.txt", ONE), ("b.txt", TWO)):
        (tmp_path / name).write_text(text)
    workspace = Workspace(locate_workspace(tmp_path / "a.txt"))
    async with reading(workspace) as pilot:
        await suggested(pilot)
        await pilot.press("A", "A", "A")
        assert status(pilot).endswith("no sure suggestion left")
        assert not any("suggestions in all sources" in each.label for each in app(pilot).palette_actions())
