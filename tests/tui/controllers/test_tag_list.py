"""The list of tags: what it shows, and where it leads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.field_order import FieldOrder
from reader.text.span import Span
from reader.tui.session import Changes
from reader.tui.sources.list import SourceList
from reader.tui.widgets import tag_list as tag_list_widget
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.tag_list import TagList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.tag_lists import HERE, listed, opened, rated, rows, texts
from tests.support.under_test import app, passage, reading, until, view

Make = Callable[..., Workspace]


async def test_it_lists_the_tags_of_the_article_and_of_all_sources(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        assert texts(pilot) == HERE
        assert "tags of this article" in rows(pilot)
        await pilot.press("S")
        await until(pilot, lambda: texts(pilot) == [*HERE, "With two sentences."])
        assert "Another source" in rows(pilot)


async def test_it_is_filtered(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"tag:cl", "enter")
        await until(pilot, lambda: texts(pilot) == ["First here.", "Fourth here."])
        assert "2 of 3" in rows(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: texts(pilot) == HERE)


async def test_a_filtered_list_shows_its_filter(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        assert "/█ words, or tag: near: in: by: source:" in rows(pilot)
        await until(
            pilot, lambda: [key.brief for key in pilot.app.query_one(KeyBar).keys] == ["keep", "[ ] exact", "show all"]
        )
        await pilot.press(*"tag:qoute", "enter")
        assert "no tags match the filter: did you mean tag:quote?" in rows(pilot)
        await until(pilot, lambda: pilot.app.query_one(KeyBar).keys[-1].id == "help")
        await pilot.press("slash", "ctrl+u", *"tag:zebra", "enter")
        assert "no tags match the filter: no tag zebra in the codebook" in rows(pilot)


async def test_in_a_narrow_pane_it_says_in_several_lines_why_nothing_matches(tagged: Workspace) -> None:
    async with reading(tagged, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"neer:claim", "enter")
        shown = pilot.app.query_one(TagList)
        lines = [shown.render_line(y).text.strip() for y in range(1, 4)]
        assert lines == ["no tags match the filter: there is no term", "neer: did you mean near:?", ""]


async def test_the_orders_by_fields_are_made_once_for_all_rows(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Counting(FieldOrder):
        def __init__(self, name: str, *given: Any, **named: Any) -> None:
            made.append(name)
            super().__init__(name, *given, **named)

    monkeypatch.setattr(tag_list_widget, "FieldOrder", Counting)
    rated(tagged, "refuted", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("O", "j", "k", "j")
        assert "O order: rating" in rows(pilot)
        assert made.count("rating") == 1
        assert made.count("speaker") == 2  # by place, and by rating


async def test_it_is_ordered_and_counted_by_what_a_field_says(tagged: Workspace) -> None:
    rated(tagged, "refuted", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("O")
        assert texts(pilot) == ["Fourth here.", "First here.", "Second here!"]
        assert "tags of this article · 3 · open 1, refuted 1" in rows(pilot)
        assert "O order: rating" in rows(pilot)
        assert "✗ refuted" in rows(pilot)
        await pilot.press("O")
        assert texts(pilot) == HERE


async def test_what_no_longer_matches_stays_in_its_row_until_the_filter_is_typed_again(tagged: Workspace) -> None:
    rated(tagged, "open", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"rating:open", "enter")
        assert texts(pilot) == ["First here.", "Fourth here."]
        rated(tagged, "refuted")
        app(pilot).session.changed.emit(Changes(None))
        assert texts(pilot) == ["First here.", "Fourth here."]
        assert "✗" in rows(pilot)
        await pilot.press("slash", "backspace", "n")
        await until(pilot, lambda: texts(pilot) == ["Fourth here."])


async def test_very_many_are_ordered_in_slices(tagged: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_list_widget, "SLICE", 1)
    rated(tagged, "refuted", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("O")
        await until(pilot, lambda: texts(pilot) == ["Fourth here.", "First here.", "Second here!"])


async def test_a_click_selects_the_row_that_is_clicked(tagged: Workspace) -> None:
    async with reading(tagged, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.click(TagList, offset=(5, 3))
        assert listed(pilot).selected == 1


async def test_enter_goes_there_and_the_way_back_leads_here(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("S", "G", "enter")
        await until(pilot, lambda: view(pilot).has_focus and passage(pilot) == "With two sentences.")
        assert not listed(pilot).display
        await pilot.press("apostrophe")
        await until(pilot, lambda: passage(pilot) == "A headline of five words")


@pytest.mark.parametrize(("size", "panes"), [((40, 12), 1), ((80, 24), 1), ((160, 50), 3)])
async def test_the_list_is_beside_the_article_where_there_is_room(
    size: tuple[int, int], panes: int, tagged: Workspace
) -> None:
    async with reading(tagged, size) as pilot:
        await opened(pilot)
        shown = [pane for pane in (pilot.app.query_one(SourceList), view(pilot), listed(pilot)) if pane.display]
        assert len(shown) == panes
        await pilot.press("F")
        await until(pilot, lambda: listed(pilot).size.width == size[0] or panes == 1)
        await pilot.press("T")
        assert not listed(pilot).display
        assert view(pilot).has_focus


async def test_it_shows_what_another_terminal_does(tagged: Workspace, tmp_path: Path) -> None:
    other = Workspace(locate_workspace(tmp_path))
    async with reading(tagged) as pilot:
        await opened(pilot)
        article = other.article(other.source("one.txt"))
        other.tag(article, Span(0, 24), "boilerplate")
        await until(pilot, lambda: texts(pilot) == ["A headline of five words", *HERE])


@pytest.mark.usefixtures("tagged")
async def test_what_is_to_be_looked_at_is_reported_and_found(tmp_path: Path) -> None:
    one = tmp_path / "seeds" / "one.txt"
    one.write_text(one.read_text().replace("Second here!", ""))
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"status:orphan")
        await until(pilot, lambda: texts(pilot) == ["Second here!"])
        assert "orphan" in rows(pilot)
        await pilot.press("enter", "escape", "S", "slash", *"status:o")
        await until(pilot, lambda: texts(pilot) == ["Second here!"])


async def test_hostile_text_is_shown_as_what_it_is(make: Make) -> None:
    hostile = "The [b]bold[/b] \x1b[31mred\x1b[0m \u202eword."
    workspace = make({"one.txt": hostile})
    workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, len(hostile)), "claim", "\x1b[2J[i]")
    async with reading(workspace) as pilot:
        await opened(pilot)
        assert "[b]bold[/b] ␛[31m" in rows(pilot)
        assert not any(ord(each) < 32 and each != "\n" for each in rows(pilot))


async def test_the_selected_tag_unfolds_and_notes_stay_in_sight(tagged: Workspace) -> None:
    tagged.note(tagged.annotations[1], "see page 4, where the same is said in other words")
    async with reading(tagged, (140, 24)) as pilot:
        await pilot.press("T", "S", "F", "g")
        await until(pilot, lambda: listed(pilot).size.width == 140)
        assert rows(pilot).count("see page 4") == 1, "in the row of a tag that is not selected"
        await pilot.press("j")
        assert rows(pilot).count("see page 4") == 2
        assert "note        see page 4, where the same is said in other words" in rows(pilot)
        await pilot.press("F")
        await until(pilot, lambda: listed(pilot).size.width < 72)
        assert rows(pilot).count("see page 4") == 1, "a row below each passage has it"


async def test_the_tags_of_one_person_after_the_other_are_shown(tagged: Workspace, tmp_path: Path) -> None:
    other = Workspace(locate_workspace(tmp_path), creator="Zoe")
    article = other.article(other.source("one.txt"))
    other.tag(article, article.whole, "boilerplate")
    async with reading(tagged) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: len(texts(pilot)) == len(HERE) + 1)
        await pilot.press("w")
        assert (texts(pilot), f"only {tagged.creator}" in rows(pilot)) == (HERE, True)
        await pilot.press("w")
        assert len(texts(pilot)) == 1 and "only Zoe" in rows(pilot)
        await pilot.press("w")
        assert len(texts(pilot)) == len(HERE) + 1 and "only" not in rows(pilot).splitlines()[0]
