"""Finding in the article: `/` while typing, `n` and `N` after it; and `ctrl+f` in all sources."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from reader.tui.app import ReaderApp
from reader.tui.article.painter import Painter
from reader.tui.screens.search import Search
from reader.tui.sources.list import SourceList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.tag_list import TagList
from reader.workspace.reading_state import load_state, state_file
from reader.workspace.workspace import Workspace
from tests.support.under_test import (
    LONG,
    Reader,
    answered,
    passage,
    reading,
    saved,
    screen_rows,
    status,
    typed,
    until,
    view,
)

Make = Callable[..., Workspace]

TEXT = "One ferry here.\n\nTwo ferries there.\n\nThe Ferry is last.\n"


@pytest.fixture
def ferries(make: Make) -> Workspace:
    return make({"one.txt": TEXT, "two.md": "# Boats\n\nThe **fer**ry. Another boat.\n"})


def opened(pilot: Reader) -> str:
    article = view(pilot).reading.article
    return article.source.id if article else ""


def place(pilot: Reader) -> int:
    cursor = view(pilot).cursor
    assert cursor
    return cursor.passage.start


async def test_the_cursor_is_on_what_is_found_while_it_is_typed(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", "f", "e")
        await until(pilot, lambda: status(pilot) == "/fe█ | 1 of 3")
        assert passage(pilot) == "fe"
        assert pilot.app.query_one(KeyBar).keys[0].brief == "keep"
        await pilot.press("r", "r", "i")
        await until(pilot, lambda: status(pilot) == "/ferri█ | 1 of 1")
        assert place(pilot) == TEXT.index("ferries")
        await pilot.press("x")
        await until(pilot, lambda: "not found" in status(pilot))
        assert passage(pilot) == "One ferry here."
        await pilot.press("escape")
        assert passage(pilot) == "One ferry here."
        assert status(pilot) == "sentence 1 of 3 | "


async def test_arrows_go_from_hit_to_hit_while_it_is_typed(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", "f", "e", "r", "r")
        await until(pilot, lambda: status(pilot) == "/ferr█ | 1 of 3")
        for key, hit in (("down", "2 of 3"), ("down", "3 of 3"), ("up", "2 of 3"), ("up", "1 of 3")):
            await pilot.press(key)
            assert status(pilot) == f"/ferr█ | {hit}"
        await pilot.press("up")
        assert status(pilot) == "/ferr█ | 3 of 3 · from the end again"
        await pilot.press("ctrl+u")
        assert passage(pilot) == "One ferry here."
        assert status(pilot) == "/█ | type what to find"


async def test_what_is_typed_at_once_is_found_and_tagged(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        typed(pilot, "/", "F", "E", "R", "R", "I", "enter", "c")
        await until(pilot, lambda: saved(ferries) == [("claim", "ferri")])


async def test_on_and_back_and_around(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        typed(pilot, "/", "f", "e", "r", "r", "enter")
        places = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            await answered(pilot)
            places.append(place(pilot))
        first, second, third = (TEXT.lower().index(words) for words in ("ferry here", "ferries", "ferry is"))
        assert places == [second, third, first, third]
        assert "3 of 3 · from the end again" in status(pilot)
        await pilot.press("escape")
        assert not view(pilot)._strips.hits
        assert passage(pilot) == "Ferr"
        await pilot.press("escape", "N")
        await until(pilot, lambda: place(pilot) == second)


async def test_the_search_goes_on_in_another_source(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        typed(pilot, "/", "f", "e", "r", "r", "y", "enter", "J", "n")
        await until(pilot, lambda: "1 of 1" in status(pilot))
        assert passage(pilot) == "**fer**ry"


async def test_a_regular_expression(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", "ctrl+r", "^", "T", "w", ".")
        await until(pilot, lambda: status(pilot) == "regex /^Tw.█ | 1 of 1")
        assert passage(pilot) == "Two"
        await pilot.press("(")
        await until(pilot, lambda: "not a regular expression" in status(pilot))


async def test_an_exact_search_is_switched_on_for_all_searches_and_filters_and_is_remembered(
    ferries: Workspace,
) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", "F", "E", "R", "R")
        await until(pilot, lambda: status(pilot) == "/FERR█ | 1 of 3")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: status(pilot) == "exact /FERR█ | not found")
        await pilot.press("ctrl+u", "F", "e", "r", "r")
        await until(pilot, lambda: status(pilot) == "exact /Ferr█ | 1 of 1")
        await pilot.press("enter", "ctrl+e")
        await until(pilot, lambda: len(view(pilot)._strips.hits or ()) == 3)
        assert status(pilot).endswith("searches and filters ignore case, accents and marks")
        await pilot.press("ctrl+e", "tab", "slash", "B", "O", "A")
        sources = pilot.app.query_one(SourceList)

        def foot() -> str:
            return sources.render_line(sources.size.height - 1).text

        assert "exact /BOA" in foot()
        assert " 0 " in foot()
        await pilot.press("ctrl+e")
        await until(pilot, lambda: " 0 " not in foot())
        await pilot.press("ctrl+e")
    assert load_state(state_file(ferries.paths.scope)).is_exact


async def test_hits_are_marked_and_only_rows_in_sight_painted(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    row = Painter.row

    def counting(self: Painter, *arguments: object, **named: object) -> object:
        painted.append(1)
        return row(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Painter, "row", counting)
    async with reading(make({"long.txt": LONG})) as pilot:
        typed(pilot, "/", "w", "o", "r", "d", "s", "enter")
        await until(pilot, lambda: "1 of 200 · n next" in status(pilot))
        strip = view(pilot).render_line(0)
        assert [each.text for each in strip if each.style and each.style.underline] == ["words"]
        painted.clear()
        await pilot.press("n")
        await until(pilot, lambda: "2 of 200" in status(pilot))
        await pilot.pause()
        assert len(painted) <= 4


async def test_a_range_reaches_to_what_is_found(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("v")
        typed(pilot, "/", "f", "e", "r", "r", "i", "e", "s", "enter")
        await until(pilot, lambda: passage(pilot) == "One ferry here.\n\nTwo ferries")
        await answered(pilot)
        await pilot.press("escape", "escape", "g", "v")
        typed(pilot, "/", "f", "e", "r", "r", "y", "enter", "n", "c")
        await until(pilot, lambda: saved(ferries) == [("claim", TEXT[: TEXT.index("Ferry is") + 5])])


async def test_hostile_words_are_shown_as_what_they_are(make: Make) -> None:
    async with reading(make({"one.txt": "A [b]bold[/b] word."})) as pilot:
        typed(pilot, "/", *"[b]")
        await until(pilot, lambda: status(pilot) == "/[b]█ | 1 of 1")
        assert "[b]bold" in "".join(screen_rows(pilot))


# All sources


def search(pilot: Reader) -> Search:
    assert isinstance(pilot.app.screen, Search)
    return pilot.app.screen


async def test_all_sources_are_searched_and_enter_goes_there(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("j", "ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
        await pilot.press("f", "e", "r", "r", "y")
        await answered(pilot)
        await until(pilot, lambda: len(search(pilot)._list.found) == 3)
        assert [(each.source, each.line) for each in search(pilot)._list.found] == [
            ("one.txt", 1),
            ("one.txt", 5),
            ("two.md", 3),
        ]
        rows = [search(pilot)._list.render_line(y).text for y in range(3)]
        assert [row[1:10].strip() for row in rows] == ["One ferry", "", "Boats"], "each title stands at its first hit"
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: passage(pilot) == "**fer**ry")
        assert ferries.state.source == "two.md"
        await pilot.press("apostrophe")
        await until(pilot, lambda: passage(pilot) == "Two ferries there.")


async def test_the_words_of_a_search_of_all_sources_are_found_again_in_the_article(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", *"there", "enter")
        await until(pilot, lambda: view(pilot)._strips.hits)
        typed(pilot, "ctrl+f", "ctrl+u", *"ferry", "enter")
        await until(pilot, lambda: passage(pilot) == "ferry")
        assert not view(pilot)._strips.hits, "those of the other words are gone"
        await pilot.press("n")
        await until(pilot, lambda: "2 of 2" in status(pilot))
        await pilot.press("asterisk")
        await until(pilot, lambda: "2 matches chosen" in status(pilot))


async def test_a_search_that_is_typed_at_once_goes_to_the_first(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        typed(pilot, "ctrl+f", "b", "o", "a", "t", "enter", "q")
        await until(pilot, lambda: ferries.state.source == "two.md")
        await until(pilot, lambda: [each.exact.lower() for each in ferries.annotations] == ["boat"])


async def test_escape_leaves_the_search(ferries: Workspace) -> None:
    async with reading(ferries, (40, 12)) as pilot:
        await pilot.press("ctrl+f", *"zzz")
        await until(pilot, lambda: not search(pilot)._is_searching)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Search))
        assert passage(pilot) == "One ferry here."


async def test_the_index_grows_each_time_somebody_searches_all_sources(
    ferries: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = list[Sequence[str]](), list[bool]()
    update = ferries.sources.full_text.update

    def counting(ids: Sequence[str]) -> Iterator[int]:
        begun.append(list(ids))
        yield from update(ids)
        ended.append(True)

    monkeypatch.setattr(ferries.sources.full_text, "update", counting)
    async with reading(ferries) as pilot:
        for searches in (1, 2):
            await pilot.press("ctrl+f")
            await until(pilot, lambda: isinstance(pilot.app.screen, Search))
            await until(pilot, lambda number=searches: len(ended) == number)  # type: ignore[misc]
            await pilot.pause()
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Search))
    assert begun == [["one.txt", "two.md"]] * 2


async def test_another_source_that_is_opened_ends_the_typing(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: "█" in status(pilot))
        await pilot.click(SourceList, offset=(5, 4))
        await until(pilot, lambda: opened(pilot) == "two.md")
        assert "█" not in status(pilot)
        await pilot.press("j", "q")
        await until(pilot, lambda: [each.source for each in ferries.annotations] == ["two.md"])


@pytest.mark.parametrize("label", ["search the article", "jump to a visible"])
async def test_what_is_begun_from_the_palette_over_the_list_of_tags_takes_the_letters(
    label: str, ferries: Workspace
) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("q", "T")
        await until(pilot, lambda: pilot.app.query(TagList) and pilot.app.query_one(TagList).has_focus)
        assert isinstance(app := pilot.app, ReaderApp)  # noqa: RUF018
        (action,) = (each for each in app.palette_actions() if each.label.startswith(label))
        await action.run()
        await until(pilot, lambda: view(pilot).has_focus)
        await pilot.press("x")
        await pilot.pause()
        assert len(saved(ferries)) == 1, "the tag is not removed"


async def test_the_words_are_edited_at_a_cursor_and_found_again(ferries: Workspace) -> None:
    async with reading(ferries) as pilot:
        await pilot.press("slash", *"erry", "home", "f", "enter")
        await until(pilot, lambda: "1 of 2" in status(pilot))
        await pilot.press("slash", *"boat", "enter", "slash", "up")
        assert status(pilot).startswith("/boat█")
        await pilot.press("up")
        assert status(pilot).startswith("/ferry█")
        assert [key.brief for key in pilot.app.query_one(KeyBar).keys if "]" in key.brief] == ["[ ] regex", "[ ] exact"]
        await pilot.press("ctrl+r")
        assert [key.brief for key in pilot.app.query_one(KeyBar).keys if "]" in key.brief] == ["[x] regex", "[ ] exact"]
        await pilot.press("ctrl+q")
    assert load_state(state_file(ferries.paths.scope)).typed == {"find": ["boat", "ferry"]}
