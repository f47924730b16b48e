"""The help: three columns of what matters most, then every key; a word finds some of them."""

import pytest

from reader.annotation.model.filter_hints import filter_hints
from reader.settings import TAGS
from reader.settings.filter_help import filter_terms
from reader.settings.help_columns import COLUMNS, help_columns
from reader.settings.keymap import Keymap
from reader.tui.screens.help import Help, KeyTable
from reader.tui.widgets.dialog_box import DialogBox
from reader.workspace.catalog.source_terms import FACTS
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, reading, until


def rows(pilot: Reader) -> list[str]:
    table = pilot.app.screen.query_one(KeyTable)
    return [table.render_line(y).text.strip() for y in range(table.size.height)]


def test_the_columns_have_the_keys_that_are_set_now() -> None:
    columns = dict(help_columns(Keymap(TAGS, {})))
    assert list(columns) == ["Do", "Go", "Open"]
    assert columns["Do"][0] == ("q c b", "tag")
    assert ("j k", "sentence") in columns["Go"]
    changed = dict(help_columns(Keymap([*TAGS, TAGS[0]._replace(key="Q")], {"next-sentence": "Z", "card": ""})))
    assert changed["Do"][0] == ("q c b Q", "tag")
    assert ("Z k", "sentence") in changed["Go"]
    assert "card" not in [each.words for each in changed["Do"]], "it has no key"


def test_each_entry_of_the_columns_is_an_action() -> None:
    known = {key.id for keys in Keymap(TAGS, {}).groups.values() for key in keys}
    assert {id for entries in COLUMNS.values() for ids in entries for id in ids.split()} <= known


async def test_words_find_keys_and_escape_goes_back_one_step(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "Do" in rows(pilot)[0])
        title = pilot.app.screen.query_one(DialogBox).border_title
        assert title and "keys in the article · page 1 of" in str(title)
        await pilot.press("slash", *"undo")
        await until(pilot, lambda: rows(pilot)[0] == "Everywhere")
        assert rows(pilot)[1].split() == ["u", "undo"]
        await pilot.press("x", "x")
        assert rows(pilot)[0] == "no key does that"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Help)
        assert "Do" in rows(pilot)[0]
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, Help)


async def test_in_another_place_its_own_keys_come_first_then_what_its_filter_can_ask(workspace: Workspace) -> None:
    async with reading(workspace, (40, 12)) as pilot:
        await pilot.press("tab", "question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help) and rows(pilot)[0] == "Sources")
        await pilot.press("slash", *"characters")
        await until(pilot, lambda: rows(pilot)[0] == "What a filter can ask")
        assert rows(pilot)[1].startswith("near:qu")


@pytest.mark.parametrize("place", ["sources", "tags", "article"])
def test_the_terms_of_a_filter_are_ones_that_it_knows_and_fit_their_column(place: str) -> None:
    terms = filter_terms(place)
    assert not list(filter_hints(" ".join(each.shown for each in terms), TAGS, FACTS))
    assert all(len(each.shown) <= 12 for each in terms)
    assert ("done:no" in [each.shown for each in terms]) is (place != "tags")
