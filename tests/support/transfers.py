"""The dialogs of exports and imports, as tests use and look at them."""

from pathlib import Path

from textual import events

from reader.text.span import Span
from reader.tui.screens.file_picker import FilePicker
from reader.tui.screens.transfer import TransferScreen
from reader.tui.widgets.prompt import Prompt
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, until


def picker(pilot: Reader) -> FilePicker:
    assert isinstance(pilot.app.screen, FilePicker)
    return pilot.app.screen


def report(pilot: Reader) -> str:
    if not isinstance(pilot.app.screen, TransferScreen):
        return ""
    return str(pilot.app.screen._text.render())


async def choose(pilot: Reader, path: Path) -> None:
    """Name a path in the place of what is proposed."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
    await pilot.press("ctrl+u")
    await paste(pilot, str(path))
    await pilot.press("enter")


async def paste(pilot: Reader, text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await until(pilot, lambda: picker(pilot).query_one(Prompt).text.endswith(text))


def tagged_by_two(workspace: Workspace) -> Workspace:
    """A quote of Ann's, a claim of Bob's."""
    article = workspace.article(workspace.source("one.txt"))
    for who, name, start in (("ann", "quote", 0), ("bob", "claim", 5)):
        with Workspace(workspace.paths, creator=who) as theirs:
            theirs.tag(article, Span(start, start + 4), name)
    return Workspace(workspace.paths, creator="ann")
