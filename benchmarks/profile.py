"""Where the time of a key goes: `python -m benchmarks.profile [--key space] [--size 10000000] [--functions 20]`.

The app runs without a terminal on an article of that size with 10,000 tags; a key is pressed again and again, and each
part of what follows is timed: medians, in milliseconds. With `--functions` the costliest of them are named, too.
"""

import argparse
import asyncio
import contextlib
import cProfile
import functools
import os
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from textual import events
from textual._compositor import Compositor
from textual.app import App
from textual.pilot import Pilot

from benchmarks.tags import tags_in, write_documents
from benchmarks.texts import prose
from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

PAUSE = 0.03  # seconds between keys
PARTS = {
    "the key is heard: messages and bindings": "before",
    "the cursor moves, rows are made": "action",
    "till the frame begins": "between",
    "the article's rows are painted": "rows",
    "Textual puts the frame together": "compositor",
    "and makes it characters and escapes": "display",
}


class Stages:
    """How long each part took, by name, a figure a key."""

    def __init__(self) -> None:
        self.figures: dict[str, list[float]] = defaultdict(list)
        self.shown = asyncio.Event()
        self._at: dict[str, tuple[float, float]] = {}  # begun and ended, since the key
        self._pressed = 0.0

    def press(self) -> None:
        self._at.clear()
        self.shown.clear()
        self._pressed = time.perf_counter()

    def time(self, owner: type, method: str, name: str) -> None:
        original = getattr(owner, method)

        @functools.wraps(original)  # Textual counts the parameters
        def timed(*arguments: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            result = original(*arguments, **named)
            self._at.setdefault(name, (begun, time.perf_counter()))
            return result

        setattr(owner, method, timed)

    def note(self, display: Callable[[], object]) -> None:
        """The frame is there. Without a terminal nobody else makes it characters."""
        begun = time.perf_counter()
        display()
        took = {name: end - begin for name, (begin, end) in self._at.items()}
        if took.keys() >= {"action", "rows", "compositor"}:
            self._take(took, time.perf_counter() - begun)
            self.shown.set()

    def _take(self, took: dict[str, float], display: float) -> None:
        (action, moved), (frame, _) = self._at["action"], self._at["compositor"]
        parts = {"before": action - self._pressed, "action": took["action"], "between": frame - moved}
        parts |= {"rows": took["rows"], "compositor": took["compositor"] - took["rows"], "display": display}
        for name, seconds in parts.items():
            self.figures[name].append(1000 * seconds)


@contextlib.contextmanager
def workspace(size: int, tags: int) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory(prefix="reader-profile-") as name:
        folder = Path(name)
        os.environ |= dict.fromkeys(("XDG_STATE_HOME", "XDG_CACHE_HOME"), str(folder / "home"))  # not the user's
        (folder / "seeds").mkdir()
        source = folder / "seeds" / "article.txt"
        source.write_text("\n\n".join(prose(size)) + "\n", "utf-8")
        write_documents(folder / "annotations.json", tags_in(source, tags, source.name))
        yield Workspace(locate_workspace(folder))


async def measure(app: ReaderApp, key: str, times: int, profile: cProfile.Profile | None) -> Stages:
    stages = Stages()
    stages.time(ArticleView, "action_page" if key in ("space", "pagedown") else "action_cursor", "action")
    stages.time(ArticleView, "render_lines", "rows")
    stages.time(Compositor, "render_update", "compositor")

    def display(app: App[Any], _screen: object, frame: Any) -> None:
        stages.note(lambda: frame and frame.render_segments(app.console))

    App._display = display  # type: ignore[assignment, method-assign]
    async with app.run_test(size=(120, 40)) as pilot:
        await _press(pilot, stages, key, times // 4)
        stages.figures.clear()
        with profile or contextlib.nullcontext():
            await _press(pilot, stages, key, times)
    return stages


async def _press(pilot: Pilot[None], stages: Stages, key: str, times: int) -> None:
    character = " " if key == "space" else key if len(key) == 1 else None
    for _ in range(times):
        await asyncio.sleep(PAUSE)
        stages.press()
        pilot.app.post_message(events.Key(key, character))
        await asyncio.wait_for(stages.shown.wait(), 10)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser("benchmarks.profile", description=__doc__)
    parser.add_argument("--key", default="space", help="as Textual names it: `space` for a page, `j` for a sentence")
    parser.add_argument("--size", type=int, default=10_000_000, help="bytes of the article")
    parser.add_argument("--tags", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--functions", type=int, default=0, help="how many to name")
    options = parser.parse_args(arguments)
    profile = cProfile.Profile() if options.functions else None
    sys.setswitchinterval(0.0005)  # as the command line does
    with workspace(options.size, options.tags) as made:
        stages = asyncio.run(measure(ReaderApp(made), options.key, options.times, profile))
    for words, name in PARTS.items():
        print(f"{median(stages.figures[name]):6.2f} ms  {words}")
    print(f"{sum(median(each) for each in stages.figures.values()):6.2f} ms  in all")
    if profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.functions)


if __name__ == "__main__":
    main()
