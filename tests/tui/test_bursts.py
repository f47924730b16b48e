"""Keys that come all at once: they end as the same keys typed slowly do, and many tags are not changed unasked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from reader.tui.screens.export_choice import ExportChoice
from reader.tui.screens.file_picker import FilePicker
from reader.tui.screens.help import Help, KeyTable
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.question import Question
from reader.tui.screens.search import Search
from reader.tui.sources.list import SourceList
from reader.tui.widgets.tag_list import TagList
from reader.workspace.workspace import Workspace
from tests.support.under_test import (
    Reader,
    answered,
    app,
    no_burst,
    passage,
    reading,
    saved,
    status,
    typed,
    until,
    view,
)
from tests.torture.bursts import compare, fill, keys_of, press, sequences

TAGS = [("claim", "First here."), ("quote", "Second here!"), ("claim", "Fourth here.")]


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    """Three tags of the first source, of which two have notes."""
    article = workspace.article(workspace.source("one.txt"))
    sentences = {each.of(article.text): each for block in article.blocks for each in block.sentences}
    for (tag, exact), note in zip(TAGS, ("one", "", "two"), strict=True):
        workspace.tag(article, sentences[exact], tag, note)
    return workspace


async def burst(pilot: Reader, keys: str) -> None:
    at = monotonic()
    for key in keys_of(keys):
        press(app(pilot), key, at)
    await answered(pilot)


def top(pilot: Reader) -> type:
    return type(pilot.app.screen)


def has_moved(table: KeyTable, before: float) -> bool:
    return table.scroll_y != before


def notes(workspace: Workspace) -> list[str]:
    return [each.note for each in workspace.annotations]


@pytest.mark.parametrize(
    ("keys", "tags", "source"),
    [
        ("j q a quux enter", [("quote", "First here.")], "one.txt"),
        ("J q", [("quote", "Another source.")], "two.txt"),
        ("J j c K j q", [("quote", "First here."), ("claim", "With two sentences.")], "one.txt"),
        ("/ second enter c", [("claim", "Second")], "one.txt"),
        ("tab / two enter j b", [("boilerplate", "With two sentences.")], "two.txt"),
        ("ctrl+f another enter b", [("boilerplate", "Another")], "two.txt"),
        (": previous space source enter", [], "one.txt"),
        ("j q T x escape j c", [("claim", "“Third,” she said.")], "one.txt"),
        ("J q ' u", [], "two.txt"),
        ("? j j escape j q", [("quote", "First here.")], "one.txt"),
        ("v j j q u ctrl+r", [("quote", "A headline of five words\n\nFirst here. Second here!")], "one.txt"),
    ],
)
async def test_keys_typed_at_once_act_one_after_another(
    keys: str, tags: Sequence[tuple[str, str]], source: str, workspace: Workspace
) -> None:
    async with reading(workspace) as pilot:
        await burst(pilot, keys)
        assert sorted(saved(workspace)) == sorted(tags)
        assert app(pilot).main_screen.sources.opened == source
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        (": export enter", ExportChoice),
        ("E tab", FilePicker),
        ("q a q u", NoteEditor),
        ("ctrl+f q", Search),
        ("? j", Help),
    ],
)
async def test_a_screen_takes_the_keys_that_came_with_the_one_that_opened_it(
    keys: str, screen: type, workspace: Workspace
) -> None:
    async with reading(workspace) as pilot:
        await burst(pilot, keys)
        assert top(pilot) is screen
        assert saved(workspace) == ([("quote", "A headline of five words")] if screen is NoteEditor else [])


async def test_the_outline_takes_its_keys(make: object) -> None:
    workspace = make({"a.md": "# One\n\nText.\n\n## Two\n\nMore text.\n"})  # type: ignore[operator]
    async with reading(workspace) as pilot:
        await burst(pilot, "t j")
        assert top(pilot) is OutlineScreen
        await burst(pilot, "enter")
        assert passage(pilot) == "Two"


async def test_the_same_key_twice_removes_two_tags(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await burst(pilot, "T x x")
        assert saved(tagged) == TAGS[2:]
        assert "removed 1 tag, saved" in status(pilot)


async def test_some_of_the_long_form_typed_both_ways(tmp_path: Path) -> None:
    assert len(sequences()) > 200
    fill(tmp_path)
    assert await compare("R j enter u escape J . enter T / by:second enter escape escape", tmp_path) == []


# Many tags at once


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        ("T * x", []),
        ("T * b", [("boilerplate", exact) for _, exact in TAGS]),
        ("T space space x", TAGS[2:]),
        ("T / tag:claim enter * x", TAGS[1:2]),
    ],
)
async def test_a_burst_asks_before_it_changes_many_tags(
    keys: str, after: Sequence[tuple[str, str]], tagged: Workspace
) -> None:
    async with reading(tagged) as pilot:
        await burst(pilot, f"{keys} enter enter")
        assert top(pilot) is Question, "the other keys of the burst are no answer"
        assert saved(tagged) == TAGS
        await no_burst(pilot)
        await pilot.press("escape")
        await no_burst(pilot)
        assert (saved(tagged), len(pilot.app.screen_stack)) == (TAGS, 1)
        await burst(pilot, keys.rpartition(" ")[2] + " j")
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: saved(tagged) == after)


async def test_typed_slowly_they_are_changed_at_once(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("T", "asterisk", "x")
        await until(pilot, lambda: saved(tagged) == [])
        await burst(pilot, "u j")
        assert (top(pilot), saved(tagged)) == (Question, []), "an undo of many is asked about, too"
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: saved(tagged) == TAGS)


async def test_a_key_that_is_held_is_not_a_burst(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("T", "asterisk")
        await burst(pilot, "x x")
        await until(pilot, lambda: saved(tagged) == [])


async def test_another_program_that_had_the_screen_was_meant_by_what_was_typed_meanwhile(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        queue = app(pilot).key_queue
        typed(pilot, "j", "q")
        pilot.app.app_resume_signal.publish(pilot.app)
        await until(pilot, lambda: queue.is_idle)
        assert saved(workspace) == []


# Notes


async def test_a_note_right_after_a_tag_is_written_on_that_tag(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "a", *"why", "enter")
        await until(pilot, lambda: notes(workspace) == ["why"])
        assert passage(pilot) == "Second here!", "the cursor has gone on"
        await pilot.press("a", "x", "enter")
        await until(pilot, lambda: notes(workspace) == ["whyx"])
        await pilot.press("j", "k", "a")
        assert "no tag here to annotate" in status(pilot)


async def test_it_is_not_written_on_a_tag_that_was_undone(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "u", "a")
        assert "no tag here to annotate" in status(pilot)


async def test_a_note_that_would_replace_different_notes_asks(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("T", "asterisk", "a", *"new", "enter")
        await until(pilot, lambda: top(pilot) is Question)
        await no_burst(pilot)
        await pilot.press("escape")
        await answered(pilot)
        assert notes(tagged) == ["one", "", "two"]
        await pilot.press("a", *"new", "enter")
        await until(pilot, lambda: top(pilot) is Question)
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: notes(tagged) == ["new"] * 3)
        await pilot.press("asterisk", "a", *"er", "enter")
        await until(pilot, lambda: notes(tagged) == ["newer"] * 3)  # the editor showed the note that all of them had


# The help


async def test_help_scrolls_with_the_keys_that_it_names(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("question_mark")
        table = pilot.app.screen.query_one(KeyTable)
        await until(pilot, lambda: table.max_scroll_y > 20)
        here = 0.0
        for key in ("down", "j", "pagedown", "space", "up", "k", "pageup", "end", "home", "G", "g"):
            await pilot.press(key)
            await until(pilot, partial(has_moved, table, here))
            here = table.scroll_y
        assert here == 0


async def test_the_sources_and_the_tags_keep_their_filters(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await burst(pilot, "tab / two escape / one enter T / tag:claim enter j")
        assert pilot.app.query_one(SourceList).filter == "one"
        assert [each.exact for each in pilot.app.query_one(TagList).targets] == ["Fourth here."]
        assert view(pilot).cursor
