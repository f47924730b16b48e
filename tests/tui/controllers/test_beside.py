"""Two articles side by side: opened from anywhere, and closed again."""

from pathlib import Path

import pytest

from reader.text.article import read_article
from reader.text.span import Span
from reader.tui.article.view import ArticleView
from reader.tui.controllers import beside as beside_controller
from reader.tui.sources.list import SourceList
from reader.tui.widgets.echo_pane import EchoPane
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.two_articles import (
    FILLER,
    LEFT,
    REPEATED,
    RIGHT,
    beside,
    compared,
    compared_or_not,
    here,
    ids,
    line_of,
    rows,
    views,
)
from tests.support.under_test import Make, app, reading, saved, status, until


@pytest.mark.parametrize(("size", "width"), [((80, 24), 39), ((160, 50), 60)])
async def test_two_columns_stand_side_by_side_with_a_line_between(
    size: tuple[int, int], width: int, ferries: Workspace
) -> None:
    async with reading(ferries, size) as pilot:
        await beside(pilot)
        assert views(pilot)[0].size.width == width
        assert [view.column.gutter for view in views(pilot)] == [4, 4]
        assert pilot.app.query_one(SourceList).display == (size[0] >= 160)
        assert views(pilot)[0].has_focus


async def test_the_list_asks_which_source_and_the_key_closes_it_again(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: not app(pilot).progress.is_counting)
        assert status(pilot) == "which source beside this one? | enter opens it · / filters · esc goes back"
        await until(pilot, lambda: pilot.app.query_one(SourceList).facts.shared == {"b.txt": 1})  # which say the same
        await pilot.press("enter")
        assert "is open already" in status(pilot), "it stands on the open one"
        await pilot.press("j", "enter")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])
        assert views(pilot)[0].has_focus
        assert "which source" not in status(pilot)
        await pilot.press("B")
        assert ids(pilot) == ["a.txt"]
        await pilot.press("tab", "j", "j", "B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "c.txt"])
        await pilot.press("B", "B", "enter")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "c.txt"])  # the one that was closed last is offered first
        await pilot.press("B")
        await pilot.press("B", "escape")
        assert "which source" not in status(pilot)


async def test_the_only_other_source_is_opened_at_once_and_where_there_is_none_it_is_reported(make: Make) -> None:
    async with reading(make({"a.txt": LEFT, "b.txt": RIGHT})) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])


async def test_a_single_source_has_none_beside_it(make: Make) -> None:
    async with reading(make({"a.txt": LEFT})) as pilot:
        await pilot.press("B")
        assert "there is no other source to show here" in status(pilot)
        await pilot.press("&")
        assert "B opens another one beside it" in status(pilot)


@pytest.mark.parametrize(("keys", "left"), [(["B"], "a.txt"), (["escape"], "a.txt"), (["tab", "escape"], "a.txt")])
async def test_keys_close_the_second_article(keys: list[str], left: str, ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await pilot.press(*keys)
        assert ids(pilot) == [left]
        assert views(pilot)[0].has_focus
        assert views(pilot)[0].column.gutter == 7


async def test_enter_shows_the_side_with_the_keys_alone(ferries: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside_controller, "HELD_DOWN", 0.0)
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "tab", "j", "enter")
        assert (ids(pilot), "enter again" in status(pilot)) == (["a.txt", "c.txt"], True), "one may be one too many"
        await pilot.press("k", "enter", "j", "enter")
        assert ids(pilot) == ["a.txt", "c.txt"], "elsewhere it is the first one again"
        monkeypatch.setattr(beside_controller, "HELD_DOWN", 60.0)
        await pilot.press("enter", "enter", "enter")
        assert ids(pilot) == ["a.txt", "c.txt"], "it is held down"
        monkeypatch.setattr(beside_controller, "HELD_DOWN", 0.0)
        await pilot.press("enter")
        assert ids(pilot) == ["c.txt"]
        assert here(pilot) == "It is short."
        await pilot.press("q")
        assert saved(ferries) == [("quote", "It is short.")]
        await pilot.press("K")
        await until(pilot, lambda: ids(pilot) == ["b.txt"])


async def test_escape_first_leaves_what_there_is_to_leave(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await pilot.press("v", "j", "escape")
        assert len(views(pilot)) == 2
        await pilot.press("w", "escape")
        assert len(views(pilot)) == 2
        await pilot.press("escape")
        assert len(views(pilot)) == 1


async def test_the_echo_pane_opens_the_echo_beside_the_passage(ferries: Workspace) -> None:
    async with reading(ferries, (160, 50)) as pilot:
        await pilot.press("j", "L")
        await until(pilot, lambda: pilot.app.query(EchoPane) and pilot.app.query_one(EchoPane).found)
        await pilot.press("B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])
        await compared(pilot)
        left, right = views(pilot)
        assert left.has_focus
        assert line_of(left, "“Nobody") == line_of(right, "“Nobody") > 0


async def test_the_quote_check_opens_the_original_at_the_passage(make: Make) -> None:
    workspace = make({"article.txt": ARTICLE, "originals/council.txt": TRANSCRIPT, "other.txt": FILLER})
    workspace.state.suggestions = "off"
    async with reading(workspace) as pilot:
        await until(pilot, lambda: views(pilot)[0].reading.verdicts)
        await pilot.press("j", "V", "B")
        await until(pilot, lambda: ids(pilot) == ["article.txt", "originals/council.txt"])
        right = views(pilot)[1]
        await until(pilot, lambda: right.reading.answer)
        await pilot.press("tab")
        assert "never promised" in here(pilot)


async def test_what_goes_to_an_open_source_goes_to_its_side(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("J")
        await until(pilot, lambda: ids(pilot) == ["b.txt", "c.txt"])
        await pilot.press("J")
        assert "this is the last source" in status(pilot), "the last one is open on the other side"
        app(pilot).opening.open_named("c.txt")
        await until(pilot, lambda: views(pilot)[1].has_focus)
        assert ids(pilot) == ["b.txt", "c.txt"]


async def test_a_source_that_changes_beside_is_read_again(ferries: Workspace, tmp_path: Path) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        (tmp_path / "seeds" / "c.txt").write_text("It was changed. By somebody.\n")
        app(pilot).store_sync.look_around()
        assert "c.txt: another program changed the source: it was read again" in status(pilot)
        assert any("It was changed." in row for row in rows(views(pilot)[1]))
        assert views(pilot)[0].has_focus
        (tmp_path / "seeds" / "c.txt").unlink()
        app(pilot).store_sync.look_around()
        assert "c.txt" in status(pilot)
        await pilot.press("tab", "q")
        assert saved(ferries) == []
        await pilot.press("escape")
        assert ids(pilot) == ["a.txt"]


async def test_a_source_that_cannot_be_read_says_so_in_its_place(make: Make) -> None:
    workspace = make({"a.txt": LEFT, "b.txt": b"\xff\xfe\x00\x01\x02\x03\x00"})
    async with reading(workspace) as pilot:
        app(pilot).beside.open("b.txt")
        await until(pilot, lambda: "cannot be shown" in "".join(rows(views(pilot)[1])))
        await pilot.press("tab", "q", "j", "/")
        await pilot.press("escape")
        assert len(views(pilot)) == 1


async def test_a_narrow_screen_shows_one_side_at_a_time(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: [view.display for view in views(pilot)] == [True, False])
        await pilot.press("tab")
        assert [view.display for view in views(pilot)] == [False, True]
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: all(view.display for view in views(pilot)))
        assert views(pilot)[1].has_focus


async def test_another_source_takes_the_place_of_the_side_without_the_keys(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "tab", "shift+tab")
        assert pilot.app.query_one(SourceList).has_focus
        await pilot.press("k", "B")
        await until(pilot, lambda: ids(pilot) == ["b.txt", "c.txt"])
        await until(pilot, lambda: views(pilot)[1].has_focus)


async def test_lists_of_tags_open_the_selected_one_beside_the_article(ferries: Workspace) -> None:
    async with reading(ferries, (120, 40)) as pilot:
        other = read_article(ferries.source("b.txt"))
        ferries.tag(other, Span(other.text.index(REPEATED), other.text.index(REPEATED) + len(REPEATED)), "claim")
        await pilot.press("q", "T", "B")
        assert "is open already" in status(pilot), "a tag of the open source"
        await pilot.press("S", "G", "B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])
        right = views(pilot)[1]
        await until(pilot, lambda: line_of(right, "“Nobody") >= 0)
        assert views(pilot)[0].has_focus
        await pilot.press("P", "B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "c.txt"])  # this list offers nothing, and one source is left
        await pilot.press("C", "B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])


async def test_the_mouse_takes_the_keys_to_what_is_clicked_on(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await compared_or_not(pilot)
        right = views(pilot)[1]
        await pilot.click(ArticleView, offset=(right.region.x + 22, right.region.y))
        await until(pilot, lambda: views(pilot)[1].has_focus)
        assert here(pilot) == "It is short."
