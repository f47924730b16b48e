"""Random keys, clicks, sizes and returns from the shell, beside a plain dictionary of the tags there should be.

`python -m tests.torture.keys --count 100000 --seed 1` prints what went wrong and how much was tried; it exits with 1 if
anything did. The same seed gives the same keys.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import ScreenStackError
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reader.settings.keymap import Keymap
from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.key_queue import BURST
from reader.tui.screens.question import Question
from reader.tui.sources.list import SourceList
from reader.workspace.workspace import Workspace
from tests.support import ROOT
from tests.support.naughty import fill, naughty_strings
from tests.torture.keys_model import Tagged, Tags, Watched

EVERY = 1000  # inputs between two comparisons with the model
AT_ONCE = 10  # inputs before anything of them is waited for
ANSWERED = 30.0  # seconds in which so many inputs must have been answered


def problems_of(app: ReaderApp, workspace: Watched) -> list[str]:
    """Where the file, the store, the list or the article are not what the model says."""
    model = workspace.model.tags
    found = []
    if {each.id: Tagged.of(each) for each in Workspace(workspace.paths).annotations} != model:
        found.append("the file is not the model")
    if {each.id: Tagged.of(each) for each in workspace.annotations} != model:
        found.append("the store is not the model")
    counts: dict[str, Counter[str]] = {}
    for each in model.values():
        counts.setdefault(each.source, Counter())[each.tag] += 1
    if app.query_one(SourceList).facts.counts != counts:
        found.append("the list's counts are not the model's")
    if set(app.query_one(SourceList).facts.done.mine) != workspace.model.done:
        found.append("the sources that are done are not the model's")
    for view in app.main_screen.views:
        found += _problems_of_view(view, model)
    readings = app.session.readings
    if [view.reading for view in app.main_screen.views] != [*readings] or app.session.reading not in readings:
        found.append("the articles on the screen are not those that are open")
    if len({each.article.source.id for each in readings if each.article}) < sum(1 for each in readings if each.article):
        found.append("one source is open twice")
    return found


def _problems_of_view(view: ArticleView, model: Tags) -> list[str]:
    article, found = view.reading.article, list[str]()
    if article is None:
        return found
    here = {id for id, each in model.items() if each.source == article.source.id}
    if {each.id for each in view.reading.annotations} != here:
        found.append("the article's tags are not the model's")
    if any(article.text[each.start : each.end] != each.exact for each in view.reading.annotations):
        found.append("a tag is not what its passage says")
    return found


# What is done

ODD_KEYS = (
    *("shift+tab", "backspace", "delete", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+n", "ctrl+k", "f5", "alt+q"),
    *("ctrl+at", "ctrl+home", *"0456789yzéß日\u0301\u202e\ufffd🙂[]"),
)
# How often, against once of any other key: what opens something is rare, what closes it is not.
WEIGHTS = {"ctrl+p": 0.1, "ctrl+q": 0.02, "?": 0.2, "f1": 0.1, "a": 0.4, "/": 0.4, "ctrl+f": 0.2}
WEIGHTS |= {"escape": 4, "enter": 2, "u": 2}
CLICK = (events.MouseDown, events.MouseUp)
MOUSE = (CLICK, CLICK, (events.MouseScrollDown,), (events.MouseScrollUp,), (events.MouseMove,), (events.MouseDown,))
SIZES = ((80, 24), (160, 50), (120, 30), (63, 20), (40, 12), (20, 5), (10, 3), (5, 3), (2, 2), (1, 1), (300, 2))


# What keys by chance seldom come to: searches, the list of tags with a filter and a choice, hints, ranges.
PHRASES = (
    "/ t h e enter n N q", "/ e ctrl+r . enter c", "/ z z z enter", "v / o enter b", "ctrl+f t h e enter",
    "ctrl+f a escape", "T * c u", "T / c l escape x", "T / t a g : c enter * b", "T S * F a h i enter",
    "T S space space q", "T enter ' '", "T S * x u", "f f f", "f f j q", "v f f d c", "] ] x", "[ q u", "U b '",
    "t j enter '", "tab / a enter", "tab / escape", "] l l enter", "c [ o h shift+left enter", "] h escape", "] l q",
    "[ h j", "] l enter u", "q i A n n enter escape", "c i 2 escape", "c i 3 3 escape u", "q i tab tab 1 escape",
    "T i tab 1 escape", "r j r e", "c k r } r c", "q r ' r n x enter", "c k r escape", "s", "w l s", ". i enter",
    ". i backspace", ". i down escape", "/ t h e enter * c", "/ e enter * * c enter", "/ a enter * * escape escape",
    "/ z z enter *", "* b u", "d", "d u", "d K d", ") ( d", "tab d ) d", "tab / d o n e : n o enter", "U c U",
    ". s enter", ". s s s s s s s A l enter", "q s tab enter", "q s A n n enter", "C 2 y escape",
    "C * 4 y u escape", "P y escape",
    "B j enter", "B j j enter tab q u", "B", "& tab c tab u", "B j enter j tab r tab r e", "tab d tab u", "L B",
    "tab B",
    "B j enter tab enter", "B escape", "V B tab", "tab J tab K", "B / e enter", "shift+tab j B tab / e enter n",
    "i backspace enter", "q i n o t e up up backspace escape", ": u n d o enter", "y", "< < > >", "S . ,",
    "A A", "A A A escape", "A A A enter u", "tab O O j enter J K", "tab O O O escape escape",
    "tab / l e f t : enter J U", "tab / s p e a k e r : a enter ) (", "tab / r a t i n g : o p e n escape O",
    "tab / c h a n g e d : w escape", "tab / l a n g : e n enter O", "5 j", "4 2 l", "6 k 9 }", "7 q", "5 x", "8 u",
    "9 9 9 w", "4 ] '", "5 J 4 K", "6 . 5 ,", "4 escape q", "5 2 backspace backspace c", "tab 7 j 4 k enter",
    "T 6 j 4 0 k escape", "m", "m j m M enter m", "M x", "M * x escape", "M / t h e enter x escape", "M F escape",
    "F", "F tab F tab F", "T F w j w F escape", "m d U m",
)  # fmt: skip


class Hand:
    """Types, clicks, resizes and comes back, at random; the same for the same seed. `recent`: what it did last."""

    def __init__(self, seed: int, workspace: Workspace) -> None:
        self._random = random.Random(seed)
        groups = Keymap(workspace.settings.tags, {}).groups.values()
        bound = [name for keys in groups for key in keys for name in key.names]
        self._keys = [*dict.fromkeys(bound), "enter", *ODD_KEYS]
        self._weights = [WEIGHTS.get(key, 0.2 if key in ODD_KEYS else 1) for key in self._keys]
        self.size = 80, 24
        self.recent: deque[str] = deque(maxlen=60)

    def act(self, app: ReaderApp) -> None:
        ways = (self._press, self._phrase, self._point, self._resize, self._come_back)
        self.recent.append(self._random.choices(ways, (890, 50, 45, 10, 5))[0](app))

    def answer(self, app: ReaderApp) -> None:
        """Say yes or no."""
        self.recent.append(_press(app, self._random.choice(("enter", "escape"))))

    def _press(self, app: ReaderApp) -> str:
        (key,) = self._random.choices(self._keys, self._weights)
        return _press(app, key)

    def _phrase(self, app: ReaderApp) -> str:
        """What is typed in one go, from the article where that is in front."""
        return " ".join(_press(app, key) for key in ("escape", "escape", *self._random.choice(PHRASES).split()))

    def _point(self, app: ReaderApp) -> str:
        x, y = (self._random.randrange(cells + 1) for cells in self.size)
        kinds = self._random.choice(MOUSE)
        for kind in kinds:
            app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        return f"{kinds[0].__name__} {x},{y}"

    def _resize(self, app: ReaderApp) -> str:
        self.size = self._random.choice(SIZES)
        app._driver._size = size = Size(*self.size)  # type: ignore[union-attr]
        app.post_message(events.Resize(size, size))
        return f"resized to {size}"

    def _come_back(self, app: ReaderApp) -> str:
        """From the shell, or from another window."""
        kinds = self._random.choice(((Driver.SignalResume,), (events.AppBlur, events.AppFocus)))
        for kind in kinds:
            app.post_message(kind())
        return kinds[-1].__name__


def _press(app: ReaderApp, key: str) -> str:
    name = _character_to_key(key) if len(key) == 1 else key
    app.post_message(events.Key(name, key if len(key) == 1 else None))
    return key


async def play(workspace: Watched, seed: int, count: int) -> list[str]:
    """Does so many things, opens the app again whenever it was left, and tells what went wrong."""
    hand, found, done = Hand(seed, workspace), list[str](), 0
    while done < count:
        app = ReaderApp(workspace)
        try:
            async with app.run_test(size=hand.size) as pilot:
                while done < count and app.is_running:
                    hand.act(app)
                    done += 1
                    if not done % AT_ONCE:
                        await _pause(pilot)
                        await _answer_question(pilot, hand)
                    if done == count or not done % EVERY:
                        found += [f"{each}, after {' '.join(hand.recent)}" for each in await _settled(pilot, workspace)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            places = (f"{place.name}:{place.lineno}" for place in traceback.extract_tb(error.__traceback__)[-4:])
            found.append(f"{error!r} in {' > '.join(places)}, after {' '.join(hand.recent)}")
    return found


async def _pause(pilot: Pilot[None]) -> None:
    """Wait until all keys have been answered; a burst may wait for results."""
    app, end = pilot.app, monotonic() + ANSWERED
    assert isinstance(app, ReaderApp)
    with suppress(ScreenStackError):  # it was left
        await pilot.pause(0)
        while app.is_running and (app.message_queue_size or not app.key_queue.is_idle):
            assert monotonic() < end, "keys are not answered"
            await asyncio.sleep(0.001)


async def _answer_question(pilot: Pilot[None], hand: Hand) -> None:
    """Answer a question that is open, once a key can: those that come fast are no answer, and would all be lost."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    if not app.is_running or not isinstance(app.screen, Question):
        return
    while monotonic() <= app.session.last_key_at + BURST:
        await asyncio.sleep(0.001)
    hand.answer(app)
    await _pause(pilot)


async def _settled(pilot: Pilot[None], workspace: Watched) -> list[str]:
    """The problems that stay when all has been done that was asked for."""
    assert isinstance(pilot.app, ReaderApp)
    found = [""]
    end = monotonic() + 5
    while found and monotonic() < end and pilot.app.is_running:
        await _pause(pilot)
        found = problems_of(pilot.app, workspace)
    return found if pilot.app.is_running else []


# Where


def sample(folder: Path) -> None:
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "annotations.json", folder)


def naughty(folder: Path) -> None:
    fill(folder, [text for text in naughty_strings() if len(text) < 200][::5])


def empty(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "blank.md").write_text(" \n\n\t\n")


def long_lines(folder: Path) -> None:
    (folder / "one.txt").write_text("A sentence on a very long line. “Quoted,” it said. " * 1000)
    (folder / "two.txt").write_text("word" * 10_000 + " 日本語、" * 2000)


def markdown(folder: Path) -> None:
    cases = json.loads((ROOT / "tests" / "data" / "commonmark.json").read_bytes())
    for number in range(4):
        text = "\n\n".join(case["markdown"] for case in cases[number * 150 :][:150])
        (folder / f"{number}.md").write_text(text)


WORKSPACES: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (sample, naughty, empty, long_lines, markdown)
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="of inputs, over all workspaces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=WORKSPACES)
    options = parser.parse_args()
    names, found = [options.only] if options.only else list(WORKSPACES), list[str]()
    for name in names:
        start, count = monotonic(), options.count // len(names)
        with tempfile.TemporaryDirectory(prefix="keys-") as folder:
            os.environ["XDG_STATE_HOME"] = f"{folder}/state"
            WORKSPACES[name](Path(folder))
            workspace = Watched(Path(folder))
            here = asyncio.run(play(workspace, options.seed, count))
        steps, tags = workspace.model.steps, len(workspace.model.tags)
        print(f"{name}: {count} inputs, {steps} steps, {tags} tags, {len(here)} problems, {monotonic() - start:.0f} s")
        print(*(f"    {each}" for each in here), sep="\n", flush=True)
        found += here
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
