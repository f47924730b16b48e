"""How long the screen's thread is held: `python -m benchmarks.stalls [--folder DIR] [--tiny]`.

The app runs without a terminal on a large workspace: 100,000 sources, one of them of 10 MB, and 100,000 annotations.
A beat on its loop should come every few milliseconds; when it is late, a second thread notes what the first one does.
Printed is the longest delay of each thing that is done, and where the thread was then.
"""

import argparse
import asyncio
import gc
import os
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from textual.pilot import Pilot

from benchmarks.tags import tags_in, write_documents
from benchmarks.texts import prose, titles
from reader.tui.app import ReaderApp
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

BEAT = 0.002  # seconds
HELD = 0.05  # that nobody should notice
DEEPEST = 3  # lines of ours that tell where the thread was


@dataclass(slots=True)
class Watch:
    """Beats on the loop, and looks at its thread when a beat is late."""

    longest: float = 0.0
    busiest: float = 0.0  # seconds that the thread itself worked between two beats, whatever else the machine did
    where: str = ""
    collecting: float = 0.0  # of the busiest, how long garbage was looked for at most
    _last: float = field(default_factory=time.perf_counter)
    _begun: float = 0.0
    _thread: int = field(default_factory=threading.get_ident)

    async def beat(self) -> None:
        while True:
            worked = time.thread_time()
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            self.busiest = max(self.busiest, time.thread_time() - worked)
            self.longest, self._last = max(self.longest, now - self._last), now

    def look(self) -> None:
        while True:
            time.sleep(HELD / 4)
            if time.perf_counter() - self._last > max(HELD / 2, self.longest):
                self.where = _where(sys._current_frames()[self._thread])

    def collected(self, phase: str, _info: dict[str, int]) -> None:
        """Called by Python when it begins, and ends, to look for garbage."""
        if threading.get_ident() == self._thread:
            self._begun = time.thread_time() if phase == "start" else self._begun
            self.collecting = max(self.collecting, time.thread_time() - self._begun)

    def since(self) -> tuple[float, float, float, str]:
        """What was found since the last call: longest, busiest, collecting, where."""
        found = self.longest, self.busiest, self.collecting, self.where
        self.longest, self.busiest, self.collecting, self.where = 0.0, 0.0, 0.0, ""
        return found


def _where(frame: object) -> str:
    stack = traceback.extract_stack(frame)  # type: ignore[arg-type]
    ours = [each for each in stack if "/reader/" in each.filename] or stack
    return " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in reversed(ours[-DEEPEST:]))


def make(folder: Path, sources: int, size: int, tags: int) -> None:
    """A workspace whose first source is large, and has a tenth of the tags."""
    seeds = folder / "seeds"
    seeds.mkdir()
    paths = [seeds / f"{number // 1000:03}" / f"{number:06}.txt" for number in range(1, sources)]
    body = " ".join(list(prose(300))[1:])
    for path, title in zip(paths, titles(sources), strict=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{title}\n\n{body}\n", "utf-8")
    (seeds / "000.txt").write_text("\n\n".join(prose(size)) + "\n", "utf-8")
    found = chain.from_iterable(
        tags_in(path, count, path.relative_to(seeds).as_posix())
        for path, count in [(seeds / "000.txt", tags // 10), *((path, 10) for path in paths[: 9 * tags // 100])]
    )
    write_documents(folder / "annotations.json", found)


Act = Callable[[Pilot[None]], Awaitable[None]]


def keys(*names: str, times: int = 1) -> Act:
    async def act(pilot: Pilot[None]) -> None:
        for _ in range(times):
            await pilot.press(*names)

    return act


def acts(workspace: Workspace, rest: float, times: int) -> dict[str, Act]:
    """What is done, in this order. rest: seconds for what is done in the background."""

    async def wait(pilot: Pilot[None]) -> None:
        await asyncio.sleep(rest)
        await pilot.pause()

    file = workspace.paths.annotations

    async def rewrite(pilot: Pilot[None]) -> None:
        editor = await asyncio.create_subprocess_exec("sed", "-i", '1,20000s/note.*/note": "by hand",/', str(file))
        await editor.wait()
        await asyncio.sleep(rest / 6)
        await pilot.press("j", "q", "u")
        await wait(pilot)

    return {
        "all is read": wait,
        "next sentence": keys("j", times=times),
        "page down": keys("space", times=times),
        "to the end": keys("G"),
        "a tag": keys("q", times=times),
        "undo": keys("u", times=times),
        "the file is written": wait,
        "the list": keys("tab", *"jjjjjjjjjj", "G", "g"),
        "a filter": keys("slash", *"council"),
        "a filter that knows tags": keys("escape", "slash", *"tag:claim note:"),
        "other orders": keys("escape", *"OOOOOO"),
        "an order and a filter": keys("slash", *"has:note", "enter", "J", "tab"),
        "all sources again": keys("escape", "escape", "escape"),
        "other sources": keys("J", times=times // 3),
        "back to the large one": keys("K", times=times // 3),
        "another program writes the file": rewrite,
        "help": keys("question_mark", "escape"),
        "tags to look at": keys("R", "escape"),
        "the tags of all sources": keys("T", "S"),
        "tags beside others": keys("slash", *"claim near:quote", "enter", "j"),
        "tags inside others": keys("escape", "slash", *"quote not in:claim", "enter", "escape", "T"),
        "the claims": keys("C"),
        "a claim is rated": keys("j", "4"),
        "claims are ordered": keys("O"),
        "claims are filtered": keys("slash", *"council", "enter"),
        "the claims are closed": keys("C"),
    }


async def measure(workspace: Workspace, rest: float, times: int) -> None:
    watch = Watch()
    threading.Thread(target=watch.look, daemon=True).start()
    beat = asyncio.create_task(watch.beat())
    gc.callbacks.append(watch.collected)
    async with ReaderApp(workspace).run_test(size=(120, 40)) as pilot:
        watch.since()  # the application and its first frame were made: nobody could see that it was held
        for name, act in acts(workspace, rest, times).items():
            begun = time.perf_counter()
            await act(pilot)
            longest, busiest, collecting, where = watch.since()
            figures = f"{1000 * longest:6.0f} ms, {1000 * busiest:4.0f} at work, {1000 * collecting:4.0f} for garbage"
            late = f"  {where}" if longest > HELD else ""
            print(f"{name:32} {figures}, in {time.perf_counter() - begun:4.1f} s{late}", flush=True)
    beat.cancel()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser("benchmarks.stalls", description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="a small workspace: does it work?")
    parser.add_argument("--folder", type=Path, help="where the workspace is made, and kept")
    options = parser.parse_args(arguments)
    sizes = (100, 20_000, 200) if options.tiny else (100_000, 10_000_000, 100_000)
    pace = (0.1, 3) if options.tiny else (6.0, 30)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="reader-stalls-"))
    if not (folder / "seeds").exists():
        folder.mkdir(exist_ok=True)
        make(folder, *sizes)
    os.environ |= dict.fromkeys(("XDG_STATE_HOME", "XDG_CACHE_HOME"), str(folder / "home"))  # not the user's
    try:
        gc.disable()  # as the command line does, till the first frame
        sys.setswitchinterval(0.0005)
        workspace = Workspace(locate_workspace(folder), reads=False)
        workspace.open_soon("000.txt")
        asyncio.run(measure(workspace, *pace))
    finally:
        if not options.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
