"""A terminal's screen as a small SVG: rectangles for grounds, and text that keeps its columns in any font."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

import pyte

WIDTH, HEIGHT, BASE = 8, 17, 13  # pixels of a cell, and from its top to the line that text stands on
FONT = "DejaVu Sans Mono,Menlo,Consolas,monospace"
NAMES = {
    "black": "#000000", "red": "#cc241d", "green": "#98971a", "brown": "#d79921", "blue": "#458588",
    "magenta": "#b16286", "cyan": "#689d6a", "white": "#d5c4a1",
}  # fmt: skip


class Cell(NamedTuple):
    """A cell: its text, its colours, and the classes of its style, such as `b` for bold."""

    text: str
    ink: str
    ground: str
    style: str = ""


def drawing(screen: pyte.Screen) -> str:
    """Return the SVG of a screen."""
    rows = [[_cell(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]
    return svg(rows)


def _cell(char: pyte.screens.Char) -> Cell:
    ink, ground = _colour(char.fg, "#d5c4a1"), _colour(char.bg, "#000000")
    if char.reverse:
        ink, ground = ground, ink
    signs = (("b", char.bold), ("i", char.italics), ("u", char.underscore))
    return Cell(char.data, ink, ground, "".join(sign for sign, is_on in signs if is_on))


def _colour(name: str, default: str) -> str:
    return default if name == "default" else NAMES.get(name, f"#{name}")


def svg(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows of cells as an SVG."""
    page, _ = Counter(each.ground for row in rows for each in row).most_common(1)[0]
    ink, _ = Counter(each.ink for row in rows for each in row if each.text.strip()).most_common(1)[0]
    width, height = WIDTH * len(rows[0]), HEIGHT * len(rows)
    grounds = "".join(_ground(y, *run) for y, row in enumerate(rows) for run in _grounds(row) if run[2] != page)
    texts = "".join(_text(y, ink, *run) for y, row in enumerate(rows) for run in _texts(row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONT}" font-size="13">'
        "<style>text{white-space:pre}.b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}</style>"
        f'<rect width="{width}" height="{height}" fill="{page}"/>{grounds}<g fill="{ink}">{texts}</g></svg>\n'
    )


def _grounds(row: Sequence[Cell]) -> Iterator[tuple[int, int, str]]:
    """Yield the first cell, the number of cells and the colour of each run of cells on one ground."""
    at = 0
    for colour, cells in groupby(row, key=lambda each: each.ground):
        count = len(list(cells))
        yield at, count, colour
        at += count


def _texts(row: Sequence[Cell]) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield the texts of one ink and style: the first cell, the number of cells, the text, the ink and the style."""
    at = 0
    for (ink, style), cells in groupby(row, key=lambda each: (each.ink, each.style)):
        run = list(cells)
        text = "".join(each.text for each in run)
        if text.strip() or "u" in style:
            lead = 0 if "u" in style else len(text) - len(text.lstrip(" "))
            shown = text if "u" in style else text.strip(" ")
            yield at + lead, len(shown), shown, ink, style
        at += len(run)


def _ground(y: int, at: int, count: int, colour: str) -> str:
    place = f'x="{at * WIDTH}" y="{y * HEIGHT}" width="{count * WIDTH}" height="{HEIGHT}"'
    return f'<rect {place} fill="{colour}"/>'


def _text(y: int, usual: str, at: int, count: int, text: str, ink: str, style: str) -> str:
    about = f' fill="{ink}"' if ink != usual else ""
    about += f' class="{" ".join(style)}"' if style else ""
    place = f'x="{at * WIDTH}" y="{y * HEIGHT + BASE}" textLength="{count * WIDTH}"'
    return f"<text {place}{about}>{escape(text, quote=False)}</text>"
