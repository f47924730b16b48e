"""The app under test: `async with reading(workspace) as pilot`, and what can be seen of it."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from time import monotonic, process_time
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot

from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.workspace import Workspace

PARAGRAPH = "First here. Second here! “Third,” she said. Fourth here."
ONE = f"A headline of five words\n\n{PARAGRAPH}\n\nShare this\n"
TWO = "Another source. With two sentences.\n"
MOMENT = 0.005  # seconds between two looks at whether anything goes on; Textual takes four times as long
BURST = 0.8 * MOMENT  # seconds between two keys of a burst, so that keys that are pressed one by one are none
PATIENCE = 10.0  # seconds; a busy machine is slow, a broken program never gets there
LOOK_EVERY = 0.5  # seconds, at most
THREADS = Path("/proc/self/task")
LONG = "\n\n".join(f"Paragraph {n} has some words in it. And more." for n in range(200))

Reader = Pilot[None]
Make = Callable[..., Workspace]  # sources by name -> a workspace with them


@contextmanager
def quick_pilot() -> Iterator[None]:
    """Have Textual's pilot look more often whether the program is idle, for most tests would do little but wait."""
    waits = (patch(f"textual.{module}.wait_for_idle", _wait_for_idle) for module in ("app", "pilot"))
    with next(waits), next(waits), patch("reader.tui.key_queue.BURST", BURST):
        yield


async def _wait_for_idle(min_sleep: float = MOMENT, max_sleep: float = 1) -> None:
    """Wait until the process does nothing for a moment, `max_sleep` seconds at the longest."""
    start = monotonic()
    while (now := monotonic()) < start + max_sleep:
        worked = process_time()
        await asyncio.sleep(MOMENT)
        is_starved = monotonic() > now + 2 * MOMENT  # by other programs: not to have worked means nothing then
        has_worked = process_time() - worked >= MOMENT / 10
        if not (is_starved or has_worked or _is_anyone_about_to_work()) and monotonic() > start + min_sleep:
            return


def _is_anyone_about_to_work() -> bool:
    """Return whether another thread waits for a core or for the disk; only Linux tells."""
    here = str(threading.get_native_id())
    for thread in THREADS.iterdir() if THREADS.exists() else ():
        with suppress(OSError):  # it has ended
            state = (thread / "stat").read_text().rpartition(") ")[2][:1]
            if thread.name != here and state in "RD":
                return True
    return False


@asynccontextmanager
async def reading(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    app = ReaderApp(workspace)
    with quick_pilot():
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: view(pilot).cursor is not None or not workspace.sources)
            yield pilot


async def until(pilot: Reader, condition: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"it never came to that{_told(pilot)}"
        with suppress(TimeoutError):  # a pause waits for all messages, and so for a command that waits, as it may
            await asyncio.wait_for(pilot.pause(MOMENT), LOOK_EVERY)


def _told(pilot: Reader) -> str:
    return f"; the status line says {status(pilot)!r}" if isinstance(pilot.app, ReaderApp) else ""


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
    at = monotonic()
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = at  # however slow this machine is
        pilot.app.post_message(event)
