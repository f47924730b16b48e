"""Two articles side by side: opened from anywhere, worked on with the same keys, scrolled together or apart."""

from pathlib import Path

import pytest

from reader.annotation.model.links import links_of
from reader.text.article import read_article
from reader.text.span import Span
from reader.tui.article.view import ArticleView
from reader.tui.screens.unsaved import Unsaved
from reader.tui.sources.list import SourceList
from reader.tui.widgets.echo_pane import EchoPane
from reader.tui.widgets.two_sides import Divider, Titles
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make, Reader, answered, app, reading, saved, status, until

CLOSED = "The ferry to Oster was stopped on Friday, after ice had bent both of its rudders."
SAID = "“Nobody is going to cross before the thaw, whatever the hotels of Oster may wish,” said Ida Vann."
REPEATED = "“Nobody is going to cross before the thaw, whatever the hotels of Oster may wish,” she told the radio."
FILLER = "Elsewhere on the coast it rained for the ninth day without a pause."
LEFT = f"{CLOSED}\n\n{SAID}\n\n{FILLER}\n"
SEVERAL = "\n\n".join(f"Number {n} of the harbour's notices concerns a lamp." for n in range(40))
TIDES = "\n\n".join(f"On day {n} the tide was as high as on the day before." for n in range(40))
RIGHT = f"Herring was cheap on the quay.\n\n{SEVERAL}\n\n{REPEATED}\n\n{TIDES}\n\nSo much for the coast today.\n"
SOURCES = {"a.txt": LEFT, "b.txt": RIGHT, "c.txt": "Something else. It is short.\n"}


@pytest.fixture
def ferries(make: Make) -> Workspace:
    workspace = make(SOURCES)
    workspace.state.suggestions = "off"
    return workspace


def views(pilot: Reader) -> tuple[ArticleView, ...]:
    return app(pilot).main_screen.views


def ids(pilot: Reader) -> list[str]:
    return [view.cursor.article.source.id if view.cursor else "" for view in views(pilot)]


def rows(view: ArticleView) -> list[str]:
    return ["".join(segment.text for segment in view.render_line(y)) for y in range(view.size.height)]


def line_of(view: ArticleView, words: str) -> int:
    return next((y for y, row in enumerate(rows(view)) if words in row), -1)


def here(pilot: Reader) -> str:
    cursor = app(pilot).session.reading.cursor
    assert cursor
    return cursor.passage.of(cursor.article.text)


async def beside(pilot: Reader, id: str = "b.txt") -> None:
    app(pilot).beside.open(id)
    await until(pilot, lambda: ids(pilot) == ["a.txt", id] and all(view.window for view in views(pilot)))


async def compared(pilot: Reader) -> None:
    await until(pilot, lambda: "in both" in status(pilot))


async def compared_or_not(pilot: Reader) -> None:
    await until(pilot, lambda: "in both" in status(pilot) or "they scroll apart" in status(pilot))


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
        assert "which source beside this one?" in status(pilot)
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


async def test_the_only_other_source_is_opened_at_once_and_where_there_is_none_it_is_said(make: Make) -> None:
    async with reading(make({"a.txt": LEFT, "b.txt": RIGHT})) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: ids(pilot) == ["a.txt", "b.txt"])


async def test_a_single_source_has_none_beside_it(make: Make) -> None:
    async with reading(make({"a.txt": LEFT})) as pilot:
        await pilot.press("B")
        assert "there is no other source to have beside this one" in status(pilot)
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


async def test_enter_shows_the_side_with_the_keys_alone(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "tab", "j", "enter")
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


async def test_both_sides_are_tagged_and_one_undo_goes_back_over_both(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "c", "tab", "q")
        assert [tag for tag, _ in saved(ferries)] == ["claim", "quote"]
        assert [len(view.reading.annotations) for view in views(pilot)] == [1, 1]
        await pilot.press("tab", "u")
        assert [len(view.reading.annotations) for view in views(pilot)] == [1, 0]
        assert views(pilot)[1].has_focus, "it shows what was undone"
        await pilot.press("u")
        assert [len(view.reading.annotations) for view in views(pilot)] == [0, 0]
        assert views(pilot)[0].has_focus


async def test_a_link_leads_from_one_side_to_the_other(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "c", "k", "r", "tab", "r", "e")
        await answered(pilot)
        (claim,) = ferries.annotations
        (link,) = links_of(claim)
        assert (link.type, link.source, link.exact) == ("evidence", "c.txt", "Something else.")


async def test_what_both_say_is_marked_and_what_answers_the_passage_stands_level_with_it(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await compared(pilot)
        left, right = views(pilot)
        await pilot.press("j")
        assert line_of(left, "“Nobody") == line_of(right, "“Nobody") > 0
        assert "≈" in rows(left)[line_of(left, "“Nobody")].split("“")[0]
        assert "≈" in rows(right)[line_of(right, "“Nobody")].split("“")[0]
        assert right.reading.marked == right.reading.answer is not None
        await pilot.press("tab")
        assert here(pilot).startswith("“Nobody"), "the keys go on there"
        await pilot.press("k", "k", "k")
        assert left.reading.marked is None, "nothing answers that"
        await pilot.press("tab")
        assert not left.reading.is_away


async def test_apart_the_other_side_stays_where_it_is(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await compared(pilot)
        right = views(pilot)[1]
        await pilot.press("&")
        assert "scrolled apart" in status(pilot)
        top = right.top
        await pilot.press("j", "tab")
        assert (right.top, here(pilot)) == (top, "Herring was cheap on the quay.")
        await pilot.press("tab", "&")
        await until(pilot, lambda: right.top != top)


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


async def test_words_are_found_on_both_sides(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await pilot.press("&", "/", *"coast", "enter")
        assert here(pilot) == "coast"
        await pilot.press("tab", "n")
        await until(pilot, lambda: here(pilot) == "coast" and views(pilot)[1].has_focus)
        await pilot.press("escape")
        assert len(views(pilot)) == 2


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


async def test_the_places_of_both_are_remembered(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "tab", "j", "B")
        assert ferries.state.places["c.txt"] == SOURCES["c.txt"].index("It is short.")


async def test_titles_stand_above_the_two_and_a_list_takes_the_whole_screen(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        titles, divider = pilot.app.query_one(Titles), pilot.app.query_one(Divider)
        await until(pilot, lambda: [heading.indent for heading in titles.headings] == [4, 4])
        shown = titles.render_line(0).text
        assert shown.startswith(f"    {titles.headings[0].title[:20]}")
        assert shown[40:].startswith(f"    {titles.headings[1].title}"), "each stands above its text"
        keyed = [segment.text for segment in titles.render_line(0) if segment.style and segment.style.bold]
        await pilot.press("tab")
        assert [segment.text for segment in titles.render_line(0) if segment.style and segment.style.bold] != keyed
        await pilot.press("T")
        await until(pilot, lambda: not titles.display)
        assert not divider.display
        assert not any(view.display for view in views(pilot))
        await pilot.press("T", "c", "k", "i")
        await until(pilot, lambda: app(pilot).main_screen.side.place == "card")
        assert titles.display
        assert all(view.display for view in views(pilot)), "the card is a sheet below both"


async def test_another_source_takes_the_place_of_the_side_without_the_keys(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "tab", "shift+tab")
        assert pilot.app.query_one(SourceList).has_focus
        await pilot.press("k", "B")
        await until(pilot, lambda: ids(pilot) == ["b.txt", "c.txt"])
        await until(pilot, lambda: views(pilot)[1].has_focus)


async def test_suggestions_and_enter_work_on_the_side_with_the_keys(make: Make) -> None:
    workspace = make({"a.txt": LEFT, "b.txt": f"{REPEATED}\n\n{FILLER}\n"})
    async with reading(workspace) as pilot:
        await beside(pilot)
        await until(pilot, lambda: all(view.reading.suggestions for view in views(pilot)))
        await pilot.press("tab", "g", ".")
        found = app(pilot).session.reading.suggestion_under_cursor()
        assert found
        await pilot.press("enter")
        assert [tag for tag, _ in saved(workspace)] == [found.tag]
        assert [each.source for each in workspace.annotations] == ["b.txt"]
        assert len(views(pilot)) == 2, "enter accepts before it shows one side alone"


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


async def test_quitting_asks_for_what_is_not_saved_of_both_sides(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await pilot.press("&", "q")
        assert len(saved(ferries)) == 1
        ferries.paths.annotations.chmod(0o444)
        await pilot.press("c", "tab", "c", "ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unsaved))
        assert {each.source for each in ferries.annotations} == {"a.txt", "c.txt"}
        assert ferries.store.unsaved == 2
        ferries.paths.annotations.chmod(0o644)


async def test_the_mouse_takes_the_keys_to_what_is_clicked_on(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot, "c.txt")
        await compared_or_not(pilot)
        right = views(pilot)[1]
        await pilot.click(ArticleView, offset=(right.region.x + 22, right.region.y))
        await until(pilot, lambda: views(pilot)[1].has_focus)
        assert here(pilot) == "It is short."
