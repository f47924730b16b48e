"""Draws the pictures of docs/look.md: twelve screens before and after, and the forms of tagging that were tried.

    python -m docs.look [--before CHECKOUT] [--only NAME]

Each screen is that of the real program in a terminal. CHECKOUT is a copy of the program as it was before; without it,
only the screens of now and the forms are drawn. `--only` draws what has this in its name.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from docs.look_forms import forms
from docs.terminal_svg import drawing
from tests.support.terminal import Terminal

ROOT = Path(__file__).parent.parent
OUT = Path(__file__).with_name("look")
SHOWN_FOLDER = "/home/ann/reader/articles"  # in place of a temporary folder, whose path is as long on Linux
STILL = 2.0  # seconds without a change after which a screen is as it stays
LONGEST = 4  # times as long is waited at most
SMALL, LARGE, WIDE = (80, 24), (160, 50), (220, 50)
Run = Callable[..., str]  # a command of the program in a folder


class Screen(NamedTuple):
    """A screen: its size, the keys that lead to it, the theme, what is done to the sample, and keys of now only."""

    name: str
    size: tuple[int, int]
    keys: str
    theme: str = "reader-dark"
    prepare: str = ""
    keys_now: str = ""


SCREENS = (
    Screen("main-80", SMALL, "JJJJjjjjjjjk"),
    Screen("main-80-light", SMALL, "JJJJjjjjjjjk", "reader-light"),
    Screen("main-160", LARGE, "JJ" + "j" * 13),
    Screen("main-220", WIDE, "JJjjjj"),
    Screen("tags", SMALL, "JJT"),
    Screen("export", SMALL, "E"),
    Screen("help", SMALL, "?"),
    Screen("palette", SMALL, ":tag"),
    Screen("echoes", LARGE, "JJJJ" + "j" * 12 + "L"),
    Screen("review", LARGE, "R", prepare="changed"),
    Screen("adjudication", LARGE, "D", prepare="others", keys_now="\r"),
    Screen("empty", SMALL, "", prepare="empty"),
)


def workspace(screen: Screen, tree: Path, folder: Path, run: Run) -> None:
    """Make the workspace that a screen is of."""
    if screen.prepare == "empty":
        return
    shutil.copytree(tree / "seeds", folder / "seeds")
    shutil.copy(tree / "annotations.json", folder)
    (folder / "reader.toml").write_text(f'theme = "{screen.theme}"\n')
    if screen.prepare == "changed":
        for file in (folder / "seeds").glob("*.*"):
            text = file.read_text("utf-8").replace(" a ", " one ", 6).replace("said", "has said", 3)
            file.write_text(text.replace("not", "still", 2), "utf-8")
    elif screen.prepare == "others":
        for name, shift, count in (("Bob", 7, 6), ("Cem", -4, 4)):
            found = [each for each in json.loads(run("export"))["annotations"] if each["creator"] == "sample"]
            for each in found[::5][:count]:
                end = str(max(each["start"] + 3, each["end"] + shift))
                run("tag", "--creator", name, each["source"], str(each["start"]), end, each["tag"])


def drawn(screen: Screen, tree: Path) -> str:
    """Return the SVG of a screen of the program in a tree."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "articles")
        folder.mkdir()
        names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        os.environ |= {**dict.fromkeys(names, home), "PYTHONPATH": str(tree)}
        os.environ.pop("NO_COLOR", None)

        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", "reader", *arguments]
            return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout

        workspace(screen, tree, folder, run)
        with Terminal([str(folder)], folder, screen.size, in_colour=True) as terminal:
            settle(terminal, 3 * STILL)
            for key in screen.keys + (screen.keys_now if tree == ROOT else ""):
                terminal.press(key)
                settle(terminal, STILL / 8)
            settle(terminal, STILL)
            return drawing(terminal.screen).replace(str(folder), SHOWN_FOLDER)


def settle(terminal: Terminal, seconds: float) -> None:
    """Read what the program writes until it has written nothing for some time, as it does where no cursor blinks."""
    seen, since, end = len(terminal.output), time.monotonic(), time.monotonic() + LONGEST * seconds
    while time.monotonic() < min(since + seconds, end):
        terminal.read()
        if len(terminal.output) != seen:
            seen, since = len(terminal.output), time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", metavar="CHECKOUT", type=Path)
    parser.add_argument("--only", metavar="NAME", default="")
    options = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    for name, svg in forms():
        if options.only in name:
            (OUT / f"{name}.svg").write_text(svg, "utf-8")
    for screen in (each for each in SCREENS if options.only in each.name):
        for when, tree in {"before": options.before, "after": ROOT}.items():
            if tree:
                file = OUT / f"{screen.name}-{when}.svg"
                file.write_text(drawn(screen, tree.absolute()), "utf-8")
                print(file)


if __name__ == "__main__":
    main()
