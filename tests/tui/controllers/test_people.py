"""The list of people: names are joined and split, and the way leads to their quotes."""

import pytest

from reader.annotation.model.field_values import person
from reader.text.span import Span
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.people_list import PeopleList
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, no_burst, passage, reading, status, until, view

TEXT = "“It is odd,” said Ann Lee. “Very,” Lee said. “So,” she added. “No,” said Bob."


@pytest.fixture
def named(make: Make) -> Workspace:
    """Four quotes by people with four names, three of which may be one person."""
    workspace = make({"a.txt": TEXT, "b.txt": "Nothing here."})
    article = workspace.article(workspace.source("a.txt"))
    for exact, name in (("“It is odd,”", "Ann Lee"), ("“Very,”", "Lee"), ("“So,”", "she"), ("“No,”", "Bob")):
        span = Span(TEXT.index(exact), TEXT.index(exact) + len(exact))
        workspace.annotations.tag(article, span, "quote", fields={"speaker": [person(name)]})
    return workspace


def listed(pilot: Reader) -> PeopleList:
    return pilot.app.query_one(PeopleList)


def names(pilot: Reader) -> list[str]:
    return [f"{'= ' if each.is_joined else ''}{each.name.text}" for each in listed(pilot).shown]


def rows(pilot: Reader) -> str:
    return "\n".join(listed(pilot).render_line(y).text.rstrip() for y in range(listed(pilot).size.height))


async def opened(pilot: Reader) -> None:
    await pilot.press("P")
    await until(pilot, lambda: pilot.app.query(PeopleList) and listed(pilot).has_focus and listed(pilot).shown)


async def test_it_lists_who_is_named_and_what_may_be_joined(named: Workspace) -> None:
    async with reading(named) as pilot:
        await opened(pilot)
        assert "names of people · 4 · 2 to join?" in rows(pilot)
        assert names(pilot) == ["Ann Lee", "Bob", "Lee", "she"]
        assert "she (a.txt)                  1 quote · 1 source    same as Ann Lee?" in rows(pilot)
        await pilot.press("P")
        await until(pilot, lambda: view(pilot).has_focus)


async def test_an_offer_is_taken_and_the_selected_names_are_joined_and_split(named: Workspace) -> None:
    async with reading(named) as pilot:
        await opened(pilot)
        await pilot.press("j", "j")
        await no_burst(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: "2 names joined as Ann Lee, saved" in status(pilot))
        await until(pilot, lambda: names(pilot) == ["Ann Lee", "= Lee", "Bob", "she"])
        assert named.annotations[1].fields["speaker"] == [person("Lee")], "values stay as they are written"
        await pilot.press("G", "space", "g", "space")
        await no_burst(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: names(pilot) == ["Ann Lee", "= Lee", "= she", "Bob"])
        assert not listed(pilot).chosen
        await pilot.press("g")
        await no_burst(pilot)
        await pilot.press("minus")
        await until(pilot, lambda: "2 names split from Ann Lee, saved" in status(pilot))
        await pilot.press("u", "u")
        await until(pilot, lambda: names(pilot) == ["Ann Lee", "= Lee", "Bob", "she"])


async def test_what_cannot_be_done_is_reported_with_the_way_out(named: Workspace) -> None:
    async with reading(named) as pilot:
        await opened(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: "select others with space, then + joins them" in status(pilot))
        await pilot.press("minus")
        await until(pilot, lambda: "this name is not joined to another one" in status(pilot))


async def test_a_circle_is_refused(named: Workspace) -> None:
    from reader.annotation.model.people import Name

    named.people.join([Name("Ann Lee")], Name("Lee"))
    async with reading(named) as pilot:
        await opened(pilot)
        assert names(pilot)[:2] == ["Lee", "= Ann Lee"]
        await pilot.press("space", "space", "plus")
        await until(pilot, lambda: "this would join people in a circle: split one first" in status(pilot))


async def test_it_is_filtered_ordered_and_leads_to_the_quotes(named: Workspace) -> None:
    async with reading(named) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"bo", "enter")
        assert (names(pilot), "1 of 4" in rows(pilot)) == (["Bob"], True)
        await pilot.press("i")
        await until(pilot, lambda: pilot.app.query(CardPane) and pilot.app.query_one(CardPane).has_focus)
        assert "“No,”" in pilot.app.query_one(CardPane).render_line(0).text
        await pilot.press("escape")
        await until(pilot, lambda: listed(pilot).has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: view(pilot).has_focus and passage(pilot) == "“No,”")


async def test_the_open_article_stays_the_one_that_is_read(named: Workspace) -> None:
    async with reading(named) as pilot:
        app(pilot).main_screen.sources.action_last()
        await pilot.press("tab", "G", "enter")
        await until(pilot, lambda: "Nothing here." in passage(pilot))
        await opened(pilot)
        await until(pilot, lambda: any(each.offer for each in listed(pilot).shown))
        assert app(pilot).opening.reread() is False


async def test_it_shows_what_another_program_joins(named: Workspace) -> None:
    other = Workspace(named.paths)
    async with reading(named) as pilot:
        await opened(pilot)
        offer = next(each for each in other.people.offers().values() if each.is_sure)
        other.people.join(list(offer.names), offer.to)
        await until(pilot, lambda: "= Lee" in names(pilot))


async def test_the_quotes_of_the_selected_people_are_copied(named: Workspace) -> None:
    async with reading(named) as pilot:
        await opened(pilot)
        await pilot.press("y")
        assert "copied 1 quote" in status(pilot)
        assert pilot.app.clipboard == "Ann Lee · 1 quote in 1 source\n  a.txt\t“It is odd,”"
        await pilot.press("asterisk", "y")
        assert "copied 4 quotes" in status(pilot)
        await pilot.press("escape", "j", "j")
        await no_burst(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: names(pilot) == ["Ann Lee", "= Lee", "Bob", "she"])
        await pilot.press("asterisk", "y")
        assert "copied 4 quotes" in status(pilot), "a person's quotes are copied once, however many names are selected"
