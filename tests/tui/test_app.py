"""The app as its user meets it: keys in, tags in the file out."""

import re
from pathlib import Path

import pytest

from reader.settings import TAGS
from reader.settings.keymap import Keymap
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.sources.list import SourceList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import passage, reading, saved, screen_rows, status, typed, until, view


async def test_the_first_key_works_on_the_text(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q")
        assert saved(workspace) == [("quote", "A headline of five words")]


@pytest.mark.parametrize(
    ("keys", "tagged"),
    [
        ("j j q", [("quote", "Second here!")]),
        ("down 2", [("claim", "First here.")]),
        ("j 3", [("boilerplate", "First here.")]),
        ("j c c", [("claim", "First here."), ("claim", "Second here!")]),
        ("j c k c", []),
        ("j j j minus q", [("quote", "“Third,”")]),
        ("j j j minus minus c", [("claim", "Third")]),
        ("j j j quotation_mark q", [("quote", "“Third,”")]),
        ("quotation_mark q", [("quote", "“Third,”")]),
        ("j j minus w c", [("claim", "here")]),
        ("j v j c", [("claim", "First here. Second here!")]),
        ("j v j j k b", [("boilerplate", "First here. Second here!")]),
        (
            "j v right_curly_bracket q",
            [("quote", "First here. Second here! “Third,” she said. Fourth here.\n\nShare this")],
        ),
        ("j plus b", [("boilerplate", "First here. Second here! “Third,” she said. Fourth here.")]),
        ("j plus minus b", [("boilerplate", "First here.")]),
        ("j l c", [("claim", "First here. Second")]),
        ("j h c", [("claim", "First here")]),
        ("j h h c", [("claim", "First")]),
        ("j o l c", [("claim", "here.")]),
        ("j shift+left shift+left c", [("claim", "First her")]),
        ("G b", [("boilerplate", "Share this")]),
        ("G g c", [("claim", "A headline of five words")]),
        ("right_curly_bracket right_curly_bracket left_curly_bracket c", [("claim", "First here.")]),
        ("j q u", []),
        ("j q u ctrl+r", [("quote", "First here.")]),
        ("j q k x", []),
        ("j q j b u u", []),
        ("J c", [("claim", "Another source.")]),
    ],
)
async def test_keys_tag_passages(keys: str, tagged: list[tuple[str, str]], workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press(*keys.split())
        assert saved(workspace) == tagged


async def test_the_status_line_says_where_and_that_it_is_saved(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert status(pilot) == "sentence 1 of 6 | "
        await pilot.press("j", "q")
        await until(pilot, lambda: "sentence 3" in status(pilot))
        assert status(pilot) == "sentence 3 of 6 | tagged quote, saved · u undoes, ctrl+q quits"
        await pilot.press("k")
        await until(pilot, lambda: "sentence 2" in status(pilot))
        assert status(pilot) == "sentence 2 of 6 · quote | saved"


async def test_nested_tags_are_all_named_and_the_nearest_is_removed(workspace: Workspace) -> None:
    workspace.state.suggestions = "off"
    async with reading(workspace) as pilot:
        await pilot.press("j", "j", "j", "c", "k", "minus", "q", "k", "minus")
        await until(pilot, lambda: "quote · claim" in status(pilot))
        await pilot.press("x")
        assert saved(workspace) == [("claim", "“Third,” she said.")]


async def test_the_same_tag_of_another_person_stays(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("one.txt"))
    theirs = Workspace(workspace.paths, creator="somebody else").tag(article, Span(0, 24), "quote")
    async with reading(workspace) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: len(saved(workspace)) == 2)
        await pilot.press("k", "q")
        await until(pilot, lambda: len(saved(workspace)) == 1)
        assert list(workspace.annotations) == [theirs]


async def test_a_note_is_written_and_kept(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "k", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press("s", "o", "ctrl+n", "q", "enter")
        await until(pilot, lambda: "note saved" in status(pilot))
        assert [each.note for each in workspace.annotations] == ["so\nq"]
        assert "“so q”" in status(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press("x", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, NoteEditor))
        assert [each.note for each in workspace.annotations] == ["so\nq"]
        await pilot.press("u")
        await until(pilot, lambda: [each.note for each in workspace.annotations] == [""])


async def test_a_note_needs_a_tag(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "tag the passage first" in status(pilot))


async def test_undo_goes_to_what_changed_in_another_source(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "J", "u")
        await until(pilot, lambda: (article := view(pilot).reading.article) and article.source.id == "one.txt")
        assert passage(pilot) == "First here."
        assert saved(workspace) == []


async def test_tab_and_enter_open_another_source(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: "quote" in [key.brief for key in pilot.app.query_one(KeyBar).keys])
        await pilot.press("tab")
        assert pilot.app.query_one(SourceList).has_focus
        await until(pilot, lambda: "open" in [key.brief for key in pilot.app.query_one(KeyBar).keys])
        await pilot.press("j", "enter", "c")
        assert saved(workspace) == [("claim", "Another source.")]


async def test_it_opens_where_it_was_left(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("J", "j", "ctrl+q")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        assert passage(pilot) == "With two sentences."


async def test_the_newest_of_two_tags_on_a_passage_goes_first(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q", "k")
        await pilot.pause(0.01)
        await pilot.press("c", "k", "x")
        assert saved(workspace) == [("quote", "First here.")]


def test_every_motion_of_the_keys_is_one_of_the_cursor() -> None:
    for keys in Keymap(TAGS, {}).groups.values():
        for key in keys:
            if found := re.match(r"cursor\('(\w+)'", key.action):
                assert callable(getattr(Cursor, found[1]))


async def test_a_click_selects_the_sentence(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        rows = screen_rows(pilot)
        y = next(index for index, row in enumerate(rows) if "Second" in row)
        await pilot.click(ArticleView, offset=(rows[y].index("Second") + 2, y))
        assert passage(pilot) == "Second here!"


async def test_keys_typed_right_after_a_tab_belong_to_the_other_pane(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        typed(pilot, "tab", "j", "enter")
        await until(pilot, lambda: passage(pilot) == "Another source.")
        typed(pilot, "tab", "tab", "j")
        await until(pilot, lambda: passage(pilot) == "With two sentences.")


@pytest.mark.parametrize(
    "keys", ["f1 q q q", "f1 escape escape", "a escape escape", "a ctrl+q escape", "a x enter enter"]
)
async def test_a_dialog_closes_once_however_often_it_is_told(keys: str, workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        typed(pilot, "b", "k", *keys.split())
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.press("j", "b")
        await until(pilot, lambda: len([tag for tag, _ in saved(workspace) if tag == "boilerplate"]) == 2)


def test_commands_that_show_or_change_annotations_wait_until_all_are_read(workspace: Workspace) -> None:
    waiting = {command.id for command in ReaderApp(workspace).commands if command.needs_annotations}
    assert waiting == {
        *("tag", "untag", "annotate", "undo", "redo", "edit", "next_tag", "next_untagged", "go_back"),
        *("tag_list", "people", "review", "adjudicate", "export", "report", "import_file", "echoes", "carry"),
        *("suggestions", "next_suggestion", "enter", "dismiss", "accept_all", "order_sources"),
        *("card", "choose_tag", "speaker", "link", "claims", "choose_matches", "done", "next_not_done"),
        *("check", "next_not_exact", "check_keep", "check_keep_all"),
        *("rename_tag", "merge_tag", "retire_tag"),
    }


async def test_ctrl_c_says_which_key_quits(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("ctrl+c")
        assert "ctrl+q quits" in status(pilot)
        await pilot.press("colon", "ctrl+c")
        assert pilot.app.is_running
