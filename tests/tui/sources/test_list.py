"""The source list: any number of sources, found in the background, filtered by what is typed."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from textual import events
from textual.events import Paste
from textual.geometry import Region

from reader.text.folder import walk
from reader.tui.app import ReaderApp
from reader.tui.sources.entry_painter import EntryPainter
from reader.tui.sources.list import SourceList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.catalog import catalog as catalog_module
from reader.workspace.catalog.catalog import Catalog
from reader.workspace.catalog.entries import SLICE
from reader.workspace.location import locate_workspace
from reader.workspace.progress_service import ProgressService
from reader.workspace.workspace import Workspace
from tests.support.spies import spy
from tests.support.under_test import Reader, app, passage, reading, saved, screen_rows, status, until, view

Make = Callable[..., Workspace]
WORDS = ["storm", "harbour", "court", "vote"]


def sources(pilot: Reader) -> SourceList:
    return pilot.app.query_one(SourceList)


def rows(pilot: Reader) -> list[str]:
    shown = sources(pilot)
    return ["".join(segment.text for segment in shown.render_line(y)).rstrip() for y in range(shown.size.height)]


def titles(pilot: Reader) -> list[str]:
    return [row.strip(" ▌") for row in rows(pilot)[rows(pilot)[0] == "" :: 2] if row.strip()]


async def type_filter(pilot: Reader, words: str) -> None:
    await pilot.press("tab", "slash", *("space" if letter == " " else letter for letter in words))


@pytest.fixture
def many(make: Make) -> Workspace:
    return make({f"{n:02}.txt": f"A headline about the {WORDS[n % 4]} {n}\n\nText {n}.\n" for n in range(40)})


@pytest.mark.parametrize(
    ("words", "found"),
    [("storm", 10), ("storm 1", 2), ("1 storm", 2), ("STORM", 10), ("07.txt", 1), ("headline", 40), ("nowhere", 0)],
)
async def test_what_is_typed_filters_by_title_and_name(words: str, found: int, many: Workspace) -> None:
    async with reading(many) as pilot:
        await until(pilot, lambda: sources(pilot).entries.titles[-1])
        await type_filter(pilot, words)
        assert rows(pilot)[-1].split() == [*f"/{words}█".split(), str(found)]
        assert len(titles(pilot)[:found]) == min(found, 11)
        assert saved(many) == [], "no letter of it was a command"


async def test_enter_opens_and_keeps_the_filter_which_the_next_source_obeys(many: Workspace) -> None:
    async with reading(many) as pilot:
        await type_filter(pilot, "storm")
        await pilot.press("down", "enter")
        await until(pilot, lambda: passage(pilot) == "A headline about the storm 4")
        assert view(pilot).has_focus
        assert rows(pilot)[-1].split() == ["/storm", "10"]
        await pilot.press("J")
        assert passage(pilot) == "A headline about the storm 8"
        await pilot.press("K", "K", "K")
        await until(pilot, lambda: "first source" in status(pilot))
        assert passage(pilot) == "A headline about the storm 0"


async def test_escape_clears_the_filter_and_then_goes_back(many: Workspace) -> None:
    async with reading(many) as pilot:
        await pilot.press("J")
        await type_filter(pilot, "vote")
        await pilot.press("escape")
        assert len(titles(pilot)) == 11
        assert sources(pilot).has_focus and sources(pilot).selected == 1, "on the open source again"
        await pilot.press("slash", "v", "enter", "tab", "escape")
        assert sources(pilot).filter == ""
        await pilot.press("escape")
        assert view(pilot).has_focus


async def test_the_next_source_after_one_that_the_filter_hides(many: Workspace) -> None:
    async with reading(many) as pilot:
        await pilot.press("J")
        await type_filter(pilot, "vote")
        await pilot.press("tab", "J")
        assert passage(pilot) == "A headline about the vote 3"


async def test_backspace_widens_and_other_keys_stay_what_they_are(many: Workspace) -> None:
    async with reading(many) as pilot:
        await type_filter(pilot, "votex")
        assert rows(pilot)[-1].split() == ["/votex█", "0"]
        await pilot.press("enter", "slash", "backspace", "down", "down")
        assert rows(pilot)[-1].split() == ["/vote█", "10"]
        assert sources(pilot).selected == 2
        await pilot.press("ctrl+q")
    assert saved(many) == []


async def test_why_nothing_matches_is_drawn_again_with_each_letter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, refresh = list[Sequence[Region]](), SourceList.refresh

    def note(shown: SourceList, *regions: Region, **options: bool) -> SourceList:
        drawn.append(regions)
        return refresh(shown, *regions, **options)

    async with reading(workspace) as pilot:
        await type_filter(pilot, "tag:z")
        await until(pilot, lambda: rows(pilot)[1].strip().startswith("no tag z in"))
        monkeypatch.setattr(SourceList, "refresh", note)
        await pilot.press("e")
        await until(pilot, lambda: rows(pilot)[1].strip().startswith("no tag ze in"))
        assert () in drawn, "not only the foot"


async def test_a_pasted_filter_is_one_line(many: Workspace) -> None:
    async with reading(many) as pilot:
        await type_filter(pilot, "")
        sources(pilot).post_message(Paste("storm\n 1\x1b[2J"))
        await until(pilot, lambda: "storm 1" in sources(pilot).filter)
        assert not any("\x1b" in row for row in rows(pilot))


async def test_the_filter_looks_through_very_many_in_slices(many: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchdog", None)  # it would see that they are not there
    async with reading(many) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and sources(pilot).entries.titles[-1])
        entries = sources(pilot).entries
        ids = [f"zz-{number:06}.txt" for number in range(3 * SLICE)]
        entries.add(ids, [f"Title {number}" for number in range(len(ids))], [0] * len(ids))
        sources(pilot).entries = entries
        await type_filter(pilot, "title 599")
        await until(pilot, lambda: rows(pilot)[-1].split()[-1] == "16")
        assert titles(pilot)[0] == "Title 599"
        await pilot.press("G")
        assert sources(pilot).filter == "title 599G", "while it is typed, letters are letters"
        await pilot.press("escape", "G")
        assert sources(pilot).selected == len(entries) - 1
        assert any("Title 5999" in row for row in rows(pilot))


async def test_a_key_draws_two_entries_and_no_more(many: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[object, ...]] = []
    spy(monkeypatch, EntryPainter, "rows", lambda *them, **_: drawn.append(them))
    async with reading(many, (120, 24)) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and sources(pilot).entries.titles[-1])
        await pilot.press("tab", "j")
        for _ in range(12):  # at the end of the pane it scrolls
            await pilot.pause(0.05)
            drawn.clear()
            await pilot.press("j")
            await pilot.pause(0.05)
            assert len(drawn) <= 3, "the one that was selected, the one that is, one that came into sight"


async def test_the_article_opens_while_the_folder_is_searched(many: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(folder: Path, problems: dict[str, str]) -> Iterator[list[str]]:
        batches = walk(folder, problems)
        for number in range(100):
            yield []
            if number > 1:
                go_on.wait(0.05)
            if go_on.is_set():
                break
        yield from batches

    monkeypatch.setattr(catalog_module, "walk", slow)
    async with reading(many) as pilot:
        assert passage(pilot) == "A headline about the storm 0"
        await pilot.press("c")
        assert saved(many) == [("claim", "A headline about the storm 0")]
        await until(pilot, lambda: "0 sources so far" in rows(pilot)[-1])
        go_on.set()
        await until(pilot, lambda: len(sources(pilot).entries) == 40)
        await until(pilot, lambda: rows(pilot)[0].startswith("▌A headline about"))
        await until(pilot, lambda: not sources(pilot).progress)


async def test_only_the_open_source_is_read_for_the_first_frame(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Catalog, "read_titles", lambda *_: iter(()))
    read: list[object] = []
    spy(monkeypatch, catalog_module, "read_head", read.append)
    async with reading(many) as pilot:
        assert read == []
        assert titles(pilot)[:3] == ["A headline about the s…", "01.txt", "02.txt"]


async def test_titles_are_there_at_once_at_the_second_start(
    many: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(many) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and sources(pilot).entries.titles[-1])
    monkeypatch.setattr(catalog_module, "read_head", None)
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        assert sources(pilot).entries.titles == [f"A headline about the {WORDS[n % 4]} {n}" for n in range(40)]


async def test_a_source_that_came_meanwhile_does_not_move_the_selection(many: Workspace, tmp_path: Path) -> None:
    async with reading(many) as pilot:
        await pilot.press("J", "J", "ctrl+q")
    (tmp_path / "seeds" / "00-new.txt").write_text("A headline about something new\n")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: len(sources(pilot).entries) == 41)
        await until(pilot, lambda: sources(pilot).selected == 3)
        assert rows(pilot)[6].startswith("▌A headline")


async def test_a_click_opens_and_the_foot_is_not_an_entry(many: Workspace) -> None:
    async with reading(many) as pilot:
        await pilot.click(SourceList, offset=(5, 2))
        await until(pilot, lambda: passage(pilot) == "A headline about the harbour 1")
        await type_filter(pilot, "harbour")
        await pilot.click(SourceList, offset=(5, sources(pilot).size.height - 1))
        assert passage(pilot) == "A headline about the harbour 1"


async def test_rows_have_the_width_that_the_scroll_bar_leaves(many: Workspace) -> None:
    async with reading(many) as pilot:
        await until(pilot, lambda: sources(pilot).show_vertical_scrollbar)
        width = sources(pilot).size.width - 1
        assert {sources(pilot).render_line(y).cell_length for y in range(22)} == {width}
        await type_filter(pilot, "x" * 60)
        assert rows(pilot)[-1].startswith(" /…xx") and "0" in rows(pilot)[-1]
        assert screen_rows(pilot)


async def test_a_folder_of_unreadable_sources_is_not_tried_without_end(make: Make) -> None:
    workspace = make({f"{n:02}.txt": b"\0\0\0" for n in range(30)})
    async with ReaderApp(workspace).run_test() as pilot:
        await until(pilot, lambda: any("cannot be shown" in row for row in screen_rows(pilot)))
        assert len(sources(pilot).entries) == 30


async def test_all_sources_progress_is_told_while_the_list_has_the_focus(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "tab")
        await until(pilot, lambda: "25% of 8 sentences seen, 12% tagged" in status(pilot))
        await pilot.press("tab", "c", "tab")
        await until(pilot, lambda: "37% of 8 sentences seen, 25% tagged" in status(pilot))


async def test_while_a_filter_is_typed_the_footer_says_how_it_ends(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("tab", "slash")
        line = pilot.app.query_one(KeyBar)
        await until(pilot, lambda: [key.brief for key in line.keys] == ["open", "[ ] exact", "show all"])
        await pilot.press("t", "w", "o")
        await pilot.click(KeyBar, offset=(2, 0))
        await until(pilot, lambda: passage(pilot) == "Another source.")


@pytest.mark.parametrize("limit", ["MOST", "LARGEST"])
async def test_very_many_sources_are_not_counted_while_somebody_reads(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(f"reader.tui.controllers.progress.{limit}", 1)
    monkeypatch.setattr(ProgressService, "_of", lambda _self, id, _read: asked.append(id))
    async with reading(workspace) as pilot:
        await until(pilot, lambda: len(workspace.sources.catalog.entries) == 2)
        await pilot.press("tab", "j", "tab")
        await until(pilot, lambda: not app(pilot).progress.is_counting)
    assert not asked


async def test_enter_waits_for_the_sources_that_match(many: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.sources.entry_finder.AT_ONCE", 0.0)  # every search goes on between the keys
    async with reading(many) as pilot:
        await until(pilot, lambda: sources(pilot).entries.titles[-1])
        shown = sources(pilot)
        shown.action_filter()
        for event in (events.Key(letter, letter) for letter in "court"):
            assert shown.typing.capture_key(event)
        assert shown.finder.is_running
        assert shown.typing.capture_key(events.Key("enter", None))
        assert shown.opened == "00.txt", "nothing of the old list is opened"
        await until(pilot, lambda: shown.opened == "02.txt")


async def test_the_filter_is_edited_at_a_cursor_and_remembered(many: Workspace) -> None:
    async with reading(many) as pilot:
        await type_filter(pilot, "tstorm")
        await pilot.press("home", "delete", "right")
        assert rows(pilot)[-1].split() == ["/storm", "10"]
        assert shown_caret(pilot) == 3
        await pilot.press("enter", "tab", "escape", "slash", "up")
        assert sources(pilot).filter == "storm"


def shown_caret(pilot: Reader) -> int:
    return sources(pilot).caret.x
