"""Cell widths as terminals have them, also for Indic scripts.

Textual measures with Rich, whose tables give a spacing vowel sign such as `ा` no cell of its own. Most terminals, tmux
and xterm among them, give it one, so rows that are full by Rich's count are too long there, and their ends are lost. So
the table is corrected where Rich loads it, and everything on the screen is measured with it. A terminal that draws such
a sign within the cell before it shows a blank at the end of the row.

`LOADER` is not a documented name of Rich; a test fails when Rich no longer calls it.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

from rich import cells

CellRange = tuple[int, int, int]  # the first and the last code point, and the width of each in cells

cell_len = cells.cell_len
LOADER = "load_cell_table"
SPACING, AMONG = "Mc", range(0x903, 0x1D173)  # the category of marks that take a cell, and their range
_load: Callable[[str], cells.CellTable] = getattr(cells, LOADER)


def _corrected(widths: list[CellRange]) -> Iterator[CellRange]:
    """Yield the ranges of a table, in order, with one cell for each spacing mark."""
    for first, last, width in widths:
        has_some = not width and first < AMONG.stop and last >= AMONG.start
        kinds = [*map(unicodedata.category, map(chr, range(first, last + 1)))] if has_some else []
        if SPACING not in kinds:
            yield first, last, width
            continue
        for is_spacing, run in groupby(range(first, last + 1), lambda code: kinds[code - first] == SPACING):  # noqa: B023
            codes = list(run)
            yield codes[0], codes[-1], int(is_spacing)


def _load_corrected(unicode_version: str = "auto") -> cells.CellTable:
    """Load a table as Rich does, corrected the first time."""
    table = _load(unicode_version)
    widths = table.widths
    assert isinstance(widths, list), "Rich keeps it as a list"
    if id(widths) not in _done:
        _done.add(id(widths))
        widths[:] = _corrected(widths)
    return table


_done: set[int] = set()  # the tables that are corrected; they live as long as the program
setattr(cells, LOADER, _load_corrected)
