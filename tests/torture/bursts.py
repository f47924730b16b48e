"""Bursts of keys: each sequence is typed slowly and all at once, and must come to the same in both ways.

`python -m tests.torture.bursts` types some 150 sequences that people type, and as many made at random of their parts
(`--random 500 --seed 2` for others). It prints each one that came to something else, and exits with 1 if any did.
"""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.widgets import TextArea

from reader.tui.app import ReaderApp
from reader.tui.widgets.echo_pane import EchoPane
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.tag_list import TagList
from reader.tui.widgets.virtual_list import VirtualList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support import ROOT

PATIENCE = 20.0  # seconds until a sequence must have settled
BESIDE = ("index", "checkpoint", "sentences", "news")  # work on which no key depends
NAMES = (
    "escape enter tab space up down left right home end pageup pagedown backspace delete f1 shift+tab shift+right "
    "shift+left ctrl+a ctrl+d ctrl+f ctrl+n ctrl+o ctrl+p ctrl+r ctrl+u ctrl+w"
)

# What people type, in parts that begin in the article and mostly end there; a word is typed letter by letter.
PARTS = (
    "j", "j j j", "k", "} }", "{", "w w", "W", "pagedown", "space", "pageup", "ctrl+d", "ctrl+u", "g", "G", "home",
    "end", '"', "] ]", "[", "f aa", "f ab", "f sd", "f escape", "] l h", "+ escape", "v j escape", "v } o escape",
    "- - escape", "q", "c", "b", "j q", "j c k c", "j q u", "q c b", "v j q", "j l l c", "] x", "] x u", "q u ctrl+r",
    "c u u", "q a well enter", "c a two ctrl+n lines enter", "b a escape", "] a more enter", "j a x escape",
    "q a qcbx enter u", "/ the enter", "/ the enter q", "/ the enter n n c", "/ zzz enter escape",
    "/ the down down enter escape", "/ t backspace escape", "/ ctrl+r [A-Z] enter n escape", "/ sai escape",
    "/ the enter N q escape", "J", "J J", "K", "J q", "J j c", "J K", "J '", "G J g q", "J / the enter c escape", "U",
    "U b", "] ' j", "tab j enter", "tab j j enter", "tab / wire enter", "tab / opp enter q", "tab / zz escape escape",
    "tab escape", "tab G enter c", "tab g enter", "tab tab j", "tab / a enter j q", "tab / w backspace escape tab",
    "tab k k enter", "T escape", "T T", "T j enter", "T j j enter c", "T x escape", "T x x escape",
    "T a short enter escape", "T space escape escape", "T / the enter enter", "T / tag:claim enter j enter",
    "T / zzz enter escape escape", "T S j enter", "T S / source:wire enter enter q", "T S escape",
    "T pagedown pageup escape", "T G g escape", "T F F escape", "T q u escape", "T c escape",
    "T / by:sample enter escape escape", "T S / status:edited enter escape escape", ": export enter escape",
    ": undo enter", ": next space sentence enter", ": escape", ": zzzz enter escape", ": help enter escape",
    ": show space or space hide space the space list enter escape", ": remove enter", ": down down escape",
    ": note enter hello enter", "ctrl+p theme enter escape", ": quote enter", "? j j escape", "f1 G g escape",
    "? down pagedown up end home escape", "? q", "? space k enter", "ctrl+f said enter", "ctrl+f said enter q",
    "ctrl+f zzzz enter escape", "ctrl+f the down down enter", "ctrl+f escape", "ctrl+f the ctrl+u ship escape",
    "ctrl+f minister enter c a found enter", "t escape", "J J J J t j enter q", "J J J J t G enter c",
    "J J J J t g escape", "E escape", "E j j escape", "E w . q S escape", "E tab escape escape",
    "E tab ctrl+w escape escape",
    "I escape", "I zz backspace escape", "I seeds/ down down escape", "I s tab escape", "I s tab tab down escape",
    "R escape", "R j j escape", "R enter escape", "R x u escape", "R o q", "R p escape", "R space q", "D escape",
    "D j escape", "D 1 escape", "D 2 u escape", "D j b escape", "D o", "D 0 j 1 escape", "L escape", "L L",
    "L j escape", "L space escape", "L enter q", "L F F escape", "L j j enter '", ". enter", ". . enter",
    ". backspace", ". backspace u", ". , enter u", "S S S .", ". enter enter u", "J . enter", "y", "> > < <", "S S S",
    "B j enter", "B j enter tab q u", "B j enter escape", "B j j enter & tab j c tab tab", "B j enter j j tab B",
    "J B k enter j j j tab j tab / the enter n", "B j enter tab enter q", "B j enter J J tab K q", "L B",
    "escape escape", "e j",
)  # fmt: skip
JOINED = ("q j", "T escape", "J", "/ a enter escape", "tab escape", ": escape", "k u", "g", "? escape", "] ]", "'")


def sequences() -> list[str]:
    """What people type: each part, and each part before and behind another one."""
    return [*dict.fromkeys([*PARTS, *(f"{JOINED[n % len(JOINED)]} {part} j" for n, part in enumerate(PARTS[::2]))])]


def random_sequences(number: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(PARTS, k=chance.randint(2, 5))) for _ in range(number)]


def keys_of(sequence: str) -> list[str]:
    """The keys of a sequence by Textual's names."""
    words = ([word] if word in NAMES.split() else list(word) for word in sequence.split())
    return [_character_to_key(key) if len(key) == 1 else key for word in words for key in word]


CHARACTERS = {_character_to_key(chr(code)): chr(code) for code in range(32, 127)}


def press(app: ReaderApp, key: str, at: float | None = None) -> None:
    """Press a key, now or `at` a time, in seconds."""
    event = events.Key(key, CHARACTERS.get(key))
    if at is not None:
        event.time = at
    app.post_message(event)


def fill(folder: Path) -> None:
    """The sample, with tags of a second person, and of a source that has changed since."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "annotations.json", folder)
    os.environ["LOGNAME"] = "second"
    workspace = Workspace(locate_workspace(folder))
    for source in list(workspace.sources)[:3]:
        article = workspace.sources.article(source)
        blocks = [block for block in article.blocks if block.content.end - block.content.start > 40]
        for block, tag in zip(blocks[:4], ("quote", "claim", "boilerplate", "claim"), strict=False):
            workspace.annotations.tag(article, block.content, tag)
        path = source.path
        path.write_text(path.read_text("utf-8").replace("The ", "This ", 3), "utf-8")
    workspace.store.checkpoint()
    os.environ["LOGNAME"] = "tester"


async def settled(app: ReaderApp) -> None:
    """Wait until nothing goes on any more that a key could depend on."""
    end, calm = monotonic() + PATIENCE, 0
    while calm < 3:
        await asyncio.sleep(0.004)
        running = [each.group for each in app.workers if not each.is_finished and each.group not in BESIDE]
        what = f"{running}, keys wait: {app.jobs.keys_wait}, all answered: {app.key_queue.is_idle}"
        assert monotonic() < end, f"it never came to rest: {what}"
        calm = calm + 1 if app.key_queue.is_idle and not running and not app.jobs.keys_wait else 0


async def outcome(folder: Path, keys: Sequence[str], *, slowly: bool) -> dict[str, Any]:
    """Open the app, type, and return what came of it."""
    with Workspace(locate_workspace(folder)) as workspace:
        return await type_in(ReaderApp(workspace), keys, slowly=slowly)


async def type_in(app: ReaderApp, keys: Sequence[str], *, slowly: bool) -> dict[str, Any]:
    async with app.run_test(size=(110, 32)):
        await settled(app)
        for key in keys:
            press(app, key)
            if slowly:
                await asyncio.sleep(0.031)
                await settled(app)
        await asyncio.sleep(0.031)
        await settled(app)
        return state_of(app)


def state_of(app: ReaderApp) -> dict[str, Any]:
    """Everything that a key can change and a person can see."""
    screen, sources, reading = app.main_screen, app.main_screen.sources, app.session.reading
    stored = app.workspace.annotations.in_order
    cursor = reading.cursor
    state: dict[str, Any] = {
        "screens": [type(each).__name__ for each in app.screen_stack],
        "tags": sorted((e.source, e.start, e.end, e.tag, e.note, e.creator) for e in stored),
        "dismissed": sorted((e.source, e.start, e.tag) for e in app.workspace.store.dismissals),
        "steps": [app.workspace.annotations.to_undo(), app.workspace.annotations.to_redo()],
        "cursor": cursor and (cursor.article.source.id, cursor.passage, cursor.head, cursor.in_range),
        "focused": type(screen.focused).__name__,
        "side panel": type(screen.side.panel).__name__,
        "shown": [
            type(pane).__name__ for pane in (sources, screen.article, screen.side.panel) if pane and pane.display
        ],
        "typed into": screen.is_typed_into,
        "filter": (sources.filter, sources.selected, sources.opened, sources.typing.is_on),
        "theme": app.theme,
        "suggestions": app.workspace.state.suggestions,
        "lists": [
            (type(each).__name__, each.count, each.selected)
            for each in app.screen.query(VirtualList)
            if each.is_on_screen and not isinstance(each, TagList)
        ],
        "texts": [each.text for each in app.screen.query(Prompt)] + [each.text for each in app.screen.query(TextArea)],
    }
    for panel in screen.query(TagList):
        # Not the number of the selected tag: tags of one passage are in the order of their ids, which are random.
        state["tag list"] = panel.filter, panel.is_all, panel.display, panel.count, [e.span for e in panel.targets]
    for pane in screen.query(EchoPane):
        state["echoes"] = pane.display, [each.echo.there for each in pane.targets]
    return state


async def compare(sequence: str, folder: Path, *, shows: bool = False) -> list[str]:
    """Type a sequence both ways, each in a copy of the workspace; return how the outcomes differ."""
    found = []
    for slowly in (True, False):
        here = Path(tempfile.mkdtemp(prefix="bursts-"))
        shutil.copytree(folder, here, dirs_exist_ok=True)
        os.environ["XDG_STATE_HOME"] = f"{here}/state"
        try:
            found.append(await outcome(here, keys_of(sequence), slowly=slowly))
        finally:
            shutil.rmtree(here, ignore_errors=True)
    slow, quick = found
    if shows:
        print(*(f"{name}: {value}" for name, value in slow.items() if name != "tags"), sep="\n")
    return [
        difference(name, slow.get(name), quick.get(name))
        for name in {**slow, **quick}
        if slow.get(name) != quick.get(name)
    ]


def difference(name: str, slow: Any, quick: Any) -> str:
    if isinstance(slow, list) and isinstance(quick, list):  # what is in both is not worth a line
        slow, quick = [each for each in slow if each not in quick], [each for each in quick if each not in slow]
    return f"{name}: slowly {slow!r}, at once {quick!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=150, help="sequences made at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one sequence")
    options = parser.parse_args()
    tried = [options.only] if options.only else [*sequences(), *random_sequences(options.random, options.seed)]
    os.environ["EDITOR"] = "true"
    differing = 0
    with tempfile.TemporaryDirectory(prefix="bursts-") as folder:
        fill(Path(folder))
        for sequence in tried:
            begin = monotonic()
            try:
                different = asyncio.run(compare(sequence, Path(folder), shows=bool(options.only)))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                different = [repr(error)]
            if different:
                differing += 1
                print(sequence, *(f"    {each}" for each in different), sep="\n", flush=True)
            if options.only:
                print(f"{monotonic() - begin:.1f} s")
    print(f"{len(tried)} sequences typed both ways, {differing} of them came to something else")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
