"""The echo pane: what other sources say of the passage under the cursor."""

from collections.abc import Callable

import pytest

from reader.tui.app import ReaderApp
from reader.tui.screens.question import Question
from reader.tui.sources.list import SourceList
from reader.tui.widgets.echo_pane import EchoPane
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, app, no_burst, passage, reading, saved, status, typed, until, view

Make = Callable[..., Workspace]

SPAN = "The bridge over the Alder was closed on Tuesday, after two pillars were found to be cracked."
LIND = "“Nobody will drive over it before spring, whatever the shops of Harlow think of that,” said Mara Lind."
OTHER = "Elsewhere it is the market that is talked of."
COPIED = "“Nobody will drive over it before spring, whatever the shops of Harlow think of that,” she told us."
REWORDED = "After cracks were found in two pillars, the Alder bridge was closed on Tuesday."
SOURCES = {
    "a.txt": f"{SPAN}\n\n{LIND}\n\n{OTHER}\n",
    "b.txt": f"Apples were cheap again.\n\n{REWORDED}\n\n{COPIED}\n",
    "c.txt": f"{COPIED}\n\nSheep may safely graze.\n",
}


@pytest.fixture
def bridges(make: Make) -> Workspace:
    return make(SOURCES)


def pane(pilot: Reader) -> EchoPane:
    return pilot.app.query_one(EchoPane)


def echoes(pilot: Reader) -> list[tuple[str, str]]:
    return [(each.echo.there.source, str(each.echo.kind)) for each in pane(pilot).found]


def rows(pilot: Reader) -> str:
    return "\n".join(pane(pilot).render_line(y).text for y in range(pane(pilot).size.height))


async def opened(pilot: Reader) -> None:
    await pilot.press("L")
    await until(pilot, lambda: pilot.app.query(EchoPane) and pane(pilot).has_focus and pane(pilot).found)


async def test_it_lists_the_echoes_of_the_passage_and_follows_the_cursor(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        assert echoes(pilot) == [("b.txt", "reworded")]
        await pilot.press("escape", "j")
        assert view(pilot).has_focus
        await until(pilot, lambda: echoes(pilot) == [("b.txt", "verbatim"), ("c.txt", "verbatim")])
        assert pane(pilot).display
        await pilot.press("j", "j")
        await until(pilot, lambda: "no other source says this" in rows(pilot))


async def test_words_that_differ_are_marked_also_without_colours(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        text = rows(pilot)
        assert "reworded · sure · Apples were cheap again" in text
        segments = [each for y in range(pane(pilot).size.height) for each in pane(pilot).render_line(y)]
        marked = " ".join(each.text for each in segments if each.style and each.style.underline)
        assert "After cracks" in marked
        assert "closed on Tuesday" not in marked


PAID = "The brewery of Arden has paid its growers for the plums."
NEVER = PAID.replace("has paid", "has never paid")


async def test_what_differs_is_reported_with_the_words_that_each_side_lacks(make: Make) -> None:
    async with reading(make({"a.txt": NEVER, "b.txt": f"Plums\n\n{PAID}\n"}), (160, 30)) as pilot:
        await opened(pilot)
        assert "≠reworded · differs in a negation · Plums" in rows(pilot)
        assert "lacks: never" in rows(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot) == PAID)
        await until(pilot, lambda: echoes(pilot) == [("a.txt", "reworded")])
        segments = [each for y in range(pane(pilot).size.height) for each in pane(pilot).render_line(y)]
        assert [each.text for each in segments if each.style and each.style.underline and each.text.strip()] == [
            "never"
        ]
        assert "lacks" not in rows(pilot)


async def test_an_echo_that_differs_gets_no_tag_even_if_it_is_chosen(make: Make) -> None:
    workspace = make({"a.txt": NEVER, "b.txt": f"Plums\n\n{PAID}\n"})
    async with reading(workspace, (160, 30)) as pilot:
        await pilot.press("c", "k")
        await opened(pilot)
        await pilot.press("Y")
        assert "no echo here is verbatim or sure, so none is tagged claim" in status(pilot)
        await pilot.press("space", "Y")
        assert "no echo here is verbatim or sure, so none is tagged claim" in status(pilot)
        assert saved(workspace) == [("claim", NEVER)]


async def test_one_goes_there_and_back(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot) == REWORDED)
        assert view(pilot).has_focus
        await until(pilot, lambda: echoes(pilot) == [("a.txt", "reworded")])
        await pilot.press("'")
        await until(pilot, lambda: passage(pilot) == SPAN)


async def test_a_tag_is_carried_over_in_one_step(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        await pilot.press("Y")
        assert "no tag here to copy" in status(pilot)
        await pilot.press("escape", "j", '"', "q", "k", '"')
        await until(pilot, lambda: len(echoes(pilot)) == 2 and pane(pilot).cursor is view(pilot).cursor)
        await pilot.press("Y")
        assert "tagged 2 echoes as quote, saved · u undoes" in status(pilot)
        quotation = LIND[: LIND.index("said") - 1]
        assert saved(bridges) == [("quote", quotation)] * 3
        assert {each.source for each in bridges.annotations} == set(SOURCES)
        await pilot.press("Y")
        assert "the echoes that are verbatim or sure are tagged quote already" in status(pilot)
        await pilot.press("u")
        assert saved(bridges) == [("quote", quotation)]
        assert passage(pilot) == quotation, "the cursor stays, where several sources changed"


async def test_it_is_carried_over_to_those_that_are_chosen(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await pilot.press("j", '"', "q", "k", '"')
        await opened(pilot)
        await pilot.press("j", "space")
        assert "✓verbatim" in rows(pilot)
        await pilot.press("Y")
        assert [each.source for each in bridges.annotations] == ["a.txt", "c.txt"]


async def test_nothing_is_carried_to_what_is_not_listed(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await pilot.press("c", "k", "Y")
        assert "list the echoes first: press L" in status(pilot)
        assert len(saved(bridges)) == 1


async def test_keys_typed_at_once_wait_for_the_echoes_and_ask(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await pilot.press("j", '"', "q", "k", '"')
        typed(pilot, "L", "Y")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "tagged 2 echoes as quote" in status(pilot))


async def test_who_is_told_to_wait_for_echoes_is_told_when_they_are_listed(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        await pilot.press("escape", "J")
        await until(pilot, lambda: passage(pilot) == "Apples were cheap again.")
        await until(pilot, lambda: pane(pilot).cursor is view(pilot).cursor)  # the pane follows to another source
        view(pilot).action_cursor("next_block")
        app(pilot).commands._commands["carry"].run()
        assert "looking for echoes" in status(pilot)
        await until(pilot, lambda: "the echoes are listed now: Y copies the tag to them" in status(pilot))
        assert pane(pilot).cursor is view(pilot).cursor


async def test_the_list_of_sources_shows_who_shares_statements(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        sources = pilot.app.query_one(SourceList)
        assert "≈" not in "".join(sources.render_line(y).text for y in range(9))
        await opened(pilot)
        await until(pilot, lambda: sources.facts.shared == {"b.txt": 2, "c.txt": 1})
        assert [("≈2" in sources.render_line(y).text, "≈1" in sources.render_line(y).text) for y in (4, 6)] == [
            (True, False),
            (False, True),
        ]
        await pilot.press("escape", "J", "J")
        await until(pilot, lambda: sources.facts.shared == {"a.txt": 1, "b.txt": 1})


async def test_with_little_room_it_takes_the_place_of_the_article(bridges: Workspace) -> None:
    async with reading(bridges, (60, 20)) as pilot:
        await opened(pilot)
        assert not view(pilot).display
        await pilot.press("escape")
        assert (view(pilot).display, pane(pilot).display) == (True, False)
        await pilot.press("L")
        await until(pilot, lambda: pane(pilot).display and pane(pilot).found)
        await pilot.press("L")
        assert view(pilot).display


async def test_it_takes_turns_with_the_list_of_tags(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        await pilot.press("T")
        await until(pilot, lambda: app(pilot).main_screen.place == "tags")
        assert not pane(pilot).display
        await pilot.press("L")
        await until(pilot, lambda: pane(pilot).display and app(pilot).main_screen.place == "echoes")


async def test_a_source_that_changed_has_no_echoes_until_it_is_compared_again(bridges: Workspace, make: Make) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await opened(pilot)
        make({"b.txt": f"Not a word is left of what it said.\n\n{COPIED}\n"})
        await pilot.press("escape", "j")
        await until(pilot, lambda: echoes(pilot) == [("c.txt", "verbatim")])


async def test_what_a_source_says_reaches_the_terminal_as_text(make: Make) -> None:
    hostile = SPAN.replace("Alder", "Al\x1b[31mder [red]")
    async with reading(make({"a.txt": SPAN, "b.txt": f"Bridges.\n\n{hostile}\n"}), (160, 30)) as pilot:
        await opened(pilot)
        text = rows(pilot)
        assert "\x1b" not in text
        assert "␛[31mder" in " ".join(text.split())


async def test_the_palette_has_what_the_pane_does(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        assert isinstance(pilot.app, ReaderApp)
        assert "select or unselect" not in {each.label for each in pilot.app.palette_actions()}
        await opened(pilot)
        assert "select or unselect" in {each.label for each in pilot.app.palette_actions()}


async def test_more_than_three_echoes_are_shown_before_they_get_a_tag(make: Make) -> None:
    workspace = make({f"{name}.txt": f"Paper {name}\n\n{COPIED} So said paper {name}.\n" for name in "abcde"})
    async with reading(workspace, (160, 30)) as pilot:
        await pilot.press("j", "c", "k")
        await opened(pilot)
        await until(pilot, lambda: len(echoes(pilot)) == 4)
        await pilot.press("Y")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        text = "\n".join(str(each.render()) for each in pilot.app.screen.query("Static"))
        assert "These passages get the tag claim:" in text
        assert text.count("Nobody will drive over it before") == 4
        assert "Paper d · Nobody" in text
        assert len(saved(workspace)) == 1
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "tagged 4 echoes as claim" in status(pilot))


async def test_the_former_key_says_which_key_copies_a_tag_now(bridges: Workspace) -> None:
    async with reading(bridges, (160, 30)) as pilot:
        await pilot.press("c", "k")
        await opened(pilot)
        await pilot.press("C")
        await until(pilot, lambda: "the key that copies a tag to its echoes is Y" in status(pilot))
        assert len(saved(bridges)) == 1


async def test_the_former_key_does_what_a_readers_settings_give_it_to(make: Make) -> None:
    folder = make(SOURCES).paths.folder
    (folder / "reader.toml").write_text('[keys]\ncarry = "X"\n[[tags]]\nname = "data"\nkey = "C"\n')
    workspace = Workspace(locate_workspace(folder))
    async with reading(workspace, (160, 30)) as pilot:
        await pilot.press("C")
        assert [tag for tag, _ in saved(workspace)] == ["data"]


async def test_on_a_wide_screen_the_pane_opens_by_itself_once_the_sources_are_compared(bridges: Workspace) -> None:
    bridges.state.suggestions = "off"  # whose cards would come first
    async with reading(bridges, (200, 30)) as pilot:
        await opened(pilot)
        await pilot.press("T", "T")  # another list, and no list
        await until(pilot, lambda: pane(pilot).display and view(pilot).has_focus)
        await pilot.press("j", "j")
        await until(pilot, lambda: not pane(pilot).display)
        await pilot.press("k", "L", "L", "k")
        await until(pilot, lambda: echoes(pilot) == [("b.txt", "reworded")])
        assert not pane(pilot).display, "its key has closed it"
