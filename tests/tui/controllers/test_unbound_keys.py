"""A key that means nothing where it is pressed says so, and every other key goes on as it did."""

import pytest

from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, passage, reading, saved, status


@pytest.mark.parametrize("key", ["Z", "dollar_sign", "й"])
async def test_a_key_without_a_meaning_says_so(key: str, workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press(key)
        assert "does nothing here · ? shows the keys" in status(pilot)
        await pilot.press("j")
        assert "does nothing" not in status(pilot)


async def test_what_has_a_meaning_is_not_answered_so(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        for keys in (["space"], ["q"], ["5", "j"], ["/", "Z", "escape"], ["f", "Z", "escape"], ["i", "Z", "escape"]):
            await pilot.press(*("slash" if key == "/" else key for key in keys))
            assert "does nothing" not in status(pilot), keys


async def test_a_list_has_keys_of_its_own(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("tab", "q")
        assert "q does nothing here" in status(pilot)
        assert saved(workspace) == []


async def test_a_tag_of_one_s_own_has_a_meaning(make: Make) -> None:
    make({"one.txt": "One."}).paths.folder.joinpath("reader.toml").write_text('[[tags]]\nname = "data"\nkey = "Z"\n')
    async with reading(make({"one.txt": "One."})) as pilot:
        await pilot.press("Z")
        assert "tagged data" in status(pilot)
        assert passage(pilot) == "One."
