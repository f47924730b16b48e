"""From tag to tag, by hints, by headings, to what has no tag yet; and back again."""

from collections.abc import Callable

import pytest

from reader.text.span import Span
from reader.tui.screens.outline import OutlineScreen
from reader.tui.widgets.dialog_box import DialogBox
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, passage, reading, saved, screen_rows, status, typed, until, view

Make = Callable[..., Workspace]

MARKED = "# Head\n\nSome text.\n\n## Part one\n\nMore text.\n\n## Part two\n\nThe end.\n"


async def test_hints_stand_on_every_sentence_in_sight_and_two_letters_go_there(workspace: Workspace) -> None:
    workspace.state.suggestions = "off"
    async with reading(workspace) as pilot:
        before = screen_rows(pilot)
        await pilot.press("f")
        assert "ffheadline of five words" in screen_rows(pilot)[0]
        paragraph = " ".join("".join(screen_rows(pilot)[2:4]).split())
        assert paragraph == "fjrst here. fdcond here! fkhird,” she said. fsurth here."
        await pilot.press("f")
        assert "f …" in status(pilot)
        await pilot.press("k")
        assert passage(pilot) == "“Third,” she said."
        await pilot.press("f", "escape")
        assert [row.replace("▌", " ") for row in screen_rows(pilot)] == [row.replace("▌", " ") for row in before]
        assert passage(pilot) == "“Third,” she said."


async def test_what_follows_a_hint_is_meant_for_it(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        typed(pilot, "f", "f", "d", "c")
        await until(pilot, lambda: saved(workspace) == [("claim", "Second here!")])


async def test_letters_that_lead_nowhere_end_the_hints(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("f", "z")
        assert "fj" not in "".join(screen_rows(pilot))
        assert "no sentence is labelled z" in status(pilot)
        assert passage(pilot) == "A headline of five words"


async def test_a_range_reaches_to_a_hint_and_to_a_tag(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("G", "b", "g", "j", "v", "f", "f", "d")
        assert passage(pilot) == "First here. Second here!"
        await pilot.press("right_square_bracket")
        assert passage(pilot).endswith("Share this")
        await pilot.press("apostrophe", "escape")
        assert passage(pilot) == "First here. Second here!"


async def test_from_tag_to_tag(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "j", "q", "g")
        visited = []
        for key in ("]", "]", "]", "["):
            await pilot.press({"]": "right_square_bracket", "[": "left_square_bracket"}[key])
            visited.append(passage(pilot))
        assert visited == ["First here.", "“Third,” she said.", "“Third,” she said.", "First here."]
        await pilot.press("left_square_bracket")
        assert "no tag before" in status(pilot)


async def test_back_to_where_one_came_from(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("one.txt"))
    workspace.tag(article, article.whole, "boilerplate")
    async with reading(workspace) as pilot:
        await pilot.press("apostrophe")
        assert "nothing to go back to" in status(pilot)
        await pilot.press("j", "U")
        await until(pilot, lambda: passage(pilot) == "Another source.")
        await pilot.press("f", "f", "j")
        assert passage(pilot) == "With two sentences."
        await pilot.press("apostrophe")
        assert passage(pilot) == "Another source."
        assert "back (1 more)" in status(pilot)
        await pilot.press("apostrophe")
        await until(pilot, lambda: passage(pilot) == "First here.")


async def test_from_gap_to_gap_and_then_to_the_next_source_that_has_one(make: Make) -> None:
    workspace = make(
        {"a.txt": "One. Two. Ten.", "b.txt": "Three. Four.", "c.txt": "Five. Six.", "d.txt": b"\xff\xfe\xff"}
    )
    for id, start, end in (("a.txt", 5, 9), ("b.txt", 0, 12), ("c.txt", 0, 5)):
        workspace.tag(workspace.article(workspace.source(id)), Span(start, end), "claim")
    async with reading(workspace) as pilot:
        await pilot.press("U")
        assert passage(pilot) == "Ten."
        await pilot.press("U")
        await until(pilot, lambda: passage(pilot) == "Six.")
        await pilot.press("q", "U")
        await until(pilot, lambda: passage(pilot) == "One.")
        await pilot.press("b", "G", "b", "g", "U")
        await until(pilot, lambda: "no untagged passage is left in any source" in status(pilot))
        await pilot.press("u", "G", "U")
        await until(pilot, lambda: "no other untagged passage is left in any source" in status(pilot))


def headings(pilot: Reader) -> list[str]:
    assert isinstance(pilot.app.screen, OutlineScreen)
    return [block.rendered for block in pilot.app.screen._headings.found]


async def test_the_outline_goes_to_a_heading(make: Make) -> None:
    async with reading(make({"a.md": MARKED})) as pilot:
        await pilot.press("j", "j", "j", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, OutlineScreen) and headings(pilot))
        assert headings(pilot) == ["Head", "Part one", "Part two"]
        box, window = pilot.app.screen.query_one(DialogBox).region, pilot.app.size
        assert abs(box.x - (window.width - box.right)) <= 1 and abs(box.y - (window.height - box.bottom)) <= 1, (
            "centred"
        )
        await pilot.press("j", "enter")
        await until(pilot, lambda: passage(pilot) == "Part two")
        await pilot.press("apostrophe")
        assert passage(pilot) == "More text."


async def test_plain_text_has_no_outline(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "no headings" in status(pilot))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_hints_on_wide_characters_keep_the_rows_width(make: Make, size: tuple[int, int]) -> None:
    async with reading(make({"a.txt": "渡船來了。渡船走了。 A. 渡。"}), size) as pilot:
        widths = {view(pilot).render_line(y).cell_length for y in range(5)}
        await pilot.press("f")
        assert {view(pilot).render_line(y).cell_length for y in range(5)} == widths


async def test_untagged_text_is_not_looked_for_in_originals(make: Make) -> None:
    workspace = make({"a.txt": "One here.", "originals/said.txt": "Two here.", "z.txt": "Three here."})
    workspace.state.suggestions = "off"
    async with reading(workspace) as pilot:
        await pilot.press("c", "U")
        await until(pilot, lambda: passage(pilot) == "Three here.")
        await pilot.press("c", "U")
        await until(pilot, lambda: "no untagged passage" in status(pilot) or "no other" in status(pilot))
        await pilot.press("J")
        assert "this is the last source" in status(pilot)
