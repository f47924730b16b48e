"""The app under test: `async with reading(workspace) as pilot`, and what can be seen of it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from textual import events
from textual.pilot import Pilot

from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.key_queue import BURST
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.workspace import Workspace

PARAGRAPH = "First here. Second here! “Third,” she said. Fourth here."
ONE = f"A headline of five words\n\n{PARAGRAPH}\n\nShare this\n"
TWO = "Another source. With two sentences.\n"
LONG = "\n\n".join(f"Paragraph {n} has some words in it. And more." for n in range(200))

Reader = Pilot[None]
Make = Callable[..., Workspace]  # sources by name -> a workspace with them


@asynccontextmanager
async def reading(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    app = ReaderApp(workspace)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: view(pilot).cursor is not None or not workspace.sources)
        yield pilot


async def until(pilot: Reader, condition: Callable[[], object]) -> None:
    for _ in range(200):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came to that; the status line says {status(pilot)!r}")


async def answered(pilot: Reader) -> None:
    """Wait until every key that was typed has been answered, and all that it began has settled."""
    await until(pilot, lambda: app(pilot).message_queue_size == 0 and app(pilot).key_queue.is_idle)


async def no_burst(pilot: Reader) -> None:
    """Wait until the next key no longer belongs to the burst of the last one."""
    await answered(pilot)
    await until(pilot, lambda: monotonic() > app(pilot).session.last_key_at + BURST)


def app(pilot: Reader) -> ReaderApp:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app


def view(pilot: Reader) -> ArticleView:
    return pilot.app.query_one(ArticleView)


def status(pilot: Reader) -> str:
    line = pilot.app.query_one(StatusBar)
    return f"{line.place} | {line.message}"


def passage(pilot: Reader) -> str:
    cursor = view(pilot).cursor
    assert cursor
    return cursor.passage.of(cursor.article.text)


def saved(workspace: Workspace) -> list[tuple[str, str]]:
    """Tag and text of every annotation, as another program finds them in the file, at the latest after a fold."""
    workspace.store.checkpoint()
    if not workspace.paths.annotations.exists():
        return []
    table = json.loads(workspace.paths.annotations.read_bytes()).get("annotations", {})
    return [(each["tag"], each["exact"]) for each in table.values() if "tag" in each]


def screen_rows(pilot: Reader) -> list[str]:
    article = view(pilot)
    return ["".join(segment.text for segment in article.render_line(y)) for y in range(article.size.height)]


def row_of_cursor(pilot: Reader) -> int:
    """The first row in sight with the cursor's bar; -1 if there is none."""
    return next((y for y, row in enumerate(screen_rows(pilot)) if "▌" in row), -1)


def typed(pilot: Reader, *keys: str) -> None:
    """Keys by Textual's names, without a wait between them, as quick hands or a held key send them."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
