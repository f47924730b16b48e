"""What the app shows: tags, panes and sizes, and the cursor always in sight."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from reader.settings import TAGS
from reader.settings.keymap import PLACES
from reader.tui.app import ReaderApp
from reader.tui.article.strips import THUMB
from reader.tui.article.view import ArticleView
from reader.tui.geometry import BOTTOM, air
from reader.tui.screens.help import Help
from reader.tui.screens.review import Review
from reader.tui.sources.list import SourceList
from reader.tui.theme import LIGHT
from reader.tui.widgets.tag_list import TagList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import LONG, app, passage, reading, row_of_cursor, saved, screen_rows, status, until, view


async def test_rows_show_tags_by_letter_and_style(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "j", "j", "c", "k", "minus", "q", "G", "b", "j")
        article = view(pilot)
        rows = screen_rows(pilot)
        row = next(index for index, text in enumerate(rows) if "Third" in text)
        assert "qc" in rows[row]
        styles = {text.strip(): style for text, style, _ in article.render_line(row) if style and text.strip()}
        ink, ground = article.theme_styles.ink("gold"), article.theme_styles.text_of(TAGS[1])
        quote, claim = styles["“Third,”"], styles["she said."]
        assert (quote.color, quote.bgcolor) == (ink.color, ground.bgcolor), "a quote in a claim shows both"
        assert claim.bgcolor == ground.bgcolor and claim.color != ink.color
        assert any("b" in text.split()[:1] or "b  Share this" in text for text in rows if "Share this" in text)


async def test_without_colours_one_tag_over_several_blocks_is_one_line_in_the_gutter(
    make: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(make({"a.txt": "One here.\n\nTwo there.\n\nThree."})) as pilot:
        await pilot.press("v", "j", "j", "c", "G")
        column = "".join(row[view(pilot).column.left + 3] for row in screen_rows(pilot)[:5])
        assert column == "c││││"


async def test_the_list_shows_title_counts_and_progress(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: len(pilot.app.query_one(SourceList).entries) == 2)
        await pilot.press("j", "c", "b")
        sources = pilot.app.query_one(SourceList)
        await until(pilot, lambda: sources.facts.counts.get("one.txt"))
        await until(pilot, lambda: "two.txt" not in sources.entries.titles)  # titles are read after the list is shown
        lines = ["".join(segment.text for segment in sources.render_line(y)) for y in range(5)]
        assert lines[1].startswith("▌A headline of five words")
        *counts, last = lines[2].split()
        assert (counts, last in ("54%", "?2")) == (["▌c1", "b1"], True), "once they are found, suggestions matter more"
        assert lines[3].strip() == "Another source. With tw…"
        assert lines[4].strip() == ""


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (5, 3), (1, 1), (220, 60)])
async def test_any_size_of_terminal(size: tuple[int, int], workspace: Workspace) -> None:
    async with reading(workspace, size) as pilot:
        await pilot.press("j", "q", "tab", "j", "enter", "question_mark", "escape", "c")
        assert saved(workspace) == [("quote", "First here."), ("claim", "Another source.")]


async def test_a_narrow_terminal_shows_one_pane_at_a_time(workspace: Workspace) -> None:
    async with reading(workspace, (40, 12)) as pilot:
        sources, article = pilot.app.query_one(SourceList), view(pilot)
        assert (sources.size.width, article.size.width) == (0, 40)
        await pilot.press("tab")
        await until(pilot, lambda: sources.size.width == 40)
        await pilot.press("enter")
        await until(pilot, lambda: article.size.width == 40)


async def test_a_resize_keeps_the_first_row(make: Callable[..., Workspace]) -> None:
    workspace = make({"long.txt": "\n\n".join(f"Paragraph {n} has some words in it. And more." for n in range(200))})
    async with reading(workspace, (100, 20)) as pilot:
        await pilot.press(*["pagedown"] * 6)
        first = screen_rows(pilot)[0].strip() or screen_rows(pilot)[1].strip()
        await pilot.resize_terminal(70, 20)
        await until(pilot, lambda: view(pilot).size.width < 60)
        assert first.split(" has")[0] in "".join(screen_rows(pilot)[:3])


@pytest.mark.parametrize("size", [(70, 20), (160, 50), (40, 10)])
async def test_a_resize_keeps_the_cursor_in_sight(size: tuple[int, int], make: Callable[..., Workspace]) -> None:
    async with reading(make({"long.txt": LONG}), (100, 30)) as pilot:
        await pilot.press("pagedown", "pagedown", *["j"] * 20)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: view(pilot).region.bottom == size[1] - BOTTOM - air(size[1]))
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)


async def test_it_opens_with_the_cursor_in_sight(make: Callable[..., Workspace], tmp_path: Path) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        await pilot.press(*["pagedown"] * 5, "j", "j", "ctrl+q")
        left = passage(pilot)
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)
        assert passage(pilot) == left


async def test_who_scrolls_takes_the_cursor_along(make: Callable[..., Workspace]) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        article = view(pilot)
        for scrolls in (20, -7, 1, 1, -3, 60, -70, 2):
            before = screen_rows(pilot)
            for _ in range(abs(scrolls)):
                wheel = events.MouseScrollDown if scrolls > 0 else events.MouseScrollUp
                article.post_message(wheel(article, 5, 5, 0, 0, 0, False, False, False))
            await until(pilot, lambda: screen_rows(pilot) != before)  # noqa: B023
            await pilot.pause()
            assert row_of_cursor(pilot) >= 0
        shown = passage(pilot)
        await pilot.press("b")
        assert any(shown in row for row in screen_rows(pilot))


async def test_the_scroll_bar_leads_to_any_place(make: Callable[..., Workspace]) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        article = view(pilot)
        right, bottom = article.size.width - 1, article.size.height - 1
        assert screen_rows(pilot)[0].endswith(THUMB)
        await pilot.mouse_down(ArticleView, offset=(right, bottom))
        await until(pilot, lambda: "Paragraph 199" in screen_rows(pilot)[-1])
        assert screen_rows(pilot)[-1].endswith(THUMB)
        await pilot.hover(ArticleView, offset=(right, 0))
        await until(pilot, lambda: "Paragraph 0" in screen_rows(pilot)[0])
        await pilot.mouse_up(ArticleView, offset=(right, 0))
        assert row_of_cursor(pilot) >= 0


async def test_a_range_grows_by_pages_with_its_end_in_sight(make: Callable[..., Workspace]) -> None:
    workspace = make({"long.txt": LONG})
    async with reading(workspace) as pilot:
        await pilot.press("v", *["pagedown"] * 4)
        cursor = view(pilot).cursor
        assert cursor and cursor.passage.start == 0
        assert any(cursor.head.of(cursor.article.text) in row for row in screen_rows(pilot))
        await pilot.press(*["pagedown"] * 30, "c")
        assert saved(workspace) == [("claim", LONG)]


async def test_help_lists_every_key(workspace: Workspace) -> None:
    async with reading(workspace, (100, 80)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Help))


async def test_the_palette_has_every_key(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert isinstance(pilot.app, ReaderApp)
        actions = {f"{action.heading}: {action.label}": action for action in pilot.app.palette_actions()}
        await actions["Tag: claim: an assertion that can be checked"].run()
        assert saved(workspace) == [("claim", "A headline of five words")]
        listed = {(action.label, action.shown) for action in actions.values()}  # once, if article and list share it
        for heading in (*PLACES["article"], "Sources"):
            keys = pilot.app.session.keymap.groups[heading]
            assert {(key.label, key.shown) for key in keys if key.id != "palette"} <= listed
        assert [action.label for action in actions.values()].count("page down") == 2, "two actions of the same words"


async def test_the_palette_has_the_same_key_of_two_lists(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: app(pilot).query(TagList))
        found = [action.heading for action in app(pilot).palette_actions() if action.label == "page up"]
        assert sorted(found) == ["List of tags", "Move", "Sources"]


async def test_the_theme_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        app(pilot).themes.choose("reader-light")
        await pilot.press("ctrl+q")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        assert pilot.app.theme == "reader-light"
        style = view(pilot).render_line(0)._segments[0].style
        assert style and style.bgcolor and style.bgcolor.get_truecolor().hex == LIGHT.background


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (300, 1)])
async def test_no_terminal_is_too_small_to_go_on(size: tuple[int, int], workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.press("q", "k", "a", "x", "enter", "f1", "j", "escape", "ctrl+p", "escape", "tab", "j", "enter")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: view(pilot).cursor and passage(pilot) == "Another source.")
    assert [each.note for each in workspace.annotations] == ["x"]


@pytest.mark.parametrize(("keys", "first"), [(("tab",), "open"), ((), "")])
async def test_the_key_bar_is_that_of_the_pane_also_under_a_screen(
    workspace: Workspace, keys: tuple[str, ...], first: str
) -> None:
    workspace.state.suggestions = "off"
    async with reading(workspace) as pilot:
        await pilot.press(*keys, "R")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review))
        screen = app(pilot).main_screen
        for focused in (screen.focused, None) if not keys else (screen.focused,):
            screen.set_focus(focused)
            screen.show_keys()  # as whenever suggestions come, or another program changes something
            assert screen.key_bar.keys[0].id == first


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("k", "this is the first sentence"),
        ("Gj", "this is the last sentence"),
        ("G}", "this is the last block"),
        ('G"', "no quotation further down"),
        ("+++++++", "nothing larger"),
    ],
)
async def test_a_key_that_leads_nowhere_says_so(keys: str, words: str, workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: words in status(pilot))


async def test_the_text_or_a_list_can_have_the_whole_screen(workspace: Workspace) -> None:
    async with reading(workspace, (120, 24)) as pilot:
        sources, article = app(pilot).main_screen.sources, view(pilot)
        await pilot.press("F")
        await until(pilot, lambda: article.size.width == 120 and not sources.display)
        await pilot.press("tab")
        await until(pilot, lambda: sources.display and article.display and sources.has_focus)
        await pilot.press("F")
        await until(pilot, lambda: sources.size.width >= 118 and not article.display)
        await pilot.press("enter")
        await until(pilot, lambda: article.has_focus and sources.display)
        await pilot.press("F", "T")
        await until(pilot, lambda: len(pilot.app.query("TagList")) == 1 and article.display)
        await pilot.press("T", "F")
        await until(pilot, lambda: sources.display == (not app(pilot).main_screen.is_filled))
