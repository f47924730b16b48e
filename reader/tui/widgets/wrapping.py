"""Text in lines of a number of terminal cells, broken between words where that is possible."""

from collections.abc import Iterator

from rich.cells import chop_cells

from reader.tui.cell_widths import cell_len


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, each at most `width` cells wide; a wider word is cut."""
    return list(_lines(text, max(2, width)))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *pieces, line = chop_cells(word, width) if cell_len(word) > width else [word]
        yield from pieces
    if line:
        yield line
