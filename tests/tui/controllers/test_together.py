"""Two articles are scrolled together by the passages in both, or apart; both are worked on with the same keys."""

from reader.annotation.model.links import links_of
from reader.tui.screens.unsaved import Unsaved
from reader.tui.widgets.two_sides import Divider, Titles
from reader.workspace.workspace import Workspace
from tests.support.two_articles import FILLER, LEFT, REPEATED, SOURCES, beside, compared, here, line_of, rows, views
from tests.support.under_test import Make, answered, app, reading, saved, status, until


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


async def test_words_are_found_on_both_sides(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await beside(pilot)
        await pilot.press("&", "/", *"coast", "enter")
        assert here(pilot) == "coast"
        await pilot.press("tab", "n")
        await until(pilot, lambda: here(pilot) == "coast" and views(pilot)[1].has_focus)
        await pilot.press("escape")
        assert len(views(pilot)) == 2


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
