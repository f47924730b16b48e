"""What things cost, in counts that know no clock: what is made and painted, however large the text is."""

from collections.abc import Callable

import pytest

from reader.text.plain import PlainBlocks
from reader.tui.article.painter import Painter
from reader.tui.article.rows import Layout
from reader.tui.article.view import ArticleView
from reader.tui.controllers import suggestions
from reader.tui.sources.entry_painter import EntryPainter
from reader.tui.sources.list import SourceList
from reader.workspace.suggestion_limits import LARGEST
from reader.workspace.suggestion_service import SuggestionService
from reader.workspace.workspace import Workspace
from tests.support.under_test import app, reading, row_of_cursor, until, view

MEGABYTE = "\n\n".join(
    f"Paragraph {n} has a few words in it. And some more of them follow here." for n in range(14_000)
)
ROOM = 24  # rows of the terminal


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many blocks and rows were made, and rows painted; a test sets them back."""
    counts = {"blocks": 0, "folded": 0, "painted": 0, "laid out": 0, "entries": 0}

    def count(owner: type, method: str, what: str) -> None:
        original = getattr(owner, method)

        def counting(*arguments: object, **named: object) -> object:
            counts[what] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, method, counting)

    count(PlainBlocks, "_make", "blocks")
    count(Layout, "_wrap", "folded")
    count(Painter, "row", "painted")
    count(ArticleView, "_lay_out", "laid out")
    count(EntryPainter, "rows", "entries")
    return counts


def since_then(counts: dict[str, int]) -> dict[str, int]:
    found = dict(counts)
    counts.update(dict.fromkeys(counts, 0))
    return found


async def test_a_large_text_costs_what_its_screen_costs(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    workspace = make({"large.txt": MEGABYTE})
    async with reading(workspace) as pilot:
        article = view(pilot)
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)
        pilot.app.workers.cancel_all()  # it counts the sentences, which looks at every block
        await pilot.pause()
        for keys, most in (("G", 6 * ROOM), ("pageup", 4 * ROOM), ("pagedown", 4 * ROOM), ("g", 6 * ROOM)):
            since_then(counted)
            before = article.top
            await pilot.press(keys)
            await until(pilot, lambda: article.top != before)  # noqa: B023
            await pilot.pause()
            cost = since_then(counted)
            assert cost["blocks"] <= most, keys
            assert cost["folded"] <= most, keys
            assert cost["painted"] <= 2 * ROOM, keys


async def test_a_motion_or_a_tag_paints_the_rows_that_change(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    async with reading(make({"large.txt": MEGABYTE}), (100, 40)) as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        since_then(counted)
        await pilot.press("j")
        await until(pilot, lambda: counted["painted"] > 0)
        await pilot.pause()
        assert since_then(counted)["painted"] <= 4
        await pilot.press("q")
        await until(pilot, lambda: len(view(pilot).reading.annotations) == 1 and counted["painted"] > 0)
        await pilot.pause()
        assert since_then(counted)["painted"] <= 8


async def test_a_new_size_is_laid_out_and_painted_once(make: Callable[..., Workspace], counted: dict[str, int]) -> None:
    async with reading(make({"large.txt": MEGABYTE}), (100, 40)) as pilot:
        await pilot.pause()
        since_then(counted)
        await pilot.resize_terminal(120, 30)
        await until(pilot, lambda: view(pilot).size.height == 26)
        await pilot.pause()
        cost = since_then(counted)
        assert cost["laid out"] == 1
        assert cost["painted"] <= 30


async def test_a_page_paints_no_source_whose_entry_says_the_same(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    sources = {f"{number}.txt": f"Title {number} of a source" for number in range(9)}
    async with reading(make({"0-large.txt": MEGABYTE, **sources}), (100, 40)) as pilot:
        found = pilot.app.query_one(SourceList)
        await until(pilot, lambda: len(found.entries) == 10 and all(found.entries.titles) and not found.progress)
        await until(pilot, lambda: not app(pilot).jobs.is_running("catalog"))
        await pilot.press("space")
        await pilot.pause()
        since_then(counted)
        await pilot.press("space")
        await until(pilot, lambda: counted["painted"] > 0)
        await pilot.pause()
        assert since_then(counted)["entries"] <= 2, "it is compared with what is on the screen"


def test_an_article_is_described_without_its_text(make: Callable[..., Workspace]) -> None:
    workspace = make({"large.txt": MEGABYTE})
    assert len(repr(workspace.article(workspace.source("large.txt")))) < 1000


async def test_nothing_is_suggested_before_the_first_frame(
    make: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[object] = []
    monkeypatch.setattr(SuggestionService, "candidates", lambda _self, article: began.append(article))
    monkeypatch.setattr(suggestions, "WAIT", 3600)
    async with reading(make({"a.txt": "“It rained,” he said. It did.", "b.txt": "“It rained,” she said."})) as pilot:
        await pilot.press("j", "q", "j", "J", "K")
        await pilot.pause()
        assert not began


async def test_suggestions_make_no_rows_and_paint_those_that_they_are_on(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    text = "\n\n".join(f"“We have {n} of them,” he said. And the rest is nothing." for n in range(1500))
    assert len(text) < LARGEST
    async with reading(make({"a.txt": text}), (100, 40)) as pilot:
        await pilot.pause()
        since_then(counted)
        await until(pilot, lambda: view(pilot).reading.suggestions)
        await pilot.pause()
        cost = since_then(counted)
        assert cost["folded"] == 0
        assert cost["painted"] <= 40
        await pilot.press("enter")
        await until(pilot, lambda: len(view(pilot).reading.annotations) == 1)
        await pilot.pause()
        cost = since_then(counted)
        assert cost["folded"] <= 4
        assert cost["painted"] <= 8
