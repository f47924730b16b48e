"""Makes the pictures of README and docs/: the real app on a copy of the sample, its screen as SVG, drawn by Chromium.

    python docs/pictures.py [--only NAME]

Needs Chromium on the PATH (Debian: chromium) and the font DejaVu Sans Mono.
"""

import argparse
import asyncio
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from reader.cli.main import main as reader
from reader.tui.app import ReaderApp
from reader.tui.controllers.suggestions import WAIT
from reader.workspace.demo import fresh_copy
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

HERE = Path(__file__).parent
FONT = "DejaVu Sans Mono"
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip

DARK = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen: its size in cells, the keys that lead to it, the theme, and whether the sample has its tags.

    A picture without keys is that of what `reader echoes` prints. Among the keys `wait` stands for as long as it takes
    until the suggestions are there.
    """

    name: str
    size: tuple[int, int]
    keys: str | None
    theme: str = "reader-dark"
    is_tagged: bool = True


# A link from the first claim of the sample to a tag in another source.
LINKED = "right_square_bracket " * 3 + "r J J " + "right_square_bracket " * 8 + "r e "
PICTURES = (
    Picture("wide-dark", (160, 50), "J J " + "j " * 12),
    Picture("small-dark", (80, 24), "J J J J j j j j j j j k"),
    Picture("small-light", (80, 24), "J J J J j j j j j j j k", "reader-light"),
    Picture("echoes", (160, 40), "J J J J " + "j " * 23 + "L", "reader-light"),
    Picture("quote-check", (160, 40), "J J exclamation_mark V"),
    Picture("card", (160, 40), "J J wait exclamation_mark V r escape wait i"),
    Picture("story-matrix", (80, 46), None, "reader-light"),
    Picture("side-by-side", (120, 32), "J B j j j enter j j"),
    Picture("keys", (80, 24), "J J question_mark"),
    Picture("palette", (80, 24), "J J colon t a g", "reader-light"),
    Picture("tutorial-open", (80, 24), ""),
    Picture("tutorial-tag", (80, 24), "J J J j j c"),
    Picture("tutorial-range", (80, 24), "J J J j j v l l l l"),
    Picture("tutorial-note", (80, 24), "J J J j j c a w h o"),
    Picture("tutorial-find", (80, 24), "J slash b a c k"),
    Picture("tutorial-tags", (80, 24), "J J T", "reader-light"),
    Picture("speaker", (80, 24), "J J wait " + "quotation_mark " * 3, is_tagged=False),
    Picture("claims", (100, 22), LINKED + "C 4 j 2 j j 3 j j 2 g wait", "reader-light"),
)


def printed(picture: Picture) -> str:
    """The SVG of what `reader echoes` prints about the sample, as far as it fits."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        reader(["echoes", str(fresh_copy())])
    width, height = picture.size
    console = Console(record=True, width=width, file=io.StringIO(), highlight=False)
    console.print(*output.getvalue().splitlines()[:height], sep="\n", markup=False, soft_wrap=True)
    return console.export_svg(title="reader echoes", theme=DEFAULT_TERMINAL_THEME)


async def screen(picture: Picture) -> str:
    """The SVG of the app after the keys."""
    folder = fresh_copy()
    if not picture.is_tagged:
        (folder / "annotations.json").unlink()
    app = ReaderApp(Workspace(locate_workspace(folder), creator="sample"))  # whoever set the tags of the sample
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        for keys in (picture.keys or "").split("wait"):
            await pilot.press(*keys.split())
            await pilot.pause(2 * WAIT)
            while not all(each.is_finished for each in app.workers if each.group != "watch"):
                await pilot.pause(0.05)
            await pilot.pause(0.3)
        return app.export_screenshot(title="reader")


def sharing_pages() -> Iterator[Path]:
    """PNGs of the exported page of one source, in which a quote has a speaker and a claim a rating.

    Besides the page as it is: in the dark, in print, of which it has the rules, and on a telephone of 400 pixels.
    """
    folder = fresh_copy()
    (source,) = (each.name for each in (folder / "seeds").iterdir() if each.name.startswith("3-"))
    workspace = Workspace(locate_workspace(folder), creator="sample")
    found = [each for each in workspace.annotations.in_order if each.source == source]
    for tag, values in (("quote", ["speaker=Dmitry Peskov", "manner=direct"]), ("claim", ["rating=refuted"])):
        first = next(each for each in found if each.tag == tag)
        reader(["set", "--workspace", str(folder), "--creator", "sample", first.id, *values])
    page = folder / "page.html"
    reader(["export", str(folder), "--format", "html", "--source", source, "-o", str(page)])
    text, narrow, printed = page.read_text("utf-8"), folder / "narrow.html", folder / "printed.html"
    printed.write_text(text.replace("@media print{", "@media all{"), "utf-8")
    narrow.write_text(
        '<body style="margin:0"><iframe src="page.html" width="400" height="820" style="border:0">', "utf-8"
    )
    for name, shown, size, settings in (
        ("page", page, (1000, 760), []),
        ("dark", page, (1000, 760), DARK),
        ("print", printed, (620, 760), []),
        ("narrow", narrow, (400, 820), []),
    ):
        photograph(shown, HERE / f"sharing-{name}.png", size, settings)
        yield HERE / f"sharing-{name}.png"


def photograph(page: Path, file: Path, size: tuple[int, int], settings: Sequence[str] = ()) -> None:
    """A PNG of a page as Chromium shows it in a window of this size."""
    with tempfile.TemporaryDirectory() as folder:
        about = [f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}", f"--screenshot={file}"]
        subprocess.run(["chromium", *CHROMIUM, *settings, *about, str(page)], check=True, capture_output=True)


def draw(svg: str, file: Path) -> None:
    """A PNG of an SVG, in a font that is on this machine instead of one from the web."""
    width, height = (float(number) for number in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", FONT)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(f"<style>body{{margin:0}} svg{{width:{width}px;height:{height}px}}</style>{svg}", "utf-8")
        photograph(page, file, (int(width) + 1, int(height) + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAME")
    options = parser.parse_args()
    if not shutil.which("chromium"):
        sys.exit("Chromium is missing: on Debian, `apt-get install chromium fonts-dejavu`")
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"XDG_STATE_HOME": state, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.environ.pop("NO_COLOR", None)
        for picture in PICTURES:
            if options.only in (None, picture.name):
                svg = printed(picture) if picture.keys is None else asyncio.run(screen(picture))
                draw(svg, HERE / f"{picture.name}.png")
                print(HERE / f"{picture.name}.png")
        if options.only in (None, "sharing"):
            for file in sharing_pages():
                print(file)


if __name__ == "__main__":
    main()
