"""The startup gate without a screen: nothing is painted, and no work is done, before the start is over."""

from collections.abc import AsyncIterator

import pytest
from textual.app import App
from textual.pilot import Pilot

from reader.tui.startup.gate import LATER, StartupGate


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    async with App[None]().run_test() as pilot:
        yield pilot


async def test_work_waits_for_the_end_of_the_start_and_keeps_its_order(pilot: Pilot[None]) -> None:
    gate, done = StartupGate(pilot.app), list[str]()
    gate.after_start(lambda: done.append("first"))
    gate.after_start(lambda: done.append("second"))
    await pilot.pause(2 * LATER)
    assert done == []
    gate.open()
    gate.let_keys_in()
    assert done == [], "not in the way of the first key"
    await pilot.pause(4 * LATER)
    assert done == ["first", "second"]


async def test_after_the_start_work_is_done_at_once(pilot: Pilot[None]) -> None:
    gate, done = StartupGate(pilot.app), list[str]()
    gate.open()
    gate.let_keys_in()
    await pilot.pause(4 * LATER)
    gate.after_start(lambda: done.append("now"))
    assert done == ["now"]
