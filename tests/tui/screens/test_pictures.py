"""Pictures of the six screens that matter; `pytest THIS_FILE --snapshot-update` takes them anew.

Look at them before they are committed: any browser shows them (`__snapshots__/test_pictures`).
"""

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import TextArea

from reader.tui.screens.chooser import ChoiceList
from reader.tui.screens.review import Review
from reader.tui.sources.list import SourceList
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, reading, until, view

HARBOUR = """Home | News | Sport

# The ferry that nobody missed

“We ran for **forty years**,” said Ilse Brandt, who sold the tickets. “Nobody said goodbye.” The last boat left on
Sunday with eleven passengers, the company says.

- The bridge opened in May.
- It carries 9,000 cars a day, three times what was planned.

Share this article
"""
LIGHTHOUSE = "The lamp on the north pier\n\nIt was lit in 1871. “It is a good lamp,” the keeper wrote.\n"
MARKET = "Fish is sold before sunrise, and gone by eight.\n"


class Picture(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.fixture
def sample(make: Callable[..., Workspace]) -> Workspace:
    workspace = make({"ferry.md": HARBOUR, "lighthouse.txt": LIGHTHOUSE, "market.txt": MARKET})
    workspace.state.suggestions = "off"  # they come when they are found, which is another time each time
    article = workspace.article(workspace.source("ferry.md"))
    for exact, tag, note in (
        ("Home | News | Sport", "boilerplate", ""),
        ("“We ran for **forty years**,”", "quote", ""),
        ("“Nobody said goodbye.”", "quote", "asked twice"),
        ("The last boat left on\nSunday with eleven passengers, the company says.", "claim", ""),
        ("Share this article", "boilerplate", ""),
    ):
        start = article.text.index(exact)
        workspace.tag(article, article.whole._replace(start=start, end=start + len(exact)), tag, note)
    return workspace


def svg(pilot: Reader) -> str:
    """What is on the screen, without what Rich makes up anew for each picture, or fetches from the web."""
    taken = pilot.app.export_screenshot(title="reader", simplify=True)
    return re.sub(r"@font-face \{.*?\}\s*|<style>\s*</style>|terminal-\d+-", "", taken, flags=re.DOTALL)


async def settled(pilot: Reader) -> None:
    def titles() -> list[str]:
        entries = pilot.app.query_one(SourceList).entries
        return [entries.title(at)[:4] for at in range(len(entries))]

    await until(pilot, lambda: titles() == ["The ", "The ", "Fish"])  # titles are read after the first frame
    await until(pilot, lambda: all(each.is_finished for each in pilot.app.workers if each.group != "watch"))
    await pilot.pause()


async def test_article(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample) as pilot:
        await pilot.press("j", "j", "j")
        await settled(pilot)
        assert svg(pilot) == picture


async def test_article_wide_and_light(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample, (160, 50)) as pilot:
        pilot.app.theme = "reader-light"
        await pilot.press("j", "j", "v", "j")
        await settled(pilot)
        assert svg(pilot) == picture


async def test_sources(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample) as pilot:
        await pilot.press("tab", "j")
        await settled(pilot)
        assert svg(pilot) == picture


async def test_help(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        assert svg(pilot) == picture


async def test_palette(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample) as pilot:
        await pilot.press("colon", *"tag")
        await until(pilot, lambda: 0 < pilot.app.screen.query_one(ChoiceList).count < 70)
        await settled(pilot)
        assert svg(pilot) == picture


async def test_note(sample: Workspace, picture: SnapshotAssertion) -> None:
    async with reading(sample) as pilot:
        await pilot.press("quotation_mark", "quotation_mark", "a")
        await until(pilot, lambda: pilot.app.screen.query(TextArea))
        pilot.app.screen.query_one(TextArea).cursor_blink = False
        await settled(pilot)
        assert svg(pilot) == picture


async def test_review(sample: Workspace, picture: SnapshotAssertion) -> None:
    path = sample.source("ferry.md").path
    path.write_text(HARBOUR.replace("eleven passengers", "twelve people on board").replace("Share this article", ""))
    async with reading(sample) as pilot:
        await until(pilot, lambda: len(view(pilot).reading.annotations) == 4)
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review) and len(pilot.app.screen.found) == 2)
        await settled(pilot)
        assert svg(pilot) == picture
