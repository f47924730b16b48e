"""A codebook of a hundred tags on a small screen: everything has its place, and nothing runs over."""

import pytest

from reader.text.span import Span
from reader.tui.sources.list import SourceList
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, app, reading, saved, screen_rows, status, until

TOPS = [f"theme {number}" for number in range(10)]
NESTED = [f"{top}/a rather long name of a tag {number}" for top in TOPS for number in range(11)]
BOOK = "".join(f'[[tags]]\nname = "{name}"\n' for name in [*TOPS, *NESTED, "claim/number"])
RETIRED = '[[tags]]\nname = "boilerplate"\nretired = true\nwhen_not = "the cleaner does it"\n'


@pytest.fixture
def many(make: Make) -> Workspace:
    """A workspace with 120 tags, 117 of which have no key, and a passage that has 30 of them."""
    folder = make({"one.txt": "First here. Second here!\n\nThird there."}).paths.folder
    (folder / "reader.toml").write_text(BOOK + RETIRED)
    workspace = Workspace(locate_workspace(folder))
    article = workspace.article(workspace.source("one.txt"))
    for tag in ["quote", "claim", "claim/number", *NESTED[:27]]:
        workspace.tag(article, Span(0, 11), tag)
    return workspace


def footer(pilot: object) -> str:
    """The line of keys."""
    line = app(pilot).screen.query_one(KeyBar)  # type: ignore[arg-type]
    return "".join(segment.text for segment in line.render_line(0))


async def test_counts_gutter_and_keys_have_room_on_a_small_screen(many: Workspace) -> None:
    async with reading(many) as pilot:
        entries = app(pilot).query_one(SourceList)
        await until(pilot, lambda: "q1" in "".join(segment.text for segment in entries.render_line(2)))
        assert "".join(segment.text for segment in entries.render_line(2)).split() == ["▌q1", "c2", "+27"]
        (row,) = (row for row in screen_rows(pilot) if "First here" in row)
        assert "qca+" in row.split("First")[0]
        assert footer(pilot).split()[:4] == ["q", "c", "#", "tag"]
        assert footer(pilot).rstrip().endswith("? keys")


async def test_a_tag_without_a_key_is_found_by_its_name(many: Workspace) -> None:
    async with reading(many) as pilot:
        names = [action.label for action in app(pilot).palette_actions()]
        assert {*NESTED, "claim/number"} <= set(names)
        assert not [name for name in names if name.startswith(("boilerplate", "order the sources by theme"))]
        run = next(action.run for action in app(pilot).palette_actions() if action.label == "claim/number")
        await pilot.press("j")
        await run()
        await until(pilot, lambda: ("claim/number", "Second here!") in saved(many))


async def test_a_retired_tag_is_not_given_and_says_why(many: Workspace) -> None:
    async with reading(many) as pilot:
        await pilot.press("b")
        assert status(pilot).endswith("boilerplate is retired and no longer offered: the cleaner does it")
        assert "boilerplate" not in dict(saved(many))
