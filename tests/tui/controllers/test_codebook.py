"""The codebook: a tag is chosen by its name, for the passage or for the tags of a list, as if it had a key."""

from pathlib import Path

import pytest

from reader.settings import load_settings
from reader.settings.keymap import Keymap
from reader.tui.screens.chooser import ChoiceFoot, ChoiceList, Chooser
from reader.tui.widgets.footer import footer
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, answered, app, no_burst, passage, reading, status, typed, until

NESTED = """
[[tags]]
name = "claim/number"
meaning = "a figure that can be looked up"
when = "It has a unit."

[[tags]]
name = "claim/old"
retired = true
"""


@pytest.fixture
def workspace(make: Make, tmp_path: Path) -> Workspace:
    (tmp_path / "reader.toml").write_text(NESTED)
    made = make({"one.txt": "Forty boats came. Ten left. It rained."})
    made.state.suggestions = "off"
    return made


def rows(pilot: Reader) -> list[str]:
    found = app(pilot).screen.query_one(ChoiceList)
    return [" ".join(found.render_line(y).text.strip("▌ ").split()) for y in range(found.count)]


async def opened(pilot: Reader) -> None:
    await pilot.press("#")
    await until(pilot, lambda: isinstance(app(pilot).screen, Chooser))


async def test_a_tag_without_a_key_is_chosen_by_the_beginning_of_a_part(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        typed(pilot, "number_sign", *"num", "enter")
        await until(pilot, lambda: "tagged claim/number, saved" in status(pilot))
        assert passage(pilot) == "Ten left.", "the cursor goes on as after a key"
        await opened(pilot)
        assert rows(pilot) == [
            "c claim/number a figure that can be looked up 1",
            "q quote what someone said, word for word",
            "c claim an assertion that can be checked",
            "b boilerplate page text that is not part of the article",
        ]
        foot = app(pilot).screen.query_one(ChoiceFoot)
        assert [foot.render_line(y).text.split() for y in range(2)][1] == ["when", "It", "has", "a", "unit."]
        await pilot.press("escape", "u")
        await until(pilot, lambda: not workspace.annotations)
    assert workspace.state.typed["chosen tag"] == ["claim/number"], "for the next start"


async def test_why_a_retired_tag_is_not_offered_is_said_where_its_name_is_typed(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await opened(pilot)
        await pilot.press(*"old")
        assert rows(pilot)[-1] == "claim/old is retired and no longer offered"
        await pilot.press("end", "enter")
        assert not workspace.annotations


async def test_in_the_list_of_tags_it_changes_the_tags(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c", "T", "*")
        await opened(pilot)
        assert "change 2 tags to" in str(app(pilot).screen.query("DialogBox").first().border_title)
        await pilot.press(*"num")
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "changed 2 tags to claim/number" in status(pilot))
        assert {each.tag for each in workspace.annotations} == {"claim/number"}
        await pilot.press("/", *"zz", "enter", "#")
        await answered(pilot)
        assert "no tag here to change" in status(pilot)


def test_the_key_bar_shows_its_key_where_a_tag_has_none_and_a_tag_may_have_the_key(tmp_path: Path) -> None:
    def shown(toml: str) -> list[str]:
        (tmp_path / "reader.toml").write_text(toml)
        settings = load_settings(tmp_path / "reader.toml")
        assert not settings.problems
        return [key.shown_names[0] for key in footer(Keymap(settings.tags, settings.keys), "article", is_narrow=True)]

    assert shown("")[:4] == ["q", "c", "b", "tab"]
    assert shown(NESTED)[:5] == ["q", "c", "b", "#", "tab"]
    assert shown(NESTED + '[[tags]]\nname = "place"\nkey = "#"')[:5] == ["q", "c", "b", "#", "tab"]
