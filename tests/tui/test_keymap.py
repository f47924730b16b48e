"""Keys and tags of one's own: they work, and the screen shows them as they are now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.settings import TAGS
from reader.settings.keymap import Keymap
from reader.tui.app import ReaderApp
from reader.tui.screens.help import Help
from reader.tui.sources.list import SourceList
from reader.tui.widgets.footer import footer
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.tag_list import TagList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, app, passage, reading, saved, screen_rows, status, until, view


def shown(pilot: Reader) -> str:
    """The footer."""
    line = pilot.app.screen.query_one(KeyBar)
    return "".join(segment.text for segment in line.render_line(0))


@pytest.fixture
def with_settings(workspace: Workspace) -> Callable[[str], Workspace]:
    def again(text: str) -> Workspace:
        (workspace.paths.folder / "reader.toml").write_text(text)
        return Workspace(locate_workspace(workspace.paths.folder))

    return again


def test_a_letter_with_alt_is_told_apart_from_esc_and_a_letter_once_it_is_bound(
    with_settings: Callable[[str], Workspace],
) -> None:
    assert ReaderApp(with_settings('[keys]\nhelp = ["alt+h", "H"]\nnext-block = "alt+n"\n')).alt_keys == {"h", "n"}
    assert ReaderApp(with_settings("")).alt_keys == frozenset()


async def test_a_changed_key_does_it_and_the_old_one_does_not(with_settings: Callable[[str], Workspace]) -> None:
    workspace = with_settings('[keys]\nnext-sentence = ["Z", ","]\nprevious-suggestion = ";"\nhelp = "H"\n')
    async with reading(workspace) as pilot:
        await pilot.press("Z", "comma")
        assert passage(pilot) == "Second here!"
        await pilot.press("j", "down", "question_mark")
        assert passage(pilot) == "Second here!"
        assert "H keys" in shown(pilot)
        assert {"Z ,", "H"} <= {action.shown for action in app(pilot).palette_actions()}
        await pilot.press("H")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))


async def test_keys_of_the_list_can_be_changed_too(with_settings: Callable[[str], Workspace]) -> None:
    workspace = with_settings('[keys]\nfilter = "f"\nlist-next = "n"\n')
    async with reading(workspace) as pilot:
        await pilot.press("tab", "slash", "n", "f", "t", "w", "o")
        await until(pilot, lambda: pilot.app.query_one(SourceList).filter == "two")


async def test_a_fourth_tag_is_set_by_its_key_and_seen(with_settings: Callable[[str], Workspace]) -> None:
    workspace = with_settings('[[tags]]\nname = "data"\nkey = "d"\n')
    async with reading(workspace) as pilot:
        await pilot.press("j", "d", "4", "k")
        assert saved(workspace) == [("data", "First here."), ("data", "Second here!")]
        assert any("d" in row.split("First")[0] for row in screen_rows(pilot) if "First here" in row)
        assert "q c b d tag" in shown(pilot)
        lines = ["".join(segment.text for segment in pilot.app.query_one(SourceList).render_line(y)) for y in (1, 2)]
        assert "d2" in lines[1]


async def test_with_settings_that_cannot_be_it_starts_with_the_defaults_and_says_so(
    with_settings: Callable[[str], Workspace],
) -> None:
    async with reading(with_settings('[keys]\nundo = "j"\n')) as pilot:
        await pilot.press("j", "q", "u")
        assert passage(pilot) == "First here."
        await until(pilot, lambda: pilot.app._notifications)
        (notice,) = pilot.app._notifications
        assert "reader.toml:2: the key 'j' is assigned twice" in notice.message


def test_the_footer_shows_six_keys_the_last_is_the_way_to_all() -> None:
    keymap = Keymap(TAGS, {})
    for where in ("article", "tag", "range", "sources"):
        keys = footer(keymap, where, is_narrow=False)
        assert len(keys) == 6
        assert keys[-1].id == "help"
        assert all(key.brief for key in keys)


async def test_the_footer_goes_with_what_is_under_the_cursor(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert "tab sources" in shown(pilot)
        await pilot.press("j", "q", "k")
        await until(pilot, lambda: "i card" in shown(pilot))
        await pilot.press("v")
        await until(pilot, lambda: "v end range" in shown(pilot))
        await pilot.press("v", "tab")
        await until(pilot, lambda: "enter open" in shown(pilot))


async def test_help_begins_with_the_keys_of_where_one_is(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        for keys, place, heading in (("", "article", "Tag"), ("tab", "sources", "Sources")):
            await pilot.press(*keys.split(), "question_mark")
            await until(pilot, lambda: isinstance(pilot.app.screen, Help))
            assert isinstance(pilot.app.screen, Help)
            assert pilot.app.screen._table._groups[0][0] == heading, place
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Help))


async def test_the_list_is_as_wide_as_it_was_made(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace, (100, 24)) as pilot:
        sources = pilot.app.query_one(SourceList)
        await pilot.press(">", ">", ">")
        await until(pilot, lambda: sources.size.width == 32)
        await pilot.press(*"<" * 20)
        await until(pilot, lambda: sources.size.width == 16)
        await pilot.press(*">" * 20)
        await until(pilot, lambda: sources.size.width == view(pilot).size.width == 50)
        await pilot.press("ctrl+q")
    async with reading(Workspace(locate_workspace(tmp_path)), (100, 24)) as pilot:
        assert pilot.app.query_one(SourceList).size.width == 50
        await pilot.resize_terminal(40, 12)
        await pilot.press("tab")
        await until(pilot, lambda: pilot.app.query_one(SourceList).size.width == 40)


async def test_a_tag_keeps_a_key_that_a_later_action_has_too(with_settings: Callable[[str], Workspace]) -> None:
    """Without it `d` says that a source is done, `i` shows the card and `C` the claims."""
    own = "".join(f'[[tags]]\nname = "{name}"\nkey = "{key}"\n' for name, key in (("data", "d"), ("idea", "i")))
    async with reading(with_settings(own)) as pilot:
        await pilot.press("j", "d", "i")
        assert [tag for tag, _ in saved(app(pilot).workspace)] == ["data", "idea"]
        await pilot.press("T")
        await until(pilot, lambda: pilot.app.query(TagList) and pilot.app.query_one(TagList).has_focus)
        await pilot.press("i")
        await until(pilot, lambda: "changed" in status(pilot))
