"""`O` orders the sources, a filter knows what is in them, and what goes to the next source follows the list."""

from pathlib import Path

import pytest

from reader.text.span import Span
from reader.tui.sources.list import SourceList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, passage, reading, until

SOURCES = {
    "a.txt": "Alpha here, and it is not tagged at all.",
    "b.txt": "Beta here, and it is not tagged at all.",
    "c.txt": "Gamma here. It is here. It is tagged.",
    "d.txt": "Die Fähre fährt nicht, und es ist noch nicht klar, wann sie wieder mit der Post nach Norden fährt.",
}


@pytest.fixture
def here(make: Make) -> Workspace:
    """Two tags in c.txt, and one in b.txt."""
    workspace = make(SOURCES)
    for id, start, tag in (("b.txt", 0, "quote"), ("c.txt", 0, "claim"), ("c.txt", 12, "claim")):
        workspace.tag(workspace.article(workspace.source(id)), Span(start, start + 4), tag)
    return workspace


def sources(pilot: Reader) -> SourceList:
    return pilot.app.query_one(SourceList)


def order(pilot: Reader) -> str:
    """The first letters of the shown sources, in order."""
    shown = sources(pilot)._shown
    return "".join(shown.id(place)[0] for place in range(len(shown)))


def foot(pilot: Reader) -> str:
    return sources(pilot).render_line(sources(pilot).size.height - 1).text.strip()


async def ordered_by(pilot: Reader, name: str) -> None:
    """Order by something."""
    await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 4)
    while sources(pilot).finder.ranking.name != name:
        before = sources(pilot).finder.ranking.name
        await pilot.press("O")
        await until(pilot, lambda before=before: sources(pilot).finder.ranking.name != before)  # type: ignore[misc]
    await until(pilot, lambda: not sources(pilot).looking)


async def test_sources_are_ordered_until_escape(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("tab")
        await ordered_by(pilot, "tags")
        assert (order(pilot), foot(pilot)) == ("cbad", "order: tags")
        assert sources(pilot).present == "a.txt", "the selected source stays selected"
        await pilot.press("escape")
        assert (order(pilot), sources(pilot).has_focus) == ("abcd", True)
        assert "order" not in foot(pilot)
        await pilot.press("escape")
        assert not sources(pilot).has_focus


async def test_what_goes_to_the_next_source_follows_the_order_that_is_shown(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("tab")
        await ordered_by(pilot, "tags")
        await pilot.press("g", "enter")
        await until(pilot, lambda: passage(pilot) == "Gamma here.")
        for key, words in (
            ("J", "Beta"),
            ("J", "Alpha"),
            ("K", "Beta"),
            ("right_parenthesis", "Alpha"),
            ("left_parenthesis", "Beta"),
        ):
            await pilot.press(key)
            await until(pilot, lambda words=words: passage(pilot).startswith(words))  # type: ignore[misc]
        await pilot.press("U")
        await until(pilot, lambda: passage(pilot).startswith("Alpha"))
        await pilot.press("U")
        await until(pilot, lambda: passage(pilot).startswith("Die Fähre"))


async def test_a_changed_source_stays_where_it_is_until_the_list_is_ordered_again(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("tab")
        await ordered_by(pilot, "tags")
        await pilot.press("escape", "escape", "q", "c", "b", "tab")
        await ordered_by(pilot, "tags")
        assert order(pilot) == "acbd"
        await pilot.press("tab", "u", "u", "u", "u")
        assert order(pilot) == "acbd"


async def test_an_order_and_a_filter_hold_at_once(here: Workspace) -> None:
    async with reading(here) as pilot:
        await pilot.press("tab")
        await ordered_by(pilot, "tags")
        await pilot.press("slash", *"has:")
        assert (order(pilot), foot(pilot).split()) == ("cb", ["/has:█", "2"])
        await pilot.press("enter", "tab")
        assert foot(pilot).split() == ["/has:", "·", "order:", "tags", "2"]
        await pilot.press("slash", "escape")
        assert order(pilot) == "cbad"


async def test_sources_are_found_by_the_tags_that_they_have(here: Workspace) -> None:
    claim = here.annotations[1]
    here.set_field(claim, "rating", "open")
    async with reading(here) as pilot:
        await pilot.press("tab", "slash", *"rating:open")
        assert order(pilot) == "c"
        await pilot.press(*["backspace"] * 11, *"tag:quote")
        assert order(pilot) == "b"
        await pilot.press("escape", "escape", "tab")
        await ordered_by(pilot, "rating")
        assert order(pilot) == "cabd"
        assert any("1 open" in sources(pilot).render_line(y).text for y in range(10))


@pytest.mark.parametrize(("words", "found"), [("lang:de", "d"), ("lang:english", "abc"), ("changed:today", "abcd")])
async def test_what_only_the_sources_tell_is_found_out(here: Workspace, words: str, found: str) -> None:
    async with reading(here) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 4)
        await pilot.press("tab", "slash", *words)
        await until(pilot, lambda: order(pilot) == found and not sources(pilot).looking)


QUOTED = "“We found cracks in two of the pillars,” said Mara Lind, who leads the works office.\n"


async def test_suggestions_that_are_left_are_counted_and_shown(make: Make) -> None:
    workspace = make(
        {"a.txt": "Nothing is here.", "b.txt": QUOTED, "c.txt": f"{QUOTED}\n{QUOTED.replace('two', 'three')}"}
    )
    async with reading(workspace) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 3)
        await pilot.press("tab", "slash", *"left:")
        await until(pilot, lambda: order(pilot) == "bc" and not sources(pilot).looking)
        rows = [sources(pilot).render_line(y).text.rstrip() for y in range(6)]
        assert any(row.endswith("?2") for row in rows)
        await pilot.press("enter", "tab")
        await pilot.press("tab", "tab", "O")
        await until(pilot, lambda: order(pilot) == "cb")


async def test_a_source_that_changed_since_it_was_tagged_is_found(here: Workspace, tmp_path: Path) -> None:
    here.source("c.txt").path.write_text("Gamma here has changed. It is here.")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 4)
        await pilot.press("tab", "slash", *"changed:")
        await until(pilot, lambda: order(pilot) == "c" and not sources(pilot).looking)


async def test_the_command_orders_from_any_pane(here: Workspace) -> None:
    async with reading(here) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 4)
        await app(pilot).commands.run("order_sources")
        await until(pilot, lambda: sources(pilot).has_focus and sources(pilot).finder.is_ordered)
        assert order(pilot) == "abcd"


async def test_the_palette_names_each_order(here: Workspace) -> None:
    async with reading(here) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 4)
        actions = {each.label: each.run for each in app(pilot).palette_actions()}
        actions["order the sources by claim"]()
        await until(pilot, lambda: order(pilot) == "cabd")
        await until(pilot, lambda: sources(pilot).has_focus)
        actions["order the sources by path"]()
        await until(pilot, lambda: order(pilot) == "abcd" and not sources(pilot).finder.is_ordered)


SPEECH = "All of this is a very foolish thing, and we will say so again tomorrow in the same words."


async def test_sources_are_found_by_verdicts_that_nobody_kept(make: Make) -> None:
    said = "“All of this is a very clever thing, and we will say so again tomorrow in the same words,”"
    workspace = make({"a.txt": f"{said} she said.", "b.txt": "Nothing is here.", "originals/speech.txt": SPEECH})
    article = workspace.article(workspace.source("a.txt"))
    workspace.tag(article, Span(0, len(said)), "quote")
    async with reading(workspace) as pilot:
        await until(pilot, lambda: not sources(pilot).progress and len(sources(pilot).entries) == 3)
        await pilot.press("tab", "slash", *"verdict:altered")
        await until(pilot, lambda: order(pilot) == "a" and not sources(pilot).looking)
        await pilot.press(*["backspace"] * 7, *"exact")
        await until(pilot, lambda: order(pilot) == "")


async def test_what_a_key_does_in_the_article_and_in_the_list_alike_stands_in_the_palette_once(make: Make) -> None:
    async with reading(make({"a.txt": "Here.", "b.txt": "There."})) as pilot:
        labels = [each.label for each in app(pilot).palette_actions()]
        assert labels.count("next source that is not done") == 1
